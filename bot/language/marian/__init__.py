"""MarianMT checkpoints made to translate: one interface, CTranslate2 and transformers behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One translation a model proposes; `probability` is the mean probability of its tokens, 0 to 1."""

    text: str
    probability: float


class Engine(Protocol):
    """A loaded model. Texts are single masked sentences, with a `>>xx<<` tag where the model wants one."""

    name: str
    """What runs it: "ctranslate2" or "transformers"."""
    memory_mb: int
    """Roughly what it holds in memory."""

    def count(self, text: str) -> int:
        """Number of tokens of a text, with the end token."""

    def translate(self, texts: Sequence[str], alternatives: int = 1) -> list[list[Hypothesis]]:
        """Hypotheses for each text, best first, by beam search as wide as `alternatives`; 1 is greedy search.

        May be called from two threads at once.
        """

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """How probable the engine finds each (source, target) as a translation, as `Hypothesis.probability`.

        May be called from two threads at once.
        """

    def close(self) -> None:
        """Give the memory back; the engine is not used afterwards."""


def longest_output(tokens: int) -> int:
    """Most target tokens worth decoding for a source of so many: what loops is cut, nothing real is."""
    return tokens * 2 + 16


class EngineError(Exception):
    """A model cannot be loaded; says which and why."""
