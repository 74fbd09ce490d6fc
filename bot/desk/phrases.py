"""How the desk's parts get the bot's own sentences, which domain.yml holds and data/locales translates."""

from __future__ import annotations

from typing import Protocol


class Phrase(Protocol):
    """Says one of the sentences in a language, with values already formatted for it."""

    def __call__(self, name: str, language: str, /, **values: str) -> str:
        """Give the sentence called `name`."""
        ...
