"""A translation memory: sentences and labels that were translated by hand, for the training of our models.

What stands there word for word ("Call-out fee", "Do you work at weekends?") needs no model.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from bot.language.formality import Tone, formality
from bot.language.short import fold

_FILES = ("services", "desk", "clients", "words")
_PIVOT = "en"
_QUESTION = "?"

Row = Mapping[str, str]
"""One sentence by language: {"en": "Call-out fee", "es": "Gastos de desplazamiento", ...}."""


class TranslationMemory:
    """The rows of services.tsv, desk.tsv, clients.tsv and words.tsv in a folder, but those with `{slots}`.

    They are read by `load`, or at the first question, once a process; it takes half a second and 20 MB.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self) -> None:
        """Read the files now. Blocks: call it in a thread."""
        _rows(self._folder)

    def translate(self, text: str, source: str, target: str, tone: Tone | None = None) -> str | None:
        """The translation by hand, in the wished form of address where there are both; None if not known."""
        found = [row for row in _rows(self._folder).get(_key(text, source), ()) if target in row]
        if not found:
            return None
        best = min(found, key=lambda row: formality(row[_PIVOT], row[target], target) not in (tone, None))
        return _like(best[target], text)


@lru_cache(maxsize=2)
def _rows(folder: Path) -> dict[int, list[Row]]:
    rows: dict[int, list[Row]] = defaultdict(list)
    for row in _read(folder):
        for language, text in row.items():
            rows[_key(text, language)].append(row)
    return dict(rows)


def _read(folder: Path) -> Iterator[Row]:
    for name in _FILES:
        for row in read_rows(folder / f"{name}.tsv"):
            if not any("{" in text for text in row.values()):
                yield row


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of a file whose first line names the languages; only English must be there.

    Nothing where there is no such file.
    """
    if not path.exists():
        return
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            texts = {code: text.strip() for code, text in row.items() if code and text and text.strip()}
            if _PIVOT in texts:
                yield texts


def _key(text: str, language: str) -> int:
    """Alike for texts that differ in capitals, accents and closing marks, but a question is another text."""
    return hash((language, fold(text), text.rstrip().endswith(_QUESTION)))


def _like(wording: str, text: str) -> str:
    """With the capital and the full stop of the text asked for."""
    first = next((letter for letter in text if letter.isalpha()), "")
    if first.isupper():
        wording = wording[:1].upper() + wording[1:]
    stop = text.rstrip().endswith(".")
    if wording.endswith(".") and not wording.endswith("..") and not stop:
        return wording[:-1]
    return wording + "." if stop and wording[-1:].isalnum() else wording
