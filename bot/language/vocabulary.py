"""Which words people use in a language, to notice those a small model made up ("moitiéway", "desarrast").

The lists are from the corpora that the bundled models learned from, without what machines wrote there
(models/training/vocabulary.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import marisa_trie

from bot.settings import ROOT

FOLDER = ROOT / "models" / "vocabulary"
_WORD = re.compile(r"[^\W\d_]{3,}")
_SHORTEST_PART = 4
_LINKS = ("", "s", "es", "n", "en")
"""What German puts between the parts of a compound."""


def words(text: str) -> Iterator[str]:
    """The words of a text, in lower case; what has fewer than three letters tells nothing."""
    return (match.group().lower() for match in _WORD.finditer(text))


def made_up(text: str, source: str, language: str, folder: Path = FOLDER) -> list[str]:
    """Words of a translation that nobody is known to write and that do not stand in its source either.

    None for a language without a list.
    """
    known = _known(folder / f"{language}.marisa")
    if known is None:
        return []
    given = set(words(source))
    return [
        word
        for word in words(text)
        if word not in known and word not in given and not (language == "de" and _compound(word, known))
    ]


def _compound(word: str, known: marisa_trie.Trie) -> bool:
    """Whether a German word is two known ones set together."""
    for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        first, last = word[:cut], word[cut:]
        if last in known and any(first.endswith(x) and first[: len(first) - len(x)] in known for x in _LINKS):
            return True
    return False


@cache
def _known(path: Path) -> marisa_trie.Trie | None:
    if not path.exists():
        return None
    trie = marisa_trie.Trie()
    trie.mmap(str(path))
    return trie
