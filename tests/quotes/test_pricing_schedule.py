"""Deadlines: which surcharges they bring, and when the work is done."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bot.quotes.priced import QuoteRequest
from bot.quotes.schedule import Schedule, schedule
from bot.services.schema import ServicesFile

MONDAY = date(2026, 11, 23)
FREELANCER = {
    "name": "Jonas",
    "trade": "Texter",
    "home_language": "de",
    "time_zone": "Europe/Berlin",
    "currency": "EUR",
}
SURCHARGES = {
    "rush": [{"within_days": 5, "price": "25%"}, {"within_days": 2, "price": "50%"}],
    "weekend": "30%",
}


def planned(
    deadline: date | None, *, units: int | None = None, today: date = MONDAY, **service: Any
) -> Schedule:
    """The schedule of a job of a freelancer with two rush steps and a holiday on 26 November."""
    file = ServicesFile.model_validate(
        {
            "freelancer": FREELANCER,
            "services": [{"id": "s", "name": "S", "pricing": {"model": "fixed", "price": 100}, **service}],
            "surcharges": SURCHARGES,
            "holidays": ["2026-11-26"],
        }
    )
    quantity = Decimal(units) if units else None
    return schedule(file, file.services[0], QuoteRequest("s", deadline=deadline), units=quantity, today=today)


def rush(plan: Schedule) -> str | None:
    return str(plan.rush.price) if plan.rush else None


def test_without_a_deadline_the_usual_time_counts() -> None:
    plan = planned(None, turnaround="3-5 days")
    # Tuesday, Wednesday, (holiday), Friday, Monday, Tuesday
    assert (plan.delivery, plan.on_time, plan.rush, plan.weekend) == (date(2026, 12, 1), None, None, None)


def test_nobody_knows_when_if_the_file_does_not_say() -> None:
    assert planned(None) == Schedule()


@pytest.mark.parametrize(
    ("deadline", "step"),
    [
        (date(2026, 11, 23), "50%"),  # today
        (date(2026, 11, 24), "50%"),  # one working day
        (date(2026, 11, 25), "50%"),  # two
        (date(2026, 11, 27), "25%"),  # three: the 26th is a holiday
        (date(2026, 12, 1), "25%"),  # five
        (date(2026, 12, 2), None),  # six
    ],
)
def test_the_tightest_rush_step_that_holds_counts(deadline: date, step: str | None) -> None:
    assert rush(planned(deadline)) == step
    assert rush(planned(deadline, turnaround="2 weeks")) == step


def test_a_deadline_that_the_usual_time_meets_is_no_rush() -> None:
    plan = planned(date(2026, 11, 25), turnaround="2 days")
    assert (plan.rush, plan.delivery, plan.on_time) == (None, date(2026, 11, 25), True)


def test_a_rush_job_is_delivered_at_its_deadline() -> None:
    plan = planned(date(2026, 11, 24), turnaround="2 weeks")
    assert (plan.delivery, plan.on_time) == (date(2026, 11, 24), True)


def test_a_deadline_too_early_without_a_rush_step_cannot_be_met() -> None:
    plan = planned(date(2026, 11, 27), turnaround="2 weeks", rush=[])
    assert (plan.rush, plan.delivery, plan.on_time) == (None, date(2026, 12, 8), False)


def test_a_service_may_have_rush_steps_of_its_own() -> None:
    assert rush(planned(date(2026, 12, 2), rush=[{"within_days": 10, "price": "80"}])) == "80"


def test_work_on_a_day_off_is_charged_only_if_the_working_days_do_not_suffice() -> None:
    sunday = date(2026, 11, 29)
    assert planned(sunday, turnaround="2 weeks").weekend is not None
    assert planned(sunday, turnaround="2 days").weekend is None
    assert planned(sunday).weekend is None


def test_a_weekend_job_ordered_on_the_weekend() -> None:
    plan = planned(date(2026, 11, 29), today=date(2026, 11, 28))
    assert str(plan.weekend) == "30%"


def test_a_holiday_is_a_day_off() -> None:
    assert planned(date(2026, 11, 26), turnaround="1 week").weekend is not None
    assert planned(date(2026, 11, 27), turnaround="1 week").weekend is None


def test_large_jobs_take_as_long_as_the_units_done_in_a_day() -> None:
    pricing = {"model": "per_unit", "unit": "word", "price": "0.1", "per_day": 2500}
    assert planned(None, units=9000, pricing=pricing, turnaround="2 days").delivery == date(2026, 11, 30)
    assert planned(None, units=100, pricing=pricing, turnaround="2 days").delivery == date(2026, 11, 25)


def test_a_package_has_a_time_of_its_own() -> None:
    file = ServicesFile.model_validate(
        {
            "freelancer": FREELANCER,
            "services": [
                {
                    "id": "s",
                    "name": "S",
                    "turnaround": "10 days",
                    "pricing": {
                        "model": "packages",
                        "packages": [
                            {"id": "a", "name": "A", "price": 1, "turnaround": "1 day"},
                            {"id": "b", "name": "B", "price": 1},
                        ],
                    },
                }
            ],
        }
    )
    days = {
        package: schedule(
            file, file.services[0], QuoteRequest("s", package=package), units=None, today=MONDAY
        ).delivery
        for package in ("a", "b")
    }
    assert days == {"a": date(2026, 11, 24), "b": date(2026, 12, 7)}
