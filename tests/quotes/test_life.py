"""A quote changes status only as it may, expires after its last day, and is found by its number."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.quotes.life import (
    STATUSES,
    TRANSITIONS,
    Actor,
    IllegalTransition,
    QuoteExpired,
    Status,
    check_transition,
    is_binding,
    quote_number,
    read_quote_number,
    status_on,
)

TODAY = date(2026, 11, 22)
LATER = TODAY + timedelta(days=30)
YESTERDAY = TODAY - timedelta(days=1)


@pytest.mark.parametrize(
    ("before", "after", "by"),
    [
        ("requested", "approved", "freelancer"),
        ("requested", "approved", "rule"),
        ("requested", "declined", "freelancer"),
        ("requested", "withdrawn", "client"),
        ("approved", "accepted", "client"),
        ("approved", "declined", "client"),
        ("approved", "withdrawn", "client"),
    ],
)
def test_the_steps_of_a_quote(before: Status, after: Status, by: Actor) -> None:
    check_transition(before, after, by=by, expires_on=LATER, today=TODAY)


@pytest.mark.parametrize(
    ("before", "after", "by", "why"),
    [
        (
            "requested",
            "accepted",
            "client",
            "cannot become accepted: the client can make it withdrawn",
        ),
        ("requested", "approved", "client", "by the freelancer or rule, not by the client"),
        ("approved", "accepted", "freelancer", "by the client, not by the freelancer"),
        ("accepted", "declined", "client", "the client cannot change it any more"),
        ("declined", "approved", "freelancer", "cannot change it any more"),
        ("withdrawn", "accepted", "client", "cannot change it any more"),
        ("approved", "requested", "freelancer", "cannot become requested"),
    ],
)
def test_steps_that_are_not_there_say_why(before: Status, after: Status, by: Actor, why: str) -> None:
    with pytest.raises(IllegalTransition, match=why) as caught:
        check_transition(before, after, by=by, expires_on=LATER, today=TODAY)
    assert (caught.value.current, caught.value.wanted, caught.value.by) == (before, after, by)


def test_a_quote_is_good_until_the_end_of_its_last_day() -> None:
    check_transition("approved", "accepted", by="client", expires_on=TODAY, today=TODAY)
    with pytest.raises(QuoteExpired, match=r"expired on 2026-11-21.*ask for a new one"):
        check_transition("approved", "accepted", by="client", expires_on=YESTERDAY, today=TODAY)
    with pytest.raises(QuoteExpired):
        check_transition("requested", "approved", by="freelancer", expires_on=YESTERDAY, today=TODAY)


def test_only_an_open_quote_past_its_day_expires() -> None:
    check_transition("approved", "expired", by="clock", expires_on=YESTERDAY, today=TODAY)
    with pytest.raises(IllegalTransition, match="has not expired on 2026-11-22"):
        check_transition("approved", "expired", by="clock", expires_on=TODAY, today=TODAY)
    with pytest.raises(IllegalTransition):
        check_transition("accepted", "expired", by="clock", expires_on=YESTERDAY, today=TODAY)
    with pytest.raises(IllegalTransition, match="by the clock, not by the client"):
        check_transition("approved", "expired", by="client", expires_on=YESTERDAY, today=TODAY)


@pytest.mark.parametrize("status", STATUSES)
def test_the_status_of_a_day(status: Status) -> None:
    past = status_on(status, expires_on=YESTERDAY, today=TODAY)
    assert past == ("expired" if status in ("requested", "approved") else status)
    assert status_on(status, expires_on=TODAY, today=TODAY) == status
    assert status_on(status, expires_on=None, today=TODAY) == status


def test_an_estimate_binds_nobody_before_it_is_approved() -> None:
    assert [status for status in STATUSES if is_binding(status)] == ["approved", "accepted"]
    assert all("requested" not in after for after in TRANSITIONS.values())


@pytest.mark.parametrize(
    "text",
    [
        "Q-2026-0012",
        "q-2026-12",
        "Was ist mit Q 2026 0012?",
        "mi presupuesto Q–2026–0012, por favor",
        "Q20260012",
        "Nr. Ｑ－２０２６－００１２",
        "ref.: Q_2026_0012.",
        "#Q-2026-0012!",
    ],
)
def test_numbers_are_found_as_people_write_them(text: str) -> None:
    assert read_quote_number(text) == "Q-2026-0012"


@pytest.mark.parametrize(
    "text", ["", "Q", "2026-0012", "FAQ-2026-0012", "Q-26-12", "Q-2026-0000", "Q-2026-12345678", "IQ 2026 12"]
)
def test_what_is_no_number_is_not_taken_for_one(text: str) -> None:
    assert read_quote_number(text) is None


@given(year=st.integers(1000, 9999), count=st.integers(1, 999_999), around=st.text(" .,!?¿\n", max_size=5))
def test_every_number_is_read_back(year: int, count: int, around: str) -> None:
    assert read_quote_number(f"{around}{quote_number(year, count)}{around}") == quote_number(year, count)


@given(text=st.text(max_size=200))
def test_any_text_can_be_searched(text: str) -> None:
    found = read_quote_number(text)
    assert found is None or found.startswith("Q-")


def test_a_number_needs_a_year_and_a_count() -> None:
    with pytest.raises(ValueError, match="count from 1"):
        quote_number(2026, 0)
    with pytest.raises(ValueError, match="four-digit year"):
        quote_number(26, 1)
