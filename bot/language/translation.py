"""A text in another language, together with what it was and how it came to be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from bot.language.formality import Tone

Made = Literal["identity", "phrase", "own", "model", "untranslated"]
"""How a text came to be in its language.

identity: it needed no translation. phrase: written by hand for this product. own: the freelancer's wording.
model: machine-translated and checked. untranslated: no translation could be trusted; the original.
"""


class Direction(NamedTuple):
    """From which language into which, and how the reader is wished to be addressed there."""

    source: str
    target: str
    tone: Tone | None = None

    @property
    def pair(self) -> str:
        """The languages, as logs name them."""
        return f"{self.source}-{self.target}"


_TRUST: tuple[Made, ...] = ("untranslated", "model", "own", "phrase", "identity")


SURE_FROM = 0.5
"""Of messages a bundled model was less sure of, 18 to 29 % went wrong, of the others 6 to 9 % (chrF below 25
with the reference, on 442 held-out messages of clients in each of five languages)."""


@dataclass(frozen=True, slots=True)
class Translation:
    """A text as it is shown, the language it is in, and its original.

    `language` is what `text` is written in: for an untranslated text that is `original_language`.
    `confidence` goes from 0 (untranslated) to 1: for a model, mean token probability of the worst sentence.
    `passing` is true of an untranslated text where another try may succeed: time ran out, no model was there.
    """

    text: str
    language: str
    original: str
    original_language: str
    made: Made
    confidence: float = 1.0
    passing: bool = False

    @property
    def sure(self) -> bool:
        """Whether its reader may rely on it without a look at the original."""
        return self.made != "model" or self.confidence >= SURE_FROM


def weakest(parts: Iterable[Translation]) -> Translation | None:
    """The least trustworthy of several texts, which speaks for all of them; None of none."""
    return min(parts, key=lambda part: _TRUST.index(part.made), default=None)


def identity(text: str, language: str) -> Translation:
    """A text that is already in the language wanted."""
    return Translation(text, language, text, language, "identity")


def untranslated(text: str, language: str, *, passing: bool = False) -> Translation:
    """A text shown as it was written, because no translation of it could be trusted."""
    return Translation(text, language, text, language, "untranslated", 0.0, passing)
