"""Keeps translation models in memory: loaded when first needed, the least recently used leaves first."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

import structlog

from bot.language import measures
from bot.language.batching import Batcher
from bot.language.marian import Engine, EngineError
from bot.language.registry import Model

Kind = Literal["auto", "ctranslate2", "transformers"]
Opener = Callable[[Model], Engine]
_RETRY_S = 60.0
_LONGEST_FAREWELL_S = 10.0

log = structlog.get_logger(__name__)


def opener(kind: Kind, cache: Path) -> Opener:
    """What loads a model with the engine wanted; `cache` is where converted checkpoints are kept."""

    def with_ctranslate2(model: Model) -> Engine:
        from bot.language.marian.ctranslate import CTranslateEngine

        return CTranslateEngine(model.folder, model.revision, cache)

    def with_transformers(model: Model) -> Engine:
        from bot.language.marian.reference import TransformersEngine

        return TransformersEngine(model.folder)

    def with_the_faster(model: Model) -> Engine:
        if find_spec("ctranslate2") is None:
            return with_transformers(model)
        try:
            return with_ctranslate2(model)
        except EngineError as error:
            log.warning("falling back to transformers", model=model.name, reason=str(error))
            return with_transformers(model)

    return {"auto": with_the_faster, "ctranslate2": with_ctranslate2, "transformers": with_transformers}[kind]


class LoadedModels:
    """Models in memory by name and revision, within a budget in MB. Usable from any thread."""

    def __init__(self, open_engine: Opener, memory_mb: int) -> None:
        self._open = open_engine
        self._budget = memory_mb
        self._lock = threading.Lock()
        self._loaded: OrderedDict[tuple[str, str], Batcher] = OrderedDict()
        self._loading: dict[tuple[str, str], Future[Batcher]] = {}
        self._failed: dict[tuple[str, str], tuple[float, str]] = {}

    def batcher(self, model: Model) -> Future[Batcher]:
        """The queue of a model, at once if it is in memory, else once a thread has loaded it.

        The future raises EngineError when it cannot be loaded; a failed one is not tried again for a minute.
        """
        key = (model.name, model.revision)
        with self._lock:
            if key in self._loaded:
                self._loaded.move_to_end(key)
                return _done(self._loaded[key])
            if key in self._loading:
                return self._loading[key]
            failed_at, reason = self._failed.get(key, (0.0, ""))
            if reason and time.monotonic() - failed_at < _RETRY_S:
                return _failed(EngineError(reason))
            promise: Future[Batcher] = Future()
            promise.set_running_or_notify_cancel()
            self._loading[key] = promise
        threading.Thread(
            target=self._load, args=(key, model, promise), name="load-model", daemon=True
        ).start()
        return promise

    def at_hand(self, model: Model) -> Future[Batcher] | None:
        """The queue of a model that is in memory or has room beside the others; None if one had to leave."""
        with self._lock:
            there = self._loaded.keys() | self._loading.keys()
            largest = max((batcher.engine.memory_mb for batcher in self._loaded.values()), default=0)
            room = self.memory_mb + largest <= self._budget
        return self.batcher(model) if room or (model.name, model.revision) in there else None

    def _load(self, key: tuple[str, str], model: Model, promise: Future[Batcher]) -> None:
        began = time.monotonic()
        try:
            batcher = Batcher(self._open(model))
        except Exception as error:
            log.error("translation model not loaded", model=model.name, reason=str(error))
            with self._lock:
                self._failed[key] = (time.monotonic(), str(error))
                del self._loading[key]
            promise.set_exception(
                error if isinstance(error, EngineError) else EngineError(f"{model.folder}: {error}")
            )
            return
        seconds = time.monotonic() - began
        log.info(
            "translation model loaded",
            model=model.name,
            engine=batcher.engine.name,
            seconds=round(seconds, 2),
        )
        measures.LOADS.labels(model.name).inc()
        with self._lock:
            self._failed.pop(key, None)
            self._loaded[key] = batcher
            del self._loading[key]
            leaving = self._over_budget()
        promise.set_result(batcher)
        for old in leaving:
            old.close()

    def _over_budget(self) -> list[Batcher]:
        """Take the least recently used models out until the rest fits; the newest always stays."""
        leaving = []
        while len(self._loaded) > 1 and self.memory_mb > self._budget:
            (name, _), batcher = self._loaded.popitem(last=False)
            log.info("translation model leaves memory", model=name)
            leaving.append(batcher)
        return leaving

    @property
    def memory_mb(self) -> int:
        """What the loaded models hold together, roughly."""
        return sum(batcher.engine.memory_mb for batcher in list(self._loaded.values()))

    def memory_by_name(self) -> dict[str, int]:
        """The same for each loaded model."""
        with self._lock:
            return {name: batcher.engine.memory_mb for (name, _), batcher in self._loaded.items()}

    @property
    def waiting(self) -> int:
        """Sentences queued before all models together."""
        return sum(len(batcher) for batcher in list(self._loaded.values()))

    def names(self) -> dict[str, str]:
        """Loaded models and what runs them: {"mul-en": "ctranslate2"}."""
        with self._lock:
            return {name: batcher.engine.name for (name, _), batcher in self._loaded.items()}

    def failures(self) -> dict[str, str]:
        """Models that could not be loaded, and why."""
        with self._lock:
            return {name: reason for (name, _), (_, reason) in self._failed.items()}

    def close(self) -> None:
        """Let every model go and wait until they have; what is queued is still answered.

        A process that ends while an engine is at work would be aborted by it.
        """
        with self._lock:
            leaving = list(self._loaded.values())
            self._loaded.clear()
        for releasing in [batcher.close() for batcher in leaving]:
            releasing.join(_LONGEST_FAREWELL_S)


def _done(batcher: Batcher) -> Future[Batcher]:
    future: Future[Batcher] = Future()
    future.set_result(batcher)
    return future


def _failed(error: EngineError) -> Future[Batcher]:
    future: Future[Batcher] = Future()
    future.set_exception(error)
    return future
