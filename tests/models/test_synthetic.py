"""Synthetic training pairs: what rules and models make of sentences people wrote."""

import os
from pathlib import Path

import pytest

from models.training.corpora import Pair, family_files, read_pairs, write_pairs
from models.training.synthetic import SyntheticError, apertium, by_model, by_rules, nearest


def test_rules_are_applied_one_after_the_other_and_unknown_words_leave_the_pair_out(corpora: Path) -> None:
    modes: list[str] = []

    def rules(mode: str, texts: list[str]) -> list[str]:
        modes.append(mode)
        return [text.replace("perro", "*perro").replace("El", "Il") for text in texts]

    made = list(by_rules("fr", corpora, rules))
    assert modes == ["spa-cat", "cat-fra"]
    assert Pair("The red house.", "Il coche rojo.") in made
    assert not [pair for pair in made if "dog" in pair.source]


def test_a_language_without_a_neighbour_gets_nothing_from_rules(corpora: Path) -> None:
    assert list(by_rules("de", corpora)) == []


def test_without_apertium_the_error_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SyntheticError, match="apt install apertium"):
        apertium("spa-cat", ["hola"])


def test_a_line_that_got_lost_is_an_error_not_a_shift(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "apertium"
    program.write_text("#!/bin/sh\nhead -n 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(SyntheticError, match="2 lines in, 1 out"):
        apertium("spa-cat", ["hola", "adiós"])


def test_the_installed_model_translates_english_the_language_lacks(corpora: Path) -> None:
    made = {pair.source: pair.target for pair in by_model("de", corpora)}
    assert "Buch" in made["The green book."]
    assert list(by_model("es", corpora)) == []


def test_a_model_of_several_languages_is_told_which(corpora: Path) -> None:
    made = {pair.source: pair.target for pair in by_model("pt", corpora)}
    assert "livro" in made["The green book."]


def test_of_its_own_sentences_a_model_learns_the_one_nearest_to_a_persons(tmp_path: Path) -> None:
    person = Pair("How much does a logo cost?", "¿Cuánto cuesta un logotipo?")
    write_pairs(tmp_path / "tatoeba.en-es.tsv.zst", [person, Pair("Thank you.", "Gracias.")])
    made = {pair.source: pair.target for pair in nearest("es", tmp_path)}
    assert made[person.source] == person.target
    assert len(list(nearest("es", tmp_path, most=1))) == 1


def test_what_is_written_is_found_as_a_family_and_each_pair_once(corpora: Path, tmp_path: Path) -> None:
    pairs = [Pair("Hello.", "Ciao."), Pair("Thanks.", "Grazie."), Pair("Hello.", "Ciao.")]
    assert write_pairs(tmp_path / "apertium.en-it.tsv.zst", pairs) == 2
    files = family_files("it", corpora, tmp_path)
    assert list(read_pairs(files["apertium"])) == pairs[:2]
