"""Rounding money to what a currency can be paid in."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from bot.services.standards import minor_digits


def rounded(amount: Decimal, currency: str) -> Decimal:
    """The amount in whole minor units of the currency (cents, or yen), half a unit away from zero."""
    return amount.quantize(Decimal(1).scaleb(-minor_digits(currency)), ROUND_HALF_UP)
