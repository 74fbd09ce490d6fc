"""Working hours in words: "Monday to Friday 09:00–17:00"."""

from __future__ import annotations

from itertools import groupby

from bot.language.locales import enumeration, locale_of, time, time_zone_city
from bot.services.schema import ServicesFile
from bot.services.working_time import WEEKDAYS, Opening


def hours_text(file: ServicesFile, language: str) -> str:
    """The freelancer's week in a language, days with the same hours together; empty if no hours are given."""
    if file.hours is None:
        return ""
    days = [(number, tuple(getattr(file.hours, name))) for number, name in enumerate(WEEKDAYS)]
    spans = [
        (openings, [day for day, _ in group]) for openings, group in groupby(days, key=lambda each: each[1])
    ]
    shown = [
        f"{_days(numbers, language)} {_times(openings, language)}" for openings, numbers in spans if openings
    ]
    return enumeration(shown, language)


def place_of_time(file: ServicesFile, language: str) -> str:
    """The city whose local time the working hours are in, as a language names it: "Berlin", "Lisboa"."""
    return time_zone_city(file.freelancer.time_zone, language)


def _days(numbers: list[int], language: str) -> str:
    names = locale_of(language).days["stand-alone"]["wide"]
    first, last = names[numbers[0]], names[numbers[-1]]
    return first if first == last else f"{first}–{last}"


def _times(openings: tuple[Opening, ...], language: str) -> str:
    return ", ".join(f"{time(start, language)}–{time(end, language)}" for start, end in openings)
