"""The library follows the services files while it runs."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.engine.sentence_embedding import SentenceEmbedder
from bot.faq.index import FaqIndex
from bot.faq.library import FaqLibrary
from bot.language.translation import Translation
from bot.services.catalogue import Catalogue
from bot.settings import Settings

FILE = """
freelancer: {{name: Ida Berg, trade: Designer, home_language: en, time_zone: Europe/Berlin, currency: EUR}}
services:
  - id: logo
    name: Logo
    pricing: {{model: fixed, price: 500}}
faq:
  - id: parking
    question: Where can I park?
    answer: {answer}
"""


class NoTranslator:
    """Nothing here is to be translated."""

    async def translate(self, text: str, source: str, target: str) -> Translation:
        raise AssertionError(f"{text!r} was to be translated from {source} to {target}")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "freelancers"
    folder.mkdir()
    (folder / "ida.yml").write_text(FILE.format(answer="In the yard."))
    return folder


@pytest.fixture
def catalogue(folder: Path) -> Catalogue:
    catalogue = Catalogue(folder)
    catalogue.load()
    return catalogue


@pytest.fixture
async def library(
    embedder: SentenceEmbedder, tmp_path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> FaqLibrary:
    monkeypatch.setattr("bot.faq.library.SentenceEmbedder", lambda folder: embedder)
    settings = Settings(var_dir=tmp_path / "var")
    library = FaqLibrary(settings, catalogue, NoTranslator())
    await library.load()
    return library


async def test_a_saved_change_is_answered_at_once(
    library: FaqLibrary, catalogue: Catalogue, folder: Path
) -> None:
    (folder / "ida.yml").write_text(FILE.format(answer="Across the street."))
    await asyncio.to_thread(catalogue.reload_changed)
    match = await (await library.of("ida")).answer("Where can I park?")
    assert str(match.entries[0].answer) == "Across the street."


async def test_an_unchanged_file_is_indexed_once(library: FaqLibrary) -> None:
    first, second = await asyncio.gather(library.of("ida"), library.of("ida"))
    assert first is second


async def test_a_new_freelancer_is_served_and_one_who_left_is_not(
    library: FaqLibrary, catalogue: Catalogue, folder: Path
) -> None:
    (folder / "ben.yml").write_text(FILE.format(answer="Nowhere."))
    (folder / "ida.yml").unlink()
    await asyncio.to_thread(catalogue.reload_changed)
    assert (await library.services_of("ben")).match("a logo")[0][0] == "logo"
    with pytest.raises(KeyError):
        await library.of("ida")


async def test_a_broken_save_keeps_the_last_good_answers(
    library: FaqLibrary, catalogue: Catalogue, folder: Path
) -> None:
    (folder / "ida.yml").write_text("faq: [")
    await asyncio.to_thread(catalogue.reload_changed)
    assert (await (await library.of("ida")).answer("Where can I park?")).kind == "answer"


async def test_changed_files_are_indexed_before_anyone_asks(
    library: FaqLibrary, catalogue: Catalogue, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    indexed = asyncio.Event()
    build = FaqIndex.build

    async def noticed(*arguments: Any) -> FaqIndex:
        indexed.set()
        return await build(*arguments)

    monkeypatch.setattr(FaqIndex, "build", noticed)
    (folder / "ben.yml").write_text(FILE.format(answer="Nowhere."))
    await asyncio.to_thread(catalogue.reload_changed)
    async with asyncio.timeout(10):
        await indexed.wait()


async def test_without_the_model_it_says_how_to_make_it(tmp_path: Path, catalogue: Catalogue) -> None:
    settings = Settings(models_dir=tmp_path / "nothing", var_dir=tmp_path / "var")
    with pytest.raises(FileNotFoundError, match=r"models\.training\.sentence\.export"):
        await FaqLibrary(settings, catalogue, NoTranslator()).load()


async def test_texts_are_alike_when_they_mean_the_same(library: FaqLibrary) -> None:
    same = await library.alike("Can I pay in instalments?", "Is it possible to pay in several parts?")
    other = await library.alike("Can I pay in instalments?", "The dog is asleep.")
    assert other < 0.3 < 0.6 < same
