"""What the bot says is listed with whose words it is, and a freelancer may put it otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.language.kept import KeptTranslations
from bot.language.phrases import Phrasebook
from bot.language.translation import Translation
from bot.language.voice import Voice
from bot.language.wording import Wording
from bot.phrase_list import coverage, file_texts, own_sentences
from bot.services.loading import check, load
from bot.services.schema import ServicesFile
from bot.settings import ROOT

FILE = """
freelancer: {name: Ida Berg, trade: Designer, home_language: en, time_zone: Europe/Berlin, currency: EUR}
services:
  - id: logo
    name: {en: Logo design, de: Logogestaltung}
    description: A sign and a wordmark.
    pricing: {model: fixed, price: 500}
phrases:
  utter_thank: {es: ¡A mandar!}
"""


@pytest.fixture
def phrasebook() -> Phrasebook:
    return Phrasebook(ROOT / "domain.yml", ROOT / "data" / "locales", strict=True)


@pytest.fixture
def file(tmp_path: Path) -> ServicesFile:
    path = tmp_path / "ida.yml"
    path.write_text(FILE, encoding="utf-8")
    return load(path)


def test_each_sentence_is_listed_with_whose_words_it_is(phrasebook: Phrasebook, file: ServicesFile) -> None:
    said = {each.name: each for each in own_sentences(phrasebook, "es", file)}
    assert (said["utter_thank"].text, said["utter_thank"].made) == ("¡A mandar!", "yours")
    assert said["utter_okay"].made == "by hand"
    assert {each.made for each in own_sentences(phrasebook, "fi", None)} == {"original"}
    assert {code for code, share, missing in coverage(phrasebook) if share == 1 and not missing} == {
        "de", "es", "fr", "it", "pt",
    }  # fmt: skip


def test_the_texts_of_a_file_are_listed_as_clients_read_them(file: ServicesFile, tmp_path: Path) -> None:
    kept = KeptTranslations(tmp_path / "kept.db", "models")
    kept.load()
    kept.put(Translation("Diseñadora", "es", "Designer", "en", "model", 0.9), "es", {}, "formal")
    spanish = {each.name: (each.text, each.made) for each in file_texts(file, "es", kept)}
    german = {each.name: each.made for each in file_texts(file, "de", kept)}
    kept.close()
    assert spanish["Designer"] == ("Diseñadora", "machine")
    assert spanish["A sign and a wordmark."] == ("A sign and a wordmark.", "original")
    assert german["Logo design"] == "yours"


def test_a_client_reads_the_freelancer_s_own_wording(phrasebook: Phrasebook, file: ServicesFile) -> None:
    wording = Wording(phrasebook, translator=None)  # type: ignore[arg-type]
    said = Voice(wording, file, "es").phrase("utter_thank")
    assert (said.text, said.made) == ("¡A mandar!", "own")
    assert Voice(wording, file, "de").phrase("utter_thank").made == "phrase"


@pytest.mark.parametrize(
    ("phrase", "message"),
    [
        ("utter_thnk: Hi", "Did you mean utter_thank"),
        ("utter_bot_challenge: I am Ida.", "talk to a bot"),
        ("utter_fact_hours: {en: Come any time.}", "{hours}"),
    ],
)
def test_a_sentence_that_cannot_be_put_so_is_pointed_at(tmp_path: Path, phrase: str, message: str) -> None:
    path = tmp_path / "ida.yml"
    path.write_text(FILE.replace("utter_thank: {es: ¡A mandar!}", phrase), encoding="utf-8")
    problems = check([path])
    assert len(problems) == 1
    assert message in str(problems[0])
    assert str(problems[0].line) in str(problems[0])
