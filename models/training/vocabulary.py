"""Collects the words people write in each language: `python -m models.training.vocabulary`.

What a small model writes and nobody does is made up ("moitiéway"); see bot/language/vocabulary.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import marisa_trie
from babel.messages.pofile import read_po

from bot.language.vocabulary import FOLDER, words
from bot.settings import ROOT

from .corpora import CORPORA, SYNTHETIC, family_files, fold, held_out, read_pairs
from .domain import DOMAIN, LANGUAGES, VOCABULARY, read_slots, training_lines
from .recipe import PIVOT

MACHINE_MADE = {"apertium": 2, "back": 0, "synthetic-firefox": 3}
"""Families a program wrote: how often a word must stand there to count, 0 for never."""
_LINES = ("clients", "desk", "services", "examples", *VOCABULARY)


def collect(language: str, corpora: Path = CORPORA, made: Path = SYNTHETIC) -> set[str]:
    """The words of a language in the corpora, our own sentences and the catalogues, dev sets left out."""
    found: set[str] = set()
    others = [other for other in LANGUAGES if other != PIVOT]
    for other in others if language == PIVOT else [language]:
        found |= _in_corpora(other, language, family_files(other, corpora, made))
    for text in _own_texts(language):
        found.update(words(text))
    return found


def _in_corpora(foreign: str, language: str, families: Mapping[str, Path]) -> set[str]:
    """The words of one side of the corpora of a language with English."""
    forbidden = held_out([foreign])
    found: set[str] = set()
    for family, path in families.items():
        least = 1 if language == PIVOT else MACHINE_MADE.get(family, 1)
        if least == 0:
            continue
        counts: Counter[str] = Counter()
        for pair in read_pairs(path):
            if fold(pair.source) not in forbidden and fold(pair.target) not in forbidden:
                counts.update(set(words(pair.source if language == PIVOT else pair.target)))
        found.update(word for word, times in counts.items() if times >= least)
    return found


def _own_texts(language: str) -> Iterator[str]:
    for name in _LINES:
        yield from (line[language] for line in training_lines(DOMAIN, name) if language in line)
    for values in read_slots(DOMAIN / "slots.tsv").values():
        yield from (value[language] for value in values if language in value)
    yield from _catalogue(language)


def _catalogue(language: str) -> Iterable[str]:
    path = ROOT / "data" / "locales" / language / "LC_MESSAGES" / "liaison.po"
    if not path.exists():
        return
    with path.open("rb") as file:
        yield from (str(message.string) for message in read_po(file) if message.string)


def main() -> None:
    """Command line: writes one file a language."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        found = collect(language)
        marisa_trie.Trie(found).save(str(FOLDER / f"{language}.marisa"))
        print(f"{language}: {len(found)} words")


if __name__ == "__main__":
    main()
