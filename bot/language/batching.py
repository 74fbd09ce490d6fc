"""Puts requests that wait for the same model together, without making a lone one wait."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

from bot.language.marian import Engine, Hypothesis

WORKERS = 2
MOST_SENTENCES = 32
MOST_CHARACTERS = 6000
LONGEST_QUEUE = 1000


class QueueFull(Exception):
    """More is waiting for a model than it can answer in time."""


class BatcherClosed(Exception):
    """The model was taken out of memory; load it again."""


Answer = Future[list[Hypothesis]]
Scores = Future[list[float]]


@dataclass(slots=True)
class _Request:
    """A text of which so many hypotheses are wanted, or with 0 pairs of which the scores are."""

    alternatives: int
    text: str = ""
    pairs: Sequence[tuple[str, str]] = ()
    answer: Future[Any] = field(default_factory=Future)

    @property
    def characters(self) -> int:
        return len(self.text) + sum(len(target) for _, target in self.pairs)


class Batcher:
    """A queue before one engine, emptied by two threads.

    A request that finds a thread idle starts at once. What arrives while both are busy is translated
    together as soon as one is free. An answer cancelled before it started is never worked on.
    """

    def __init__(self, engine: Engine, *, longest_queue: int = LONGEST_QUEUE) -> None:
        self.engine = engine
        self._longest = longest_queue
        self._waiting: deque[_Request] = deque()
        self._changed = threading.Condition()
        self._idle = 0
        self._closed = False
        self._threads = [
            threading.Thread(target=self._work, name=f"translate-{number}", daemon=True)
            for number in range(WORKERS)
        ]
        for thread in self._threads:
            thread.start()

    def __len__(self) -> int:
        return len(self._waiting)

    def submit(self, texts: Sequence[str], alternatives: int = 1) -> list[Answer]:
        """Queue texts together; one future each. Raises QueueFull or BatcherClosed, and then queues none."""
        requests = [_Request(alternatives, text) for text in texts]
        self._queue(requests)
        return [request.answer for request in requests]

    def score(self, pairs: Sequence[tuple[str, str]]) -> Scores:
        """Queue translations to be scored, as `Engine.score`. Raises QueueFull or BatcherClosed."""
        request = _Request(0, pairs=pairs)
        self._queue([request])
        return request.answer

    def _queue(self, requests: Sequence[_Request]) -> None:
        with self._changed:
            if self._closed:
                raise BatcherClosed
            if len(self._waiting) + len(requests) > self._longest:
                raise QueueFull(f"{len(self._waiting)} sentences are waiting already")
            self._waiting.extend(requests)
            self._changed.notify(WORKERS)

    def close(self) -> threading.Thread:
        """Answer what is waiting, then give the model's memory back; the thread returned ends with that."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        releasing = threading.Thread(target=self._release, name="translate-release", daemon=True)
        releasing.start()
        return releasing

    def _release(self) -> None:
        for thread in self._threads:
            thread.join()
        self.engine.close()

    def _work(self) -> None:
        while batch := self._next():
            started = [request for request in batch if request.answer.set_running_or_notify_cancel()]
            if not started:
                continue
            try:
                found = self._answers(started)
            except Exception as error:
                for request in started:
                    request.answer.set_exception(error)
            else:
                for request, answer in zip(started, found, strict=True):
                    request.answer.set_result(answer)

    def _answers(self, batch: Sequence[_Request]) -> Sequence[Any]:
        if alternatives := batch[0].alternatives:
            return self.engine.translate([request.text for request in batch], alternatives)
        scores = iter(self.engine.score([pair for request in batch for pair in request.pairs]))
        return [[next(scores) for _ in request.pairs] for request in batch]

    def _next(self) -> list[_Request]:
        """The next batch, or nothing once the batcher is closed and the queue is empty."""
        with self._changed:
            self._idle += 1
            self._changed.wait_for(lambda: self._waiting or self._closed)
            batch = self._take()
            self._idle -= 1
            return batch

    def _take(self) -> list[_Request]:
        """A fair share of what is waiting: idle threads divide it, and it stays within one batch's bounds."""
        share = -(-len(self._waiting) // max(1, self._idle))
        batch: list[_Request] = []
        characters = 0
        while self._waiting and len(batch) < min(share, MOST_SENTENCES):
            request = self._waiting[0]
            characters += request.characters
            if batch and (request.alternatives != batch[0].alternatives or characters > MOST_CHARACTERS):
                break
            batch.append(self._waiting.popleft())
        return batch
