"""The real sentence model, made when it is missing, and indexes of the sample services files."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.engine.sentence_embedding import SentenceEmbedder
from bot.faq.index import FaqIndex
from bot.faq.service_matcher import ServiceMatcher
from bot.faq.vectors import KeptVectors
from bot.services.catalogue import Catalogue
from bot.services.schema import ServicesFile
from bot.settings import ROOT
from models.training.sentence import export

SAMPLES = ("designer", "translator", "developer")


@pytest.fixture(scope="session")
def model_folder() -> Path:
    export.export(export.FOLDER)
    return export.FOLDER


@pytest.fixture(scope="session")
def embedder(model_folder: Path) -> SentenceEmbedder:
    return SentenceEmbedder(model_folder)


@pytest.fixture(scope="session")
def vectors(embedder: SentenceEmbedder, tmp_path_factory: pytest.TempPathFactory) -> KeptVectors:
    return KeptVectors(embedder, tmp_path_factory.mktemp("faq") / "vectors.npz")


@pytest.fixture(scope="session")
def samples() -> dict[str, ServicesFile]:
    catalogue = Catalogue(ROOT / "data" / "freelancers")
    catalogue.load()
    found = {slug: catalogue.get(slug) for slug in SAMPLES}
    return {slug: file for slug, file in found.items() if file}


@pytest.fixture(scope="session")
def indexes(samples: dict[str, ServicesFile], vectors: KeptVectors) -> dict[str, FaqIndex]:
    return {slug: asyncio.run(FaqIndex.build(file, vectors, unneeded)) for slug, file in samples.items()}


@pytest.fixture(scope="session")
def matchers(samples: dict[str, ServicesFile], vectors: KeptVectors) -> dict[str, ServiceMatcher]:
    return {
        slug: asyncio.run(ServiceMatcher.build(file, vectors, unneeded)) for slug, file in samples.items()
    }


async def unneeded(text: str, language: str) -> str:
    raise AssertionError(f"the samples are in English too, yet {text!r} was to be translated from {language}")


def services_file(**parts: Any) -> ServicesFile:
    """A small services file; `parts` replace or add to its top-level fields."""
    data = {
        "freelancer": {
            "name": "Ida Berg",
            "trade": "Designer",
            "home_language": "en",
            "time_zone": "Europe/Berlin",
            "currency": "EUR",
        },
        "services": [{"id": "logo", "name": "Logo", "pricing": {"model": "fixed", "price": 500}}],
    }
    return ServicesFile.model_validate({**data, **parts})
