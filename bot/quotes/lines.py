"""The lines of an estimate, in the order in which bot.quotes.pricing says that they are worked out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from bot.quotes.priced import CountedIn, Line, LineKind, QuoteRequest
from bot.quotes.rounding import rounded
from bot.quotes.schedule import Schedule
from bot.services.amounts import Charge
from bot.services.offer import Discount, Extra, Service
from bot.services.schema import ServicesFile
from bot.services.text import LocalizedText

Lines = dict[str, Line]
"""Lines by what they are for, so that the two ends of a range can be laid side by side."""

_CONDITIONS: Final = ("quantity", "amount", "client")


@dataclass(frozen=True, slots=True)
class Work:
    """The bare work: what it is called, what it costs (not yet rounded), and how much of it there is."""

    label: LocalizedText
    amount: Decimal
    quantity: Decimal | None = None
    unit: CountedIn | None = None
    unit_price: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """What a price depends on, apart from the work itself."""

    file: ServicesFile
    service: Service
    request: QuoteRequest
    extras: tuple[Extra, ...]
    schedule: Schedule

    @property
    def currency(self) -> str:
        """The currency of every amount."""
        return self.file.freelancer.currency


def lines_of(job: Job, work: Work) -> Lines:
    """Every line that the job's price is made of."""
    amount = rounded(work.amount, job.currency)
    lines: Lines = {
        "work": Line(
            kind="work",
            amount=amount,
            label=work.label,
            quantity=work.quantity,
            unit=work.unit,
            unit_price=work.unit_price,
        )
    }
    lines |= _extras(job, work, amount)
    lines |= _surcharges(job, subtotal(lines))
    lines |= _discounts(job, work, subtotal(lines))
    if amount:
        lines |= _minimum(job, subtotal(lines))
    return lines


def subtotal(lines: Lines) -> Decimal:
    """The sum of the lines."""
    return sum((line.amount for line in lines.values()), Decimal(0))


def _extras(job: Job, work: Work, base: Decimal) -> Iterator[tuple[str, Line]]:
    for extra in job.extras:
        counted = extra.per == "unit" and extra.price.amount is not None and work.quantity is not None
        times = work.quantity if counted and work.quantity is not None else Decimal(1)
        yield (
            f"extra {extra.id}",
            Line(
                kind="extra",
                amount=rounded(extra.price.of(base) * times, job.currency),
                label=extra.name,
                quantity=times if counted else None,
                unit=work.unit if counted else None,
                unit_price=extra.price.amount if counted else None,
                percent=extra.price.percent,
            ),
        )


def _surcharges(job: Job, base: Decimal) -> Iterator[tuple[str, Line]]:
    if rush := job.schedule.rush:
        yield "rush", _charged(job, "rush", rush.price, base, phrase="quote_line_rush")
    if weekend := job.schedule.weekend:
        yield "weekend", _charged(job, "weekend", weekend, base, phrase="quote_line_weekend")


def _discounts(job: Job, work: Work, base: Decimal) -> Iterator[tuple[str, Line]]:
    left = base
    for condition in _CONDITIONS:
        holding = [
            each
            for each in job.file.discounts
            if each.condition == condition and _holds(each, job, work.quantity, base)
        ]
        if not holding:
            continue
        best = max(holding, key=lambda each: each.discount.of(base))
        phrase = None if best.name else _discount_phrase(best)
        full = _charged(job, "discount", best.discount, base, label=best.name, phrase=phrase)
        taken = min(full.amount, left)
        left -= taken
        if taken:
            yield f"discount {condition}", full.model_copy(update={"amount": -taken})


def _holds(discount: Discount, job: Job, quantity: Decimal | None, base: Decimal) -> bool:
    if discount.services and job.service.id not in discount.services:
        return False
    if discount.from_quantity is not None:
        return quantity is not None and quantity >= discount.from_quantity
    if discount.from_amount is not None:
        return base >= discount.from_amount
    return discount.client is not None and discount.client == job.request.client


def _discount_phrase(discount: Discount) -> str:
    if discount.condition == "client":
        return f"quote_line_discount_{discount.client}_client"
    return f"quote_line_discount_{discount.condition}"


def _minimum(job: Job, net: Decimal) -> Iterator[tuple[str, Line]]:
    own = job.service.minimum_fee
    fee = rounded((job.file.minimum_fee if own is None else own) or Decimal(0), job.currency)
    if net < fee:
        yield "minimum", Line(kind="minimum", amount=fee - net, phrase="quote_line_minimum")


def _charged(
    job: Job,
    kind: LineKind,
    charge: Charge,
    base: Decimal,
    *,
    label: LocalizedText | None = None,
    phrase: str | None = None,
) -> Line:
    amount = rounded(charge.of(base), job.currency)
    return Line(kind=kind, amount=amount, label=label, phrase=phrase, percent=charge.percent)
