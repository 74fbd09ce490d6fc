"""Very short utterances ("ok", "sí", "grazie") from hand-written tables: models invent things there."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from pathlib import Path

_EDGES = re.compile(r"^[\s¿¡\"'“”«»(]*(.*?)[\s.!?…,;:\"'“”«»)]*$", re.DOTALL)
_PIVOT = "en"


class ShortPhrases:
    """The tables of a folder: one <language>.tsv each, `English<TAB>wording|other wording|...` a line.

    The first wording is said, the others are only understood. en.tsv gives English its own variants.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def _tables(self) -> dict[str, dict[str, list[str]]]:
        return {path.stem: _read(path) for path in sorted(self._folder.glob("*.tsv"))}

    @cached_property
    def _keys(self) -> dict[str, dict[str, str]]:
        """By language, the English of every wording, looked up folded; the first line that has it wins."""
        keys: dict[str, dict[str, str]] = {}
        for language, table in self._tables.items():
            known = keys.setdefault(language, {})
            for english, wordings in table.items():
                for wording in wordings:
                    known.setdefault(fold(wording), english)
        return keys

    @property
    def languages(self) -> frozenset[str]:
        """Languages that have a table."""
        return frozenset(self._tables)

    def translate(self, text: str, source: str, target: str) -> str | None:
        """The utterance in the other language with its capital and closing mark, None if not listed."""
        english = self._keys.get(source, {}).get(fold(text))
        wording = self._tables.get(target, {}).get(english, [None])[0] if english is not None else None
        if wording is None:
            return None
        return _dressed(wording, text, target)


def fold(text: str) -> str:
    """Without accents, capitals and punctuation around: "¡Sí!" and "si" are looked up alike."""
    match = _EDGES.match(text)
    decomposed = unicodedata.normalize("NFD", match.group(1) if match else text)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(bare.casefold().replace("’", "'").split())


def _read(path: Path) -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        english, tab, wordings = line.partition("\t")
        if not tab or not wordings.strip():
            raise ValueError(f"{path}, line {number}: expected ENGLISH<TAB>wording|other wording")
        table[english.strip()] = [wording.strip() for wording in wordings.split("|")]
    return table


def _dressed(wording: str, like: str, target: str) -> str:
    first = next((c for c in like if c.isalpha()), "")
    if first.isupper():
        wording = wording[:1].upper() + wording[1:]
    closing = re.search(r"[.!?…]+$", like.strip())
    mark = closing.group() if closing else ""
    if mark and wording[-1:] in ".!?":
        return wording
    if target == "es" and mark[:1] in ("!", "?"):
        return ("¡" if mark[0] == "!" else "¿") + wording + mark
    return wording + ("\u202f" if target == "fr" and mark[:1] in ("!", "?") else "") + mark
