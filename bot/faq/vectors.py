"""Sentence vectors that are computed once and kept on disk, by the text they belong to."""

from __future__ import annotations

import hashlib
import os
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
import structlog

if TYPE_CHECKING:
    from numpy.typing import NDArray

log = structlog.get_logger(__name__)

MOST_KEPT = 20_000
"""Vectors kept on disk, 1.5 kB each; the oldest go first."""


class Embedder(Protocol):
    """What turns texts into unit vectors: bot.engine.sentence_embedding.SentenceEmbedder in the product."""

    fingerprint: str

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give an array of one unit row per text."""


class KeptVectors:
    """An embedder with a memory on disk; may be used from several threads.

    A file that is missing, broken or of another model is made anew: it holds nothing that cannot be computed.
    """

    def __init__(self, embedder: Embedder, path: Path) -> None:
        self._embedder = embedder
        self._path = path
        self._lock = threading.Lock()
        self._kept: dict[str, NDArray[np.float32]] = self._read()

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give an (n, width) array of unit rows and keep what was not known yet."""
        keys = [self._key(text) for text in texts]
        with self._lock:
            missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._kept}
            if missing:
                rows = self._embedder.embed(list(missing.values()))
                self._kept.update(zip(missing, rows, strict=True))
                self._write()
            found = [self._kept[key] for key in keys]
        return np.stack(found) if found else self._embedder.embed([])

    def embed_once(self, text: str) -> NDArray[np.float32]:
        """Give the vector of a text that is not kept: what a client wrote never reaches the disk this way."""
        return np.asarray(self._embedder.embed([text])[0], dtype=np.float32)

    def _key(self, text: str) -> str:
        return hashlib.sha256(f"{self._embedder.fingerprint}\n{text}".encode()).hexdigest()

    def _read(self) -> dict[str, NDArray[np.float32]]:
        try:
            with self._path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
                keys, rows = archive["keys"].tolist(), archive["rows"]
            if rows.dtype != np.float32 or rows.ndim != 2:
                raise ValueError(f"unexpected array of {rows.dtype} and shape {rows.shape}")
            return dict(zip(keys, rows, strict=True))
        except FileNotFoundError:
            return {}
        except Exception as error:
            # Whatever a damaged archive raises (zip, zlib, numpy have errors of their own), it is made anew.
            log.warning("kept_vectors_unreadable", file=str(self._path), reason=str(error))
            return {}

    def _write(self) -> None:
        """Write all of it beside the file and swap; a failure costs only time at the next start."""
        for key in list(self._kept)[:-MOST_KEPT]:
            del self._kept[key]
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=".", suffix=".npz")
            with os.fdopen(handle, "wb") as file:
                np.savez(file, keys=np.array(list(self._kept)), rows=np.stack(list(self._kept.values())))
            Path(name).replace(self._path)
        except OSError as error:
            log.warning("vectors_not_kept", file=str(self._path), reason=str(error))
