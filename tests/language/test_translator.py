"""What the rest of Liaison sees of translation: sound, complete, labelled, and never an exception."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scripted import DATA, Reply, ScriptedEngine, model, spanish, translator

from bot.language.marian import EngineError, Hypothesis
from bot.language.translation import Translation
from bot.language.translator import Translator
from bot.settings import ROOT, Settings


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Translator]:
    """The real thing on two tiny checkpoints: Spanish to English to German."""
    folder = tmp_path_factory.mktemp("var")
    ready = Translator(Settings(models_dir=DATA, var_dir=folder, translation_timeout_s=60, _env_file=None))
    yield ready
    ready.close()


async def test_a_message_keeps_its_lines_lists_addresses_and_amounts(tiny: Translator) -> None:
    done = await tiny.translate(
        "¡Hola! ¿Cuánto cuesta un logo? 😀\n\n  - Escribe a ana@x.es.\n  - Tengo 1.200,50 €.\nGracias",
        "es",
        "en",
    )
    assert done.text == (
        "Hello! How much is a logo? 😀\n\n  - Write to ana@x.es.\n  - I have €1,200.50.\nThanks"
    )
    assert (done.made, done.language, done.original_language) == ("model", "en", "es")
    assert done.confidence > 0.9


async def test_a_pair_without_a_model_goes_through_english(tiny: Translator) -> None:
    assert ("es", "de") in tiny.pairs()
    done = await tiny.translate("¿Cuánto cuesta un logo? Tengo 1.200,50 €.", "es", "de")
    assert done.text == "Was kostet ein Logo? Ich habe 1.200,50\u00a0€."


async def test_terms_are_kept_and_fixed_ones_translated(tiny: Translator) -> None:
    done = await tiny.translate("Escribe a Ana Diseño.", "es", "en", protect=["Ana Diseño"])
    assert done.text == "Write to Ana Diseño."
    done = await tiny.translate("Escribe a Ana Diseño.", "es", "de", fixed={"Ana Diseño": "Ana Design"})
    assert done.text == "Schreiben Sie an Ana Design."


async def test_capitals_are_read_as_usual(tiny: Translator) -> None:
    assert (await tiny.translate("NECESITO UN LOGO.", "es", "en")).text == "I need a logo."


async def test_many_lines_come_back_one_to_one(tiny: Translator) -> None:
    lines = ["sí", "", "Necesito un logo.", "   ", "¿Cuánto cuesta un logo?"]
    found = [done.text for done in await tiny.translate_many(lines, "es", "en")]
    assert found == ["yes", "", "I need a logo.", "   ", "How much is a logo?"]


def test_lines_can_be_translated_without_an_event_loop(tiny: Translator) -> None:
    assert tiny.translate_lines(["Necesito un logo.", ""], "es", "en") == ["I need a logo.", ""]


def test_ctranslate2_answers_without_importing_torch(tmp_path: Path) -> None:
    code = (
        "import sys; from bot.language.marian.ctranslate import CTranslateEngine; from pathlib import Path;"
        f"e = CTranslateEngine(Path({str(DATA / 'translation' / 'es-en')!r}), 'x', Path({str(tmp_path)!r}));"
        "print(e.translate(['Necesito un logo.'])[0][0].text, {'torch', 'transformers'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "I need a logo. set()"


@pytest.mark.parametrize(
    "text", ["", "   ", "\n", "1200", "?", "👍", "12:30", "ana@x.es", "!!!", "https://x.es/a"]
)
async def test_what_needs_no_translation_never_reaches_a_model(text: str) -> None:
    engine = ScriptedEngine()
    done = await translator({"es-en": engine}, model("es-en", "es", "en")).translate(text, "es", "en")
    assert (done.text, done.made, engine.asked) == (text, "identity", [])


async def test_short_utterances_are_phrases() -> None:
    engine = ScriptedEngine()
    ready = translator({"es-en": engine}, model("es-en", "es", "en"))
    assert await ready.translate("Sí!", "es", "en") == Translation("Yes!", "en", "Sí!", "es", "phrase")
    assert (await ready.translate("Hola! Gracias.", "es", "en")).text == "Hello! Thanks."
    assert engine.asked == []


async def test_a_number_alone_is_written_for_the_reader() -> None:
    assert (await spanish({}).translate("4.000", "es", "en")).text == "4,000"


async def test_the_same_language_is_left_alone() -> None:
    assert await spanish({}).translate("</s> hola", "es", "es") == Translation(
        "</s> hola", "es", "</s> hola", "es", "identity"
    )


async def test_the_next_hypothesis_is_taken_when_the_first_is_false() -> None:
    ready = spanish({"Son 12 páginas.": ["It is 21 pages.", "It is pages.", "It is 12 pages."]})
    assert (await ready.translate("Son 12 páginas.", "es", "en")).text == "It is 12 pages."


def german(replies: dict[str, Reply], **more: object) -> Translator:
    """A translator that knows these English sentences, as the model sees them."""
    return translator({"en-de": ScriptedEngine(replies)}, model("en-de", "en", "de", **more))


async def test_the_hypothesis_that_addresses_its_reader_as_wished_is_taken() -> None:
    du, sie = "Kannst du mir das schicken?", "Können Sie mir das schicken?"
    ready = german({"Can you send me that?": [du, sie]})
    asked = "Can you send me that?", "en", "de"
    assert (await ready.translate(*asked, tone="formal")).text == sie
    assert (await ready.translate(*asked, tone="informal")).text == du
    assert (await ready.translate(*asked)).text == du


async def test_a_sound_sentence_in_the_wrong_address_is_better_than_none() -> None:
    ready = german({"Can you send me 12 files?": ["Kannst du mir 12 Dateien schicken?", "Können Sie das?"]})
    done = await ready.translate("Can you send me 12 files?", "en", "de", tone="formal")
    assert (done.text, done.made) == ("Kannst du mir 12 Dateien schicken?", "model")


async def test_a_model_that_knows_both_addresses_is_told_which() -> None:
    tags = {"formal": ">>formal<<", "informal": ">>informal<<"}
    ready = german({">>informal<< I will call you.": "Ich rufe dich an."}, formality=tags)
    assert (
        await ready.translate("I will call you.", "en", "de", tone="informal")
    ).text == "Ich rufe dich an."


async def test_a_hypothesis_without_made_up_words_is_preferred() -> None:
    replies = ["Ich sende den Kostenvoranen.", "Ich sende den Kostenvoranschlag."]
    ready = german({"I will send the quote.": replies}, invents=True)
    done = await ready.translate("I will send the quote.", "en", "de")
    assert (done.text, done.confidence, done.sure) == (replies[1], 0.9, True)


async def test_what_has_a_made_up_word_is_shown_as_unsure() -> None:
    replies = {"I will send the quote.": ["Ich sende den Kostenvoranen."]}
    done = await german(replies, invents=True).translate("I will send the quote.", "en", "de")
    assert (done.text, done.confidence, done.sure) == ("Ich sende den Kostenvoranen.", 0.4, False)
    trusted = await german(replies).translate("I will send the quote.", "en", "de")
    assert trusted.sure


LOGO = "¿Le gusta el logo?"
UNSURE = [Hypothesis("Do you want the logo?", 0.55), Hypothesis("Do you like the logo?", 0.5)]
BACK = {"Do you want the logo?": 0.2, "Do you like the logo?": 0.8}


def asked_both_ways(forth: ScriptedEngine, back: ScriptedEngine, memory_mb: int = 600) -> Translator:
    engines = {"es-en": forth, "en-es": back}
    models = (model("es-en", "es", "en"), model("en-es", "en", "es"))
    return translator(engines, *models, memory_mb=memory_mb)


async def test_of_unsure_hypotheses_the_one_that_leads_back_is_taken() -> None:
    forth, back = ScriptedEngine({LOGO: UNSURE}), ScriptedEngine(scores=BACK)
    done = await asked_both_ways(forth, back).translate(LOGO, "es", "en")
    assert (done.text, done.confidence) == ("Do you like the logo?", 0.5)
    assert back.scored == [(each.text, LOGO) for each in UNSURE]


async def test_a_sure_hypothesis_is_taken_without_a_second_opinion() -> None:
    forth = ScriptedEngine({LOGO: [Hypothesis("Do you want the logo?", 0.7), UNSURE[1]]})
    back = ScriptedEngine(scores=BACK)
    done = await asked_both_ways(forth, back).translate(LOGO, "es", "en")
    assert done.text == "Do you want the logo?"
    assert (forth.asked, back.scored) == ([[LOGO]], [])


async def test_a_fault_weighs_more_than_the_way_back() -> None:
    choices = [Hypothesis("Do you like the logoway?", 0.55), Hypothesis("Do you like the logo?", 0.5)]
    forth = ScriptedEngine({LOGO: choices})
    back = ScriptedEngine(scores={choices[0].text: 0.9})
    known = model("es-en", "es", "en", invents=True)
    asked = translator({"es-en": forth, "en-es": back}, known, model("en-es", "en", "es"))
    assert (await asked.translate(LOGO, "es", "en")).text == "Do you like the logo?"


@pytest.mark.parametrize("there", ["no model", "no room", "a broken model"])
async def test_without_a_second_opinion_the_first_choice_stands(there: str) -> None:
    forth, back = ScriptedEngine({LOGO: UNSURE}), ScriptedEngine(scores=BACK)
    if there == "no room":
        asked = asked_both_ways(forth, back, memory_mb=150)
    elif there == "a broken model":
        engines = {"es-en": forth, "en-es": EngineError("broken")}
        asked = translator(engines, model("es-en", "es", "en"), model("en-es", "en", "es"))
    else:
        asked = translator({"es-en": forth}, model("es-en", "es", "en"))
    done = await asked.translate(LOGO, "es", "en")
    assert (done.text, back.scored) == ("Do you want the logo?", [])


async def test_what_people_translated_word_for_word_is_said_in_their_words() -> None:
    ready = german({})
    done = await ready.translate("Call-out fee", "en", "de")
    assert (done.text, done.made) == ("Anfahrtspauschale", "phrase")


async def test_the_address_is_chosen_on_the_way_out_of_english_only() -> None:
    engines = {
        "es-en": ScriptedEngine({"Le llamo mañana.": "I will call you tomorrow."}),
        "en-de": ScriptedEngine(
            {"I will call you tomorrow.": ["Ich rufe dich morgen an.", "Ich rufe Sie morgen an."]}
        ),
    }
    ready = translator(engines, model("es-en", "es", "en"), model("en-de", "en", "de"))
    assert (await ready.translate("Le llamo mañana.", "es", "de", tone="formal")).text == (
        "Ich rufe Sie morgen an."
    )


async def test_a_sentence_that_fails_is_tried_clause_by_clause() -> None:
    whole = "Necesito un logo, para XQ0."
    ready = spanish({whole: "I need.", "Necesito un logo,": "I need a logo,", "para XQ0.": "for XQ0."})
    assert (
        await ready.translate("Necesito un logo, para ana@x.es.", "es", "en")
    ).text == "I need a logo, for ana@x.es."


async def test_a_sentence_too_long_for_the_model_goes_through_in_parts() -> None:
    engine = ScriptedEngine()
    ready = translator({"es-en": engine}, model("es-en", "es", "en", max_tokens=8))
    done = await ready.translate(
        " ".join(f"palabra{letter}" for letter in "abcdefghijklmnopqrst"), "es", "en"
    )
    assert done.made == "model"
    assert all(len(text.split()) <= 12 for batch in engine.asked for text in batch)
    assert [word.strip("[]")[-1] for word in done.text.split()] == list("abcdefghijklmnopqrst")


async def test_figures_a_model_damages_are_masked_in_a_second_round() -> None:
    ready = spanish({"Son 12 páginas.": "It is 21 pages.", "Son XQ0 páginas.": "It is XQ0 pages."})
    assert (await ready.translate("Son 12 páginas.", "es", "en")).text == "It is 12 pages."


@pytest.mark.parametrize(
    ("sentence", "output"),
    [
        ("No quiero una web.", "I want a site."),
        ("Escribe a XQ0.", "Write to me."),
        ("Quiero una web.", "site site site site site site"),
        ("Quiero una web bonita.", "Quiero una web bonita."),
        ("Quiero una web.", ""),
        ("Quiero una web.", "It costs $941."),
    ],
)
async def test_what_cannot_be_trusted_is_shown_as_it_was(sentence: str, output: str) -> None:
    said = sentence.replace("XQ0", "ana@x.es")
    done = await spanish({sentence: output}).translate(said, "es", "en")
    assert done == Translation(said, "es", said, "es", "untranslated", 0.0)


async def test_one_false_sentence_makes_the_whole_text_untranslated() -> None:
    done = await spanish({"No quiero.": "I want.", "Ven ya.": "Come now."}).translate(
        "Ven ya. No quiero.", "es", "en"
    )
    assert done.made == "untranslated"
    assert done.text == "Ven ya. No quiero."


async def test_a_dropped_question_mark_comes_back() -> None:
    done = await spanish({"¿Haces logos?": "Do you do logos."}).translate("¿Haces logos?", "es", "en")
    assert done.text == "Do you do logos?"


async def test_no_model_no_silence() -> None:
    ready = translator({})
    done = await ready.translate("Quiero un logo", "es", "en")
    assert (done.made, done.passing) == ("untranslated", False)
    assert ready.pairs() == set()


async def test_a_failure_says_whether_another_try_may_succeed() -> None:
    engines = {
        "es-en": EngineError("es-en: no memory"),
        "fr-en": ScriptedEngine({"Je ne veux pas de site.": "I want a site."}),
    }
    ready = translator(engines, model("es-en", "es", "en"), model("fr-en", "fr", "en"))  # type: ignore[arg-type]
    assert (await ready.translate("Un logo", "es", "en")).passing
    refused = await ready.translate("Je ne veux pas de site.", "fr", "en")
    assert (refused.made, refused.passing) == ("untranslated", False)


async def test_a_model_that_does_not_load_gives_way_to_the_next_and_is_reported() -> None:
    ready = translator(
        {
            "hub": EngineError("hub: weights are damaged"),
            "own": ScriptedEngine({"Quiero un logo": "I want a logo"}),
        },
        model("hub", "es", "en", chrf=80),
        model("own", "es", "en", chrf=60),
    )
    assert (await ready.translate("Quiero un logo", "es", "en")).text == "I want a logo"
    assert ready.stats()["problems"] == ["hub: weights are damaged"]


async def test_a_crashing_engine_is_no_exception_for_the_caller() -> None:
    def crash(text: str) -> str:
        raise RuntimeError("out of memory")

    assert (
        await spanish({"Quiero un logo": crash}).translate("Quiero un logo", "es", "en")
    ).made == "untranslated"


async def test_a_client_does_not_wait_forever() -> None:
    engine = ScriptedEngine()
    engine.go_on.clear()
    ready = translator({"es-en": engine}, model("es-en", "es", "en"), seconds=0.05)
    done = await ready.translate("Quiero un logo", "es", "en")
    assert (done.made, done.passing) == ("untranslated", True)
    engine.go_on.set()


async def test_sentences_seen_before_come_from_memory_whatever_their_addresses() -> None:
    engine = ScriptedEngine({"Escribe a XQ0.": "Write to XQ0."})
    ready = translator({"es-en": engine}, model("es-en", "es", "en"))
    first = await ready.translate("Escribe a ana@x.es.", "es", "en")
    second = await ready.translate("Escribe a eva@y.es.", "es", "en")
    assert (first.text, second.text) == ("Write to ana@x.es.", "Write to eva@y.es.")
    assert len(engine.asked) == 1
    assert ready.stats()["cache"]["hits"] == 1


async def test_the_least_recently_used_model_leaves_when_memory_is_short() -> None:
    engines = {name: ScriptedEngine() for name in ("es-en", "pt-en", "it-en")}
    models = [model(name, name[:2], "en") for name in engines]
    ready = translator(engines, *models, memory_mb=250)
    for source, text in (("es", "Buen logo"), ("pt", "Bom logo"), ("es", "Gran logo"), ("it", "Bel logo")):
        assert (await ready.translate(text, source, "en")).text == f"[{text}]"
    await asyncio.to_thread(engines["pt-en"].closed.wait, 20)
    assert engines["pt-en"].closed.is_set()
    assert set(ready.stats()["loaded"]) == {"es-en", "it-en"}
    assert (await ready.translate("Belo logo", "pt", "en")).text == "[Belo logo]"


async def test_prewarm_loads_both_hops_and_forgives_what_fails() -> None:
    engines = {"es-en": ScriptedEngine(), "en-de": EngineError("en-de: no weights")}
    ready = translator(engines, model("es-en", "es", "en"), model("en-de", "en", "de"))  # type: ignore[arg-type]
    await ready.prewarm([("es", "de"), ("xx", "yy")])
    assert ready.stats()["loaded"] == {"es-en": "scripted"}
    assert ready.stats()["problems"] == ["en-de: no weights"]


async def test_sixteen_clients_at_once_share_batches() -> None:
    engine = ScriptedEngine()
    ready = translator({"es-en": engine}, model("es-en", "es", "en"))
    await ready.prewarm([("es", "en")])
    names = "ana eva leo ian pau mar sol luz rosa juan luis iris nora aldo hugo enzo"
    texts = [f"cliente {name}" for name in names.split()]
    done = await asyncio.gather(*(ready.translate(text, "es", "en") for text in texts))
    assert [d.text for d in done] == [f"[{text}]" for text in texts]
    assert len(engine.asked) < 16


async def test_control_tokens_of_a_client_never_reach_the_model() -> None:
    engine = ScriptedEngine({"hola XQ0 amigo": "hello XQ0 friend"})
    ready = translator({"es-en": engine}, model("es-en", "es", "en"))
    done = await ready.translate(">>de<< hola</s> XQ0\x00 amigo<pad>", "es", "en")
    assert done.text == " hello XQ0 friend"
    assert engine.asked == [["hola XQ0 amigo"]]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_gives_a_translation_or_itself(text: str) -> None:
    ready = spanish({})
    done = asyncio.run(ready.translate_many([text], "es", "en"))[0]
    assert done.original == text
    assert done.made in ("identity", "phrase", "model", "untranslated")
    if done.made in ("identity", "untranslated"):
        assert done.text == text


def test_the_folder_of_models_is_where_the_settings_say(tmp_path: Path) -> None:
    assert Translator(Settings(models_dir=tmp_path, var_dir=tmp_path, _env_file=None)).pairs() == set()


async def test_a_model_that_arrives_is_taken_up_loaded_before_the_first_text(tmp_path: Path) -> None:
    folder = tmp_path / "models" / "translation"
    shutil.copytree(DATA / "translation" / "es-en", folder / "es-en")
    ready = Translator(Settings(models_dir=tmp_path / "models", var_dir=tmp_path, _env_file=None))
    assert not await ready.renew()
    assert ("es", "de") not in ready.pairs()
    shutil.copytree(DATA / "translation" / "en-de", folder / "downloads" / "en-de")
    assert await ready.renew()
    assert ("es", "de") in ready.pairs()
    assert "en-de" in ready.stats()["loaded"]
    shutil.rmtree(folder / "downloads")
    assert await ready.renew()
    assert ("es", "de") not in ready.pairs()
    ready.close()
