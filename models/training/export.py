"""Writes a trained model where Liaison loads it: `python -m models.training.export RECIPE`."""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import torch
from safetensors.torch import save_file
from transformers import MarianMTModel, MarianTokenizer

from bot.language.registry import replace_folder

from .augment import FORMALITY_TAGS
from .beginning import TOKENIZER_FILES, TRANSLATION, WORK
from .card import model_card
from .corpora import Pair
from .evaluate import Scores, dev_sets, score, tag
from .network import translate
from .recipe import PIVOT, Recipe, load_recipe
from .tokenizer import Tokenizer
from .train import average_model


class ExportError(RuntimeError):
    """An exported model does not read back as the model that was trained."""


def export(
    recipe: Recipe,
    model: MarianMTModel,
    tokenizer: Tokenizer,
    scores: Scores,
    target: Path,
    steps: int = 0,
) -> str:
    """Write the model folder and put it in place of an older one in one step; returns the revision.

    `steps` are the updates the weights have behind them, where a run that begins with them goes on.

    The revision is the SHA-256 of the weights file, which is fp16. Raises ExportError when MarianTokenizer
    gives other ids than the tokenizer trained with.
    """
    fresh = target.with_name(f".{target.name}.partial")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for name in TOKENIZER_FILES:
        shutil.copy(tokenizer.folder / name, fresh / name)
    longest = recipe.schedule.max_tokens
    _write_json(fresh / "tokenizer_config.json", tokenizer_config(recipe))
    config = model.config.to_dict()
    config |= {"architectures": ["MarianMTModel"], "dtype": "float16"}
    _write_json(fresh / "config.json", config)
    model.generation_config.save_pretrained(fresh)
    save_file(weights(model), fresh / "model.safetensors", metadata={"format": "pt"})
    (fresh / "model.safetensors").chmod(0o644)
    check_tokenizer(fresh, tokenizer)
    revision = hashlib.sha256((fresh / "model.safetensors").read_bytes()).hexdigest()
    manifest = {
        "name": target.name,
        "sources": sorted(recipe.sources),
        "targets": sorted(recipe.targets),
        "tag": ">>xx<<" if recipe.tagged else None,
        "formality": FORMALITY_TAGS if recipe.addressing else {},
        "invents": True,
        "chrf": {name: values["chrf"] for name, values in scores.items()},
        "revision": revision,
        "max_tokens": longest,
        "steps": steps,
    }
    _write_json(fresh / "liaison.json", manifest)
    (fresh / "README.md").write_text(model_card(recipe, scores, revision), encoding="utf-8")
    replace_folder(fresh, target)
    return revision


def weights(model: MarianMTModel) -> dict[str, torch.Tensor]:
    """The weights in fp16, tied ones once. Raises ExportError when the row of `<pad>` is not zero."""
    state = model.state_dict()
    embeddings = state["model.shared.weight"]
    if embeddings[-1].abs().max() != 0:
        raise ExportError("the embedding of <pad> is not zero")
    tied = {name for name, value in state.items() if value.data_ptr() == embeddings.data_ptr()}
    kept = (tied and {"model.shared.weight"}) | (set(state) - tied)
    return {name: state[name].to(torch.float16).contiguous() for name in sorted(kept)}


def tokenizer_config(recipe: Recipe) -> dict[str, object]:
    """What MarianTokenizer needs to behave as in training."""
    source = (
        PIVOT if not recipe.to_english else "mul" if len(recipe.sources) > 1 else next(iter(recipe.sources))
    )
    target = PIVOT if recipe.to_english else "mul" if recipe.tagged else next(iter(recipe.targets))
    return {
        "tokenizer_class": "MarianTokenizer",
        "source_lang": source,
        "target_lang": target,
        "unk_token": "<unk>",
        "eos_token": "</s>",
        "pad_token": "<pad>",
        "model_max_length": 256,
        "separate_vocabs": False,
        "clean_up_tokenization_spaces": False,
    }


PROBES = (
    "Hola, ¿cuánto cuesta un logo?",
    "Bitte schreiben Sie an XQ0 (oder XQ1), es kostet $941.",
    "XQ3",
    "L’été “dernier”… 120 m², 50 % — ça va ?",
    "Привет 😀 你好",
    "  deux   espaces et cafe\u0301 ",
    "Order XQ2: 12.500,00 € at 17:30?",
)
"""Texts in which a wrong vocabulary, normalisation or byte fallback shows."""


def check_tokenizer(folder: Path, tokenizer: Tokenizer) -> None:
    """Compare MarianTokenizer with the tokenizer trained with, ids and text; raises ExportError."""
    marian = MarianTokenizer.from_pretrained(str(folder))
    for probe, ours in zip(PROBES, tokenizer.encode(PROBES), strict=True):
        for ids in (marian(probe)["input_ids"], marian(text_target=probe)["input_ids"]):
            if ids != ours:
                raise ExportError(f"MarianTokenizer reads {probe!r} as {ids}, training as {ours}")
        text = marian.decode(ours, skip_special_tokens=True)
        if text != tokenizer.decode(ours).strip():
            raise ExportError(f"MarianTokenizer writes {text!r}, training {tokenizer.decode(ours)!r}")


def _write_json(path: Path, values: Mapping[str, object]) -> None:
    path.write_text(json.dumps(values, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> None:
    """Command line; see README.md in this folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recipe", type=Path, help="a file in models/training/recipes")
    parser.add_argument(
        "--to", type=Path, default=TRANSLATION, help="folder of models (default models/translation)"
    )
    parser.add_argument(
        "--quick", type=int, metavar="N", help="score on the first N sentences of each set only"
    )
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    recipe = load_recipe(arguments.recipe)
    folder = WORK / recipe.name
    tokenizer = Tokenizer(folder / "tokenizer")
    checkpoint = folder / "finished.pt"
    if not checkpoint.exists():
        checkpoint = folder / "last.pt"
    model, step = average_model(recipe, tokenizer, checkpoint)
    model.half().float()  # score what is written, which is fp16
    scores: Scores = {}
    for name, pairs in dev_sets(recipe).items():
        chosen = pairs[: arguments.quick] if arguments.quick else pairs
        tagged = [Pair(tag(recipe, name, p.source), p.target) for p in chosen]
        scores[name] = score(tagged, partial(translate, model, tokenizer))
        print(json.dumps({"set": name, **scores[name]}), flush=True)
    revision = export(recipe, model, tokenizer, scores, arguments.to / recipe.name, step)
    print(json.dumps({"exported": recipe.name, "step": step, "revision": revision}))


if __name__ == "__main__":
    main()
