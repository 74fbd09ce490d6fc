"""Compares a model's sentence with its source: nothing added, nothing lost, nothing turned round."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bot.language import lexicon
from bot.language.masking import without_stand_ins
from bot.language.numerals import NUMBER, read_number

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_TIME = re.compile(
    r"(?<![\d.,])(?P<hour>[01]?\d|2[0-4])(?:[:h.](?P<minute>[0-5]\d))?"
    r"\s?(?P<half>[ap]\.?\s?m\b\.?)?(?P<h>h\b|Uhr\b|o'clock)?",
    re.IGNORECASE,
)
_PERCENT_WORDS = "percent|per cent|por ciento|por cento|pour cent|prozent|per cento"
_PERCENT = re.compile(rf"(?<![\d.,])(\d+(?:[.,]\d+)?)\s?(?:%|{_PERCENT_WORDS})", re.IGNORECASE)
_NOUGHTS = re.compile(r"(?<![\d.,])0\d{2,}")
_PERCENT_SIGN = re.compile(rf"%|\b(?:{_PERCENT_WORDS})\b", re.IGNORECASE)
_CURRENCY_SIGN = re.compile(r"[$€£¥]")
_DATE = re.compile(r"(?<![\d./-])(\d{1,4})([./-])(\d{1,2})(?:\2(\d{2,4}))?(?![\d/-])")
_VERSION = re.compile(r"\b([A-Z][^\Wa-z]*[a-z]\w*)\s(\d+(?:\.\d+)*)(?=[.,;:!?)\s]*(?:$|[.,;:!?)]))")
"""A capitalised word and a number that ends its phrase: not "I gave Tom 30 euros"."""
_DIGITS = re.compile(r"(?<!\d)(?<!\d[.,])\d+(?:[.,]\d+)*")
_NO = re.compile(r"\W*(?:no|nope|non|nein|nee|nö|não|nao)\s*[,.;!:…–-]+", re.IGNORECASE)
_SHORT = 15


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a sentence and every way it may be read: 15:30 is also half past three in the afternoon."""

    text: str
    readings: frozenset[str]


def problems(source_text: str, output: str, source: str, target: str) -> list[str]:
    """Names of the checks an output fails, empty when it may be shown.

    Both sides hold stand-ins for what was masked; that those survived is checked when they are replaced.
    """
    before, after = without_stand_ins(source_text), without_stand_ins(output)
    found = [
        ("empty", not output.strip()),
        ("unknown symbol", "⁇" in output or "<unk>" in output),
        ("loop", _loops(after) and not _loops(before)),
        ("length", _odd_length(source_text, output)),
        ("not translated", _still_in(source, target, before, after)),
        ("numbers", _numbers_differ(before, after, source, target)),
        ("symbols", _symbols_differ(before, after)),
        ("version", version_torn(before, after, source)),
        ("calendar", _calendar_differs(before, after, source, target)),
        ("negation", _negation_differs(before, after, source, target)),
    ]
    return [name for name, failed in found if failed]


def with_question_mark(source_text: str, output: str) -> str:
    """The output with the question mark its source ends with, where a model dropped it."""
    asked = re.search(r"[?？؟]\W*$", source_text) is not None
    if not asked or re.search(r"[?？؟;]\W*$", output):
        return output
    return re.sub(r"[.!…\s]*$", "", output) + "?"


def _loops(text: str) -> bool:
    """The same one to four words again and again, or one letter ten times."""
    if re.search(r"([^\W\d_])\1{9}", text):
        return True
    tokens = [word.casefold() for word in _WORD.findall(text)]
    return any(_runs(tokens, size, 4 if size == 1 else 3) for size in (1, 2, 3, 4))


def _runs(tokens: list[str], size: int, most: int) -> bool:
    return any(
        all(tokens[i + k * size : i + (k + 1) * size] == tokens[i : i + size] for k in range(1, most))
        for i in range(len(tokens) - size * most + 1)
    )


def _odd_length(before: str, after: str) -> bool:
    longer, shorter = max(len(before), len(after)), min(len(before), len(after))
    return longer - shorter > _SHORT and longer > 2.6 * shorter


def _still_in(source: str, target: str, before: str, after: str) -> bool:
    """The output is the source again, or still made of the source language's words."""
    tokens = [word.casefold() for word in _WORD.findall(after)]
    ours = lexicon.function_words(source) - lexicon.function_words(target)
    theirs = lexicon.function_words(target) - lexicon.function_words(source)
    left, put = len(ours.intersection(tokens)), len(theirs.intersection(tokens))
    if [word.casefold() for word in _WORD.findall(before)] == tokens and len(tokens) > 2:
        return put == 0 and (left > 0 or not ours)
    return len(tokens) >= 4 and left >= 2 and left > put


def figures(text: str, language: str) -> Iterator[Figure]:
    """Numbers, percentages, times and numeric dates of a sentence, left to right."""
    dayparts = lexicon.DAYPARTS.get(language)
    told = dayparts is not None and lexicon.pattern(dayparts).search(text) is not None
    position = 0
    while match := _DIGITS.search(text, position):
        start = match.start()
        found = _percent(text, start, language) or _date(text, start) or _time(text, start, told)
        figure, end = found or _number(match, language, told)
        yield figure
        position = max(end, start + 1)


_Found = tuple[Figure, int]


def _percent(text: str, start: int, language: str) -> _Found | None:
    match = _PERCENT.match(text, start)
    number = read_number(match.group(1), language) if match else None
    if match is None or number is None:
        return None
    return Figure(match.group(), frozenset({f"{_plain(number.value)}%"})), match.end()


def _date(text: str, start: int) -> _Found | None:
    match = _DATE.match(text, start)
    if not match or (match.group(2) == "." and not match.group(4)):
        return None
    parts = sorted(int(part) for part in match.group(1, 3, 4) if part)
    return Figure(match.group(), frozenset({"date " + " ".join(map(str, parts))})), match.end()


def _time(text: str, start: int, told: bool) -> _Found | None:
    match = _TIME.match(text, start)
    if not match or not (match["minute"] or match["half"] or match["h"]):
        return None
    if text[match.end() : match.end() + 1].isdigit():
        return None
    hour, minute = int(match["hour"]) % 24, int(match["minute"] or 0)
    half = (match["half"] or "").lower()[:1]
    hours = {hour % 12 + 12} if half == "p" else {hour % 12} if half == "a" else _hours(hour, told)
    readings = {f"{h}:{minute:02d}" for h in hours}
    if minute == 0:
        readings |= {str(h) for h in hours}
    return Figure(match.group(), frozenset(readings)), match.end()


def _hours(hour: int, told: bool) -> set[int]:
    """Eight is eight in the morning, and eight in the evening too where the sentence says evening."""
    return {hour, (hour + 12) % 24} if told and hour <= 12 else {hour}


def _number(match: re.Match[str], language: str, told: bool) -> _Found:
    text = match.group()
    number = read_number(text, language) if NUMBER.fullmatch(text) else None
    if number is None:
        return Figure(text, frozenset({text})), match.end()
    readings = {_plain(number.value)}
    if number.value == int(number.value) and 0 <= number.value <= 24:
        readings |= {f"{hour}:00" for hour in _hours(int(number.value) % 24, told)}
    return Figure(text, frozenset(readings)), match.end()


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _numbers_differ(before: str, after: str, source: str, target: str) -> bool:
    """Each figure must have its own on the other side; small ones may be spelt out.

    What begins with a nought names something and does not count it: it stays digit by digit.
    """
    if Counter(_NOUGHTS.findall(before)) != Counter(_NOUGHTS.findall(after)):
        return True
    missing = list(figures(before, source))
    added = []
    for figure in figures(after, target):
        twin = next((other for other in missing if other.readings & figure.readings), None)
        if twin is None:
            added.append(figure)
        else:
            missing.remove(twin)
    return not _spelt(missing, after, target) or not _spelt(added, before, source)


def _symbols_differ(before: str, after: str) -> bool:
    """As many signs of percent and currency on both sides, words for percent included."""
    return any(
        len(sign.findall(before)) != len(sign.findall(after)) for sign in (_PERCENT_SIGN, _CURRENCY_SIGN)
    )


def version_torn(before: str, after: str, source: str) -> bool:
    """A name with its number behind it, "Android 14", of which both are there but no longer together."""
    months = lexicon.calendar_words(source)
    return any(
        re.search(rf"\b{name}\b", after) and not re.search(rf"\b{name}[\s-]{re.escape(number)}(?!\d)", after)
        for name, number in _VERSION.findall(before)
        if name.casefold() not in months
    )


def _spelt(left: list[Figure], text: str, language: str) -> bool:
    """Whether each figure is there in words instead: 2 as "two", 3:30 as "tres y media"."""
    values = lexicon.number_words(language)
    there = [values[w] for w in re.findall(r"[\w'-]+", text.casefold()) if w in values]
    halves = lexicon.HALVES.get(language)
    vague = halves is not None and lexicon.pattern(halves).search(text) is not None
    for figure in left:
        value = next((v for v in there if str(v) in figure.readings or f"{v}:00" in figure.readings), None)
        if value is not None:
            there.remove(value)
        elif not (vague and re.search(r"[:h.](?:15|30|45)", figure.text)):
            return False
    return True


def _calendar_differs(before: str, after: str, source: str, target: str) -> bool:
    """Months and weekdays named in full must be named again, and none may come in from nowhere."""
    there = set(_calendar(after, target, sure=False))
    if any(name not in there for name in _calendar(before, source, sure=True)):
        return not re.search(r"\d{1,2}[./-]\d{1,2}", after)
    known = set(_calendar(before, source, sure=False))
    named = set(_calendar(after, target, sure=True))
    return not named <= known and not re.search(r"\d{1,2}[./-]\d{1,2}", before)


def _calendar(text: str, language: str, *, sure: bool) -> Iterator[str]:
    names = lexicon.calendar_words(language)
    for word in re.findall(r"[^\W\d_]+(?:-feira)?", text.casefold()):
        if word not in names:
            word = _weekday(word, language)
        ambiguous = word in lexicon.AMBIGUOUS or len(word) < 4 or (language, word) in _OTHER_WORDS
        if word in names and not (sure and ambiguous):
            yield names[word]


_OTHER_WORDS = {("pt", w) for w in ("segunda", "terça", "quarta", "quinta", "sexta", "segundo")} | {
    ("de", "sonne")
}


_AFTER_WEEKDAY = re.compile(r"(?:(?:vor|nach)?(?:mittag|morgen|abend|nacht)|en)s?$|s$")
_SHORTEST_WEEKDAY = 5


def _weekday(word: str, language: str) -> str:
    """The weekday in "Mondays", "sábados", "montags", "sonntagmorgen"; "mais" is no plural of "mai"."""
    if language == "de":
        day = _AFTER_WEEKDAY.sub("", word)
    else:
        day = word.removesuffix("s") if language in ("en", "es", "pt", "fr") else word
    return day if len(day) >= _SHORTEST_WEEKDAY else word


def _negation_differs(before: str, after: str, source: str, target: str) -> bool:
    if source not in lexicon.NEGATIONS or target not in lexicon.NEGATIONS:
        return False
    first, second = _NO.match(before), _NO.match(after)
    if first and second:
        # "No, that's all": the answer and what it says beside are two denials, each for itself.
        before, after = before[first.end() :], after[second.end() :]
    one, other = _denies(before, source), _denies(after, target)
    if one == other:
        return False
    return not _may_deny(after if one else before, target if one else source)


def _denies(text: str, language: str) -> bool:
    text = text.replace("’", "'")
    text = re.sub(rf"(?:{lexicon.TAGS[language]})\s*\?\W*$", "", text, flags=re.IGNORECASE)
    return lexicon.pattern(lexicon.NEGATIONS[language]).search(text) is not None


def _may_deny(text: str, language: str) -> bool:
    return lexicon.pattern(lexicon.SOFT_NEGATIONS[language]).search(text.replace("’", "'")) is not None
