"""Checks that concern several fields of a services file at once.

They work on the data as written, so that they are reported together with what is wrong with single fields.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from bot.language.phrases import PLACEHOLDER, Response, read_responses
from bot.services.problems import Problem
from bot.services.source import FieldPath, Source
from bot.services.wrong import closest, shown
from bot.settings import ROOT

_CONDITIONS = ("from_quantity", "from_amount", "client")


def inconsistencies(source: Source) -> list[Problem]:
    """Everything in which parts of the file contradict one another."""
    data = source.data
    found = [
        *_repeated_ids(source, ("services",)),
        *_repeated_ids(source, ("faq",)),
        *_repeated_terms(source),
        *_unknown_services(source),
        *_discounts(source),
        *_vat(source),
        *_no_working_day(source),
        *_phrases(source),
    ]
    shared = ("surcharges", "extras")
    for number, service in enumerate(_list(data, "services")):
        path: FieldPath = ("services", number)
        found += _repeated_ids(source, (*path, "pricing", "packages"))
        found += _repeated_ids(source, (*path, "pricing", "scopes"))
        found += _repeated_ids(source, (*path, "extras"), also=shared)
        found += _tiers(source, (*path, "pricing"))
        found += _hours_twice(source, (*path, "pricing"), service)
    if not any(_list(service, "extras") for service in _list(data, "services")):
        found += _repeated_ids(source, shared)
    return found


_ABOUT_BEING_A_BOT = ("utter_greet", "utter_bot_challenge")


def _phrases(source: Source) -> Iterator[Problem]:
    """Sentences put otherwise: known, with the same placeholders, and still open about being a bot."""
    written = source.data.get("phrases")
    responses = bot_responses()
    for name, texts in written.items() if isinstance(written, dict) else ():
        path: FieldPath = ("phrases", name)
        if name in _ABOUT_BEING_A_BOT:
            message = "This sentence tells clients that they talk to a bot, and stays as it is."
            yield source.problem(path, message, "Remove it.")
        elif name not in responses:
            like = closest(str(name), responses)
            remedy = f"Did you mean {like}?" if like else "See the names with: liaison phrases --language en."
            yield source.problem(path, f'There is no sentence "{shown(name)}".', remedy)
        else:
            wanted = set(PLACEHOLDER.findall(responses[name].text)) - {"freelancer"}
            for text in texts.values() if isinstance(texts, dict) else (texts,):
                found = set(PLACEHOLDER.findall(str(text))) - {"freelancer"}
                if found != wanted:
                    names = ", ".join(f"{{{each}}}" for each in sorted(wanted)) or "none"
                    message = f"The values in braces are not those of {name}."
                    yield source.problem(path, message, f"Use each of these once: {names}.")
                    break


@cache
def bot_responses() -> dict[str, Response]:
    """The bot's own sentences, by name."""
    return read_responses(ROOT / "domain.yml")


def _repeated_ids(source: Source, path: FieldPath, also: FieldPath | None = None) -> Iterator[Problem]:
    seen: dict[str, FieldPath] = {}
    places = [
        (*where, number, "id")
        for where in ((also, path) if also else (path,))
        for number, _ in enumerate(_list(source.data, *where))
    ]
    for place in places:
        id = _at(source.data, place)
        if not isinstance(id, str):
            continue
        if (first := seen.setdefault(id, place)) != place:
            line = source.lines.get(first)
            message = f'The id "{shown(id)}" is used twice, first in line {line}.'
            yield source.problem(place, message, "Give each its own id.")


def _repeated_terms(source: Source) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, entry in enumerate(_list(source.data, "glossary", "fixed")):
        term = entry.get("term") if isinstance(entry, dict) else None
        if isinstance(term, str) and term in seen:
            path = ("glossary", "fixed", number, "term")
            yield source.problem(path, f'The term "{shown(term)}" is listed twice.', "Remove one of the two.")
        elif isinstance(term, str):
            seen.add(term)


def _unknown_services(source: Source) -> Iterator[Problem]:
    """References to services that the file does not have."""
    known = [each["id"] for each in _list(source.data, "services") if isinstance(_at(each, ("id",)), str)]
    for place in (("discounts",), ("surcharges", "extras")):
        for number, entry in enumerate(_list(source.data, *place)):
            for position, id in enumerate(_list(entry, "services")):
                if isinstance(id, str) and id not in known:
                    meant = closest(id, known)
                    remedy = f"Did you mean {meant}?" if meant else f"Write one of: {', '.join(known)}."
                    path = (*place, number, "services", position)
                    yield source.problem(path, f'There is no service with the id "{shown(id)}".', remedy)


def _discounts(source: Source) -> Iterator[Problem]:
    for number, entry in enumerate(_list(source.data, "discounts")):
        if not isinstance(entry, dict):
            continue
        given = [name for name in _CONDITIONS if entry.get(name) is not None]
        if len(given) != 1:
            says = (
                f"has {len(given)} conditions ({', '.join(given)})" if given else "does not say when it holds"
            )
            remedy = "Give exactly one of from_quantity, from_amount and client."
            yield source.problem(("discounts", number), f"The discount {says}.", remedy)
        share = entry.get("discount")
        if isinstance(share, str) and share.strip().endswith("%"):
            percent = _number(share.strip()[:-1])
            if percent is not None and percent > 100:
                yield source.problem(
                    ("discounts", number, "discount"), "The discount is above 100%.", "Lower it."
                )


def _vat(source: Source) -> Iterator[Problem]:
    mode, written = _at(source.data, ("vat", "mode")) or "none", _at(source.data, ("vat", "rate"))
    rate = _number(str(written or "0").strip().removesuffix("%"))
    if mode == "none" and rate:
        remedy = "Write mode: added or mode: included, or remove the rate."
        yield source.problem(("vat", "rate"), "There is a VAT rate, but the mode is none.", remedy)
    if mode in {"added", "included"} and rate == 0:
        yield source.problem(
            ("vat",), "The VAT rate is missing.", "Write for example  rate: 19, or mode: none."
        )
    deposit = _at(source.data, ("deposit",))
    if isinstance(deposit, str) and deposit.strip().endswith("%"):
        percent = _number(deposit.strip()[:-1])
        if percent is not None and percent > 100:
            yield source.problem(("deposit",), "The deposit is above 100%.", "Write at most 100%.")


def _no_working_day(source: Source) -> Iterator[Problem]:
    hours = _at(source.data, ("hours",))
    if isinstance(hours, dict) and all(str(value).strip().lower() == "closed" for value in hours.values()):
        remedy = "Give hours for at least one day, for example  monday: 09:00-17:00."
        yield source.problem(("hours",), "There is no working day.", remedy)


def _tiers(source: Source, path: FieldPath) -> Iterator[Problem]:
    previous = Decimal(0)
    for number, tier in enumerate(_list(source.data, *path, "tiers")):
        start = _number(tier.get("from")) if isinstance(tier, dict) else None
        if start is None:
            continue
        if start <= previous and number:
            place = (*path, "tiers", number, "from")
            message = f"The tier from {start} comes after the one from {previous}."
            yield source.problem(place, message, "List tiers from the smallest quantity up, each only once.")
        previous = start


def _hours_twice(source: Source, path: FieldPath, service: Any) -> Iterator[Problem]:
    pricing = _at(service, ("pricing",))
    if isinstance(pricing, dict) and pricing.get("hours") is not None and pricing.get("scopes"):
        remedy = "Keep hours (one estimate for all jobs) or scopes (several to pick from)."
        yield source.problem((*path, "hours"), "There are both hours and scopes.", remedy)


def _at(data: Any, path: FieldPath) -> Any:
    """The value at a path of the data, None where there is none."""
    for part in path:
        if isinstance(data, dict):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            return None
    return data


def _list(data: Any, *path: str | int) -> list[Any]:
    value = _at(data, path)
    return value if isinstance(value, list) else []


def _number(value: Any) -> Decimal | None:
    try:
        number = Decimal(value)
    except (InvalidOperation, TypeError, ValueError):
        return None
    return number if number.is_finite() else None
