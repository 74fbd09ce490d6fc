"""Names of the bot's own phrases that prices are explained with, with their English text."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

LINE_PHRASES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "quote_line_rush": "Surcharge for short notice",
        "quote_line_weekend": "Surcharge for work on days off",
        "quote_line_discount_quantity": "Volume discount",
        "quote_line_discount_amount": "Discount for larger orders",
        "quote_line_discount_new_client": "Discount for new clients",
        "quote_line_discount_returning_client": "Discount for returning clients",
        "quote_line_minimum": "Supplement up to the minimum fee",
    }
)
"""What a line is called that has no label of the freelancer's."""

ERROR_PHRASES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "quote_error_service_unknown": "This service is not on offer.",
        "quote_error_package_missing": "Please pick one of the options of this service.",
        "quote_error_package_unknown": "This option is not on offer.",
        "quote_error_quantity_missing": "The quantity is missing.",
        "quote_error_hours_missing": "The number of hours is missing.",
        "quote_error_quantity_positive": "The quantity must be more than zero.",
        "quote_error_quantity_whole": "The quantity must be a whole number.",
        "quote_error_quantity_large": "Jobs of more than {maximum} are not priced automatically.",
        "quote_error_extra_unknown": "One of the extras is not on offer with this service.",
        "quote_error_deadline_past": "The deadline is in the past.",
    }
)
"""Why a job cannot be priced; ``maximum`` is a number."""
