"""Telling what a service is: description, price, time, what it includes and what it needs."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from actions.turn import Button, Turn
from bot.language.translation import Translation
from bot.quotes.price_tag import price_tag
from bot.services.offer import Package, Packages, Service
from bot.services.text import LocalizedText


async def tell_details(turn: Turn, service: Service) -> list[Translation]:
    """The lines about a service in the client's language; only what the services file says."""
    heading = turn.phrase(
        "utter_service_line", service=await turn.own(service.name), price=price_of(turn, service)
    )
    about = [await turn.own(service.description)] if service.description else []
    packages = service.pricing.packages if isinstance(service.pricing, Packages) else ()
    told = [
        *[line for package in packages for line in await _package(turn, package)],
        *await _list(turn, "utter_service_included", service.included),
        *await _list(turn, "utter_service_not_included", service.not_included),
        *await _list(turn, "utter_service_extras", [extra.name for extra in turn.file.extras_of(service)]),
        *await _list(turn, "utter_service_needed", service.needed),
    ]
    if service.turnaround is not None:
        told.append(turn.phrase("utter_service_turnaround", days=str(service.turnaround).replace("-", "–")))
    if service.revisions is not None:
        told.append(turn.phrase("utter_service_revisions", count=str(service.revisions)))
    return [heading, *about, *told]


def price_of(turn: Turn, service: Service) -> Translation:
    """The price of a service as it stands on a list, in the client's language."""
    tag = price_tag(service)
    return turn.phrase(tag.phrase, **{key: turn.voice.money(value) for key, value in tag.amounts.items()})


def estimate_button(turn: Turn, service: Service) -> Button:
    """The button that begins an estimate for a service."""
    title = turn.phrase("utter_get_estimate").text
    return {"title": title, "payload": f'/request_quote{{"option":"{service.id}"}}'}


async def _package(turn: Turn, package: Package) -> list[Translation]:
    price = turn.voice.money(package.price)
    heading = turn.phrase("utter_service_line", service=await turn.own(package.name), price=price)
    return [heading, *await _items(turn, package.included)]


async def _list(turn: Turn, heading: str, texts: Sequence[LocalizedText]) -> list[Translation]:
    return [turn.phrase(heading), *await _items(turn, texts)] if texts else []


async def _items(turn: Turn, texts: Sequence[LocalizedText]) -> list[Translation]:
    owns = await asyncio.gather(*(turn.own(text) for text in texts))
    return [turn.phrase("utter_service_item", item=own) for own in owns]
