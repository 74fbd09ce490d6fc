"""The life of a quote: its number, its statuses, who may change them, and when it expires; no database."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, Literal, get_args

Status = Literal["requested", "approved", "declined", "accepted", "expired", "withdrawn"]
Actor = Literal["client", "freelancer", "rule", "clock"]

STATUSES: Final[tuple[Status, ...]] = get_args(Status)
BINDING: Final[frozenset[Status]] = frozenset({"approved", "accepted"})

TRANSITIONS: Final[Mapping[Status, Mapping[Status, frozenset[Actor]]]] = MappingProxyType(
    {
        "requested": {
            "approved": frozenset({"freelancer", "rule"}),
            "declined": frozenset({"freelancer", "rule"}),
            "withdrawn": frozenset({"client"}),
            "expired": frozenset({"clock"}),
        },
        "approved": {
            "accepted": frozenset({"client"}),
            "declined": frozenset({"client"}),
            "withdrawn": frozenset({"client"}),
            "expired": frozenset({"clock"}),
        },
        "declined": {},
        "accepted": {},
        "expired": {},
        "withdrawn": {},
    }
)
"""Which status may follow which, and by whom; "rule" is the freelancer's own rule, "clock" is time."""

_NUMBER = re.compile(r"(?<![A-Za-z0-9])Q[\s\-_.#:]*([0-9]{4})[\s\-_.]*([0-9]{1,6})(?![0-9])", re.IGNORECASE)
_DASHES = re.compile(r"[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]")


class IllegalTransition(Exception):
    """A quote cannot change as asked: says from what, to what, by whom, and what would be possible."""

    def __init__(self, current: Status, wanted: Status, by: Actor, reason: str) -> None:
        """Keep the two statuses and the actor, so that a caller can explain in its own words."""
        super().__init__(reason)
        self.current = current
        self.wanted = wanted
        self.by = by


class QuoteExpired(IllegalTransition):
    """The quote's last day has passed, so nobody can approve or accept it any more."""


def check_transition(
    current: Status, wanted: Status, *, by: Actor, expires_on: date | None, today: date
) -> None:
    """Say whether a quote may change status; raises IllegalTransition or QuoteExpired when it may not.

    `today` is the date in the freelancer's time zone; a quote is good until the end of its last day.
    """
    now = status_on(current, expires_on=expires_on, today=today)
    if now == "expired" and wanted != "expired":
        day = f" on {expires_on.isoformat()}" if expires_on else ""
        reason = f"The quote expired{day}, so it cannot become {wanted}: ask for a new one."
        raise QuoteExpired(now, wanted, by, reason)
    if wanted == "expired" and now != "expired":
        reason = f"A quote that is {current} and good until {expires_on} has not expired on {today}."
        raise IllegalTransition(current, wanted, by, reason)
    if by not in TRANSITIONS[current].get(wanted, frozenset()):
        raise IllegalTransition(current, wanted, by, _why_not(current, wanted, by))


def status_on(status: Status, *, expires_on: date | None, today: date) -> Status:
    """Give the status as it is on a day: an open quote past its last day has expired, recorded or not."""
    is_open = "expired" in TRANSITIONS[status]
    if is_open and expires_on is not None and today > expires_on:
        return "expired"
    return status


def is_binding(status: Status) -> bool:
    """Say whether the freelancer stands by the price; before approval it is only an estimate."""
    return status in BINDING


def quote_number(year: int, count: int) -> str:
    """Write the number of the count-th quote of a year, such as Q-2026-0001; raises ValueError below 1."""
    if year < 1000 or year > 9999 or count < 1:
        raise ValueError(
            f"A quote number needs a four-digit year and a count from 1, not {year} and {count}."
        )
    return f"Q-{year}-{count:04d}"


def read_quote_number(text: str) -> str | None:
    """Find a quote number in what someone wrote, such as "q 2026 1", and give it as stored: Q-2026-0001."""
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", text))
    found = _NUMBER.search(plain)
    if found is None or int(found[1]) < 1000 or int(found[2]) < 1:
        return None
    return quote_number(int(found[1]), int(found[2]))


def _why_not(current: Status, wanted: Status, by: Actor) -> str:
    actors = TRANSITIONS[current].get(wanted)
    if actors:
        allowed = " or ".join(sorted(actors))
        return f"A {current} quote becomes {wanted} by the {allowed}, not by the {by}."
    possible = [status for status, who in TRANSITIONS[current].items() if by in who]
    remedy = (
        f"the {by} can make it {' or '.join(possible)}" if possible else f"the {by} cannot change it any more"
    )
    return f"A quote that is {current} cannot become {wanted}: {remedy}."
