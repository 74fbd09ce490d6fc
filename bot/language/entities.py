"""Finds in a text what a translation must not touch: addresses, amounts, numbers, names of things."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.language.numerals import NUMBER, read_number, with_currency
from bot.language.patterns import (
    ANY_DIGITS,
    CURRENCY_WORDS,
    DATE,
    LONG_NUMBER,
    NUMBER_ALONE,
    PATTERNS,
    Kind,
)
from bot.language.proper_names import proper_names


@dataclass(frozen=True, slots=True)
class Entity:
    """A stretch of text, from `start` to `end`, and what it says in another language where that differs."""

    kind: Kind
    start: int
    end: int
    text: str
    translation: str | None = None

    def written(self, source: str, target: str) -> str:
        """The entity in the target language: same value, that language's separators, symbol where it goes."""
        if self.translation is not None:
            return _cased_like(self.text, self.translation)
        if self.kind == "money":
            return _money(self.text, source, target)
        if self.kind == "number" and not self.text.isdecimal():
            number = read_number(self.text, source)
            return number.written(target) if number else self.text
        if self.kind == "time":
            hours, minutes = re.findall(r"\d+", self.text)[:2]
            return f"{int(hours):02d}:{minutes}"
        return self.text


_TRAILING = ".,;:!?…)]}'\"»”’"


def find_entities(
    text: str,
    source: str,
    *,
    protect: Sequence[str] = (),
    fixed: Mapping[str, str] | None = None,
    every_digit: bool = False,
) -> list[Entity]:
    """Entities of a text in order, none overlapping; terms win, then what the earlier pattern found.

    Whole numbers of one or two digits, dates and times are left to the model, which needs them to inflect
    what they count, unless `every_digit`.
    """
    found: list[Entity] = []
    taken = bytearray(len(text))
    for entity in _candidates(text, source, tuple(protect), fixed or {}, every_digit):
        if entity.end > entity.start and not any(taken[entity.start : entity.end]):
            taken[entity.start : entity.end] = b"\1" * (entity.end - entity.start)
            found.append(entity)
    return sorted(found, key=lambda entity: entity.start)


def _candidates(
    text: str, source: str, protect: tuple[str, ...], fixed: Mapping[str, str], every_digit: bool
) -> Iterator[Entity]:
    translations = {term.casefold(): translation for term, translation in fixed.items() if term.strip()}
    terms = _terms(tuple(sorted({*protect, *fixed})))
    if terms is not None:
        for match in terms.finditer(text):
            yield Entity("term", *match.span(), match.group(), translations.get(match.group().casefold()))
    names = [Entity("name", start, end, text[start:end]) for start, end in proper_names(text, source)]
    # "Canon R6" is one name: R6 alone would be taken for an order number, and Canon left over.
    yield from (name for name in names if re.search(r" .*\d", name.text))
    dates = [match.span() for match in DATE.finditer(text)]
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(text):
            entity = _trimmed(kind, match)
            if kind not in ("phone", "id") or not _within(entity, dates):
                yield entity
    yield from _numbers(text, source, dates)
    yield from names
    if every_digit:
        for start, end in dates:
            yield Entity("id", start, end, text[start:end])
        for match in ANY_DIGITS.finditer(text):
            yield Entity("id", *match.span(), match.group())


def _numbers(text: str, source: str, dates: list[tuple[int, int]]) -> Iterator[Entity]:
    """Numbers with separators, which another language writes otherwise, and numbers too long to copy."""
    for match in NUMBER_ALONE.finditer(text):
        entity = Entity("number", *match.span(), match.group())
        if (
            (not match.group().isdecimal() or LONG_NUMBER.match(text, match.start()))
            and not _within(entity, dates)
            and read_number(match.group(), source)
        ):
            yield entity


def _within(entity: Entity, spans: list[tuple[int, int]]) -> bool:
    return any(start < entity.end and entity.start < end for start, end in spans)


def _trimmed(kind: Kind, match: re.Match[str]) -> Entity:
    """Without the punctuation that ends the sentence around an address."""
    start, text = match.start(), match.group()
    if kind in ("url", "email"):
        kept = text.rstrip(_TRAILING)
        if text[len(kept) :].startswith(")") and kept.count("(") > kept.count(")"):
            kept += ")"
        text = kept
    return Entity(kind, start, start + len(text), text)


@lru_cache(maxsize=512)
def _terms(terms: tuple[str, ...]) -> re.Pattern[str] | None:
    """Whole words, whatever their capitals, longest first: "logo" is not found in "logos" or "logotipo"."""
    wanted = sorted((term.strip() for term in terms if term.strip()), key=len, reverse=True)
    if not wanted:
        return None
    spelled = "|".join(r"\s+".join(re.escape(word) for word in term.split()) for term in wanted)
    return re.compile(rf"(?<![\w-])(?:{spelled})(?![\w-]*\w)", re.IGNORECASE)


def _cased_like(original: str, translation: str) -> str:
    """The translation of a term, with a capital where the original begins with one."""
    return translation[:1].upper() + translation[1:] if original[:1].isupper() else translation


def _money(text: str, source: str, target: str) -> str:
    """An amount in the target language; as it was written where its numbers cannot be read."""
    found = list(re.finditer(NUMBER.pattern, text))
    numbers = [read_number(match.group(), source) for match in found]
    if not found or None in numbers:
        return text
    outside = text[: found[0].start()] + text[found[-1].end() :]
    thousands = "k" if re.search(r"\d\s?[kK](?!\w)", text) else ""
    currency = _currency(re.sub(r",[-–—]|(?<!\w)[kK](?!\w)", "", outside).strip(" \u00a0\u202f-–—"))
    dash = next(iter(re.findall(r"(?<=[\dkK])\s?[-–—]\s?(?=\d)", text)), "-")
    written = dash.join(number.written(target) + thousands for number in numbers if number)
    return with_currency(written, currency, target) if currency else text


def _currency(written: str) -> str:
    for symbol, words in CURRENCY_WORDS.items():
        if re.fullmatch(words, written, re.IGNORECASE):
            return symbol
    return written
