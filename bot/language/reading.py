"""Everything that is read from a client's own words rather than from the English: one place to import it
from.

A translation may lose or change numbers, dates, addresses and names, so they are read from what the
client wrote, by the rules of the client's language. None of these functions raises for any text.
Positions are in characters.
"""

from __future__ import annotations

from bot.language.date_words import WORDS
from bot.language.dates import ReadDate, read_dates
from bot.language.emails import Email, read_emails
from bot.language.names import is_clearly_a_name, read_language_name, read_name
from bot.language.numbers import Number, read_numbers
from bot.language.times import ReadTime, read_times

__all__ = [
    "Email",
    "Number",
    "ReadDate",
    "ReadTime",
    "is_clearly_a_name",
    "prepare",
    "read_dates",
    "read_emails",
    "read_language_name",
    "read_name",
    "read_numbers",
    "read_times",
]


def prepare() -> None:
    """Load what the first reading would wait for, half a second: call it in a thread at the start."""
    read_language_name("English")
    for language in WORDS:
        read_dates("1.1.", language)
        read_numbers("one", language)
