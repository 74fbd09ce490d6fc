"""A job to be priced, and what its price is made of; as JSON, every decimal is a string."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from pydantic import ModelWrapValidatorHandler, model_validator

from bot.services.part import Part
from bot.services.text import LocalizedText, written_in

LineKind = Literal["work", "extra", "rush", "weekend", "discount", "minimum"]
CountedIn = Literal["word", "page", "minute", "item", "line", "hour"]


@dataclass(frozen=True, slots=True)
class QuoteRequest:
    """What a client wants priced.

    ``service``, ``package`` and ``extras`` are ids of the services file; ``package`` is the package of a
    service sold in packages, or the scope of one by the hour. ``quantity`` counts units, or hours where the
    client says how many. ``client`` is None while it is not known whether they are new.
    """

    service: str
    quantity: Decimal | None = None
    package: str | None = None
    extras: tuple[str, ...] = ()
    deadline: date | None = None
    client: Literal["new", "returning"] | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.quantity, Decimal | int | None) or isinstance(self.quantity, bool):
            raise TypeError(
                f"quantity must be a Decimal, not {type(self.quantity).__name__}: prices are exact"
            )


class Line(Part):
    """One line of an estimate, called by its own ``label`` or by a ``phrase`` of the bot's.

    ``amount`` may be negative (a discount). In an estimate that is a range, ``high`` and ``quantity_high``
    are its upper end. ``percent`` is set where the amount is a percentage.
    """

    kind: LineKind
    amount: Decimal
    high: Decimal | None = None
    label: LocalizedText | None = None
    phrase: str | None = None
    quantity: Decimal | None = None
    quantity_high: Decimal | None = None
    unit: CountedIn | None = None
    unit_price: Decimal | None = None
    percent: Decimal | None = None


class Sums(Part):
    """The sums at the end of an estimate; ``deposit`` is None if none is asked for."""

    subtotal: Decimal
    vat: Decimal
    total: Decimal
    deposit: Decimal | None = None


class Estimate(Sums):
    """What a job costs: the sum of the lines is ``subtotal``.

    VAT mode "added": ``total`` is subtotal plus ``vat``. "included": total is subtotal, and contains ``vat``.
    Where only from-to can be said, the estimate's own sums are the lower end and ``high`` is the upper; else
    ``high`` is None. ``delivery`` is the day by which the work can be done, None if nobody said; ``on_time``
    is whether the client's deadline can be met, None without one or if it cannot be told.
    """

    service: str
    currency: str
    home_language: str
    lines: tuple[Line, ...]
    vat_mode: Literal["none", "included", "added"]
    vat_rate: Decimal
    vat_note: LocalizedText | None = None
    high: Sums | None = None
    valid_until: date
    delivery: date | None = None
    on_time: bool | None = None

    @model_validator(mode="wrap")
    @classmethod
    def _read_in_home_language(cls, data: Any, handler: ModelWrapValidatorHandler[Estimate]) -> Estimate:
        """Gives the labels of a stored estimate their home language back."""
        with written_in(
            data["home_language"] if isinstance(data, dict) and "home_language" in data else "en"
        ):
            return handler(data)

    def as_json(self) -> dict[str, Any]:
        """The estimate as JSON, decimals as strings; Estimate.model_validate reads it back unchanged."""
        return self.model_dump(mode="json")
