"""Everything that is read from a client's own words rather than from the English: one place to import it
from.

A translation may lose or change numbers, dates, addresses and names, so they are read from what the
client wrote, by the rules of the client's language. None of these functions raises for any text.
Positions are in characters.
"""

from __future__ import annotations

import re

from bot.language.date_words import WORDS
from bot.language.dates import ReadDate, read_dates
from bot.language.emails import Email, read_emails
from bot.language.names import read_language_name, read_name
from bot.language.numbers import Number, read_numbers
from bot.language.times import ReadTime, read_times

__all__ = [
    "Email",
    "Number",
    "ReadDate",
    "ReadTime",
    "prepare",
    "read_dates",
    "read_emails",
    "read_language_name",
    "read_name",
    "read_numbers",
    "read_quote_numbers",
    "read_times",
]

_QUOTE_NUMBER = re.compile(
    r"(?<![\w-])q[\s._/#-]{0,3}(20\d{2})[\s._/-]{0,3}(\d{1,6})(?![\w-]*\d)", re.IGNORECASE | re.ASCII
)


def prepare() -> None:
    """Load what the first reading would wait for, half a second: call it in a thread at the start."""
    read_language_name("English")
    for language in WORDS:
        read_dates("1.1.", language)
        read_numbers("one", language)


def read_quote_numbers(text: str) -> list[str]:
    """The numbers of estimates in a text, as they are stored: "q 2026 1" is "Q-2026-0001"."""
    return [f"Q-{year}-{int(number):04d}" for year, number in _QUOTE_NUMBER.findall(text)]
