"""The all-MiniLM-L6-v2 sentence encoder in plain torch, so that ONNX gets free batch and length."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

WIDTH = 384
HEADS = 12
LAYERS = 6
NORM_EPS = 1e-12


class MiniLM(nn.Module):
    """BERT with 6 layers of 384, mean pooling and L2 normalisation: token ids in, sentence vectors out."""

    def __init__(self, weights: Path) -> None:
        super().__init__()
        # Parameters, not plain tensors: only initialisers of the graph are quantised.
        self.weights = nn.ParameterDict(
            {_key(name): value for name, value in load_file(weights).items() if value.is_floating_point()}
        ).requires_grad_(False)

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        """Give (n, 384) float32 unit vectors for (n, tokens) ids and a mask of that shape (1: real)."""
        positions = torch.arange(input_ids.shape[1])
        hidden = (
            functional.embedding(input_ids, self._weight("embeddings.word_embeddings.weight"))
            + functional.embedding(positions, self._weight("embeddings.position_embeddings.weight"))
            + self._weight("embeddings.token_type_embeddings.weight")[0]
        )
        hidden = self._norm(hidden, "embeddings")
        kept = attention_mask.to(torch.float32)
        hidden_from = (1.0 - kept)[:, None, None, :] * -1e4
        for layer in range(LAYERS):
            hidden = self._layer(hidden, hidden_from, f"encoder.layer.{layer}")
        pooled = (hidden * kept.unsqueeze(-1)).sum(1) / kept.sum(1, keepdim=True)
        return functional.normalize(pooled, dim=1)

    def _layer(self, hidden: Tensor, hidden_from: Tensor, name: str) -> Tensor:
        """One encoder layer; `hidden_from` is added to the scores so that nobody attends to padding."""
        query, key, value = (
            self._linear(hidden, f"{name}.attention.self.{part}")
            .view(*hidden.shape[:2], HEADS, WIDTH // HEADS)
            .transpose(1, 2)
            for part in ("query", "key", "value")
        )
        scores = query @ key.transpose(-1, -2) * (WIDTH // HEADS) ** -0.5 + hidden_from
        mixed = (scores.softmax(-1) @ value).transpose(1, 2).flatten(2)
        hidden = self._norm(
            hidden + self._linear(mixed, f"{name}.attention.output.dense"), f"{name}.attention.output"
        )
        wide = functional.gelu(self._linear(hidden, f"{name}.intermediate.dense"))
        return self._norm(hidden + self._linear(wide, f"{name}.output.dense"), f"{name}.output")

    def _weight(self, name: str) -> Tensor:
        weight: Tensor = self.weights[_key(name)]
        return weight

    def _linear(self, values: Tensor, name: str) -> Tensor:
        return functional.linear(values, self._weight(f"{name}.weight"), self._weight(f"{name}.bias"))

    def _norm(self, values: Tensor, name: str) -> Tensor:
        weight, bias = self._weight(f"{name}.LayerNorm.weight"), self._weight(f"{name}.LayerNorm.bias")
        return functional.layer_norm(values, (WIDTH,), weight, bias, NORM_EPS)


def _key(name: str) -> str:
    """The name of a weight as torch allows it for a parameter."""
    return name.replace(".", "_")
