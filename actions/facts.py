"""Telling facts from the services file: working hours, place, languages, VAT, deposit and the like."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from actions.turn import Turn
from bot.language.locales import days, language_name
from bot.language.translation import Translation
from bot.language.working_hours import hours_text, place_of_time

Told = list[Translation]


async def tell_fact(turn: Turn, name: str) -> Told:
    """The lines that answer for one of the facts of bot.faq.facts, in the client's language."""
    return await _TELLERS[name](turn)


async def _about(turn: Turn) -> Told:
    about = turn.file.freelancer.about
    return [await turn.own(about)] if about else [await turn.own(turn.file.freelancer.trade)]


async def _hours(turn: Turn) -> Told:
    hours = hours_text(turn.file, turn.language)
    return [turn.phrase("utter_fact_hours", hours=hours, place=place_of_time(turn.file, turn.language))]


async def _location(turn: Turn) -> Told:
    location = turn.file.freelancer.location
    return [turn.phrase("utter_fact_location", location=await turn.own(location))] if location else []


async def _languages(turn: Turn) -> Told:
    spoken = turn.file.freelancer.spoken
    names = [language_name(code, turn.language) for code in spoken]
    told = [turn.phrase("utter_fact_languages", languages=turn.voice.list(names))]
    return told if turn.language in spoken else [*told, turn.phrase("utter_fact_translated")]


async def _contact(turn: Turn) -> Told:
    who = turn.file.freelancer
    addresses = [address for address in (who.email, who.website) if address]
    return [turn.phrase("utter_fact_contact", addresses=turn.voice.list(addresses))]


async def _vat(turn: Turn) -> Told:
    vat = turn.file.vat
    if vat.mode == "none":
        told = turn.phrase("utter_quote_vat_none")
    else:
        told = turn.phrase(f"utter_fact_vat_{vat.mode}", rate=turn.voice.percent(vat.rate))
    return [told, await turn.own(vat.note)] if vat.note else [told]


async def _deposit(turn: Turn) -> Told:
    deposit = turn.file.deposit
    if deposit is not None and deposit.percent is not None:
        return [turn.phrase("utter_fact_deposit_share", percent=turn.voice.percent(deposit.percent))]
    if deposit is not None and deposit.amount is not None:
        return [turn.phrase("utter_fact_deposit_amount", amount=turn.voice.money(deposit.amount))]
    return []


async def _validity(turn: Turn) -> Told:
    return [turn.phrase("utter_fact_validity", days=days(turn.file.quote_validity_days, turn.language))]


_TELLERS: dict[str, Callable[[Turn], Awaitable[Told]]] = {
    "about": _about,
    "hours": _hours,
    "location": _location,
    "languages": _languages,
    "contact": _contact,
    "vat": _vat,
    "deposit": _deposit,
    "validity": _validity,
}
