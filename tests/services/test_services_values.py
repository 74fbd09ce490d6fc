"""Single values of a services file: amounts, percentages, spans, hours, dates, texts."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from bot.services.amounts import Charge, Days, Percent, Rate, Span, read_number
from bot.services.standards import checked_currency, minor_digits
from bot.services.text import LocalizedText, joined
from bot.services.working_time import OFFICE_HOURS, Dates, Holiday, Hours, WorkingDays


def read(kind: Any, value: object) -> Any:
    return TypeAdapter(kind).validate_python(value)


@given(st.decimals(min_value=0, max_value=10**9, places=6, allow_nan=False, allow_infinity=False))
def test_every_number_is_read_as_written(number: Decimal) -> None:
    text = format(number, "f")
    assert str(read_number(text)) == text


@given(st.integers(min_value=0, max_value=10**9))
def test_whole_numbers_are_read_as_written(number: int) -> None:
    assert read_number(str(number)) == number


@given(st.text(max_size=20))
def test_any_other_text_is_refused_and_never_a_crash(text: str) -> None:
    with suppress(ValueError):
        assert read_number(text) >= 0


@pytest.mark.parametrize(
    "value", [0.12, True, None, [], {}, "NaN", "Infinity", "1_000", "٣", "1e3", "-0", ""]
)
def test_what_is_no_exact_number_is_refused(value: object) -> None:
    with pytest.raises(ValidationError):
        read(Rate, value)


@pytest.mark.parametrize(
    ("written", "percent"),
    [("19", 19), ("19%", 19), ("7.7 %", Decimal("7.7")), ("9.975", Decimal("9.975")), (5, 5), ("100", 100)],
)
def test_percentages_with_and_without_sign(written: object, percent: Decimal) -> None:
    assert read(Percent, written) == percent


@pytest.mark.parametrize("written", ["101", "120%", "-5%", "%", "five"])
def test_percentages_above_a_hundred_or_below_zero_are_refused(written: str) -> None:
    with pytest.raises(ValidationError):
        read(Percent, written)


def test_a_charge_is_a_percentage_or_an_amount() -> None:
    assert read(Charge, "30%") == Charge(percent=Decimal(30))
    assert read(Charge, "30") == Charge(amount=Decimal(30))
    assert read(Charge, "30%").of(Decimal("99.90")) == Decimal("29.97")
    assert read(Charge, "12.50").of(Decimal(1000)) == Decimal("12.50")


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [("4", 4, 4), ("3-5", 3, 5), ("3 – 5", 3, 5), ("3 to 5", 3, 5), (7, 7, 7), ("0.5-1.5", "0.5", "1.5")],
)
def test_spans(written: object, low: object, high: object) -> None:
    assert read(Span, written) == Span(Decimal(str(low)), Decimal(str(high)))


@pytest.mark.parametrize("written", ["5-3", "0", "3-", "-3", "1-2-3", "about 5", "", None, 1.5])
def test_spans_that_are_none(written: object) -> None:
    with pytest.raises(ValidationError):
        read(Span, written)


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("5", 5, 5), ("1 day", 1, 1), ("3-5 days", 3, 5), ("3 to 5 working days", 3, 5),
        ("2 weeks", 10, 10), ("5-6 weeks", 25, 30), (4, 4, 4),
    ],
)  # fmt: skip
def test_days(written: object, low: int, high: int) -> None:
    assert read(Days, written) == Days(Decimal(low), Decimal(high))


@pytest.mark.parametrize("written", ["soon", "1.5 days", "3 months", "4000 days", "2 weeks 1 day", ""])
def test_days_that_are_none(written: str) -> None:
    with pytest.raises(ValidationError):
        read(Days, written)


def test_a_text_is_given_in_the_language_asked_for_then_home_then_english_then_any() -> None:
    text = LocalizedText({"fr": "bonjour", "de": "hallo", "en": "hello"}, home="de")
    assert text.wording("fr") == ("bonjour", "fr")
    assert text.wording("pt") == ("hallo", "de")
    assert LocalizedText({"fr": "bonjour", "en": "hello"}, home="de").wording("pt") == ("hello", "en")
    assert LocalizedText({"fr": "bonjour"}, home="de").wording("pt") == ("bonjour", "fr")
    assert str(text) == "hallo"


def test_texts_can_be_compared_and_hashed() -> None:
    assert len({LocalizedText({"de": "a"}, "de"), LocalizedText({"de": "a"}, "de")}) == 1


def test_joined_texts_are_in_the_languages_of_both() -> None:
    service = LocalizedText({"de": "Logo", "en": "Logo design"}, "de")
    assert joined(service, LocalizedText({"de": "Basis"}, "de")).texts == {"de": "Logo – Basis"}
    assert joined(service, LocalizedText({"fr": "base"}, "de")).texts == {"fr": "base"}


@pytest.mark.parametrize("code", ["EUR", "usd", " GBP ", "CHF", "JPY", "KWD", "BRL"])
def test_currencies_of_today_are_known(code: str) -> None:
    assert checked_currency(code) == code.strip().upper()


@pytest.mark.parametrize(("code", "digits"), [("EUR", 2), ("JPY", 0), ("KWD", 3)])
def test_minor_units(code: str, digits: int) -> None:
    assert minor_digits(code) == digits


@pytest.mark.parametrize(
    ("written", "openings"),
    [
        ("09:00-17:00", [(time(9), time(17))]),
        ("9-17", [(time(9), time(17))]),
        ("9.30 – 12, 13:00-17:30", [(time(9, 30), time(12)), (time(13), time(17, 30))]),
        (["09:00-12:00", "14:00-18:00"], [(time(9), time(12)), (time(14), time(18))]),
        ("20:00-24:00", [(time(20), time(23, 59))]),
        ("closed", []),
    ],
)
def test_working_hours(written: object, openings: list[object]) -> None:
    assert list(Hours.model_validate({"monday": written}).monday) == openings


@pytest.mark.parametrize(
    "written", ["9 to 5pm", "25:00-26:00", "13:00-17:00, 09:00-12:00", "09:60-10:00", ""]
)
def test_working_hours_that_are_none(written: str) -> None:
    with pytest.raises(ValidationError):
        Hours.model_validate({"monday": written})


@pytest.mark.parametrize(
    ("written", "inside", "outside"),
    [
        ("2026-12-24", date(2026, 12, 24), date(2027, 12, 24)),
        ("2026-12-24 to 2027-01-06", date(2027, 1, 1), date(2027, 1, 7)),
        ("12-25", date(2031, 12, 25), date(2031, 12, 26)),
        ("12-24 to 01-06", date(2031, 1, 6), date(2031, 1, 7)),
        ("12-24 to 01-06", date(2031, 12, 31), date(2031, 12, 23)),
        ("02-29", date(2028, 2, 29), date(2027, 2, 28)),
    ],
)
def test_holidays(written: str, inside: date, outside: date) -> None:
    dates = Dates.read(written)
    assert inside in dates
    assert outside not in dates
    assert Dates.read(str(dates)) == dates


@pytest.mark.parametrize("written", ["2026-02-30", "24.12.2026", "2027-01-01 to 2026-12-24", "Christmas", ""])
def test_holidays_that_are_none(written: str) -> None:
    with pytest.raises(ValidationError):
        read(Dates, written)


def test_working_days_leave_out_weekends_and_holidays() -> None:
    days = WorkingDays(OFFICE_HOURS, (Holiday(dates=Dates.read("12-24 to 12-26")),))
    tuesday, next_monday = date(2026, 12, 22), date(2026, 12, 28)
    assert days.between(tuesday, next_monday) == 2
    assert days.after(tuesday, 2) == next_monday
    assert days.between(next_monday, tuesday) == 0
    assert date(2026, 12, 25) not in days


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(min_value=1, max_value=60))
def test_counting_working_days_forward_and_back_agrees(start: date, count: int) -> None:
    days = WorkingDays(OFFICE_HOURS, (Holiday(dates=Dates.read("12-20 to 01-10")),))
    end = days.after(start, count)
    assert end is not None
    assert end in days
    assert days.between(start, end) == count


def test_someone_who_never_works_is_never_done() -> None:
    assert WorkingDays(Hours(), ()).after(date(2026, 1, 1), 1) is None
