"""The fast engine: CTranslate2 with int8 weights, in a process that never imports torch."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import ctranslate2

from bot.language.marian import EngineError, Hypothesis, longest_output
from bot.language.marian.convert import converted
from bot.language.marian.pieces import Pieces

_WORKSPACE_MB = 25


class CTranslateEngine:
    """A converted checkpoint. Two translations run at once, one thread each: fastest on two cores."""

    name = "ctranslate2"

    def __init__(self, checkpoint: Path, revision: str, cache: Path) -> None:
        folder = converted(checkpoint, revision, cache)
        self._pieces = Pieces(checkpoint)
        try:
            self._translator = ctranslate2.Translator(
                str(folder), device="cpu", inter_threads=2, intra_threads=1, compute_type="int8"
            )
        except (RuntimeError, ValueError) as error:
            raise EngineError(f"{folder}: {error}; delete the folder and it will be made again") from error
        self.memory_mb = _WORKSPACE_MB + round((folder / "model.bin").stat().st_size * 1.3 / 2**20)

    def count(self, text: str) -> int:
        """Number of tokens of a text, with the end token."""
        return len(self._pieces.encode(text))

    def translate(self, texts: Sequence[str], alternatives: int = 1) -> list[list[Hypothesis]]:
        """Hypotheses for each text, best first."""
        sources = [self._pieces.encode(text) for text in texts]
        results = self._translator.translate_batch(
            sources,
            beam_size=alternatives,
            num_hypotheses=alternatives,
            max_input_length=0,
            max_decoding_length=longest_output(max(len(tokens) for tokens in sources)),
            return_scores=True,
            disable_unk=True,
        )
        return [
            [
                Hypothesis(self._pieces.decode(tokens), math.exp(min(0.0, score)))
                for tokens, score in zip(result.hypotheses, result.scores, strict=True)
            ]
            for result in results
        ]

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """The mean probability per token of each target, its end included."""
        results = self._translator.score_batch(
            [self._pieces.encode(source) for source, _ in pairs],
            [self._pieces.encode_target(target) for _, target in pairs],
            max_input_length=0,
        )
        return [math.exp(min(0.0, sum(each.log_probs) / len(each.log_probs))) for each in results]

    def close(self) -> None:
        """Give the memory back."""
        self._translator.unload_model()
