"""The freelancers' texts are translated before a client asks for them."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path

from bot.language.phrases import Phrasebook
from bot.language.translation import Translation
from bot.pretranslation import Pretranslation
from bot.services.catalogue import Catalogue
from bot.services.text import LocalizedText
from bot.settings import ROOT

FILE = """
freelancer: {{name: Ida Berg, trade: Designer, home_language: en, time_zone: Europe/Berlin, currency: EUR}}
services:
  - id: logo
    name: {name}
    pricing: {{model: fixed, price: 500}}
faq:
  - {{id: files, question: Which files?, phrasings: [What formats?], answer: {{en: PDF, de: PDF-Dateien}}}}
"""


def phrasebook() -> Phrasebook:
    return Phrasebook(ROOT / "domain.yml", ROOT / "data" / "locales", strict=True)


class Wording:
    """Notes what was to be translated."""

    def __init__(self, phrasebook: Phrasebook) -> None:
        self.phrasebook = phrasebook
        self.asked: list[tuple[str, str]] = []
        self.news = asyncio.Event()

    async def own(
        self, text: LocalizedText, language: str, *, glossary: object = None, tone: str | None = None
    ) -> Translation:
        self.asked.append((str(text), language))
        self.news.set()
        words = f"[{language}] {text}"
        return Translation(words, language, str(text), "en", "model")

    async def until(self, *expected: tuple[str, str]) -> None:
        async with asyncio.timeout(10):
            while not set(expected) <= set(self.asked):
                self.news.clear()
                await self.news.wait()


async def test_every_text_is_translated_at_the_start_and_again_when_its_file_changes(tmp_path: Path) -> None:
    file = tmp_path / "ida.yml"
    file.write_text(FILE.format(name="Logo design"))
    catalogue, wording = Catalogue(tmp_path), Wording(phrasebook())
    catalogue.load()
    work = asyncio.create_task(
        Pretranslation(catalogue, wording, ("de", "es")).translate_forever()  # type: ignore[arg-type]
    )
    texts = ("Designer", "Logo design", "Which files?", "PDF")
    await wording.until(*((text, language) for text in texts for language in ("de", "es")))
    assert not any("formats" in text for text, _ in wording.asked)

    file.write_text(FILE.format(name="Brand design"))
    await asyncio.to_thread(catalogue.reload_changed)
    await wording.until(("Brand design", "de"), ("Brand design", "es"))
    work.cancel()
    with suppress(asyncio.CancelledError):
        await work


async def test_the_bot_s_own_sentences_are_translated_where_nobody_wrote_them(tmp_path: Path) -> None:
    catalogue, wording = Catalogue(tmp_path), Wording(phrasebook())
    work = asyncio.create_task(
        Pretranslation(catalogue, wording, ("de", "nl")).translate_forever()  # type: ignore[arg-type]
    )
    english = wording.phrasebook.responses["utter_services"].text
    await wording.until((english, "nl"), *((r.text, "nl") for r in wording.phrasebook.responses.values()))
    work.cancel()
    with suppress(asyncio.CancelledError):
        await work
    assert (english, "de") not in wording.asked
    said = wording.phrasebook.render("utter_services", "nl", freelancer="Ida")
    assert (said.text, said.language, said.made) == (
        f"[nl] {english}".replace("{freelancer}", "Ida"),
        "nl",
        "model",
    )
    assert wording.phrasebook.render("utter_services", "de", freelancer="Ida").made == "phrase"


async def test_everything_is_translated_anew_for_other_models_and_languages(tmp_path: Path) -> None:
    (tmp_path / "ida.yml").write_text(FILE.format(name="Logo design"))
    catalogue, wording = Catalogue(tmp_path), Wording(phrasebook())
    catalogue.load()
    work = Pretranslation(catalogue, wording, ("de",))  # type: ignore[arg-type]
    task = asyncio.create_task(work.translate_forever())
    await wording.until(("Logo design", "de"))
    wording.asked.clear()
    work.begin_anew(("de", "es"))
    assert not work.done
    await wording.until(("Logo design", "de"), ("Logo design", "es"))
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
