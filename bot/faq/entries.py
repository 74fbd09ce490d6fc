"""What can be answered from a services file: FAQ, policies, facts and services, as entries of one kind."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from bot.faq import facts, policies
from bot.services.offer import Service
from bot.services.schema import ServicesFile
from bot.services.text import LocalizedText

ToEnglish = Callable[[str, str], Awaitable[str]]
"""Translates a text from the language given second; the text itself where that is not possible."""

Kind = Literal["faq", "policy", "fact", "service"]

_GENERALITY: dict[Kind, int] = {"faq": 0, "policy": 1, "fact": 2, "service": 2}


@dataclass(frozen=True)
class Entry:
    """A question, its answer and other ways to ask; `id` is unique within the file and fit for a button.

    Facts and services have no `answer` of their own: it is put together from fields of the file when asked.
    `service` is the name of the service, if it is about one.
    """

    id: str
    question: LocalizedText
    answer: LocalizedText | None = None
    phrasings: tuple[LocalizedText, ...] = ()
    service: LocalizedText | None = None

    @property
    def kind(self) -> Kind:
        """The part of the file that answers. No id of the FAQ can hold a colon."""
        prefix, colon, _ = self.id.partition(":")
        return cast(Kind, prefix) if colon else "faq"

    @property
    def subject(self) -> str:
        """Name of the policy or fact, id of the service or of the entry in the FAQ."""
        return self.id.rpartition(":")[2]

    @property
    def generality(self) -> int:
        """How general the question is; what the freelancer wrote (0) is most to the point."""
        return _GENERALITY[self.kind]


def entries_of(file: ServicesFile) -> tuple[Entry, ...]:
    """The FAQ's entries, then one for each policy that was written, each fact and each service."""
    asked = (Entry(each.id, each.question, each.answer, each.phrasings) for each in file.faq)
    terms = (
        Entry(f"policy:{name}", policies.QUESTIONS[name], answer, _in_english(policies.PHRASINGS[name]))
        for name, answer in file.policies.given().items()
    )
    known = (
        Entry(f"fact:{name}", facts.QUESTIONS[name], phrasings=_in_english(facts.PHRASINGS[name]))
        for name in facts.known_facts(file)
    )
    return (*asked, *terms, *known, *(_of_service(service) for service in file.services))


def _of_service(service: Service) -> Entry:
    return Entry(f"service:{service.id}", facts.service_question(service.name), service=service.name)


async def searched_texts(entry: Entry, to_english: ToEnglish) -> list[str]:
    """The English texts an entry is found by: question, question with answer, and each phrasing."""
    if entry.service is not None:
        name = await english(entry.service, to_english)
        return [asked.format(service=name) for asked in facts.SERVICE_PHRASINGS]
    wordings = (
        entry.question,
        *_in_english_if_any(entry.phrasings),
        *([entry.answer] if entry.answer else []),
    )
    question, *others = await asyncio.gather(*(english(text, to_english) for text in wordings))
    if entry.answer is None:
        return [question, *others]
    *phrasings, answer = others
    return [question, f"{question} {answer}", *phrasings]


async def english(text: LocalizedText, to_english: ToEnglish) -> str:
    """The freelancer's own English where there is one, a translation otherwise."""
    wording, language = text.wording("en")
    return wording if language == "en" else await to_english(wording, language)


def _in_english_if_any(phrasings: Sequence[LocalizedText]) -> Sequence[LocalizedText]:
    """Leaves out phrasings in other languages when the freelancer wrote some in English."""
    return [each for each in phrasings if "en" in each.languages] or phrasings


def _in_english(texts: Iterable[str]) -> tuple[LocalizedText, ...]:
    return tuple(LocalizedText({"en": text}, "en") for text in texts)
