"""The classifier that reads the client's own words: what it learns, and how much it counts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.engine.multilingual_classifier import (
    TRANSLATIONS,
    MultilingualClassifier,
    read_translations,
    save,
    saved,
    untrained,
)

SAID = {
    "greet": ["hello", "good morning", "hello there"],
    "request_quote": ["how much is a logo", "the price of a website", "how much for a logo"],
}
TABLE = """en\tes\tde
hello\thola\thallo
good morning\tbuenos días\tguten Morgen
hello there\thola, ¿qué tal?\thallo zusammen
how much is a logo\tcuánto cuesta un logo\twas kostet ein Logo
the price of a website\tel precio de una web\tder Preis einer Website
how much for a logo\tcuánto por un logo\twie viel für ein Logo
"""


def trained(folder: Path, **settings: Any) -> MultilingualClassifier:
    """A classifier as the engine loads it after `rasa train`."""
    (folder / "translations.tsv").write_text(TABLE, encoding="utf-8")
    config = {
        **MultilingualClassifier.get_default_config(),
        "translations": str(folder / "translations.tsv"),
        **settings,
    }
    (folder / "storage").mkdir()
    storage, resource = LocalModelStorage(folder / "storage"), Resource("classifier")
    context = ExecutionContext(GraphSchema({}))
    data = TrainingData([Message.build(text, intent) for intent, texts in SAID.items() for text in texts])
    MultilingualClassifier.create(config, storage, resource, context).train(data)
    return MultilingualClassifier.load(config, storage, resource, context)


def said(english: str, original: str | None = None, before: dict[str, float] | None = None) -> Message:
    """A message as it comes from the classifier before."""
    ranking = [{"name": name, "confidence": share} for name, share in (before or {}).items()]
    about = {} if original is None else {"original": original}
    return Message({"text": english, "metadata": about, "intent_ranking": ranking})


@pytest.mark.parametrize(
    ("original", "intent"),
    [
        ("¿cuánto cuesta el logo?", "request_quote"),
        ("CUANTO CUESTA", "request_quote"),
        ("Was kostet ein Logo?", "request_quote"),
        ("hola", "greet"),
        ("guten morgen", "greet"),
    ],
)
def test_a_message_is_read_in_its_own_language(tmp_path: Path, original: str, intent: str) -> None:
    [message] = trained(tmp_path).process([said("kitchen wolves", original)])
    assert message.get("intent")["name"] == intent
    assert message.get("intent_ranking")[0] == message.get("intent")
    assert sum(entry["confidence"] for entry in message.get("intent_ranking")) == pytest.approx(1, abs=0.01)


def test_what_is_loaded_is_what_was_trained(tmp_path: Path) -> None:
    classifier = untrained(MultilingualClassifier.get_default_config())
    classifier.fit([text for texts in SAID.values() for text in texts], ["a", "b", "a", "b", "c", "c"])
    save(classifier, tmp_path / "classifier.npz")
    again = saved(tmp_path / "classifier.npz", MultilingualClassifier.get_default_config())
    texts = ["hello logo", "the price", "", "Größe ¿qué?"]
    assert again.predict_proba(texts) == pytest.approx(classifier.predict_proba(texts), abs=1e-5)


def test_a_greeting_does_not_hide_what_follows_it(tmp_path: Path) -> None:
    classifier = trained(tmp_path, weight_translated=1.0)
    [asked, greeted] = classifier.process(
        [said("x", "hola, cuánto cuesta un logo"), said("x", "hola, ¿qué tal?")]
    )
    assert asked.get("intent_ranking")[0]["name"] == "request_quote"
    assert greeted.get("intent")["name"] == "greet"


def test_it_counts_more_where_the_other_classifier_read_a_translation(tmp_path: Path) -> None:
    classifier = trained(tmp_path, weight=0.2, weight_translated=0.8)
    wrong = {"request_quote": 0.9, "greet": 0.1}
    english, translated = classifier.process([said("hello", None, wrong), said("hallow", "hola", wrong)])
    assert english.get("intent")["name"] == "request_quote"
    assert translated.get("intent")["name"] == "greet"


def test_without_words_or_training_nothing_changes(tmp_path: Path) -> None:
    [silent] = trained(tmp_path).process([said("")])
    assert silent.get("intent") is None
    untrained = MultilingualClassifier({}, None, None)  # type: ignore[arg-type]
    [message] = untrained.process([said("hello", "hola", {"greet": 1.0})])
    assert message.get("intent") is None


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ("es\tde\nhola\thallo\n", "line 1: no column `en`"),
        ("en\tes\nhello\thola\nbye\tadiós\tciao\n", "line 3: 3 cells, expected 2"),
    ],
)
def test_a_broken_table_is_named_with_its_line(tmp_path: Path, table: str, complaint: str) -> None:
    (tmp_path / "table.tsv").write_text(table)
    with pytest.raises(ValueError, match=complaint):
        read_translations(tmp_path / "table.tsv")


def test_a_language_may_have_translations_of_some_examples_only(tmp_path: Path) -> None:
    (tmp_path / "table.tsv").write_text("en\tes\tnl\nhello\thola\thoi\nbye\tadiós\t\n")
    assert read_translations(tmp_path / "table.tsv") == {"hello": ["hola", "hoi"], "bye": ["adiós"]}


def test_a_weight_that_is_no_share_is_refused() -> None:
    with pytest.raises(ValueError, match="weight_translated must be from 0 to 1"):
        MultilingualClassifier.validate_config({"weight_translated": 1.5})


def test_the_table_of_the_project_reads() -> None:
    assert len(read_translations(TRANSLATIONS)) > 3000
