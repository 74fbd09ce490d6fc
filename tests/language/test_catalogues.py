"""The catalogues that come with the product: complete, and saying the same as the English."""

import re
from collections import Counter

import pytest
from babel.messages.catalog import Message

from bot.language.phrases import PLACEHOLDER, Phrasebook, read_catalogue
from bot.settings import ROOT

LOCALES = ROOT / "data" / "locales"
BUNDLED = ("de", "es", "fr", "it", "pt")
SAME_IN_BOTH = {
    "de": {"Extras", "extras", "Name", "name", "{label}: {amount}", "New message"},
    "es": {"Total: {amount}", "Subtotal: {amount}", "extras"},
    "fr": set(),
    "it": set(),
    "pt": {"Total: {amount}", "Subtotal: {amount}", "extras", "e-mail", "E-mail: {email}"},
}
"""English sentences that are spelt alike in the other language."""


@pytest.fixture(scope="module")
def phrasebook() -> Phrasebook:
    return Phrasebook(ROOT / "domain.yml", LOCALES, strict=True)


def messages(language: str) -> list[Message]:
    catalogue = read_catalogue(LOCALES / language / "LC_MESSAGES" / "liaison.po")
    return [message for message in catalogue if message.id]


def test_every_bundled_language_has_a_catalogue(phrasebook):
    assert set(phrasebook.languages()) == {"en", *BUNDLED}


@pytest.mark.parametrize("language", BUNDLED)
def test_every_sentence_is_translated(phrasebook, language):
    assert phrasebook.untranslated(language) == []
    assert phrasebook.coverage(language) == 1.0


@pytest.mark.parametrize("language", BUNDLED)
def test_translations_have_the_placeholders_of_the_english(language):
    for message in messages(language):
        english, translated = (Counter(PLACEHOLDER.findall(text)) for text in (message.id, message.string))
        assert english == translated, message.context


@pytest.mark.parametrize("language", BUNDLED)
def test_nothing_is_left_in_english(language):
    untranslated = {
        message.id
        for message in messages(language)
        if message.string == message.id and re.search(r"[^\W_]", PLACEHOLDER.sub("", message.id))
    }
    assert untranslated <= SAME_IN_BOTH[language]


@pytest.mark.parametrize("language", BUNDLED)
def test_questions_stay_questions(language):
    for message in messages(language):
        if not message.context.endswith((".button.1", ".button.2", ".button.3")):
            assert message.string.count("?") == message.id.count("?"), message.context


@pytest.mark.parametrize("language", BUNDLED)
def test_sentences_end_as_the_english_does(language):
    for message in messages(language):
        ending = message.id[-1]
        if ending in ":.}":
            assert message.string[-1] == ending or {ending, message.string[-1]} == {".", "!"}, message.context


def test_spanish_questions_and_exclamations_are_opened():
    for message in messages("es"):
        assert message.string.count("¿") == message.string.count("?"), message.context
        assert message.string.count("¡") == message.string.count("!"), message.context


def test_french_has_a_narrow_space_before_double_marks():
    for message in messages("fr"):
        assert not re.search(r"(?<![\u00a0\u202f])[?!;:]", message.string), message.context
        assert "'" not in message.string, message.context


def test_no_line_has_stray_blanks():
    for language in BUNDLED:
        for message in messages(language):
            assert message.string == message.string.strip(), message.context
            assert "  " not in message.string, message.context


@pytest.mark.parametrize(
    ("language", "formal", "informal"),
    [
        ("de", r"\b(?:Sie|Ihre[nrsm]?|Ihnen|Ihr)\b", r"\b(?:du|dein\w*|dich|dir)\b"),
        ("fr", r"\b(?:vous|votre|vos)\b", r"\b(?:tu|ton|ta|tes|toi|te)\b"),
        ("es", r"\b(?:usted|sus?)\b", r"\b(?:tú|tus?|ti)\b"),
        ("it", r"\b(?:Lei|La|Le|Suo|Sua|Suoi|Sue)\b", r"\b(?:tu|tuo|tua|tuoi|tue|ti|te)\b"),
    ],
)
def test_polite_and_informal_wordings_do_not_mix(language, formal, informal):
    for message in messages(language):
        if message.context.endswith("|informal"):
            words = re.sub(
                r"^\W*\w+|[.?!:]\s+\w+", " ", message.string
            )  # the first word has a capital anyway
            assert not re.search(r"s’il vous plaît|\bvous\b|\busted\b|\bIhnen\b|\bSie\b", words), (
                message.context
            )
        else:
            assert not re.search(informal, message.string), message.context


@pytest.mark.parametrize("language", ["de", "es", "fr", "it"])
def test_a_sentence_that_addresses_the_client_has_both_wordings(language):
    contexts = {message.context for message in messages(language)}
    for name in ("utter_ask_client_name", "utter_greet", "utter_empty", "widget_bot_notice"):
        assert {name, f"{name}|informal"} <= contexts
