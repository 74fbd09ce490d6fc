"""Meaning of an English sentence as a vector: all-MiniLM-L6-v2, int8, on onnxruntime.

Runs in both Pythons: the desk searches the FAQ with it, the engine may featurise messages with it. The model
is made by `python -m models.training.sentence.export`, because it is too large to be committed.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

if TYPE_CHECKING:
    from numpy.typing import NDArray

WIDTH = 384
LONGEST_TOKENS = 256
MODEL_FILE = "model.onnx"
TOKENIZER_FILE = "tokenizer.json"
CHECKSUMS_FILE = "SHA256SUMS"


class SentenceEmbedder:
    """Turns English texts into unit vectors; safe to share between threads, about 3 ms for a sentence."""

    def __init__(self, folder: Path) -> None:
        """Load model and tokenizer from `folder`; raises FileNotFoundError saying how to make them."""
        for name in (MODEL_FILE, TOKENIZER_FILE, CHECKSUMS_FILE):
            if not (folder / name).is_file():
                raise FileNotFoundError(
                    f"{folder / name} is missing: make the sentence model with "
                    "`python -m models.training.sentence.export`"
                )
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder / MODEL_FILE), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(LONGEST_TOKENS)
        self.fingerprint: str = (folder / CHECKSUMS_FILE).read_text().split()[0]
        """Changes whenever the model does, so that kept vectors are not mixed with those of another model."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give an (n, 384) float32 array of unit vectors, a row for each text; dot products are cosines."""
        if not texts:
            return np.zeros((0, WIDTH), dtype=np.float32)
        return np.concatenate([self._embed_one(text) for text in texts])

    def _embed_one(self, text: str) -> NDArray[np.float32]:
        # One at a time: activations are quantised by the range of the whole batch, so that in a batch the
        # vector of a short text would change with its neighbours (cosine 0.94 for "ok" among longer ones).
        encoding = self._tokenizer.encode(text)
        inputs = {
            "input_ids": np.array([encoding.ids], dtype=np.int64),
            "attention_mask": np.array([encoding.attention_mask], dtype=np.int64),
        }
        (vectors,) = self._session.run(None, inputs)
        return np.asarray(vectors, dtype=np.float32)
