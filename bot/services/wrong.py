"""The one way a field of the services file refuses a value: what is wrong, and what to write instead."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from pydantic_core import PydanticCustomError

KIND = "services_file"


def wrong(message: str, remedy: str) -> PydanticCustomError:
    """An error for a validator to raise, with a message and a remedy a non-programmer understands."""
    return PydanticCustomError(KIND, "{message}", {"message": message, "remedy": remedy})


def shown(value: object) -> str:
    """A value as it can be quoted in a message: at most 40 characters, on one line."""
    text = " ".join(str(value).split())
    return text if len(text) <= 40 else text[:39] + "…"


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word that the given one was probably meant to be, ignoring case; None if nothing is near."""
    by_case = {each.lower(): each for each in known}
    found = difflib.get_close_matches(word.lower(), by_case, n=1, cutoff=0.6)
    return by_case[found[0]] if found else None
