"""Reading what a client's message says about the job they want a price for.

Names, numbers, dates and e-mail addresses are read from the client's own words, where nothing was lost in
translation; what they choose (service, package, extras) from both their words and the English.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Protocol

from bot.language.reading import Number, ReadDate, read_dates, read_emails, read_name, read_numbers
from bot.quotes.short_answers import nothing, unhurried
from bot.services.offer import Hourly, Packages, PerUnit, Service
from bot.services.schema import ServicesFile
from bot.services.text import LocalizedText

FLEXIBLE = "flexible"

_UNITS = {
    "word": r"words?|palabras?|mots?|w[oö]rte?r?n?|palavras?|parol[ae]",
    "page": r"pages?|p[aá]ginas?|seiten?|pagin[ae]",
    "minute": r"min(?:ute[sn]?|utos?|uti|uto)?\b",
    "item": r"(?:items?|pieces?|photos?|pictures?|images?|products?)",
    "line": r"lines?|l[ií]neas?|lignes?|zeilen?|linhas?|righ?[ae]",
    "hour": r"hours?|hrs?|horas?|heures?|stunden?|or[ae]",
}


class NamedOption(Protocol):
    """Anything a client chooses by name: a service, a package, an extra."""

    @property
    def id(self) -> str:
        """Its id in the services file."""
        ...

    @property
    def name(self) -> LocalizedText:
        """Its name, as clients read it."""
        ...


@dataclass(frozen=True)
class Message:
    """A client's message: their own words, the same in English, and the language they wrote in."""

    original: str
    english: str
    language: str

    @property
    def texts(self) -> tuple[str, str]:
        """Both versions, for looking names up."""
        return self.original, self.english


@dataclass(frozen=True)
class Heard:
    """What one message said; None stands for not mentioned."""

    quantity: Decimal | None = None
    package: str | None = None
    extras: tuple[str, ...] | None = None
    deadline: date | str | None = None
    past_deadline: date | None = None
    name: str | None = None
    email: str | None = None
    description: str | None = field(default=None)


def read_message(
    message: Message, file: ServicesFile, service: Service | None, *, asked: str | None, today: date
) -> Heard:
    """Everything a message says about a job; `asked` is the field the client was just asked for."""
    dates = read_dates(message.original, message.language, today=today, time_zone=file.freelancer.time_zone)
    emails = [found.address for found in read_emails(message.original) if found.address]
    day = dates[0].day if dates else None
    return Heard(
        quantity=_quantity(message, service, dates, asked) if service else None,
        package=_one_of(message, options_of(service), asked == "package") if service else None,
        extras=_extras(message, file, service, asked == "extras") if service else None,
        deadline=day if day and day >= today else _unhurried(message, asked == "deadline"),
        past_deadline=day if day and day < today else None,
        name=read_name(message.original, message.language) if asked == "name" else None,
        email=emails[0] if emails else None,
        description=message.original.strip() if asked == "description" else None,
    )


def options_of(service: Service) -> Sequence[NamedOption]:
    """The packages or scopes a service is sold in, none for other pricing models."""
    if isinstance(service.pricing, Packages):
        return service.pricing.packages
    return service.pricing.scopes if isinstance(service.pricing, Hourly) else ()


def unit_of(service: Service) -> str:
    """What is counted for a service: word, page, minute, item, line or hour."""
    return service.pricing.unit if isinstance(service.pricing, PerUnit) else "hour"


def named(texts: Iterable[str], options: Sequence[NamedOption]) -> list[str]:
    """Ids of the options whose id or name, in any language of the file, stands in one of the texts."""
    haystacks = [f" {_plain(text)} " for text in texts]
    found = []
    for option in options:
        names = {_plain(option.id.replace("-", " ")), *(_plain(text) for text in option.name.texts.values())}
        if any(f" {name} " in haystack for name in names if name for haystack in haystacks):
            found.append(option.id)
    return found


def _quantity(
    message: Message, service: Service, dates: Sequence[ReadDate], asked: str | None
) -> Decimal | None:
    if not isinstance(service.pricing, PerUnit | Hourly) or options_of(service):
        return None
    numbers = [
        number
        for number in read_numbers(message.original, message.language)
        if number.value > 0 and not number.percent and number.currency is None and not _within(number, dates)
    ]
    counted = [number for number in numbers if _followed_by_unit(message.original, number, service)]
    if counted:
        return counted[-1].value
    # Without a unit a number means the quantity when that was asked for, or in the units that have no word.
    sole = len(numbers) == 1 and (asked == "quantity" or (asked is None and unit_of(service) == "item"))
    return numbers[0].value if sole else None


def _followed_by_unit(text: str, number: Number, service: Service) -> bool:
    pattern = _UNITS[unit_of(service)]
    names = getattr(service.pricing, "unit_name", None)
    own = [re.escape(name) for name in names.texts.values()] if names else []
    return re.match(rf"[\s-]*(?:{'|'.join([pattern, *own])})", text[number.end :], re.IGNORECASE) is not None


def _within(number: Number, dates: Sequence[ReadDate]) -> bool:
    return any(day.start <= number.start < day.end for day in dates)


def _one_of(message: Message, options: Sequence[NamedOption], asked: bool) -> str | None:
    found = named(message.texts, options)
    if len(found) == 1:
        return found[0]
    if asked and not found:
        place = _place(message)
        return options[place - 1].id if place is not None and place <= len(options) else None
    return None


def _place(message: Message) -> int | None:
    """Which of a list is meant by "the second" or "2", from 1."""
    ordinals = ("first", "second", "third", "fourth", "fifth")
    for place, word in enumerate(ordinals, start=1):
        if re.search(rf"\b{word}\b", message.english, re.IGNORECASE):
            return place
    numbers = read_numbers(message.original, message.language)
    if len(numbers) == 1 and numbers[0].value == int(numbers[0].value) >= 1:
        return int(numbers[0].value)
    return None


def _extras(message: Message, file: ServicesFile, service: Service, asked: bool) -> tuple[str, ...] | None:
    found = named(message.texts, file.extras_of(service))
    if found:
        return tuple(found)
    return () if asked and _is_nothing(message) else None


def _unhurried(message: Message, asked: bool) -> str | None:
    if any(unhurried(text, message.language) for text in message.texts):
        return FLEXIBLE
    return FLEXIBLE if asked and _is_nothing(message) else None


def _is_nothing(message: Message) -> bool:
    return nothing(message.original, message.language)


def _plain(text: str) -> str:
    """Lower case without accents and punctuation, for comparing names."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", letters))
