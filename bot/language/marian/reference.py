"""The reference engine: transformers and torch on the CPU, linear layers in int8."""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from bot.language.marian import EngineError, Hypothesis, longest_output


class TransformersEngine:
    """A checkpoint as transformers runs it; importing it costs about 360 MB and some seconds."""

    name = "transformers"

    def __init__(self, checkpoint: Path) -> None:
        try:
            import torch
            from transformers import MarianMTModel, MarianTokenizer
        except ImportError as error:
            raise EngineError(f"{checkpoint}: transformers and torch are not installed ({error})") from error
        torch.set_num_threads(1)  # several sentences at once beat several threads on one
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # sacremoses is recommended but does nothing here
                self._tokenizer: Any = MarianTokenizer.from_pretrained(checkpoint)
                model: Any = MarianMTModel.from_pretrained(checkpoint, dtype=torch.float32).eval()
                quantization = cast(Any, torch.ao.quantization)
                self._model = quantization.quantize_dynamic(model, {torch.nn.Linear}, dtype=torch.qint8)
        except Exception as error:  # each of the libraries below has its own
            raise EngineError(f"{checkpoint}: cannot be loaded by transformers: {error}") from error
        self._torch = torch
        config = model.config
        self._start: int = config.decoder_start_token_id
        self._end: int = config.eos_token_id
        self._never = [config.pad_token_id, self._tokenizer.unk_token_id]
        self.memory_mb = round(sum(weights.numel() for weights in model.parameters()) * 5 / 2**20)

    def count(self, text: str) -> int:
        """Number of tokens of a text, with the end token."""
        return len(self._tokenizer(text)["input_ids"])

    def translate(self, texts: Sequence[str], alternatives: int = 1) -> list[list[Hypothesis]]:
        """Hypotheses for each text, best first."""
        inputs = self._tokenizer(list(texts), return_tensors="pt", padding=True)
        longest = longest_output(inputs["input_ids"].shape[1])
        with self._torch.inference_mode():
            if alternatives == 1:
                return [[best] for best in self._greedy(inputs, longest)]
            return self._beam(inputs, longest, alternatives)

    def _greedy(self, inputs: Any, longest: int) -> list[Hypothesis]:
        """Our own loop: `generate` spends as long again on its bookkeeping with a model this small."""
        torch, model = self._torch, self._model
        encoded = model.get_encoder()(**inputs)
        rows = inputs["input_ids"].shape[0]
        tokens = torch.full((rows, 1), self._start)
        output: list[Any] = []
        total, length = torch.zeros(rows), torch.zeros(rows)
        alive = torch.ones(rows, dtype=torch.bool)
        cache = None
        while alive.any() and len(output) < longest:
            step = model(
                encoder_outputs=encoded,
                attention_mask=inputs["attention_mask"],
                decoder_input_ids=tokens,
                past_key_values=cache,
                use_cache=True,
            )
            cache = step.past_key_values
            logits = step.logits[:, -1]
            logits[:, self._never] = -math.inf
            best = logits.log_softmax(-1).max(-1)
            total += torch.where(alive, best.values, 0.0)
            length += alive
            tokens = torch.where(alive, best.indices, self._end)[:, None]
            output.append(tokens)
            alive &= tokens[:, 0] != self._end
        texts = self._texts(torch.cat(output, dim=1))
        return [
            Hypothesis(text, math.exp(score))
            for text, score in zip(texts, (total / length).tolist(), strict=True)
        ]

    def _beam(self, inputs: Any, longest: int, alternatives: int) -> list[list[Hypothesis]]:
        output = self._model.generate(
            **inputs,
            num_beams=alternatives,
            num_return_sequences=alternatives,
            max_length=longest,
            bad_words_ids=[[token] for token in self._never],
            output_scores=True,
            return_dict_in_generate=True,
        )
        found = [
            Hypothesis(text, math.exp(min(0.0, score)))
            for text, score in zip(
                self._texts(output.sequences), output.sequences_scores.tolist(), strict=True
            )
        ]
        return [found[i : i + alternatives] for i in range(0, len(found), alternatives)]

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """The mean probability per token of each target, its end included."""
        sources, targets = [source for source, _ in pairs], [target for _, target in pairs]
        inputs = self._tokenizer(sources, text_target=targets, return_tensors="pt", padding=True)
        labels = inputs["labels"]
        with self._torch.inference_mode():
            scores = self._model(**inputs).logits.log_softmax(-1)
        real = labels != self._never[0]
        found = scores.gather(-1, labels[..., None])[..., 0].where(real, self._torch.tensor(0.0))
        means: list[float] = (found.sum(1) / real.sum(1)).exp().tolist()
        return means

    def _texts(self, ids: Any) -> list[str]:
        texts: list[str] = self._tokenizer.batch_decode(ids, skip_special_tokens=True)
        return texts

    def close(self) -> None:
        """Give the memory back."""
        del self._model
