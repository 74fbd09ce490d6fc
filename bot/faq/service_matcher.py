"""Which service a client means: "something for the sign above my bakery" is a logo."""

from __future__ import annotations

import asyncio

from bot.faq.entries import ToEnglish, english
from bot.faq.ranking import Ranking
from bot.faq.vectors import KeptVectors
from bot.services.offer import Service
from bot.services.schema import ServicesFile

DESCRIPTION_WEIGHT = 0.9
"""A brand identity's description speaks of a logo too; the service that is called so should come first."""


class ServiceMatcher:
    """Ranks a freelancer's services by how well name and description fit what a client wrote, in English."""

    def __init__(self, ranking: Ranking) -> None:
        self._ranking = ranking

    @classmethod
    async def build(cls, file: ServicesFile, vectors: KeptVectors, to_english: ToEnglish) -> ServiceMatcher:
        """Index the services of a file, translating what the freelancer did not write in English."""
        texts = await asyncio.gather(*(_texts(service, to_english) for service in file.services))
        by_id = {service.id: found for service, found in zip(file.services, texts, strict=True)}
        return cls(await asyncio.to_thread(Ranking, by_id, vectors, DESCRIPTION_WEIGHT))

    def match(self, text: str) -> list[tuple[str, float]]:
        """Give every service id with its score, best first; about 5 ms, so not on the event loop."""
        return self._ranking.scores(text)


async def _texts(service: Service, to_english: ToEnglish) -> list[str]:
    name = await english(service.name, to_english)
    if service.description is None:
        return [name]
    description = await english(service.description, to_english)
    return [name, f"{name}. {description}", description]
