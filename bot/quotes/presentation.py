"""An estimate in words: for the client in their language, for the freelancer's notice in theirs."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.language.translation import Translation
from bot.language.words import Words
from bot.quotes.priced import Estimate, Line


@dataclass(frozen=True)
class Heading:
    """What an estimate is called: its number, its service in the client's language, and the client's deadline."""

    number: str
    service: Translation
    deadline: date | None


async def estimate_lines(estimate: Estimate, heading: Heading, words: Words) -> list[Translation]:
    """The whole estimate, a line each: what is charged, VAT, total, deposit, and that it is not binding."""
    items = await asyncio.gather(*(_line(line, words) for line in estimate.lines))
    lines = [words.phrase("utter_quote_header", number=heading.number, service=heading.service), *items]
    lines += _vat(estimate, words)
    lines.append(_total(estimate, words))
    if estimate.deposit:
        lines.append(words.phrase("utter_quote_deposit", amount=words.money(estimate.deposit)))
    if heading.deadline:
        lines.append(words.phrase("utter_quote_deadline", date=words.date(heading.deadline)))
    lines.append(words.phrase("utter_quote_valid_until", date=words.date(estimate.valid_until)))
    lines.append(words.phrase("utter_quote_not_binding", freelancer=words.file.freelancer.name))
    return lines


async def _line(line: Line, words: Words) -> Translation:
    label = await _label(line, words)
    amount = _span(line.amount, line.high, words)
    if line.quantity is None or line.unit_price is None or line.quantity == 1:
        return words.phrase("utter_quote_line", label=label, amount=amount)
    quantity = words.number(line.quantity)
    if line.quantity_high is not None and line.quantity_high != line.quantity:
        quantity = f"{quantity}–{words.number(line.quantity_high)}"
    return words.phrase(
        "utter_quote_line_quantity",
        label=label,
        quantity=quantity,
        unit_price=words.money(line.unit_price),
        amount=amount,
    )


async def _label(line: Line, words: Words) -> Translation:
    if line.label is not None:
        return await words.own(line.label)
    return words.phrase(line.phrase or "quote_line_minimum")


def _vat(estimate: Estimate, words: Words) -> list[Translation]:
    rate = words.percent(estimate.vat_rate)
    vat = _span(estimate.vat, estimate.high.vat if estimate.high else None, words)
    if estimate.vat_mode == "added":
        subtotal = _span(estimate.subtotal, estimate.high.subtotal if estimate.high else None, words)
        return [
            words.phrase("utter_quote_subtotal", amount=subtotal),
            words.phrase("utter_quote_vat", rate=rate, amount=vat),
        ]
    if estimate.vat_mode == "included":
        return [words.phrase("utter_quote_vat_included", rate=rate, amount=vat)]
    return [words.phrase("utter_quote_vat_none")]


def _total(estimate: Estimate, words: Words) -> Translation:
    if estimate.high is None:
        return words.phrase("utter_quote_total", amount=words.money(estimate.total))
    high = words.money(estimate.high.total)
    return words.phrase("utter_quote_total_range", low=words.money(estimate.total), high=high)


def _span(low: Decimal, high: Decimal | None, words: Words) -> str:
    if high is None or high == low:
        return words.money(low)
    return words.phrase("utter_price_range", low=words.money(low), high=words.money(high)).text
