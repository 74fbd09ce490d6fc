"""An estimate in words: for the client in their language, for the freelancer's notice in theirs."""

from __future__ import annotations

import asyncio
from datetime import date
from decimal import Decimal

from bot.language.translation import Translation
from bot.language.voice import Voice
from bot.quotes.priced import Estimate, Line


async def price_lines(estimate: Estimate, deadline: date | None, voice: Voice) -> list[Translation]:
    """What is charged, a line each, then VAT, total, deposit, the client's date, and how long it holds."""
    items = await asyncio.gather(*(_line(line, voice) for line in estimate.lines))
    note = [await voice.own(estimate.vat_note)] if estimate.vat_note else []
    lines = [*items, *_vat(estimate, voice), *note, _total(estimate, voice)]
    if estimate.deposit:
        lines.append(voice.phrase("utter_quote_deposit", amount=voice.money(estimate.deposit)))
    if deadline:
        lines.append(voice.phrase("utter_quote_deadline", date=voice.date(deadline)))
    if estimate.on_time is False and estimate.delivery:
        name = voice.file.freelancer.name
        lines.append(voice.phrase("utter_quote_late", date=voice.date(estimate.delivery), freelancer=name))
    lines.append(voice.phrase("utter_quote_valid_until", date=voice.date(estimate.valid_until)))
    return lines


async def _line(line: Line, voice: Voice) -> Translation:
    label = await _label(line, voice)
    amount = _span(line.amount, line.high, voice)
    if line.quantity is None or line.unit_price is None or line.quantity == 1:
        return voice.phrase("utter_quote_line", label=label, amount=amount)
    quantity = voice.number(line.quantity)
    if line.quantity_high is not None and line.quantity_high != line.quantity:
        quantity = f"{quantity}–{voice.number(line.quantity_high)}"
    return voice.phrase(
        "utter_quote_line_quantity",
        label=label,
        quantity=quantity,
        unit_price=voice.money(line.unit_price),
        amount=amount,
    )


async def _label(line: Line, voice: Voice) -> Translation:
    if line.label is not None:
        return await voice.own(line.label)
    return voice.phrase(line.phrase or "quote_line_minimum")


def _vat(estimate: Estimate, voice: Voice) -> list[Translation]:
    rate = voice.percent(estimate.vat_rate)
    vat = _span(estimate.vat, estimate.high.vat if estimate.high else None, voice)
    if estimate.vat_mode == "added":
        subtotal = _span(estimate.subtotal, estimate.high.subtotal if estimate.high else None, voice)
        return [
            voice.phrase("utter_quote_subtotal", amount=subtotal),
            voice.phrase("utter_quote_vat", rate=rate, amount=vat),
        ]
    if estimate.vat_mode == "included":
        return [voice.phrase("utter_quote_vat_included", rate=rate, amount=vat)]
    return [voice.phrase("utter_quote_vat_none")]


def _total(estimate: Estimate, voice: Voice) -> Translation:
    if estimate.high is None:
        return voice.phrase("utter_quote_total", amount=voice.money(estimate.total))
    high = voice.money(estimate.high.total)
    return voice.phrase("utter_quote_total_range", low=voice.money(estimate.total), high=high)


def _span(low: Decimal, high: Decimal | None, voice: Voice) -> str:
    if high is None or high == low:
        return voice.money(low)
    return voice.phrase("utter_price_range", low=voice.money(low), high=voice.money(high)).text
