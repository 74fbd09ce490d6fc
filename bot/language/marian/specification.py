"""Writes a MarianMT checkpoint as a CTranslate2 model without importing torch: the arrays go straight across.

`python -m bot.language.marian.specification CHECKPOINT FOLDER` gives byte for byte what CTranslate2's own
TransformersConverter writes (a test compares them), in a second instead of ten.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from safetensors.numpy import load_file

from bot.language.marian.pieces import END, PAD, UNKNOWN

_NARROW = np.float32(63 / 127)
Array = npt.NDArray[Any]


def write(checkpoint: Path, folder: Path) -> None:
    """Convert a checkpoint to int8 weights in a new folder. Raises KeyError for a missing weight."""
    sys.modules["torch"] = None  # type: ignore[assignment]  # ctranslate2.specs imports it where it can
    from ctranslate2.specs import common_spec, transformer_spec

    config = json.loads((checkpoint / "config.json").read_text(encoding="utf-8"))
    if config.get("model_type") != "marian":
        raise ValueError(f"{checkpoint}/config.json describes no MarianMT model")
    activations = {
        "relu": common_spec.Activation.RELU,
        "swish": common_spec.Activation.SWISH,
        "silu": common_spec.Activation.SWISH,
        "gelu": common_spec.Activation.GELU,
    }
    spec = transformer_spec.TransformerSpec.from_config(
        (config["encoder_layers"], config["decoder_layers"]),
        config["encoder_attention_heads"],
        pre_norm=False,
        activation=activations[config["activation_function"]],
        layernorm_embedding=False,
    )
    weights = load_file(checkpoint / "model.safetensors")
    tokens = _tokens(checkpoint, config["vocab_size"])
    _Filler(weights, config, drop_pad=len(tokens) < config["vocab_size"]).fill(spec)
    spec.register_source_vocabulary(tokens)
    spec.register_target_vocabulary(tokens)
    special = {"eos_token": END, "decoder_start_token": END, "unk_token": UNKNOWN, "bos_token": "<s>"}
    for name, token in special.items():
        setattr(spec.config, name, token)
    save(spec, folder)


def save(spec: Any, folder: Path) -> None:
    """Write a CTranslate2 specification with int8 weights from -63 to 63 into a new folder.

    A processor without VNNI adds two products of bytes in 16 bits, which overflow with weights up to 127
    (oneDNN, "Nuances of int8 computations"). With half the range nothing does: chrF of en-es on such a
    processor was 61.75 instead of 62.33 in float32, and is 62.25 so.
    """
    spec.validate()
    spec.optimize(quantization="int8")
    variables = spec.variables()
    narrowed: set[int] = set()
    for name, scale in variables.items():
        weights = variables.get(name.removesuffix("_scale"))
        if weights is None or weights is scale or id(weights) in narrowed:
            continue
        narrowed.add(id(weights))
        weights.array = np.rint(weights.array * _NARROW).astype(np.int8)
        scale.array = (scale.array * _NARROW).astype(np.float32)
    folder.mkdir(parents=True, exist_ok=True)
    spec.save(str(folder))


def _tokens(checkpoint: Path, size: int) -> list[str]:
    """The vocabulary by id; `<pad>`, which only starts the decoder, is left out where it comes last."""
    table = json.loads((checkpoint / "vocab.json").read_text(encoding="utf-8"))
    tokens = sorted(table, key=table.__getitem__)[:size]
    return tokens[:-1] if tokens[-1] == PAD else tokens


class _Filler:
    """Puts the arrays of a checkpoint where the specification wants them."""

    def __init__(self, weights: Mapping[str, Array], config: Mapping[str, Any], *, drop_pad: bool) -> None:
        self._weights = weights
        self._config = config
        self._rows = slice(0, -1) if drop_pad else slice(None)

    def fill(self, spec: Any) -> None:
        """Fill a whole TransformerSpec."""
        for name, part in (("encoder", spec.encoder), ("decoder", spec.decoder)):
            part.scale_embeddings = (
                math.sqrt(self._config["d_model"]) if self._config["scale_embedding"] else 1.0
            )
            part.position_encodings.encodings = self._positions(name)
            for index, layer in enumerate(part.layer):
                self._layer(layer, f"model.{name}.layers.{index}", decodes=name == "decoder")
        spec.encoder.embeddings[0].weight = self._embeddings("encoder")
        spec.decoder.embeddings.weight = self._embeddings("decoder")
        spec.decoder.start_from_zero_embedding = True
        projection = self._weights.get("lm_head.weight")
        spec.decoder.projection.weight = (
            projection[self._rows] if projection is not None else self._embeddings("decoder")
        )
        bias = self._weights.get("final_logits_bias")
        if bias is not None and bias.any():
            spec.decoder.projection.bias = bias.squeeze()[self._rows]

    def _embeddings(self, part: str) -> Array:
        own = self._weights.get(f"model.{part}.embed_tokens.weight")
        return (self._weights["model.shared.weight"] if own is None else own)[self._rows]

    def _positions(self, part: str) -> Array:
        """The sinusoids of Marian: sines in the first half, cosines in the second."""
        stored = self._weights.get(f"model.{part}.embed_positions.weight")
        if stored is not None:
            return stored
        size, width = self._config["max_position_embeddings"], self._config["d_model"]
        angles = np.array(
            [[place / np.power(10000, 2 * (i // 2) / width) for i in range(width)] for place in range(size)]
        )
        table = np.concatenate([np.sin(angles[:, 0::2]), np.cos(angles[:, 1::2])], axis=1)
        return table.astype(np.float32).astype(self._weights["model.encoder.layers.0.fc1.weight"].dtype)

    def _layer(self, layer: Any, name: str, *, decodes: bool) -> None:
        attention = layer.self_attention
        self._fused(attention.linear[0], f"{name}.self_attn", "qkv")
        self._linear(attention.linear[1], f"{name}.self_attn.out_proj")
        self._norm(attention.layer_norm, f"{name}.self_attn_layer_norm")
        if decodes:
            self._fused(layer.attention.linear[0], f"{name}.encoder_attn", "q")
            self._fused(layer.attention.linear[1], f"{name}.encoder_attn", "kv")
            self._linear(layer.attention.linear[2], f"{name}.encoder_attn.out_proj")
            self._norm(layer.attention.layer_norm, f"{name}.encoder_attn_layer_norm")
        self._linear(layer.ffn.linear_0, f"{name}.fc1")
        self._linear(layer.ffn.linear_1, f"{name}.fc2")
        self._norm(layer.ffn.layer_norm, f"{name}.final_layer_norm")

    def _linear(self, spec: Any, name: str) -> None:
        spec.weight = self._weights[f"{name}.weight"]
        spec.bias = self._weights[f"{name}.bias"]

    def _fused(self, spec: Any, name: str, parts: str) -> None:
        spec.weight = np.concatenate([self._weights[f"{name}.{part}_proj.weight"] for part in parts])
        spec.bias = np.concatenate([self._weights[f"{name}.{part}_proj.bias"] for part in parts])

    def _norm(self, spec: Any, name: str) -> None:
        spec.gamma = self._weights[f"{name}.weight"]
        spec.beta = self._weights[f"{name}.bias"]


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path(sys.argv[2]))
