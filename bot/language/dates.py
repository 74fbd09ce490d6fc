"""Reading dates in a client's own words: "by Friday", "para el 14/03", "in zwei Wochen", "fin de mes".

The six bundled languages are read by the shapes below, because dateparser's search finds dates in small
words such as "a", "so" or "mar". Other languages go through dateparser, where what it found has to look
like a date.

A date without a year is the next such day. Day comes before month except for locales that write it otherwise
(en-US). A weekday is the next one after today. A period stands for its last working day: next week for
its Friday, next month for its last day; "this weekend" for its Sunday.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import ParamSpec
from zoneinfo import ZoneInfo

from text_to_num import text2num  # type: ignore[import-untyped]

from bot.language.date_words import (
    COUNT,
    WORDS,
    DateWords,
    alternatives,
    months,
    risky_weekdays,
    weekdays,
)

_ISO = re.compile(r"(?<![\w/-])(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?![\w/-]|[.,]\d)")
_FIGURES = re.compile(
    r"(?<![\w.,:/-])(?P<a>\d{1,2})(?P<mark>[./-])[ ]?(?P<b>\d{1,2})(?:(?P=mark)[ ]?(?P<y>\d{4}|\d{2}))?"
    r"(?P<dot>\.?)(?![\w/-]|[.,:]\d)"
)
_FRACTIONS = {(1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5), (1, 8), (24, 7)}
_MONTH_FIRST = frozenset({"US", "PH", "PR", "GU"})
_FEW_WORDS = 3
_BETWEEN = r"the|el|la|le|los|den|dem|das|o|a|il|lo|al|next|this|pr[oó]xim[oa]|dia|día"
_ONE_LIST = "a an one un una uno une ein eine einer einem einen um uma un'"
_ONE = frozenset(_ONE_LIST.split())
_LONGEST_COUNT = 400

Given = ParamSpec("Given")


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A day in a text, from `start` to `end`."""

    day: dt.date
    start: int
    end: int
    text: str


def read_dates(
    text: str,
    language: str,
    *,
    today: dt.date | None = None,
    time_zone: str = "UTC",
    locale: str | None = None,
) -> list[ReadDate]:
    """The days mentioned in a text written in `language`, in order.

    `today` is the day to count from; without it, today in `time_zone`. `locale` is the client's
    browser's. Not quick in languages that are not bundled: call it in a thread there.
    """
    day = today or dt.datetime.now(ZoneInfo(time_zone)).date()
    found: list[ReadDate] = []
    for date in _candidates(text, language, day, locale):
        if not any(date.start < other.end and other.start < date.end for other in found):
            found.append(date)
    if language not in WORDS:
        found += [
            date for date in _by_dateparser(text, language, day, time_zone) if not _overlaps(date, found)
        ]
    return sorted(found, key=lambda date: date.start)


def date_spans(text: str, language: str) -> list[tuple[int, int]]:
    """Where dates stand in a text, for readers that have to leave their digits alone."""
    return [(date.start, date.end) for date in _candidates(text, language, dt.date(2024, 1, 1), None)]


def _overlaps(date: ReadDate, others: list[ReadDate]) -> bool:
    return any(date.start < other.end and other.start < date.end for other in others)


def _candidates(text: str, language: str, today: dt.date, locale: str | None) -> Iterator[ReadDate]:
    """What may be a date, the surest shapes first; later ones that overlap are dropped."""
    yield from _iso(text)
    if language in WORDS:
        grammar = _grammar(language)
        yield from grammar.named_months(text, today)
        yield from _figures(text, today, locale, grammar.lead)
        yield from grammar.weekdays(text, today)
        yield from grammar.counted(text, today)
        yield from grammar.periods(text, today)
    else:
        yield from _figures(text, today, locale, None)


def _iso(text: str) -> Iterator[ReadDate]:
    for match in _ISO.finditer(text):
        yield from _read(match, dt.date, int(match["y"]), int(match["m"]), int(match["d"]))


def _figures(
    text: str, today: dt.date, locale: str | None, lead: re.Pattern[str] | None
) -> Iterator[ReadDate]:
    """14/03, 14.03., 14/03/2027, 14-3-27."""
    territory = (locale or "").replace("_", "-").rpartition("-")[2].upper()
    for match in _FIGURES.finditer(text):
        first, second = int(match["a"]), int(match["b"])
        month_first = territory in _MONTH_FIRST and first <= 12
        day, month = (second, first) if month_first else (first, second)
        if month > 12 >= day:
            day, month = month, day
        announced = lead is not None and lead.search(text, 0, match.start()) is not None
        if match["y"] or _plausible(match, first, second, announced):
            year = int(match["y"]) if match["y"] else None
            yield from _read(match, _dated, day, month, year, today)


def _plausible(match: re.Match[str], first: int, second: int, announced: bool) -> bool:
    """Whether two numbers without a year are a date: not a fraction, a range or a price."""
    if match["mark"] == "/":
        return announced or (first, second) not in _FRACTIONS
    if match["mark"] == ".":
        return (bool(match["dot"]) and " " not in match.group()) or announced
    return False


def _dated(day: int, month: int, year: int | None, today: dt.date) -> dt.date:
    if year is not None:
        return dt.date(year + 2000 if year < 100 else year, month, day)
    for candidate in range(today.year, today.year + 9):
        if day == 29 and month == 2 and not calendar.isleap(candidate):
            continue
        date = dt.date(candidate, month, day)
        if date >= today:
            return date
    raise ValueError("no such day")


def _read(
    match: re.Match[str], day: Callable[Given, dt.date], *given: Given.args, **named: Given.kwargs
) -> Iterator[ReadDate]:
    """What was matched as the day that `day` makes of it; nothing where there is no such day."""
    try:
        yield ReadDate(day(*given, **named), *match.span(), match.group())
    except (ValueError, OverflowError):
        return


@dataclass(frozen=True)
class _Grammar:
    """The shapes of dates in one language, compiled."""

    language: str
    words: DateWords
    lead: re.Pattern[str]
    day_month: re.Pattern[str]
    month_day: re.Pattern[str]
    month_part: re.Pattern[str]
    weekday: re.Pattern[str]
    ahead: tuple[re.Pattern[str], ...]

    def named_months(self, text: str, today: dt.date) -> Iterator[ReadDate]:
        """5 March, March 5th 2027, end of March."""
        names = months(self.language)
        for pattern in (self.day_month, self.month_day):
            for match in pattern.finditer(text):
                month, year = names[match["month"].casefold()], int(match["y"]) if match["y"] else None
                day = int(match["d"]) if match["d"] and match["d"].isdecimal() else 1
                yield from _read(match, _dated, day, month, year, today)
        for match in self.month_part.finditer(text):
            month, year = names[match["month"].casefold()], int(match["y"]) if match["y"] else None
            yield from _read(match, _month_part, match, month, year, today)

    def weekdays(self, text: str, today: dt.date) -> Iterator[ReadDate]:
        """Friday, next Friday, Friday of next week."""
        sure, risky = weekdays(self.language), risky_weekdays(self.language)
        weeks = list(self._found("next_week", text))
        for match in self.weekday.finditer(text):
            name = match.group().casefold()
            if name not in sure and not self._announced(text, match) and len(text.split()) > 1:
                continue
            ahead = (sure | risky)[name] - today.weekday()
            day = today + dt.timedelta(ahead if ahead > 0 else ahead + 7)
            date = ReadDate(day, *match.span(), match.group())
            beside = [week for week in weeks if self._adjoining(text, match, week)]
            if beside:
                week = min(beside, key=lambda w: abs(w.start() - match.end()))
                start, end = min(match.start(), week.start()), max(match.end(), week.end())
                day = today + dt.timedelta(7 - today.weekday() + (sure | risky)[name])
                date = ReadDate(day, start, end, text[start:end])
            yield date

    def counted(self, text: str, today: dt.date) -> Iterator[ReadDate]:
        """In two weeks, dentro de 10 días."""
        for pattern in self.ahead:
            for match in pattern.finditer(text):
                count = _count(match["count"], self.language)
                if count is not None:
                    yield from _read(match, self._later, today, count, match["unit"])

    def periods(self, text: str, today: dt.date) -> Iterator[ReadDate]:
        """Tomorrow, next week, end of the month; "today" where it is a deadline."""
        for kind in (*self.words.periods, "day_after", "tomorrow"):
            for match in self._found(kind, text):
                yield from _read(match, _period, kind, today)
        for kind, words in self.words.guarded.items():
            for match in re.finditer(rf"(?<!\w)(?:{words})(?!\w)", text, re.IGNORECASE):
                if self._announced(text, match) or len(text.split()) <= _FEW_WORDS:
                    yield from _read(match, _period, kind, today)

    def _found(self, kind: str, text: str) -> Iterator[re.Match[str]]:
        words = {**self.words.days, **self.words.periods}[kind]
        return re.finditer(rf"(?<!\w)(?:{words})(?!\w)", text, re.IGNORECASE)

    def _announced(self, text: str, match: re.Match[str]) -> bool:
        return self.lead.search(text, 0, match.start()) is not None

    def _adjoining(self, text: str, first: re.Match[str], second: re.Match[str]) -> bool:
        between = text[min(first.end(), second.end()) : max(first.start(), second.start())]
        return re.fullmatch(rf"\s*(?:{self.words.joint}\s*){{0,3}}", between, re.IGNORECASE) is not None

    def _later(self, today: dt.date, count: int, unit: str) -> dt.date:
        kind = next(k for k, words in self.words.units.items() if re.fullmatch(words, unit, re.IGNORECASE))
        if kind == "month":
            return _months_later(today, count)
        return today + dt.timedelta(days=count * (7 if kind == "week" else 1))


@lru_cache(maxsize=8)
def _grammar(language: str) -> _Grammar:
    words = WORDS[language]
    month = rf"(?P<month>{alternatives(months(language))})"
    year = r"(?:,?\s(?:de\s|del\s|of\s)?(?P<y>20\d{2}))?"
    units = "|".join(words.units.values())
    ahead = [shape.replace("{n}", COUNT).replace("{unit}", f"(?P<unit>{units})") for shape in words.ahead]
    names = alternatives(weekdays(language) | risky_weekdays(language))
    parts = "|".join(f"(?P<{kind}>{expression})" for kind, expression in words.month_parts.items())
    return _Grammar(
        language,
        words,
        _compiled(rf"(?<!\w)(?:{words.leads})\s(?:(?:{_BETWEEN})\s)?$"),
        _compiled(
            rf"(?<![\w.,:/])(?P<d>\d{{1,2}}|primero|premier|primo|primeiro)(?:st|nd|rd|th|er|º|°|ª|\.)?\s?"
            rf"(?:of\s|de\s|di\s|d['’])?{month}\.?{year}(?!\w)"
        ),
        _compiled(
            rf"(?<!\w){month}\.?\s(?:the\s)?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?![\w:]|[.,]\d){year}"
            if language == "en"
            else r"(?P<month>(?!))(?P<d>)(?P<y>)"
        ),
        _compiled(rf"(?<!\w)(?:{parts}){month}{year}(?!\w)"),
        _compiled(rf"(?<!\w)(?:{names})(?!\w)"),
        tuple(_compiled(rf"(?<!\w){shape}(?!\w)") for shape in ahead),
    )


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _count(words: str, language: str) -> int | None:
    if words.isdecimal():
        return min(int(words), _LONGEST_COUNT)
    if words.casefold() in _ONE:
        return 1
    try:
        return min(int(text2num(words.casefold(), language)), _LONGEST_COUNT)
    except ValueError:
        return None


def _month_part(match: re.Match[str], month: int, year: int | None, today: dt.date) -> dt.date:
    for candidate in (year,) if year else (today.year, today.year + 1):
        last = calendar.monthrange(candidate, month)[1]
        day = last if match["end"] else 15 if match["middle"] else 1
        date = dt.date(candidate, month, day)
        if date >= today or year:
            return date
    raise ValueError("no such day")


def _months_later(today: dt.date, count: int) -> dt.date:
    year, month = divmod(today.year * 12 + today.month - 1 + count, 12)
    return dt.date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))


def _period(kind: str, today: dt.date) -> dt.date:
    """The day a word for a day or a period stands for."""
    friday = today + dt.timedelta(4 - today.weekday())
    if kind in ("today", "tomorrow", "day_after"):
        return today + dt.timedelta(("today", "tomorrow", "day_after").index(kind))
    if kind == "end_week":
        return max(today, friday)
    if kind in ("next_week", "end_next_week"):
        return friday + dt.timedelta(7)
    if kind == "weekend":
        return today + dt.timedelta(6 - today.weekday())
    if kind == "end_year":
        return dt.date(today.year, 12, 31)
    month = _months_later(today.replace(day=1), 1 if kind == "next_month" else 0)
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def _by_dateparser(text: str, language: str, today: dt.date, time_zone: str) -> Iterator[ReadDate]:
    """Dates in a language without shapes of its own. What was found must have a digit or be a word of
    length."""
    from dateparser.search import search_dates

    settings = {
        "PREFER_DATES_FROM": "future",
        "RELATIVE_BASE": dt.datetime.combine(today, dt.time(12)),
        "TIMEZONE": time_zone,
    }
    try:
        found = search_dates(text, languages=[language], settings=settings) or []
    except Exception:  # dateparser raises many things for languages or texts it does not know
        return
    position = 0
    for words, moment in found:
        start = text.find(words, position)
        if start < 0 or not (re.search(r"\d", words) or len(words) >= 5):
            continue
        position = start + len(words)
        yield ReadDate(moment.date(), start, position, words)
