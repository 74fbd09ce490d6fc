"""Amounts, dates and lists as a client's language writes them (CLDR, by way of Babel).

Every function takes `language` (ISO 639-1) and, where it is known, the client's own `locale` ("es-MX").
The locale only counts when it is of that language: someone with a Spanish browser who writes German gets
German numbers.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time, get_timezone_location
from babel.lists import format_list
from babel.numbers import (
    NumberPattern,
    format_decimal,
    get_currency_precision,
    parse_pattern,
)
from babel.units import format_unit

TERRITORIES = {"en": "GB", "es": "ES", "fr": "FR", "de": "DE", "pt": "BR", "it": "IT"}
"""Whose conventions a language follows while the client's own country is unknown."""

DateStyle = Literal["full", "long", "medium", "short"]


@lru_cache(maxsize=512)
def locale_of(language: str, locale: str | None = None) -> Locale:
    """The Babel locale to format with; English where CLDR does not know the language."""
    for tag in (locale, f"{language}_{TERRITORIES.get(language, '')}".rstrip("_"), language):
        found = _parse(tag)
        if found is not None and found.language == language:
            return found
    return Locale("en", TERRITORIES["en"])


def _parse(tag: str | None) -> Locale | None:
    try:
        return Locale.parse(tag.replace("-", "_")) if tag else None
    except (UnknownLocaleError, ValueError, TypeError):
        return None


def money(amount: Decimal, currency: str, language: str, locale: str | None = None) -> str:
    """An amount with its currency (ISO 4217), for example "1.200,50 €".

    It has the currency's own number of decimals, or more where the amount does (0.085 € a word); it is
    never rounded.
    """
    where = locale_of(language, locale)
    decimals = max(get_currency_precision(currency), _decimals(amount))
    pattern = _pattern(where.currency_formats["standard"], get_currency_precision(currency), decimals)
    return str(pattern.apply(amount, where, currency=currency, currency_digits=False))


def number(value: Decimal | int, language: str, locale: str | None = None) -> str:
    """A number with the language's separators and all its decimals: 4000.5 is "4.000,5" in German."""
    where = locale_of(language, locale)
    return format_decimal(Decimal(value), locale=where, decimal_quantization=False)


def percent(value: Decimal | int, language: str, locale: str | None = None) -> str:
    """A rate given per hundred: 21 is "21 %" in Spanish."""
    where = locale_of(language, locale)
    share = Decimal(value) / 100
    return str(_pattern(where.percent_formats[None], 0, max(0, _decimals(share) - 2)).apply(share, where))


def date(day: dt.date, language: str, locale: str | None = None, *, style: DateStyle = "long") -> str:
    """A day: "27 de noviembre de 2026"; style "full" puts the weekday before it, "short" writes figures
    only."""
    return format_date(day, format=style, locale=locale_of(language, locale))


def time(moment: dt.time | dt.datetime, language: str, locale: str | None = None) -> str:
    """A time of day, hours and minutes: "14:30" or "2:30 PM". A datetime is shown in its own time zone."""
    clock = moment.timetz() if isinstance(moment, dt.datetime) else moment
    return format_time(clock.replace(tzinfo=None), format="short", locale=locale_of(language, locale))


def time_zone_city(zone: str, language: str) -> str:
    """The city a time zone (IANA name) is named after: "Europe/Lisbon" is "Lisboa" in Portuguese."""
    return get_timezone_location(zone, locale=locale_of(language), return_city=True)


def days(count: int, language: str) -> str:
    """A number of days: "30 días"."""
    return str(format_unit(count, "duration-day", length="long", locale=locale_of(language)))


def enumeration(items: Sequence[str], language: str, *, style: Literal["and", "or"] = "and") -> str:
    """Several things in a sentence: "a, b and c", "a, b y c"; empty for none."""
    return format_list(items, style="standard" if style == "and" else "or", locale=locale_of(language))


def language_name(code: str, in_language: str) -> str:
    """What a language is called in another, as it stands in a sentence; the code where CLDR has no name."""
    return str(locale_of(in_language).languages.get(code, code))


def own_name(code: str) -> str:
    """What a language calls itself, as it stands in a menu: "Español"."""
    name = language_name(code, code) if _parse(code) else code
    return name[:1].upper() + name[1:]


def direction(language: str) -> Literal["ltr", "rtl"]:
    """Which way a language is written, as the `dir` attribute of HTML wants it."""
    return "rtl" if locale_of(language).character_order == "right-to-left" else "ltr"


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _pattern(base: NumberPattern, least: int, most: int) -> NumberPattern:
    pattern = parse_pattern(base.pattern)
    pattern.frac_prec = (least, max(least, most))
    return pattern
