"""The search indexes of all freelancers, following their services files."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Protocol

import structlog

from bot.engine.sentence_embedding import SentenceEmbedder
from bot.faq.index import FaqIndex
from bot.faq.service_matcher import ServiceMatcher
from bot.faq.vectors import KeptVectors
from bot.language.translation import Translation
from bot.services.catalogue import Catalogue
from bot.services.schema import ServicesFile
from bot.settings import Settings

log = structlog.get_logger(__name__)

_NOT_LOADED = "the FAQ library is not loaded: await load() first"


class Translates(Protocol):
    """What the library needs of bot.language.translator.Translator."""

    def translate(self, text: str, source: str, target: str) -> Awaitable[Translation]:
        """Translate a text of any length; never raises for what it contains."""


@dataclass(frozen=True)
class _Built:
    """The indexes of one version of a services file."""

    file: ServicesFile
    faq: FaqIndex
    services: ServiceMatcher


class FaqLibrary:
    """FAQ search and service matching for each freelancer; a saved file is searched at the next question."""

    def __init__(self, settings: Settings, catalogue: Catalogue, translator: Translates) -> None:
        self._model_folder = settings.models_dir / "sentence"
        self._kept_file = settings.var_dir / "faq" / "vectors.npz"
        self._catalogue = catalogue
        self._translator = translator
        self._vectors: KeptVectors | None = None
        self._built: dict[str, _Built] = {}
        self._building: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def load(self) -> None:
        """Load the sentence model and index every freelancer; raises FileNotFoundError without the model."""
        self._vectors = await asyncio.to_thread(self._open_vectors)
        for slug in self._catalogue.slugs():
            await self._current(slug)
        loop = asyncio.get_running_loop()
        self._catalogue.subscribe(lambda slugs: self._rebuild_soon(slugs, loop))

    async def of(self, slug: str) -> FaqIndex:
        """The search index of a freelancer's FAQ and policies; raises KeyError for an unknown freelancer."""
        return (await self._current(slug)).faq

    async def services_of(self, slug: str) -> ServiceMatcher:
        """What finds the service a client means; raises KeyError for an unknown freelancer."""
        return (await self._current(slug)).services

    async def alike(self, one: str, other: str) -> float:
        """How alike two English texts are in meaning: the cosine of their vectors, 1 for the same."""
        if self._vectors is None:
            raise RuntimeError(_NOT_LOADED)
        first, second = await asyncio.gather(
            *(asyncio.to_thread(self._vectors.embed_once, text) for text in (one, other))
        )
        return float(first @ second)

    async def _current(self, slug: str) -> _Built:
        """The indexes for the services file as it is now, built first if it changed."""
        async with self._building[slug]:
            file = self._catalogue.get(slug)
            if file is None:
                self._built.pop(slug, None)
                raise KeyError(slug)
            built = self._built.get(slug)
            if built is None or built.file is not file:
                built = self._built[slug] = await self._build(file)
                log.info("faq_indexed", freelancer=slug, entries=len(built.faq.entries))
            return built

    async def _build(self, file: ServicesFile) -> _Built:
        if self._vectors is None:
            raise RuntimeError(_NOT_LOADED)
        faq = await FaqIndex.build(file, self._vectors, self._to_english)
        services = await ServiceMatcher.build(file, self._vectors, self._to_english)
        return _Built(file, faq, services)

    async def _to_english(self, text: str, language: str) -> str:
        return (await self._translator.translate(text, language, "en")).text

    def _open_vectors(self) -> KeptVectors:
        return KeptVectors(SentenceEmbedder(self._model_folder), self._kept_file)

    def _rebuild_soon(self, slugs: frozenset[str], loop: asyncio.AbstractEventLoop) -> None:
        """Index changed files at once, so that no client waits; called from the thread that reloads."""
        for slug in slugs:
            if self._catalogue.get(slug) is not None:
                asyncio.run_coroutine_threadsafe(self._current(slug), loop).add_done_callback(_report)


def _report(done: Future[_Built]) -> None:
    """Log why an index could not be built; the next question tries again."""
    if not done.cancelled() and (error := done.exception()) is not None:
        log.error("faq_not_indexed", reason=repr(error))
