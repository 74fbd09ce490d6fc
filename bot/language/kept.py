"""Translations of the freelancers' own texts, kept across restarts: the second level of the cache.

Clients' sentences are remembered in memory only (bot.language.cache): what a client wrote must be gone when
they ask for it.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import structlog

from bot.language.formality import Tone
from bot.language.translation import Translation, untranslated

log = structlog.get_logger(__name__)

_TABLE = """CREATE TABLE IF NOT EXISTS kept (
    key TEXT PRIMARY KEY, models TEXT NOT NULL,
    text TEXT NOT NULL, made TEXT NOT NULL, confidence REAL NOT NULL
) WITHOUT ROWID"""


class KeptTranslations:
    """A table of translations in SQLite, held in memory as well: reading never waits for the disk.

    `models` names the models they were made with; those of other models are dropped when the table is
    opened. A table that cannot be opened is put aside and begun anew: all in it can be made again.
    """

    def __init__(self, path: Path, models: str) -> None:
        self._path = path
        self._models = models
        self._entries: dict[str, tuple[str, str, float]] = {}
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="kept-translations")

    def __len__(self) -> int:
        return len(self._entries)

    def load(self) -> None:
        """Open the table and read it. Blocks: call it in a thread."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._writer.submit(self._open).result()

    def get(
        self,
        text: str,
        source: str,
        target: str,
        terms: Mapping[str, object],
        tone: Tone | None = None,
    ) -> Translation | None:
        """What a text became the last time, or None; `terms` are those that were kept or fixed."""
        with self._lock:
            found = self._entries.get(_key(text, source, target, terms, tone))
        if found is None:
            return None
        words, made, confidence = found
        if made == "untranslated":
            return untranslated(text, source)
        return Translation(words, target, text, source, "phrase" if made == "phrase" else "model", confidence)

    def put(
        self, done: Translation, target: str, terms: Mapping[str, object], tone: Tone | None = None
    ) -> None:
        """Keep what came of a translation into `target`, unless another try may give more."""
        if done.passing or done.made not in ("model", "phrase", "untranslated"):
            return
        key = _key(done.original, done.original_language, target, terms, tone)
        with self._lock:
            self._entries[key] = (done.text, done.made, done.confidence)
        with suppress(RuntimeError):  # closed
            self._writer.submit(self._write, key, done)

    def begin_anew(self, models: str) -> None:
        """Drop everything, because translations are made with other models from now on."""
        with self._lock:
            self._models = models
            self._entries.clear()
        with suppress(RuntimeError):  # closed
            self._writer.submit(self._forget_others)

    def close(self) -> None:
        """Finish writing; what is put later stays in memory."""
        with suppress(RuntimeError):
            self._writer.submit(self._shut)
        self._writer.shutdown()

    def _open(self) -> None:
        try:
            self._read()
        except sqlite3.DatabaseError as error:
            log.warning("kept translations begun anew", reason=str(error))
            self._shut()
            self._path.replace(self._path.with_suffix(".broken"))
            self._read()

    def _read(self) -> None:
        self._connection = sqlite3.connect(self._path, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=NORMAL")
        self._connection.execute(_TABLE)
        self._forget_others()
        rows = self._connection.execute("SELECT key, text, made, confidence FROM kept").fetchall()
        with self._lock:
            self._entries = {key: (text, made, confidence) for key, text, made, confidence in rows}

    def _forget_others(self) -> None:
        if self._connection is not None:
            self._connection.execute("DELETE FROM kept WHERE models != ?", (self._models,))

    def _write(self, key: str, done: Translation) -> None:
        if self._connection is None:
            return
        row = (key, self._models, done.text, done.made, done.confidence)
        try:
            self._connection.execute("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?)", row)
        except sqlite3.Error as error:
            log.warning("a translation was not kept", reason=str(error))

    def _shut(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def kept_translations(var_dir: Path, models: str) -> KeptTranslations:
    """The table of this installation; it is not loaded yet."""
    return KeptTranslations(var_dir / "translation" / "own_texts.db", models)


def _key(text: str, source: str, target: str, terms: Mapping[str, object], tone: Tone | None) -> str:
    whole: Sequence[object] = (text, source, target, sorted(terms.items(), key=repr), tone)
    return hashlib.sha256(json.dumps(whole, ensure_ascii=False).encode()).hexdigest()
