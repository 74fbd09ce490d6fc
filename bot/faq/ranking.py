"""How well a text fits each of a set of things that are described by example texts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.faq.vectors import KeptVectors

if TYPE_CHECKING:
    from numpy.typing import NDArray

MEANING_WEIGHT = 0.7
SPELLING_WEIGHT = 0.3
MOST_SENTENCES = 4
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")


class Ranking:
    """Scores a query against each key's texts: 0.7 of the best cosine of meaning, 0.3 of spelling.

    Meaning (sentence vectors) finds paraphrases; spelling (character TF-IDF) keeps rare words such as product
    names, and misspelt ones. Scores lie between about 0 and 1. All texts are English.
    """

    def __init__(
        self, texts: Mapping[str, Sequence[str]], vectors: KeptVectors, weight_after_first: float = 1.0
    ) -> None:
        """Compute what ranking needs; slow (3 ms for each text not seen before), so call it in a thread.

        `weight_after_first` is what a key's texts after its first one count for.
        """
        self._keys = list(texts)
        flat = [text for each in texts.values() for text in each]
        self._starts = np.cumsum([0, *(len(each) for each in texts.values())])[:-1]
        self._weights = np.full(len(flat), weight_after_first)
        self._weights[self._starts] = 1.0
        self._vectors = vectors
        self._meanings = vectors.embed(flat)
        self._spelling = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True)
        self._spellings = self._spelling.fit_transform(flat) if flat else None

    def scores(self, query: str) -> list[tuple[str, float]]:
        """Give every key with its score, best first; of several sentences, the best fitting one counts."""
        if self._spellings is None or not query.strip():
            return []
        best = np.maximum.reduce([self._of_one(part) for part in _parts(query)])
        return [(self._keys[index], float(best[index])) for index in np.argsort(-best, kind="stable")]

    def _of_one(self, query: str) -> NDArray[np.float64]:
        """The score of each key for one text."""
        meanings = self._meanings @ self._vectors.embed_once(query)
        spellings = (self._spellings @ self._spelling.transform([query]).T).toarray().ravel()
        weighted = (meanings * self._weights, spellings * self._weights)
        meaning, spelling = (np.maximum.reduceat(each, self._starts) for each in weighted)
        return MEANING_WEIGHT * meaning + SPELLING_WEIGHT * spelling


def _parts(query: str) -> list[str]:
    """The whole text and, when it has several, its last sentences: the question often follows a greeting."""
    text = query.strip()
    sentences = [each for each in _SENTENCE_END.split(text) if each != text and len(each.split()) > 2]
    return [text, *sentences[-MOST_SENTENCES:]]
