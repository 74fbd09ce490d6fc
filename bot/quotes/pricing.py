"""What a job costs, worked out exactly from a services file.

The order of operations, each amount rounded half up to the currency's minor unit when its line is made:

1. The work: a fixed price, a package, hours times rate, or units times price. The tier that the quantity
   reaches holds for all units, as freelancers' price lists mean it; so a job just above a step may cost less
   than one just below it.
2. Extras: amounts, once or per unit; percentages are of the work.
3. Surcharges for short notice and days off: percentages are of work and extras, not of one another.
4. Discounts: percentages are of work, extras and surcharges, not of one another. Of several with the same
   kind of condition only the best one holds. Together they never exceed what they are taken off.
5. The minimum fee tops up what is left, unless the work is free.
6. VAT, on the sum.
7. The deposit, a part of the total with VAT.

Where hours are a range, both ends are priced, and the estimate says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal, localcontext
from typing import TypeVar, get_args

from bot.quotes.lines import Job, Lines, Work, lines_of, subtotal
from bot.quotes.priced import Estimate, Line, LineKind, QuoteRequest, Sums
from bot.quotes.rounding import rounded
from bot.quotes.schedule import schedule
from bot.services.offer import Extra, Fixed, Hourly, Package, Packages, PerUnit, Scope, Service
from bot.services.schema import ServicesFile
from bot.services.text import joined

__all__ = ["Estimate", "Line", "PricingError", "QuoteRequest", "Sums", "estimate", "needed_fields"]

MOST_HOURS = Decimal(10_000)

Option = TypeVar("Option", Package, Scope)

_WHOLE_UNITS = frozenset({"word", "page", "item", "line"})
_DIGITS = 60
"""More than the largest price times the largest quantity has, so that nothing is rounded on the way."""


class PricingError(ValueError):
    """A job that cannot be priced: the ``field`` at fault, and the ``phrase`` of domain.yml that says why."""

    def __init__(self, field: str, phrase: str, **values: Decimal) -> None:
        self.field = field
        self.phrase = phrase
        self.values = values
        super().__init__(f"{field}: {phrase}")


def needed_fields(service: Service) -> tuple[str, ...]:
    """Fields a request must have for this service to be priced: "package", "quantity" or "hours"; often none.

    A scope is given as the request's package, hours as its quantity.
    """
    pricing = service.pricing
    if isinstance(pricing, Packages) or (isinstance(pricing, Hourly) and pricing.scopes):
        return ("package",)
    if isinstance(pricing, PerUnit):
        return ("quantity",)
    return ("hours",) if isinstance(pricing, Hourly) and pricing.hours is None else ()


def estimate(file: ServicesFile, request: QuoteRequest, *, today: date) -> Estimate:
    """The price of a job, itemised; ``today`` is the date in the freelancer's time zone.

    Raises PricingError if the request lacks something or asks for what is not on offer.
    """
    service = file.service(request.service)
    if service is None:
        raise PricingError("service", "quote_error_service_unknown")
    if request.deadline and request.deadline < today:
        raise PricingError("deadline", "quote_error_deadline_past")
    with localcontext() as context:
        context.prec = _DIGITS
        works = _works(service, request)
        when = schedule(file, service, request, units=works[0].quantity, today=today)
        job = Job(file, service, request, _chosen_extras(file, service, request), when)
        ends = sorted((lines_of(job, work) for work in works), key=subtotal)
        return _estimate(job, ends, today)


def _works(service: Service, request: QuoteRequest) -> tuple[Work, ...]:
    """The bare work, once; or twice, for the two ends of a range of hours."""
    pricing = service.pricing
    match pricing:
        case Fixed():
            return (Work(service.name, pricing.price),)
        case Packages():
            package = _picked(pricing.packages, request.package)
            return (Work(joined(service.name, package.name), package.price),)
        case PerUnit():
            return (_units(service, pricing, request.quantity),)
        case Hourly():
            return _hours(service, pricing, request)


def _units(service: Service, pricing: PerUnit, quantity: Decimal | None) -> Work:
    wanted = _checked_quantity(quantity, "quote_error_quantity_missing", pricing.maximum)
    if pricing.unit in _WHOLE_UNITS and wanted % 1:
        raise PricingError("quantity", "quote_error_quantity_whole")
    charged = max(wanted, pricing.minimum or wanted)
    price = max(
        (tier for tier in pricing.tiers if charged >= tier.from_),
        key=lambda tier: tier.from_,
        default=pricing,
    ).price
    return Work(service.name, charged * price, charged, pricing.unit, price)


def _hours(service: Service, pricing: Hourly, request: QuoteRequest) -> tuple[Work, ...]:
    label, span = service.name, pricing.hours
    if pricing.scopes:
        scope = _picked(pricing.scopes, request.package)
        label, span = joined(service.name, scope.name), scope.hours
    if span:
        ends = (span.low, span.high)
    else:
        hours = _checked_quantity(request.quantity, "quote_error_hours_missing", MOST_HOURS)
        ends = (hours, hours)
    charged = dict.fromkeys(max(each, pricing.minimum_hours or each) for each in ends)
    return tuple(Work(label, each * pricing.rate, each, "hour", pricing.rate) for each in charged)


def _picked(options: Sequence[Option], id: str | None) -> Option:
    """The package or scope with this id."""
    if id is None:
        raise PricingError("package", "quote_error_package_missing")
    for option in options:
        if option.id == id:
            return option
    raise PricingError("package", "quote_error_package_unknown")


def _checked_quantity(quantity: Decimal | None, missing: str, most: Decimal) -> Decimal:
    if quantity is None:
        raise PricingError("quantity", missing)
    quantity = Decimal(quantity)
    if not quantity.is_finite() or quantity <= 0:
        raise PricingError("quantity", "quote_error_quantity_positive")
    if quantity > most:
        raise PricingError("quantity", "quote_error_quantity_large", maximum=most)
    return quantity


def _chosen_extras(file: ServicesFile, service: Service, request: QuoteRequest) -> tuple[Extra, ...]:
    """The extras that were asked for, each once, in the order of the services file."""
    offered = file.extras_of(service)
    if set(request.extras) - {extra.id for extra in offered}:
        raise PricingError("extras", "quote_error_extra_unknown")
    return tuple(extra for extra in offered if extra.id in request.extras)


def _estimate(job: Job, ends: list[Lines], today: date) -> Estimate:
    file, low, high = job.file, ends[0], ends[-1]
    sums, upper = _sums(job, subtotal(low)), _sums(job, subtotal(high))
    is_range = sums != upper
    return Estimate(
        service=job.service.id,
        currency=job.currency,
        home_language=file.home,
        lines=_side_by_side(low, high) if is_range else tuple(low.values()),
        subtotal=sums.subtotal,
        vat=sums.vat,
        total=sums.total,
        deposit=sums.deposit,
        vat_mode=file.vat.mode,
        vat_rate=file.vat.rate,
        vat_note=file.vat.note,
        high=upper if is_range else None,
        valid_until=today + timedelta(days=file.quote_validity_days),
        delivery=job.schedule.delivery,
        on_time=job.schedule.on_time,
    )


def _sums(job: Job, net: Decimal) -> Sums:
    vat, deposit = job.file.vat, job.file.deposit
    tax, total = rounded(Decimal(0), job.currency), net
    if vat.mode == "added":
        tax = rounded(net * vat.rate / 100, job.currency)
        total = net + tax
    elif vat.mode == "included":
        tax = rounded(net * vat.rate / (100 + vat.rate), job.currency)
    paid_before = min(rounded(deposit.of(total), job.currency), total) if deposit else None
    return Sums(subtotal=net, vat=tax, total=total, deposit=paid_before)


def _side_by_side(low: Lines, high: Lines) -> tuple[Line, ...]:
    """The lines of both ends of a range as one: what is only at one end counts nothing at the other."""
    order = {kind: place for place, kind in enumerate(get_args(LineKind))}
    either = sorted((high | low).items(), key=lambda each: order[each[1].kind])
    lines = []
    for key, line in either:
        ends = [
            each[key] if key in each else line.model_copy(update={"amount": 0 * line.amount})
            for each in (low, high)
        ]
        percents = {end.percent for end in ends}
        update = {
            "amount": ends[0].amount,
            "high": ends[1].amount,
            "quantity_high": ends[1].quantity,
            "percent": line.percent if len(percents) == 1 else None,
        }
        lines.append(line.model_copy(update=update))
    return tuple(lines)
