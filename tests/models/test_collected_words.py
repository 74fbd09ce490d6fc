"""The words that count as known are those of people, and never learned from what models are measured on."""

from __future__ import annotations

from pathlib import Path

import marisa_trie
import pytest

from bot.language.vocabulary import FOLDER, words
from models.training.corpora import Pair, write_pairs
from models.training.domain import DOMAIN, LANGUAGES, training_lines
from models.training.vocabulary import collect


def test_words_come_from_people_and_from_programs_where_they_recur(corpora: Path, tmp_path: Path) -> None:
    write_pairs(tmp_path / "back.en-es.tsv.zst", [Pair("The dog.", "El perracho.")])
    write_pairs(
        tmp_path / "apertium.en-es.tsv.zst",
        [Pair("One.", "Uno solito."), Pair("Two.", "Dos solito."), Pair("Three.", "Tresillo.")],
    )
    found = collect("es", corpora, tmp_path)
    assert {"coche", "rojo", "solito"} <= found
    assert not {"perracho", "tresillo", "prueba"} & found - set(collect("es", tmp_path, tmp_path))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lists_know_the_words_of_our_own_sentences(language: str) -> None:
    known = marisa_trie.Trie().mmap(str(FOLDER / f"{language}.marisa"))
    lines = [line[language] for line in training_lines(DOMAIN, "desk") if language in line]
    unknown = {word for line in lines for word in words(line) if word not in known}
    assert unknown == set()
