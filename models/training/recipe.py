"""Reads a recipe: the one YAML file that says everything about how a model is trained."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import yaml

from bot.language.formality import ADDRESSING

PIVOT = "en"


class RecipeError(ValueError):
    """A recipe file is missing a key, has an unknown one, or asks for something impossible."""


@dataclass(frozen=True)
class Architecture:
    """The size of the network. `vocabulary` counts sentencepiece pieces; the pad token comes on top."""

    vocabulary: int = 8000
    d_model: int = 192
    heads: int = 6
    ffn: int = 768
    encoder_layers: int = 4
    decoder_layers: int = 2


@dataclass(frozen=True)
class Schedule:
    """How fast to learn and how much at a time: steps are optimiser updates, tokens count padding.

    `precision` is that of matrix products: "float32", or "bfloat16" where the processor multiplies it (AMX,
    AVX-512 BF16), with which a step takes half the time or less. Weights and optimiser are fp32 either way.
    """

    learning_rate: float = 2e-3
    warmup_steps: int = 500
    decay_from_step: int = 1500
    max_steps: int = 12000
    batch_tokens: int = 2200
    max_tokens: int = 64
    label_smoothing: float = 0.1
    average_decay: float = 0.998
    precision: str = "bfloat16"
    evaluate_every: int = 500
    checkpoint_every: int = 100
    seed: int = 1


@dataclass(frozen=True)
class Noise:
    """How often a training pair is altered; each is a share between 0 and 1.

    `formality` is how often a pair whose translation addresses its reader is tagged with how it does; half as
    often one that addresses nobody is tagged at random, so that a tag brings in no "you".
    """

    casual: float = 0.07
    placeholders: float = 0.07
    joined: float = 0.07
    formality: float = 0.0


@dataclass(frozen=True)
class Recipe:
    """One model: which languages, how often each and which corpora, how large and how long.

    `start_from` names a model whose weights it begins with, `tokenizer_of` one whose pieces it shares: with
    both, not a word has to be learned again.
    """

    name: str
    sources: dict[str, float]
    targets: dict[str, float]
    families: dict[str, float]
    start_from: str | None = None
    tokenizer_of: str | None = None
    domain_share: float = 0.12
    domain_weights: dict[str, float] = field(default_factory=lambda: {"clients": 1.0, "desk": 1.0})
    architecture: Architecture = field(default_factory=Architecture)
    schedule: Schedule = field(default_factory=Schedule)
    noise: Noise = field(default_factory=Noise)

    @property
    def to_english(self) -> bool:
        """True where the model reads other languages and writes English."""
        return set(self.targets) == {PIVOT}

    @property
    def languages(self) -> dict[str, float]:
        """The languages other than English, with their shares, which add up to 1."""
        weights = self.sources if self.to_english else self.targets
        total = sum(weights.values())
        return {language: weight / total for language, weight in weights.items()}

    @property
    def addressing(self) -> bool:
        """True where the source may start with `>>formal<<` or `>>informal<<`."""
        return self.noise.formality > 0

    @property
    def tagged(self) -> bool:
        """True where the source starts with `>>xx<<`, because one model writes several languages."""
        return len(self.targets) > 1


def _build(kind: type[Any], values: dict[str, Any], where: str) -> Any:
    known = {f.name for f in fields(kind)}
    unknown = set(values) - known
    if unknown:
        raise RecipeError(
            f"{where}: unknown key {', '.join(sorted(unknown))}; known are {', '.join(sorted(known))}"
        )
    try:
        return kind(**values)
    except TypeError as error:
        raise RecipeError(f"{where}: {error}") from error


def load_recipe(path: Path) -> Recipe:
    """Read a recipe from YAML. Raises RecipeError with the file and key when something is wrong."""
    values = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(values, dict):
        raise RecipeError(f"{path}: expected a mapping of keys")
    parts: dict[str, type[Any]] = {"architecture": Architecture, "schedule": Schedule, "noise": Noise}
    for key, kind in parts.items():
        values[key] = _build(kind, values.get(key) or {}, f"{path}: {key}")
    recipe: Recipe = _build(Recipe, values, str(path))
    if set(recipe.sources) != {PIVOT} and not recipe.to_english:
        raise RecipeError(f"{path}: English must be the only source or the only target")
    if recipe.addressing and (
        recipe.to_english or recipe.tagged or not set(recipe.targets) <= set(ADDRESSING)
    ):
        raise RecipeError(f"{path}: noise: formality is for one target language of {', '.join(ADDRESSING)}")
    return recipe
