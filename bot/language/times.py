"""Reading times of day in a client's own words: "14:30", "2 pm", "14h", "um 9 Uhr", "a las 15"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

_GAP = r"[ \u00a0\u202f]"
_CLOCK = re.compile(
    rf"(?<![\w.,:/-])(?P<hour>[01]?\d|2[0-4])[:h](?P<minute>[0-5]\d)(?::[0-5]\d)?"
    rf"(?:{_GAP}?(?P<half>[ap])\.?{_GAP}?m\b\.?)?(?:{_GAP}?(?:uhr|h|hrs?))?(?![\w:]|[.,/]\d)",
    re.IGNORECASE,
)
_HALF_DAY = re.compile(
    rf"(?<![\w.,:/-])(?P<hour>1[0-2]|0?[1-9])(?:[.:](?P<minute>[0-5]\d))?"
    rf"{_GAP}?(?P<half>[ap])\.?{_GAP}?m\b\.?",
    re.IGNORECASE,
)
_WITH_UNIT = re.compile(
    rf"(?<![\w.,:/-])(?P<hour>[01]?\d|2[0-4])(?:[.:](?P<minute>[0-5]\d))?{_GAP}?uhr"
    rf"(?:{_GAP}(?P<after>[0-5]\d))?(?!\w)",
    re.IGNORECASE,
)
_LEADS = {
    "en": r"at",
    "es": r"a\slas?",
    "fr": r"à|vers",
    "de": r"um|gegen",
    "pt": r"[àa]s?|pelas",
    "it": r"alle|all['’]",
}
_HOUR_UNIT = {
    "fr": r"h(?:eures?)?",
    "pt": r"h(?:oras?)?",
    "es": r"h(?:oras)?",
    "it": r"ore",
    "en": r"o['’]clock",
}


@dataclass(frozen=True, slots=True)
class ReadTime:
    """A time of day in a text, from `start` to `end`; which day is another matter."""

    time: dt.time
    start: int
    end: int
    text: str


def read_times(text: str, language: str) -> list[ReadTime]:
    """The times of day in a text written in `language`, in order. A duration ("3 hours") is not one."""
    found: list[ReadTime] = []
    for time in _candidates(text, language):
        if not any(time.start < other.end and other.start < time.end for other in found):
            found.append(time)
    return sorted(found, key=lambda time: time.start)


def _candidates(text: str, language: str) -> Iterator[ReadTime]:
    patterns = [_CLOCK, _HALF_DAY, _WITH_UNIT]
    if language in _LEADS:
        # After "at" a bare hour is a time ("a las 15", "alle 9"), but not in "at 15 euros".
        unit = _HOUR_UNIT.get(language, "h")
        patterns.append(
            re.compile(
                rf"(?<!\w)(?:{_LEADS[language]}){_GAP}?(?P<hour>[01]?\d|2[0-4])(?:[.](?P<minute>[0-5]\d))?"
                rf"(?:{_GAP}?(?:{unit})(?!\w)|(?=\s*(?:[,;.!?](?!\d)|$)))",
                re.IGNORECASE,
            )
        )
    for pattern in patterns:
        for match in pattern.finditer(text):
            time = _time(match.groupdict())
            if time is not None:
                yield ReadTime(time, *match.span(), match.group())


def _time(groups: dict[str, str | None]) -> dt.time | None:
    hour = int(groups["hour"] or 0)
    minute = int(groups.get("minute") or groups.get("after") or 0)
    half = (groups.get("half") or "").casefold()
    if half and hour > 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return dt.time(hour % 24, minute)
