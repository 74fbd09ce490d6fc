"""Words that a model made up are told from those people write."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.language.vocabulary import made_up


@pytest.mark.parametrize(
    ("text", "source", "language", "invented"),
    [
        ("Votre facture s'opporte la semaine prochaine.", "Your invoice follows.", "fr", ["opporte"]),
        ("Por favor, adelvantame el archivo.", "Please send me the file.", "es", ["adelvantame"]),
        ("Das ist ein Kostenvoranen.", "That is an estimate.", "de", ["kostenvoranen"]),
        ("We need a intrararactor.", "Serve un interprete.", "en", ["intrararactor"]),
        ("Ci vogliomo molto.", "We want it a lot.", "it", ["vogliomo"]),
        ("Ele derrigava muito.", "He profited a lot.", "pt", ["derrigava"]),
    ],
)
def test_a_made_up_word_is_found(text: str, source: str, language: str, invented: list[str]) -> None:
    assert made_up(text, source, language) == invented


@pytest.mark.parametrize(
    ("text", "source", "language"),
    [
        ("Votre facture suit la semaine prochaine.", "Your invoice follows next week.", "fr"),
        ("Die Rechnungsadresse steht im Vertragsentwurf.", "It is in the draft contract.", "de"),
        ("XQ0 kostet $941 und ist am 3.5. fertig.", "XQ0 costs $941 and is ready on 3 May.", "de"),
        ("Escriba a Wojciechowska.", "Write to Wojciechowska.", "es"),
        ("ÜBERWEISUNG BITTE", "Transfer please", "de"),
    ],
)
def test_known_words_compounds_and_what_the_source_says_are_not(
    text: str, source: str, language: str
) -> None:
    assert made_up(text, source, language) == []


def test_a_language_without_a_list_is_left_alone(tmp_path: Path) -> None:
    assert made_up("Zażółć gęślą jaźń", "?", "pl", tmp_path) == []
