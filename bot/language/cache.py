"""Remembers sentences that were translated before, the most recently used ones."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import NamedTuple

from bot.language import measures
from bot.language.formality import Tone
from bot.language.marian import Hypothesis


class Key(NamedTuple):
    """What a remembered sentence depends on; `sentence` is masked, so addresses and prices are never kept."""

    revision: str
    source: str
    target: str
    sentence: str
    tone: Tone | None


class SentenceCache:
    """Accepted translations of masked sentences in memory. Usable from any thread."""

    def __init__(self, size: int = 20_000) -> None:
        self._size = size
        self._entries: OrderedDict[Key, Hypothesis] = OrderedDict()
        self._lock = Lock()
        self.hits = 0
        self.misses = 0

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: Key) -> Hypothesis | None:
        """The accepted translation, or None."""
        with self._lock:
            found = self._entries.get(key)
            if found is None:
                self.misses += 1
            else:
                self.hits += 1
                self._entries.move_to_end(key)
        measures.CACHE.labels("miss" if found is None else "hit").inc()
        return found

    def put(self, key: Key, accepted: Hypothesis) -> None:
        """Remember a translation that passed every check."""
        with self._lock:
            self._entries[key] = accepted
            self._entries.move_to_end(key)
            if len(self._entries) > self._size:
                self._entries.popitem(last=False)
