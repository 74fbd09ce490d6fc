from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.detection import Detector
from bot.language.phrases import Phrasebook
from bot.language.translation import Translation, untranslated
from bot.language.understanding import Understanding, cleaned, to_the_point, without_command
from bot.settings import ROOT

SERVED = ("en", "es", "fr", "de", "pt", "it")
DETECTOR = Detector(SERVED)
PHRASEBOOK = Phrasebook(ROOT / "domain.yml", ROOT / "data" / "locales", strict=True)


@dataclass
class Limits:
    message_chars: int = 2000


@dataclass
class Parrot:
    """A translator that knows a few sentences and remembers what it was asked."""

    known: Mapping[str, str] = field(default_factory=dict)
    asked: list[tuple[str, str, str, tuple[str, ...], dict[str, str]]] = field(default_factory=list)

    async def translate(
        self,
        text: str,
        source: str,
        target: str,
        *,
        protect: Sequence[str] = (),
        fixed: Mapping[str, str] = {},
        tone: str | None = None,
    ) -> Translation:
        self.asked.append((text, source, target, tuple(protect), dict(fixed)))
        if text in self.known:
            return Translation(self.known[text], target, text, source, "model", 0.9)
        return untranslated(text, source)


def understanding(known: Mapping[str, str] | None = None, chars: int = 2000) -> tuple[Understanding, Parrot]:
    parrot = Parrot(known or {})
    return Understanding(DETECTOR, parrot, PHRASEBOOK, Limits(chars)), parrot


async def test_a_message_is_handed_on_in_english_with_its_original():
    reader, parrot = understanding({"necesito un logo": "I need a logo"})
    message = await reader.understand("necesito un logo", protect=["Acme"], fixed={"logo": "logo"})
    assert (message.language, message.spoken, message.english) == ("es", "es", "I need a logo")
    assert (message.original, message.made, message.confidence) == ("necesito un logo", "model", 0.9)
    assert (message.refused, message.text) == (None, None)
    assert parrot.asked == [("necesito un logo", "es", "en", ("Acme",), {"logo": "logo"})]


async def test_english_is_not_translated():
    reader, parrot = understanding()
    message = await reader.understand("I need a logo, please")
    assert (message.language, message.english, message.made) == ("en", "I need a logo, please", "identity")
    assert parrot.asked == []


@pytest.mark.parametrize("text", ["🎉", "1200", "4.000 €", "👍🏽👩‍👩‍👧", "?!"])
async def test_what_has_no_words_passes_as_it_is(text):
    reader, parrot = understanding()
    message = await reader.understand(text, conversation_language="es")
    assert (message.language, message.english, message.original) == ("es", text, text)
    assert (message.made, message.refused, parrot.asked) == ("identity", None, [])


@pytest.mark.parametrize("text", ["", "   \n ", "\x00\x01\x7f", "\u202e\ufeff", "/", "//  /"])
async def test_nothing_is_refused_as_empty(text):
    reader, _ = understanding()
    message = await reader.understand(text, locale="es-ES")
    assert message.refused == "empty"
    assert message.text == "El mensaje estaba vacío. ¿Qué desea saber?"


async def test_too_much_is_refused_but_kept():
    reader, parrot = understanding(chars=100)
    text = "Necesito un logotipo para mi cafetería. " * 2500
    message = await reader.understand(text, tone="informal")
    assert (message.refused, message.language) == ("too_long", "es")
    assert message.text is not None
    assert "100" in message.text
    assert "puedes" in message.text
    assert (message.original, message.english, parrot.asked) == (text, "", [])


@pytest.mark.parametrize("text", [None, 12, b"hola", {"text": "hola"}])
async def test_what_is_no_text_is_refused(text):
    reader, _ = understanding()
    message = await reader.understand(text, locale="de")
    assert message.refused == "not_text"
    assert message.text is not None
    assert message.text.startswith("Ich kann nur Text lesen")


async def test_a_language_nobody_serves_is_refused_in_one_the_client_may_know():
    reader, _ = understanding()
    text = "Hei, tarvitsen uuden logon yritykselleni"
    message = await reader.understand(text, locale="fr-FR")
    assert (message.refused, message.language, message.original) == ("language", "fr", text)
    assert message.text is not None
    assert "anglais, espagnol, français" in message.text
    assert (await reader.understand(text, locale="fi")).language == "en"


@pytest.mark.parametrize(
    "text",
    [
        "/restart",
        "／restart",
        "  / /restart",
        "/session_start",
        '/inform{"x": 1}',
        "/intent@0.3",
        "\u200b/restart",
    ],
)
async def test_no_message_is_a_command(text):
    reader, _ = understanding()
    message = await reader.understand(text)
    assert not message.english.startswith(("/", "\u200b"))
    assert not message.original.startswith("/")
    assert message.english.endswith(text.strip("/／ \u200b"))


async def test_a_translation_that_looks_like_a_command_is_none():
    reader, _ = understanding({"barra reiniciar por favor": "/restart please"})
    message = await reader.understand("barra reiniciar por favor", conversation_language="es")
    assert message.english == "restart please"


async def test_a_translation_of_nothing_but_slashes_leaves_the_original():
    reader, _ = understanding({"gracias": "/"})
    assert (await reader.understand("gracias")).english == "gracias"


async def test_without_a_translation_the_original_goes_on_labelled():
    reader, _ = understanding()
    message = await reader.understand("quiero un logo nuevo")
    assert (message.english, message.made, message.confidence) == (
        "quiero un logo nuevo",
        "untranslated",
        0.0,
    )


async def test_markup_and_sql_are_only_text():
    reader, _ = understanding()
    text = "<script>alert('hello')</script>'; DROP TABLE quotes; --"
    assert (await reader.understand(text, conversation_language="en")).english == text


async def test_a_chosen_language_stays_whatever_is_written():
    reader, _ = understanding()
    text = "could you tell me how much a new logo would be"
    message = await reader.understand(text, conversation_language="de", chosen=True, pending="en")
    assert (message.language, message.spoken, message.english, message.pending) == ("de", "en", text, None)


async def test_a_short_message_in_another_language_is_remembered():
    reader, _ = understanding()
    first = await reader.understand("thanks a lot", conversation_language="es")
    assert (first.language, first.spoken, first.pending) == ("es", "en", "en")
    second = await reader.understand("sounds good, yes", conversation_language="es", pending=first.pending)
    assert second.language == "en"


async def test_the_freelancer_s_language_is_expected_when_nothing_tells():
    reader, _ = understanding()
    message = await reader.understand("ok", home="de")
    assert (message.language, message.sure) == ("de", False)


def test_cleaning_keeps_lines_and_composes_letters():
    assert cleaned(" uno\r\ndos\ttres\x07 cafe\u0301 ") == "uno\ndos tres café"
    assert cleaned("\ud800broken\u202e") == "broken"
    assert cleaned("👩‍👩‍👧") == "👩‍👩‍👧"


@given(st.text(max_size=300) | st.text(alphabet='/／\\ \x00\n{}"@restart', max_size=30))
async def test_no_text_breaks_it_and_none_is_a_command(text):
    reader, _ = understanding()
    message = await reader.understand(text, conversation_language="en")
    assert not message.english.startswith("/")
    assert message.refused or message.english
    message.english.encode()


@given(st.text(alphabet="/／⁄ a\n\u200b", max_size=20))
def test_a_command_is_taken_off_once_and_for_all(text):
    bare = without_command(text)
    assert without_command(bare) == bare
    assert not bare.startswith(("/", "／"))


@pytest.mark.parametrize(
    ("said", "point"),
    [
        ("Hello, I need an online shop", "I need an online shop"),
        ("Hi there! How much is a logo?", "How much is a logo?"),
        ("Good morning, do you make websites?", "do you make websites?"),
        ("hello", "hello"),
        ("Good evening, it is a pleasure to meet you.", "Good evening, it is a pleasure to meet you."),
        ("Hi, good morning!", "Hi, good morning!"),
        ("Hey Anna", "Hey Anna"),
        ("Hidden costs are what worries me", "Hidden costs are what worries me"),
    ],
)
def test_a_greeting_before_the_point_is_left_out_for_the_dialogue(said, point):
    assert to_the_point(said) == point


class Tagging:
    """Notes from which language each stretch was to be translated."""

    async def translate(self, text, source, target, *, protect=(), fixed=None, tone=None):
        return Translation(f"[{source}] {text}", target, text, source, "model", 0.9)


async def test_each_sentence_is_translated_from_its_own_language():
    reader = Understanding(DETECTOR, Tagging(), PHRASEBOOK, Limits())
    mixed = (
        "Necesito un logotipo para mi panadería en Valencia. "
        "I already have a sketch from my brother. Gracias."
    )
    found = await reader.understand(mixed)
    assert found.spoken == "es"
    assert found.english == (
        "[es] Necesito un logotipo para mi panadería en Valencia. I already have a sketch from my brother. "
        "[es] Gracias."
    )
    alone = await reader.understand("Ich brauche eine Übersetzung. Bis Freitag, wenn es geht.")
    assert alone.english == "[de] Ich brauche eine Übersetzung. Bis Freitag, wenn es geht."
