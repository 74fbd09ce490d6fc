"""The training data and the sentences held back from it."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import yaml

from bot.settings import ROOT

MATTERING = ("ask_services", "ask_faq", "request_quote", "inform", "out_of_scope")


def _examples(*paths: Path) -> list[tuple[str, str]]:
    """The (intent, text) pairs of NLU files."""
    return [
        (block["intent"], line.removeprefix("- "))
        for path in paths
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]
        for line in block["examples"].splitlines()
    ]


TRAINED = _examples(*sorted((ROOT / "data" / "nlu").glob("*.yml")))
HELD_OUT = _examples(ROOT / "tests" / "nlu" / "test_nlu.yml")
TRANSLATIONS = ROOT / "data" / "nlu" / "translations.tsv"
INTENTS = set(yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["intents"])


def test_every_intent_of_the_domain_has_enough_examples() -> None:
    counts = Counter(intent for intent, _ in TRAINED)
    assert set(counts) == INTENTS
    assert {intent: count for intent, count in counts.items() if count < 40} == {}
    assert all(counts[intent] >= 80 for intent in MATTERING)


def test_every_intent_is_tested_with_sentences_it_was_not_trained_on() -> None:
    trained = {_plain(text) for _, text in TRAINED}
    counts = Counter(intent for intent, _ in HELD_OUT)
    assert set(counts) == INTENTS
    assert min(counts.values()) >= 8
    assert [text for _, text in HELD_OUT if text.lower() in {each.lower() for _, each in TRAINED}] == []
    assert sum(_plain(text) in trained for _, text in HELD_OUT) <= 0.05 * len(HELD_OUT)


def test_no_example_stands_twice() -> None:
    twice = [text for text, count in Counter(text.lower() for _, text in TRAINED).items() if count > 1]
    assert twice == []


def test_examples_are_plain_text() -> None:
    odd = [
        text for _, text in TRAINED if re.search(r"\[[^]]*\][({]", text) or text != text.strip() or not text
    ]
    assert odd == []


def _plain(text: str) -> str:
    """The words alone."""
    return " ".join(re.findall(r"\w+", text.lower()))


def test_every_translation_belongs_to_an_example_and_says_something_in_each_language() -> None:
    with TRANSLATIONS.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    assert head == ["en", "es", "fr", "de", "pt", "it"]
    assert [row for row in rows if len(row) != len(head) or not all(cell.strip() for cell in row)] == []
    examples = {text for _, text in TRAINED}
    assert [row[0] for row in rows if row[0] not in examples] == []
    assert len({row[0] for row in rows}) == len(rows) > 0.95 * len(examples)
