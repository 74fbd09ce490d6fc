"""Numbers and amounts as each language writes them: read exactly, written for another language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal

_GAP = r"[ \u00a0\u202f\u2009]"
NUMBER = re.compile(
    rf"(?:\d{{1,3}}(?:{_GAP}\d{{3}}){{1,6}}(?!\d)|\d{{1,3}}(?:['’]\d{{3}}){{1,6}}(?!\d)"
    rf"|\d{{1,40}}(?:[.,]\d{{1,40}}){{0,8}})(?:(?:(?<={_GAP}\d{{3}})|(?<=['’]\d{{3}}))[.,]\d+)?"
)
"""A written number, thousands and decimals included; bounded, so that garbage costs no time."""

_NUMERAL = re.compile(r"[-+]?[\d.,]*\d[\d.,]*")
_COMMA_GROUPS_TOO = {"es"}
"""Mexico and Central America write 1,200 where Spain writes 1.200; nobody gives three decimals in a chat."""


@dataclass(frozen=True, slots=True)
class Number:
    """A written number: its value, how many decimals it had and whether its thousands were set apart."""

    value: Decimal
    decimals: int
    grouped: bool

    def written(self, language: str) -> str:
        """The same number as `language` writes it, with as many decimals: 1.200,50 becomes 1,200.50."""
        whole = "#,##0" if self.grouped else "0"
        pattern = whole + ("." + "0" * self.decimals if self.decimals else "")
        return format_decimal(
            self.value, format=pattern, locale=locale_of(language), decimal_quantization=False
        )


@lru_cache(maxsize=256)
def locale_of(language: str) -> Locale:
    """Babel's locale of a language; English where Babel does not know it."""
    try:
        return Locale.parse(language.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return Locale("en")


@lru_cache(maxsize=256)
def _decimal_mark(language: str) -> str:
    symbols = locale_of(language).number_symbols
    return str(symbols.get("latn", {}).get("decimal", "."))


def read_number(text: str, language: str) -> Number | None:
    """Read one written number, None where it is not one: a version, an address, a date.

    A single mark before exactly three digits groups thousands unless it is the language's decimal mark.
    """
    squeezed = re.sub(rf"{_GAP}|['’]", "", text)
    if not _NUMERAL.fullmatch(squeezed):
        return None
    grouped = squeezed != text
    marks = [c for c in squeezed if c in ".,"]
    if not marks:
        return Number(Decimal(squeezed), 0, grouped) if squeezed.isdecimal() else None
    last = marks[-1]
    head, tail = squeezed.rsplit(last, 1)
    if len(set(marks)) == 2:
        other = marks[0]
        return _joined(head, tail, other) if other != last and marks.count(last) == 1 else None
    if len(marks) > 1:
        return _joined(squeezed, "", last)
    groups_here = last != _decimal_mark(language) or (last == "," and language[:2] in _COMMA_GROUPS_TOO)
    if not grouped and len(tail) == 3 and 1 <= len(head) <= 3 and head[0] != "0" and groups_here:
        return Number(Decimal(head + tail), 0, True)
    return Number(Decimal(f"{head}.{tail}"), len(tail), grouped)


def _joined(head: str, tail: str, mark: str) -> Number | None:
    groups = head.split(mark)
    if not 1 <= len(groups[0]) <= 3 or any(len(group) != 3 for group in groups[1:]):
        return None
    digits = "".join(groups)
    return Number(Decimal(f"{digits}.{tail}" if tail else digits), len(tail), True)


def with_currency(amount: str, currency: str, language: str) -> str:
    """An amount already written for `language` with its symbol or code where that language puts it."""
    pattern = str(locale_of(language).currency_formats["standard"].pattern).split(";")[0]
    before = pattern.index("¤") < pattern.index("0")
    spaced = "\u00a0" in pattern or " " in pattern or (currency.isalpha() and len(currency) > 1)
    gap = "\u00a0" if spaced else ""
    return f"{currency}{gap}{amount}" if before else f"{amount}{gap}{currency}"
