"""When a job can be done, and whether its deadline costs extra.

The usual time is the longest that the service's turnaround (or the package's) says, or the quantity divided
by the units done in a day, whichever is longer. Only a deadline that leaves fewer working days than that is
short notice; where a services file tells no usual time, the steps of the rush surcharge decide alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal

from bot.quotes.priced import QuoteRequest
from bot.services.amounts import Charge
from bot.services.offer import Packages, PerUnit, RushStep, Service
from bot.services.schema import ServicesFile


@dataclass(frozen=True, slots=True)
class Schedule:
    """The surcharges that a deadline brings, the day of delivery, and whether that is in time."""

    rush: RushStep | None = None
    weekend: Charge | None = None
    delivery: date | None = None
    on_time: bool | None = None


def schedule(
    file: ServicesFile, service: Service, request: QuoteRequest, *, units: Decimal | None, today: date
) -> Schedule:
    """How a job fits in; ``units`` are those charged, ``today`` is the date in the freelancer's time zone."""
    usual = usual_days(service, request.package, units)
    working = file.working_days
    done = working.after(today, usual) if usual else None
    deadline = request.deadline
    if deadline is None:
        return Schedule(delivery=done)
    left = working.between(today, deadline)
    if usual and left >= usual:
        return Schedule(delivery=done, on_time=True)
    rush = _rush_step(file, service, left)
    day_off = deadline not in working and (usual is not None or left == 0)
    weekend = file.surcharges.weekend if day_off else None
    if rush or weekend:
        return Schedule(rush, weekend, delivery=deadline, on_time=True)
    return Schedule(delivery=done, on_time=False if usual else None)


def usual_days(service: Service, package: str | None, units: Decimal | None) -> int | None:
    """Working days that the job usually takes at most; None if the services file does not say."""
    pricing, turnaround = service.pricing, service.turnaround
    if isinstance(pricing, Packages):
        own = next((each.turnaround for each in pricing.packages if each.id == package), None)
        turnaround = own or turnaround
    days = [int(turnaround.high)] if turnaround else []
    if isinstance(pricing, PerUnit) and pricing.per_day and units:
        days.append(int((units / pricing.per_day).to_integral_value(ROUND_CEILING)))
    return max(days, default=None)


def _rush_step(file: ServicesFile, service: Service, left: int) -> RushStep | None:
    """The step that so few working days fall into: the one with the tightest limit that still holds."""
    steps = file.surcharges.rush if service.rush is None else service.rush
    return min(
        (step for step in steps if left <= step.within_days), key=lambda step: step.within_days, default=None
    )
