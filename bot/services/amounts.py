"""Prices, percentages and spans as a freelancer writes them, read exactly and never through float."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue

from bot.services.scalar import Scalar
from bot.services.wrong import shown, wrong

LARGEST = Decimal(1_000_000_000)
LARGEST_PERCENT = Decimal(500)

_NUMBER = re.compile(r"[0-9]{1,10}(\.[0-9]{1,6})?")
_AMBIGUOUS = re.compile(r"[1-9][0-9]{0,2}([.,][0-9]{3})+")
_DASH = re.compile(r"\s*(?:-|–|—|\bto\b)\s*")
_DAYS = re.compile(
    r"(?P<number>[^a-z]+?)\s*(?:working\s+|business\s+)?(?P<unit>days?|weeks?)?", re.IGNORECASE
)


def read_number(value: object, what: str = "amount") -> Decimal:
    """The exact number that was written, at least 0; an error calls it by ``what`` it should have been."""
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise wrong(
            f"A number is expected here, but this is {_kind(value)}.", "Write a number, for example 450."
        )
    text = format(value, "f") if isinstance(value, Decimal) else str(value).strip()
    if text.startswith(("-", "−")):
        raise wrong(f'"{shown(text)}" is negative.', f"Write the {what} without the minus sign.")
    if what != "percentage" and isinstance(value, str) and _AMBIGUOUS.fullmatch(text):
        plain, fraction = re.sub("[.,]", "", text), text.replace(",", ".")
        fraction = fraction[:-1] if fraction.endswith("0") else fraction + "0"
        either = f"{plain}, or {fraction} if you mean a fraction" if fraction.count(".") == 1 else plain
        raise wrong(f'"{text}" can be read in two ways.', f"Write {either}.")
    if not _NUMBER.fullmatch(text):
        raise wrong(
            f'"{shown(text)}" is not {"an" if what[0] in "aeiou" else "a"} {what}.', _number_remedy(text)
        )
    number = Decimal(text)
    if number > LARGEST:
        raise wrong(f"{shown(text)} is too large.", f"Write at most {LARGEST}.")
    return number


def read_positive(value: object, what: str = "amount") -> Decimal:
    """As read_number, and more than 0."""
    number = read_number(value, what)
    if not number:
        raise wrong(f"The {what} is 0.", f"Write {'an' if what[0] in 'aeiou' else 'a'} {what} above 0.")
    return number


def read_percent(value: object, largest: Decimal = Decimal(100)) -> Decimal:
    """A percentage, with or without its sign: "19", "19%" and "7.7 %" are read alike."""
    text = value.strip().removesuffix("%").rstrip() if isinstance(value, str) else value
    number = read_number(text, "percentage")
    if number > largest:
        raise wrong(f"{shown(number)} % is too much.", f"Write at most {largest}%.")
    return number


def _number_remedy(text: str) -> str:
    if re.fullmatch(r"\d+,\d+", text):
        return f"Write a point instead of the comma: {text.replace(',', '.')}."
    number = re.sub(r"^[^\d]+|[^\d]+$", "", text)
    if _NUMBER.fullmatch(number):
        return f"Write only the number: {number}. The currency is set once, under freelancer."
    return "Write digits, with a point before any fraction, for example 450 or 0.12."


def _kind(value: object) -> str:
    return {dict: "a group of fields", list: "a list", bool: "yes or no", type(None): "empty"}.get(
        type(value), shown(value)
    )


@dataclass(frozen=True, slots=True)
class Charge(Scalar):
    """A part of a price: either ``percent`` (of something) or ``amount`` (in the file's currency) is set."""

    json: ClassVar[JsonSchemaValue] = {
        "type": ["string", "number"],
        "pattern": r"^\d+(\.\d+)?\s*%?$",
        "minimum": 0,
    }

    percent: Decimal | None = None
    amount: Decimal | None = None

    def of(self, base: Decimal) -> Decimal:
        """The money it comes to on this base, not yet rounded."""
        if self.percent is not None:
            return base * self.percent / 100
        return self.amount or Decimal(0)

    def __str__(self) -> str:
        return f"{self.percent}%" if self.percent is not None else str(self.amount)

    @classmethod
    def read(cls, value: object) -> Charge:
        """A percentage if it ends in a percent sign ("30%"), otherwise an amount ("150")."""
        if isinstance(value, Charge):
            return value
        if isinstance(value, str) and value.strip().endswith("%"):
            return cls(percent=read_percent(value, LARGEST_PERCENT))
        return cls(amount=read_number(value, "amount or percentage"))


@dataclass(frozen=True, slots=True)
class Span(Scalar):
    """From ``low`` to ``high``, both included; the two are the same where one number was written."""

    json: ClassVar[JsonSchemaValue] = {
        "type": ["string", "number"],
        "pattern": r"^\d+(\.\d+)?(\s*(-|–|to)\s*\d+(\.\d+)?)?",
        "exclusiveMinimum": 0,
    }

    low: Decimal
    high: Decimal

    @property
    def exact(self) -> bool:
        """Whether it is a single number."""
        return self.low == self.high

    def __str__(self) -> str:
        return str(self.low) if self.exact else f"{self.low}-{self.high}"

    @classmethod
    def read(cls, value: object) -> Span:
        """A span from "3", "3-5" or "3 to 5"."""
        if isinstance(value, cls):
            return value
        parts = _DASH.split(value.strip()) if isinstance(value, str) else [value]
        if len(parts) > 2 or "" in parts:
            raise wrong(f'"{shown(value)}" is not a range.', "Write one number, or two with a dash: 3-5.")
        low, high = read_positive(parts[0], "number"), read_positive(parts[-1], "number")
        if low > high:
            raise wrong(f'"{shown(value)}" starts with the larger number.', f"Write {high}-{low}.")
        return cls(low, high)


@dataclass(frozen=True, slots=True)
class Days(Span):
    """A span of working days, written "5", "3-5 days" or "2 weeks" (a week is five working days)."""

    @classmethod
    def read(cls, value: object) -> Days:
        """Days from a number or from text with a unit."""
        if isinstance(value, cls):
            return value
        if not isinstance(value, str):
            span = Span.read(value)
            return cls(span.low, span.high)
        match = _DAYS.fullmatch(re.sub(r"\bto\b", "-", value.strip()))
        if not match:
            raise wrong(
                f'"{shown(value)}" is not a number of days.', "Write for example 5 days, 3-5 days or 2 weeks."
            )
        span = Span.read(match["number"])
        if span.low % 1 or span.high % 1:
            raise wrong(f'"{shown(value)}" is not a whole number.', "Write whole days, for example 3-5 days.")
        factor = 5 if (match["unit"] or "").lower().startswith("week") else 1
        if span.high * factor > 3650:
            raise wrong(f'"{shown(value)}" is too long.', "Write at most 3650 days.")
        return cls(span.low * factor, span.high * factor)


def _exact(number: Decimal) -> str:
    return format(number, "f")


_as_text = PlainSerializer(_exact, return_type=str, when_used="json")
_NUMBER_SCHEMA = {"type": ["number", "string"], "minimum": 0, "pattern": r"^\d+(\.\d+)?$"}
_POSITIVE_SCHEMA = {"type": ["number", "string"], "exclusiveMinimum": 0, "pattern": r"^\d+(\.\d+)?$"}

Amount = Annotated[Decimal, BeforeValidator(read_number), _as_text, WithJsonSchema(_NUMBER_SCHEMA)]
"""Money in the file's currency, 0 or more."""

Rate = Annotated[Decimal, BeforeValidator(read_positive), _as_text, WithJsonSchema(_POSITIVE_SCHEMA)]
"""Money for one unit or hour, more than 0; may have more decimals than the currency has."""

Quantity = Annotated[
    Decimal,
    BeforeValidator(lambda value: read_positive(value, "quantity")),
    _as_text,
    WithJsonSchema(_POSITIVE_SCHEMA),
]
"""How many units, more than 0."""

Percent = Annotated[
    Decimal,
    BeforeValidator(read_percent),
    _as_text,
    WithJsonSchema(
        {"type": ["number", "string"], "minimum": 0, "maximum": 100, "pattern": r"^\d+(\.\d+)?\s*%?$"}
    ),
]
"""0 to 100; the percent sign may be left out."""
