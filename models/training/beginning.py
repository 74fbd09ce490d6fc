"""Where a run begins: at its own bundled weights, at those of another model, or at random ones."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file

from .augment import FORMALITY_TAGS
from .recipe import Recipe
from .tokenizer import Tokenizer, add_tags

WORK = Path(__file__).resolve().parent / "work"
TRANSLATION = Path(__file__).resolve().parents[1] / "translation"
TOKENIZER_FILES = ("source.spm", "target.spm", "vocab.json")


@dataclass(frozen=True)
class Weights:
    """The weights of a model and the vocabulary they belong to; `origin` names the folder they came from.

    `steps` is how many updates they have behind them as this very model, 0 when they are another one's.
    """

    state: dict[str, torch.Tensor]
    pieces: dict[str, int]
    origin: str
    steps: int = 0


def own_tokenizer(recipe: Recipe, work: Path = WORK, bundled: Path = TRANSLATION) -> Tokenizer | None:
    """The tokenizer this model has had so far, else the bundled one that the recipe says it shares."""
    folder = work / recipe.name / "tokenizer"
    if not (folder / "vocab.json").exists():
        names = [recipe.name, *([recipe.tokenizer_of] if recipe.tokenizer_of else [])]
        known = next((bundled / name for name in names if (bundled / name / "vocab.json").exists()), None)
        if known is None:
            return None
        folder.mkdir(parents=True, exist_ok=True)
        for name in TOKENIZER_FILES:
            shutil.copy(known / name, folder / name)
    if recipe.addressing:
        add_tags(folder, list(FORMALITY_TAGS.values()))
    return Tokenizer(folder)


def first_weights(recipe: Recipe, work: Path = WORK, bundled: Path = TRANSLATION) -> Weights | None:
    """What a run without a checkpoint begins with.

    Bundled weights of the model itself come first, so that a fresh clone goes on where the last one ended;
    then those the recipe names in `start_from`, the newer ones of a work folder before the bundled ones.
    """
    for weights in _candidates(recipe, work, bundled):
        return weights
    return None


def _candidates(recipe: Recipe, work: Path, bundled: Path) -> Iterator[Weights]:
    if (bundled / recipe.name / "model.safetensors").exists():
        manifest = json.loads((bundled / recipe.name / "liaison.json").read_text(encoding="utf-8"))
        yield _bundled_weights(bundled / recipe.name, manifest.get("steps", 0))
    if recipe.start_from is None:
        return
    other = work / recipe.start_from
    if (other / "last.pt").exists():
        state = torch.load(other / "last.pt", map_location="cpu", weights_only=True)
        yield Weights(state["average"], Tokenizer(other / "tokenizer").pieces, str(other))
    if (bundled / recipe.start_from / "model.safetensors").exists():
        yield _bundled_weights(bundled / recipe.start_from)


def _bundled_weights(folder: Path, steps: int = 0) -> Weights:
    state = {name: value.float() for name, value in load_file(folder / "model.safetensors").items()}
    return Weights(state, json.loads((folder / "vocab.json").read_text(encoding="utf-8")), str(folder), steps)
