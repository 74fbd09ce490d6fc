"""The sets of the quality report hold what they promise, and lost entities are noticed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bot.evaluation.sets import NastyMessage, client_messages, dev_pairs, nasty_messages, sentences_to_clients
from bot.language.formality import addresses
from bot.language.translation import Translation, untranslated

NASTY = NastyMessage("es", "en", "Pago 1.200,50 € a ana@x.es", ("=1200.50", "ana@x.es"))


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("I pay €1,200.50 to ana@x.es", []),
        ("I pay €1,200 to ana@x.es", ["=1200.50"]),
        ("I pay €1,200.50 to Ana", ["ana@x.es"]),
    ],
)
def test_a_lost_entity_is_noticed(text: str, lost: list[str]) -> None:
    assert NASTY.lost(Translation(text, "en", NASTY.text, "es", "model")) == lost


def test_nothing_is_lost_where_the_original_is_shown() -> None:
    assert NASTY.lost(untranslated(NASTY.text, "es")) == []


def test_each_language_has_enough_messages_and_no_message_is_in_the_training_data() -> None:
    messages = client_messages()
    per_language = Counter(message.language for message in messages)
    assert set(per_language) == {"en", "es", "fr", "de", "pt", "it"}
    assert min(per_language.values()) >= 60
    nlu = "\n".join(path.read_text() for path in Path("data/nlu").glob("*.yml")).casefold()
    english = [message.text for message in messages if message.language == "en"]
    assert [text for text in english if f"- {text.casefold()}\n" in nlu] == []


def test_entities_of_the_nasty_messages_are_in_them() -> None:
    for message in nasty_messages():
        for entity in message.entities:
            as_written = (entity, entity.replace(":", "."), entity.replace(":", "h"))
            assert entity.startswith("=") or any(e in message.text for e in as_written), (message, entity)


def test_sentences_to_clients_speak_to_them_and_none_was_learned_from() -> None:
    sentences = sentences_to_clients()
    assert len(sentences) == len(set(sentences)) >= 60
    assert [text for text in sentences if not addresses(text)] == []
    learned = "\n".join(path.read_text() for path in Path("models/training/domain").glob("*.tsv")).casefold()
    assert [text for text in sentences if f"{text.casefold()}\t" in learned] == []


def test_a_dev_set_is_read_in_both_directions_and_may_be_missing(tmp_path: Path) -> None:
    (tmp_path / "tatoeba-dev.en-es.tsv").write_text("Hello.\tHola.\nbroken line\n", encoding="utf-8")
    assert dev_pairs("en", "es", tmp_path) == [("Hello.", "Hola.")]
    assert dev_pairs("es", "en", tmp_path) == [("Hola.", "Hello.")]
    assert dev_pairs("es", "de", tmp_path) == dev_pairs("en", "de", tmp_path) == []
