"""Names that the world has agreed on: currencies and time zones, checked against their lists."""

from __future__ import annotations

import re
from functools import cache
from typing import Annotated
from zoneinfo import available_timezones

from babel import Locale
from babel.numbers import get_currency_name, get_currency_precision, get_territory_currencies
from pydantic import AfterValidator, WithJsonSchema

from bot.services.wrong import closest, shown, wrong

_SIGNS = {
    "€": "EUR",
    "$": "USD",
    "£": "GBP",
    "¥": "JPY",
    "EURO": "EUR",
    "EUROS": "EUR",
    "DOLLAR": "USD",
    "FR": "CHF",
}


@cache
def _currencies() -> frozenset[str]:
    """Currencies that are legal tender somewhere today."""
    return frozenset(
        code
        for territory in map(str, Locale("en").territories)
        if len(territory) == 2
        for code in get_territory_currencies(territory)
    )


@cache
def _zones() -> frozenset[str]:
    return frozenset(zone for zone in available_timezones() if "/" in zone or zone == "UTC")


def checked_currency(code: str) -> str:
    """The code in upper case; raises an error unless Babel knows it as a currency."""
    code = code.strip().upper()
    if code in _currencies():
        return code
    meant = _SIGNS.get(code) or closest(code, _currencies())
    remedy = "Write the three-letter code of your currency, for example EUR, USD or GBP."
    if meant:
        remedy = f"Did you mean {meant} ({get_currency_name(meant, locale='en')})? " + remedy
    raise wrong(f'"{shown(code)}" is not a currency I know.', remedy)


def minor_digits(currency: str) -> int:
    """Decimals that amounts in this currency are rounded to: 2 for EUR, 0 for JPY, 3 for KWD."""
    return get_currency_precision(currency)


def checked_zone(name: str) -> str:
    """The name of a time zone; raises an error with the zone that was probably meant."""
    name = name.strip()
    if name in _zones():
        return name
    city = re.sub(r"\s+", "_", name.rsplit("/", 1)[-1])
    by_city = {zone.rsplit("/", 1)[-1]: zone for zone in sorted(_zones(), reverse=True)}
    near = closest(name.replace(" ", "_"), _zones())
    meant = by_city.get(closest(city, by_city) or "") or near
    remedy = "Write region and city, for example Europe/Berlin."
    if meant:
        remedy = f"Did you mean {meant}? " + remedy
    raise wrong(f'"{shown(name)}" is not a time zone I know.', remedy)


Currency = Annotated[
    str, AfterValidator(checked_currency), WithJsonSchema({"type": "string", "pattern": "^[A-Z]{3}$"})
]
TimeZone = Annotated[str, AfterValidator(checked_zone)]
