import logging
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from bot.language.phrases import (
    Button,
    MissingValue,
    Phrasebook,
    UnknownPhrase,
    read_catalogue,
    update,
    write_catalogue,
)
from bot.settings import ROOT

DOMAIN = """
responses:
  utter_hello:
    - text: "Hello, {name}!"
      buttons:
        - {title: "Yes", payload: "/affirm"}
        - {title: "No", payload: "/deny"}
    - text: "Another way to say hello"
  utter_bye:
    - text: "Goodbye"
  utter_no_text:
    - custom: {a: 1}
"""


@pytest.fixture
def domain(tmp_path: Path) -> Path:
    path = tmp_path / "domain.yml"
    path.write_text(DOMAIN)
    return path


def catalogue(folder: Path, language: str, entries: dict[tuple[str, str], str]) -> Path:
    path = folder / language / "LC_MESSAGES" / "liaison.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    book = Catalog(locale=language)
    for (context, english), text in entries.items():
        book.add(english, text, context=context)
    write_catalogue(path, book)
    return path


@pytest.fixture
def german(tmp_path: Path) -> Path:
    entries = {
        ("utter_hello", "Hello, {name}!"): "Guten Tag, {name}!",
        ("utter_hello|informal", "Hello, {name}!"): "Hallo, {name}!",
        ("utter_hello.button.1", "Yes"): "Ja",
        ("utter_hello.button.2", "No"): "Nein",
    }
    return catalogue(tmp_path / "locales", "de", entries)


@pytest.fixture
def phrasebook(domain: Path, german: Path, tmp_path: Path) -> Phrasebook:
    return Phrasebook(domain, tmp_path / "locales")


def test_a_phrase_is_said_in_the_language_and_keeps_its_english(phrasebook):
    phrase = phrasebook.render("utter_hello", "de", name="Ana")
    assert phrase.text == "Guten Tag, Ana!"
    assert (phrase.language, phrase.original, phrase.original_language) == ("de", "Hello, Ana!", "en")
    assert phrase.made == "phrase"


def test_among_first_names_the_informal_wording_is_used_where_there_is_one(phrasebook):
    assert phrasebook.render("utter_hello", "de", tone="informal", name="Ana").text == "Hallo, Ana!"
    assert phrasebook.buttons("utter_hello", "de", "informal")[0].title == "Ja"


def test_what_is_not_translated_is_said_in_english_and_says_so(phrasebook):
    phrase = phrasebook.render("utter_bye", "de")
    assert (phrase.text, phrase.language) == ("Goodbye", "en")
    assert phrasebook.render("utter_hello", "fi", name="Ana").text == "Hello, Ana!"


def test_buttons_have_translated_titles_and_the_same_payloads(phrasebook):
    assert phrasebook.buttons("utter_hello", "de") == [Button("Ja", "/affirm"), Button("Nein", "/deny")]
    assert phrasebook.buttons("utter_bye", "de") == []


def test_a_missing_value_raises_in_development(domain, german, tmp_path):
    strict = Phrasebook(domain, tmp_path / "locales", strict=True)
    with pytest.raises(MissingValue, match=r"utter_hello.*\{name\}"):
        strict.render("utter_hello", "de")


def test_a_missing_value_does_not_silence_a_conversation(phrasebook, caplog):
    with caplog.at_level(logging.ERROR):
        assert phrasebook.render("utter_hello", "de").text == "Guten Tag, …!"
    assert "utter_hello" in caplog.text
    assert "{name}" in caplog.text


def test_values_are_not_read_as_placeholders(phrasebook):
    assert phrasebook.render("utter_hello", "en", name="{name} {0.__class__}").text == (
        "Hello, {name} {0.__class__}!"
    )


def test_an_unknown_phrase_is_an_error(phrasebook):
    with pytest.raises(UnknownPhrase, match="utter_nothing"):
        phrasebook.render("utter_nothing", "de")


def test_coverage_counts_sentences_and_buttons(phrasebook):
    assert phrasebook.coverage("de") == 0.75
    assert phrasebook.untranslated("de") == ["utter_bye"]
    assert phrasebook.coverage("en") == 1.0
    assert phrasebook.coverage("fi") == 0.0
    assert phrasebook.languages() == ("en", "de")
    assert phrasebook.names("utter_h") == ("utter_hello",)


def test_an_update_adds_what_is_new_and_keeps_what_is_there(domain, german):
    domain.write_text(DOMAIN.replace("Goodbye", "See you"))
    update(domain, german)
    book = read_catalogue(german)
    assert book.get("See you", "utter_bye").string == ""
    assert book.get("Hello, {name}!", "utter_hello").string == "Guten Tag, {name}!"
    assert book.get("Hello, {name}!", "utter_hello|informal").string == "Hallo, {name}!"


def test_an_update_keeps_what_was_removed_as_obsolete_and_guesses_nothing(domain, german, tmp_path):
    domain.write_text(DOMAIN.replace("Hello, {name}!", "Hello {name}"))
    update(domain, german)
    book = read_catalogue(german)
    assert book.get("Hello {name}", "utter_hello").string == ""
    assert "Guten Tag, {name}!" in {message.string for message in book.obsolete.values()}
    assert Phrasebook(domain, tmp_path / "locales").render("utter_hello", "de", name="Ana").language == "en"


def test_updating_twice_changes_nothing(domain, german):
    update(domain, german)
    once = german.read_bytes()
    update(domain, german)
    assert german.read_bytes() == once


def test_a_machine_s_sentence_is_labelled_and_must_keep_its_placeholders():
    book = Phrasebook(ROOT / "domain.yml", ROOT / "data" / "locales", strict=True)
    english = book.responses["utter_services"].text
    with pytest.raises(ValueError, match="placeholders"):
        book.learn("nl", english, "Dit biedt Ida aan:")
    book.learn("nl", english, "Dit biedt {freelancer} aan:")
    said = book.render("utter_services", "nl", freelancer="Ida")
    assert (said.text, said.language, said.made) == ("Dit biedt Ida aan:", "nl", "model")
    assert book.render("utter_okay", "nl").language == "en"
