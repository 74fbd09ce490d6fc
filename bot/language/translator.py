"""Translates what clients and freelancers write: checked, batched, cached, and honest when it cannot."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import structlog

from bot.language import checks, measures
from bot.language.cache import SentenceCache
from bot.language.formality import Tone
from bot.language.loading import LoadedModels, Opener, opener
from bot.language.marian import EngineError
from bot.language.masking import Masked, cleaned, letters, mask
from bot.language.memory import TranslationMemory
from bot.language.registry import Registry, installed
from bot.language.segments import Segment, split
from bot.language.sentences import NotNow, SentenceTranslator
from bot.language.short import ShortPhrases
from bot.language.translation import Direction, Made, Translation, identity, untranslated
from bot.settings import Settings

_NOTHING: Mapping[str, str] = {}
_AT_ONCE = 64
"""Lines of a file under way together, so that a file does not fill the queue before the clients."""
_AT_ONCE_CHARACTERS = 1000

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Part:
    """A translated segment, how it was made and how sure the model was."""

    text: str
    made: Made
    confidence: float = 1.0


class Translator:
    """All translation of one process. Safe to use from several event loops and threads.

    It never raises for what a text contains: what cannot be translated comes back as it was, labelled.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        registry: Registry | None = None,
        open_engine: Opener | None = None,
        memory: TranslationMemory | None = None,
    ) -> None:
        self.registry = registry or installed(settings.models_dir)
        self._timeout = settings.translation_timeout_s
        self._short = ShortPhrases(settings.locales_dir / "short")
        self._memory = memory or TranslationMemory(settings.models_dir / "training" / "domain")
        self._cache = SentenceCache()
        self._models = LoadedModels(
            open_engine or opener(settings.translation_engine, settings.var_dir / "translation"),
            settings.translation_memory_mb,
        )
        self._sentences = SentenceTranslator(self.registry, self._models, self._cache)
        self._made: Counter[str] = Counter()
        measures.WAITING.set_function(lambda: self._models.waiting)
        measures.MEMORY.set_function(lambda: self._models.memory_mb)

    async def translate(
        self,
        text: str,
        source: str,
        target: str,
        *,
        protect: Sequence[str] = (),
        fixed: Mapping[str, str] = _NOTHING,
        tone: Tone | None = None,
    ) -> Translation:
        """Translate a text of any length; line breaks, lists and spacing stay.

        `protect` are terms left as they are, `fixed` terms with their translation into `target`. `tone` says
        how its reader should be addressed; it is a wish.
        """
        return await self._within(self._timeout, text, Direction(source, target, tone), protect, fixed)

    async def translate_many(
        self, lines: Iterable[str], source: str, target: str, tone: Tone | None = None
    ) -> list[Translation]:
        """Translate lines one to one, in order, without a time limit; empty lines stay empty."""
        turn = asyncio.Semaphore(_AT_ONCE)

        async def one(line: str) -> Translation:
            async with turn:
                return await self._within(None, line, Direction(source, target, tone), (), _NOTHING)

        return await asyncio.gather(*(one(line) for line in lines))

    def translate_lines(self, lines: Iterable[str], source: str, target: str) -> list[str]:
        """The texts of `translate_many` for callers without an event loop, such as `liaison translate`."""
        return [done.text for done in asyncio.run(self.translate_many(lines, source, target))]

    async def prewarm(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Load the memory and the models of these pairs now; what cannot be loaded is shown by `stats`."""
        await asyncio.to_thread(self._memory.load)
        await self._load(self.registry, pairs)

    async def renew(self) -> bool:
        """Take up models that came since and leave those that went; False where nothing changed.

        New ones are loaded first: no text waits for them.
        """
        fresh = await asyncio.to_thread(self.registry.look_again)
        if fresh.fingerprint == self.registry.fingerprint:
            return False
        await self._load(fresh, fresh.pairs())
        self.registry.replace(fresh)
        return True

    async def _load(self, registry: Registry, pairs: Iterable[tuple[str, str]]) -> None:
        for source, target in pairs:
            for route in registry.routes(source, target)[:1]:
                for hop in route:
                    try:
                        await asyncio.wrap_future(self._models.batcher(registry.direct(*hop)[0]))
                    except EngineError as error:
                        log.warning("model not ready", pair=f"{source}-{target}", reason=str(error))

    def pairs(self) -> set[tuple[str, str]]:
        """Pairs that can be translated, directly or through English."""
        return self.registry.pairs()

    def stats(self) -> dict[str, Any]:
        """What /health shows: models loaded and failing, queue, cache, texts by how they were made."""
        return {
            "models": [model.name for model in self.registry.models],
            "loaded": self._models.names(),
            "problems": [*self.registry.problems, *self._models.failures().values()],
            "memory_mb": self._models.memory_mb,
            "memory_by_model": self._models.memory_by_name(),
            "waiting": self._models.waiting,
            "cache": {"entries": len(self._cache), "hits": self._cache.hits, "misses": self._cache.misses},
            "made": dict(self._made),
        }

    def close(self) -> None:
        """Let the models go and wait until they have; what is queued is still answered."""
        self._models.close()

    async def _within(
        self,
        seconds: float | None,
        text: str,
        direction: Direction,
        protect: Sequence[str],
        fixed: Mapping[str, str],
    ) -> Translation:
        began = time.perf_counter()
        try:
            async with asyncio.timeout(seconds):
                done = await self._translate(text, direction, protect, fixed)
        except TimeoutError:
            log.warning("translation took too long", pair=direction.pair, seconds=seconds)
            done = untranslated(text, direction.source, passing=True)
        except NotNow as reason:
            log.warning("no translation now", pair=direction.pair, reason=str(reason))
            done = untranslated(text, direction.source, passing=True)
        except Exception as error:
            log.error("translation failed", pair=direction.pair, reason=repr(error))
            done = untranslated(text, direction.source, passing=True)
        measures.SECONDS.observe(time.perf_counter() - began)
        measures.TRANSLATIONS.labels(done.made).inc()
        self._made[done.made] += 1
        return done

    async def _translate(
        self, text: str, direction: Direction, protect: Sequence[str], fixed: Mapping[str, str]
    ) -> Translation:
        source, target = direction.source, direction.target
        if source == target or not text.strip():
            return identity(text, target)
        clean = cleaned(text)
        masked = await _masked(clean, source, protect, fixed)
        parts = await self._parts(masked, direction)
        if parts is None and any(c.isdigit() for c in clean):
            masked = await _masked(clean, source, protect, fixed, every_digit=True)
            parts = await self._parts(masked, direction)
        if parts is None:
            return untranslated(text, source)
        result = masked.restored("".join(part.text for part in parts), source, target)
        if checks.version_torn(clean, result, source):  # unseen so far where its number was masked
            return untranslated(text, source)
        confidence = min(part.confidence for part in parts)
        return Translation(result, target, text, source, _made(parts, result == text), confidence)

    async def _parts(self, masked: Masked, direction: Direction) -> list[_Part] | None:
        """Every segment in the target language, or None when one sentence cannot be translated soundly."""
        segments = split(masked.text, direction.source, masked.ornaments)
        tasks = [asyncio.ensure_future(self._part(segment, masked, direction)) for segment in segments]
        try:
            parts = []
            for task in tasks:
                part = await task
                if part is None:
                    return None
                parts.append(part)
            return parts
        finally:
            for task in tasks:
                task.cancel()

    async def _part(self, segment: Segment, masked: Masked, direction: Direction) -> _Part | None:
        if not segment.sentence or letters(segment.text) == 0:
            return _Part(segment.text, "identity")
        phrase = self._short.translate(segment.text, direction.source, direction.target)
        if phrase is not None:
            return _Part(phrase, "phrase")
        if letters(segment.text) == 1:
            return _Part(segment.text, "identity")
        known = self._memory.translate(segment.text, *direction)
        if known is not None:
            return _Part(known, "phrase")
        found = await self._sentences.translate(segment.text, masked, direction)
        return _Part(found.text, "model", found.probability) if found is not None else None


async def _masked(
    text: str, source: str, protect: Sequence[str], fixed: Mapping[str, str], *, every_digit: bool = False
) -> Masked:
    """Mask a short text at once and a long one in a thread: looking through it takes its time."""
    if len(text) <= _AT_ONCE_CHARACTERS:
        return mask(text, source, protect=protect, fixed=fixed, every_digit=every_digit)
    return await asyncio.to_thread(mask, text, source, protect=protect, fixed=fixed, every_digit=every_digit)


def _made(parts: Sequence[_Part], unchanged: bool) -> Made:
    """The least trustworthy of the parts speaks for the whole."""
    if any(part.made == "model" for part in parts):
        return "model"
    if any(part.made == "phrase" for part in parts) or not unchanged:
        return "phrase"
    return "identity"
