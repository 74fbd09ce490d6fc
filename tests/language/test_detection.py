import pytest
from chat_messages import MESSAGES, UNSERVED
from hypothesis import given
from hypothesis import strategies as st

from bot.language.detection import Detector

BUNDLED = ("en", "es", "fr", "de", "pt", "it")
LEAST_RIGHT = 0.95
"""Share of the chat messages that must be recognised with nothing else known; 119 of 120 are."""


@pytest.fixture(scope="module")
def detector() -> Detector:
    return Detector(BUNDLED)


def wrong(detector: Detector, **context: str) -> list[tuple[str, str, str]]:
    return [
        (language, message, found.spoken)
        for language, messages in MESSAGES.items()
        for message in messages
        if (found := detector.detect(message, **context)).spoken != language or found.unserved
    ]


def test_there_are_enough_messages_to_judge_by():
    assert all(len(messages) >= 15 for messages in MESSAGES.values())
    assert set(MESSAGES) == set(BUNDLED)


def test_chat_messages_are_recognised_with_nothing_else_known(detector):
    errors = wrong(detector)
    assert len(errors) <= (1 - LEAST_RIGHT) * sum(map(len, MESSAGES.values())), errors


@pytest.mark.parametrize("locale", ["en-US", "es-MX", "de"])
def test_a_misleading_browser_does_not_hurt_much(detector, locale):
    errors = wrong(detector, locale=locale)
    assert len(errors) <= 0.07 * sum(map(len, MESSAGES.values())), errors


@pytest.mark.parametrize("language", BUNDLED)
def test_in_its_own_conversation_every_message_is_recognised(detector, language):
    for message in MESSAGES[language]:
        found = detector.detect(message, conversation=language)
        assert (found.language, found.spoken, found.sure) == (language, language, True), message


@pytest.mark.parametrize(
    ("greeting", "language"),
    [
        ("hola", "es"),
        ("Hola!", "es"),
        ("merci", "fr"),
        ("hallo", "de"),
        ("Guten Morgen", "de"),
        ("oi", "pt"),
        ("ciao", "it"),
        ("hi", "en"),
        ("THANKS", "en"),
        ("Bonsoir", "fr"),
        ("obrigada", "pt"),
        ("buongiorno", "it"),
    ],
)
def test_a_greeting_settles_the_language(detector, greeting, language):
    found = detector.detect(greeting)
    assert (found.language, found.sure) == (language, True)


@pytest.mark.parametrize("text", ["", "1200", "🎉🎉", "?", "4.000", "https://example.com/hola-amigos", "x"])
def test_what_has_no_words_keeps_the_language(detector, text):
    assert detector.detect(text, conversation="de").language == "de"
    assert detector.detect(text, locale="pt-BR").language == "pt"
    assert detector.detect(text, home="it").language == "it"
    assert not detector.detect(text).sure


def test_ok_is_in_no_language_and_keeps_the_conversation_s(detector):
    for language in BUNDLED:
        assert detector.detect("ok", conversation=language).language == language
    assert detector.detect("ok", home="es").language == "es"
    assert not detector.detect("ok").sure


def test_addresses_and_names_say_nothing_about_the_language(detector):
    text = "necesito ayuda: https://www.the-best-company-in-town.com/how-much-is-it bestofthebest@company.com"
    assert detector.detect(text).language == "es"
    assert detector.detect("Anna Schmidt", conversation="es").language == "es"
    assert (
        detector.detect("Studio Bellissimo Perfetto?", ignore=["studio bellissimo perfetto"]).confidence == 0
    )


def test_a_short_message_in_another_language_does_not_turn_the_conversation(detector):
    found = detector.detect("website redesign please", conversation="es")
    assert (found.language, found.spoken, found.pending) == ("es", "en", "en")


def test_two_in_a_row_turn_it(detector):
    first = detector.detect("thanks a lot", conversation="es")
    second = detector.detect("sounds good, yes", conversation="es", pending=first.pending)
    assert (first.language, second.language, second.pending) == ("es", "en", None)


def test_two_that_are_not_in_a_row_do_not(detector):
    first = detector.detect("thanks a lot", conversation="es")
    between = detector.detect("perfecto, gracias", conversation="es", pending=first.pending)
    last = detector.detect("thanks a lot", conversation="es", pending=between.pending)
    assert last.language == "es"


def test_a_sentence_turns_it_at_once(detector):
    found = detector.detect("Sorry, could we go on in English, my Spanish is bad", conversation="es")
    assert (found.language, found.sure, found.pending) == ("en", True, None)


@pytest.mark.parametrize(("language", "message"), UNSERVED)
def test_a_language_nobody_serves_is_named(detector, language, message):
    found = detector.detect(message)
    assert found.unserved == language or (language == "ru" and found.unserved == "sr")
    assert found.language in BUNDLED
    assert not found.sure


def test_a_language_that_is_served_is_not_called_unserved():
    finnish = Detector(["en", "fi"])
    found = finnish.detect(UNSERVED[0][1])
    assert (found.language, found.unserved) == ("fi", None)


def test_a_script_of_one_language_decides_at_once():
    detector = Detector(["en", "el", "ja", "ko", "ru"])
    for text, language in (("ναι", "el"), ("はい", "ja"), ("네네", "ko"), ("да", "ru")):
        found = detector.detect(text, conversation="en")
        assert (found.spoken, found.confidence) == (language, 1.0)


def test_a_foreign_name_in_a_conversation_is_not_refused(detector):
    for name in ("Иван Петров", "Wojciech Kowalski", "Matti Virtanen"):
        found = detector.detect(name, conversation="de")
        assert (found.language, found.unserved) == ("de", None)


def test_a_detector_needs_a_language():
    with pytest.raises(ValueError, match="at least one"):
        Detector([])


@given(text=st.text(max_size=300), conversation=st.sampled_from([None, *BUNDLED, "xx"]))
def test_no_text_breaks_it(text, conversation):
    found = Detector(BUNDLED).detect(text, conversation=conversation, locale="es-ES", pending="fr")
    assert found.language in BUNDLED
    assert found.spoken in BUNDLED
    assert 0 <= found.confidence <= 1
