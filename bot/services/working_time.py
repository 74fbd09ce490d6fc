"""When a freelancer works: hours by weekday, holidays, and counting working days."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import pairwise
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue

from bot.services.part import Part
from bot.services.scalar import Scalar
from bot.services.text import LocalizedText
from bot.services.wrong import shown, wrong

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LONGEST_SEARCH = 3660

_CLOSED = {"closed", "none", "no", "off", "-"}
_TIMES = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(?:-|–|to)\s*(\d{1,2})(?:[:.h](\d{2}))?")
_YEARLY = re.compile(r"(\d{2})-(\d{2})")
_DATES_PATTERN = r"^(\d{4}-)?\d{2}-\d{2}(\s+to\s+(\d{4}-)?\d{2}-\d{2})?$"
_BETWEEN = re.compile(r"\s+(?:to|–|-|until)\s+")

Opening = tuple[time, time]
"""From when until when, in the freelancer's time zone."""


def _read_day(value: object) -> tuple[Opening, ...]:
    if isinstance(value, Sequence) and not isinstance(value, str):
        if all(isinstance(each, tuple) for each in value):
            return tuple(value)
        value = ", ".join(str(each) for each in value)
    if not isinstance(value, str):
        raise wrong("Working hours are expected here.", "Write for example 09:00-17:00, or closed.")
    if value.strip().lower() in _CLOSED:
        return ()
    openings = tuple(_read_opening(part) for part in re.split(r"\s*(?:,|;|\band\b)\s*", value.strip()))
    for (_, end), (start, _) in pairwise(openings):
        if start < end:
            raise wrong(
                f'The hours "{shown(value)}" overlap.', "Write them in order: 09:00-12:00, 13:00-17:00."
            )
    return openings


def _read_opening(text: str) -> Opening:
    match = _TIMES.fullmatch(text)
    remedy = "Write hours with a dash, for example 09:00-17:00, or closed."
    if not match:
        raise wrong(f'"{shown(text)}" are not working hours.', remedy)
    from_hour, from_minute, to_hour, to_minute = (int(group or 0) for group in match.groups())
    if (to_hour, to_minute) == (24, 0):
        to_hour, to_minute = 23, 59
    try:
        start, end = time(from_hour, from_minute), time(to_hour, to_minute)
    except ValueError:
        raise wrong(f'"{shown(text)}" is not a time of day.', remedy) from None
    if start >= end:
        raise wrong(f'"{shown(text)}" ends before it starts.', "Write the earlier time first: 09:00-17:00.")
    return start, end


def _write_day(openings: Iterable[Opening]) -> str:
    return ", ".join(f"{start:%H:%M}-{end:%H:%M}" for start, end in openings) or "closed"


_HOURS_SCHEMA = {
    "description": 'Hours such as "09:00-12:00, 13:00-17:00", or closed.',
    "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
}
DayHours = Annotated[
    tuple[Opening, ...],
    BeforeValidator(_read_day),
    PlainSerializer(_write_day, return_type=str),
    WithJsonSchema(_HOURS_SCHEMA),
]


class Hours(Part):
    """Working hours by weekday, in the freelancer's time zone; a day that is not named is a day off."""

    monday: DayHours = ()
    tuesday: DayHours = ()
    wednesday: DayHours = ()
    thursday: DayHours = ()
    friday: DayHours = ()
    saturday: DayHours = ()
    sunday: DayHours = ()

    def on(self, day: date) -> tuple[Opening, ...]:
        """Working hours on this date's weekday, holidays left aside."""
        openings: tuple[Opening, ...] = getattr(self, WEEKDAYS[day.weekday()])
        return openings

    @property
    def none(self) -> bool:
        """Whether no working hours are given at all."""
        return not any(getattr(self, name) for name in WEEKDAYS)


OFFICE_HOURS = Hours(**{day: ((time(9), time(17)),) for day in WEEKDAYS[:5]})


@dataclass(frozen=True, slots=True)
class Dates(Scalar):
    """Days off from ``first`` to ``last``, both included; every year, whatever their year, if ``yearly``."""

    json: ClassVar[JsonSchemaValue] = {"type": "string", "pattern": _DATES_PATTERN}

    first: date
    last: date
    yearly: bool = False

    def __contains__(self, day: date) -> bool:
        if not self.yearly:
            return self.first <= day <= self.last
        start, end, this = ((each.month, each.day) for each in (self.first, self.last, day))
        return start <= this <= end if start <= end else this >= start or this <= end

    def __str__(self) -> str:
        written = "%m-%d" if self.yearly else "%Y-%m-%d"
        ends = [f"{day:{written}}" for day in (self.first, self.last)]
        return ends[0] if ends[0] == ends[1] else " to ".join(ends)

    @classmethod
    def read(cls, value: object) -> Dates:
        """Dates from "2026-12-24", "2026-12-24 to 2027-01-06", "12-25" or "12-24 to 01-06" (every year)."""
        if isinstance(value, Dates):
            return value
        if isinstance(value, date):
            return cls(value, value)
        remedy = "Write year-month-day, for example 2026-12-24, or 12-25 for every year."
        if not isinstance(value, str):
            raise wrong("A date is expected here.", remedy)
        parts = _BETWEEN.split(value.strip())
        yearly = all(_YEARLY.fullmatch(part) for part in parts)
        try:
            # 2000 is a leap year, so that 02-29 can be written.
            days = [date.fromisoformat(f"2000-{part}" if yearly else part) for part in parts]
        except ValueError:
            raise wrong(f'"{shown(value)}" is not a date.', remedy) from None
        if len(days) > 2 or (days[0] > days[-1] and not yearly):
            raise wrong(f'"{shown(value)}" ends before it starts.', "Write the earlier date first.")
        return cls(days[0], days[-1], yearly)


class Holiday(Part):
    """Days off, with or without a name; a plain date stands for a holiday without a name."""

    dates: Dates = Field(description="2026-12-24, 2026-12-24 to 2027-01-06, or 12-25 for every year.")
    name: LocalizedText | None = Field(None, description="What clients read.")


def _as_holiday(value: object) -> object:
    return {"dates": value} if isinstance(value, str | date) else value


DayOff = Annotated[
    Holiday,
    BeforeValidator(
        _as_holiday,
        json_schema_input_type=Annotated[str, Field(pattern=_DATES_PATTERN)] | Holiday,
    ),
]


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The days on which a freelancer works."""

    hours: Hours
    holidays: tuple[Holiday, ...]

    def __contains__(self, day: date) -> bool:
        return bool(self.hours.on(day)) and self.holiday(day) is None

    def holiday(self, day: date) -> Holiday | None:
        """The holiday that this day falls into, if any."""
        return next((each for each in self.holidays if day in each.dates), None)

    def between(self, start: date, end: date) -> int:
        """Working days after ``start`` up to and including ``end``; 0 if there are none."""
        days = min((end - start).days, _LONGEST_SEARCH)
        return sum(start + timedelta(days=n) in self for n in range(1, days + 1))

    def after(self, start: date, count: int) -> date | None:
        """The ``count``-th working day after ``start``; None if it is not within ten years."""
        day = start
        for _ in range(_LONGEST_SEARCH):
            if count <= 0:
                return day
            day += timedelta(days=1)
            count -= day in self
        return None
