"""A translation engine that says what a test tells it to, good or bad, and a translator around it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bot.language.marian import Engine, Hypothesis
from bot.language.registry import Model, Registry
from bot.language.translator import Translator
from bot.settings import Settings

Reply = str | Sequence[str | Hypothesis] | Callable[[str], str]
DATA = Path(__file__).parent / "data"


class ScriptedEngine:
    """Answers each text from a table; what is not in it, with the text itself in brackets.

    A plain answer has a probability of 0.9. `scores` says how probable the way back is from each text.
    """

    name = "scripted"
    memory_mb = 100

    def __init__(
        self, replies: Mapping[str, Reply] | None = None, scores: Mapping[str, float] | None = None
    ) -> None:
        self.replies = replies or {}
        self.scores = scores or {}
        self.scored: list[tuple[str, str]] = []
        self.asked: list[list[str]] = []
        self.closed = threading.Event()
        self.go_on = threading.Event()
        self.go_on.set()
        self.entered = threading.Semaphore(0)

    def count(self, text: str) -> int:
        return len(text.split()) + 1

    def translate(self, texts: Sequence[str], alternatives: int = 1) -> list[list[Hypothesis]]:
        self.asked.append(list(texts))
        self.entered.release()
        assert self.go_on.wait(30)
        return [self._answer(text, alternatives) for text in texts]

    def _answer(self, text: str, alternatives: int) -> list[Hypothesis]:
        reply = self.replies.get(text, f"[{text}]")
        if callable(reply):
            reply = reply(text)
        choices = [reply] if isinstance(reply, str) else list(reply)
        return [
            choice if isinstance(choice, Hypothesis) else Hypothesis(choice, 0.9)
            for choice in choices[:alternatives]
        ]

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        self.scored += pairs
        return [self.scores.get(source, 0.1) for source, _ in pairs]

    def close(self) -> None:
        self.closed.set()


def model(name: str, sources: str, targets: str, **more: object) -> Model:
    """A model that only a scripted engine needs: "es fr" to "en"."""
    values = {"revision": name, "folder": Path("/models") / name, "name": name} | more
    return Model(sources=tuple(sources.split()), targets=tuple(targets.split()), **values)


class FixedRegistry(Registry):
    """A registry of given models instead of folders."""

    def __init__(self, *models: Model) -> None:
        super().__init__([])
        self._folders = (Path("/models"),)
        self.models = models


def translator(
    engines: Mapping[str, Engine | Exception], *models: Model, seconds: float = 30.0, memory_mb: int = 600
) -> Translator:
    """A translator over scripted engines by model name; an exception instead of an engine fails to load."""

    def open_engine(wanted: Model) -> Engine:
        engine = engines[wanted.name]
        if isinstance(engine, Exception):
            raise engine
        return engine

    settings = Settings(translation_timeout_s=seconds, translation_memory_mb=memory_mb, _env_file=None)
    return Translator(settings, registry=FixedRegistry(*models), open_engine=open_engine)


def spanish(replies: Mapping[str, Reply], **more: float) -> Translator:
    """A translator that knows these Spanish sentences, as the model sees them."""
    return translator({"es-en": ScriptedEngine(replies)}, model("es-en", "es", "en"), **more)
