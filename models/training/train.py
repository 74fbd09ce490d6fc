"""Trains the model of a recipe: `python -m models.training.train RECIPE`; run again, it goes on."""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from transformers import MarianMTModel

from .augment import FORMALITY_TAGS
from .batches import Sampler, batches
from .beginning import WORK, Weights, first_weights, own_tokenizer
from .corpora import CORPORA
from .download import download_all
from .evaluate import dev_scores
from .fast import matrix_precision
from .network import build, loss
from .recipe import PIVOT, Recipe, Schedule, load_recipe
from .tokenizer import Tokenizer, train_tokenizer
from .transfer import transfer

TOKENIZER_SENTENCES = 120_000
PLACE = ("step", "begun", "tokens", "seconds", "pool", "used")


class CheckpointError(RuntimeError):
    """A checkpoint that does not fit the recipe; says which and what to do."""


@dataclass(frozen=True)
class Finish:
    """The end of a run: the learning rate falls to zero between two times, in seconds since the epoch.

    Time and not steps, because a machine that does other things too is slow to foresee.
    """

    start: float
    end: float

    def left(self, now: float) -> float:
        """How much of the finish is still ahead: 1 at its start, 0 at its end and after."""
        return min(1.0, max(0.0, (self.end - now) / (self.end - self.start)))


def learning_rate(step: int, schedule: Schedule, left: float = 1.0, begun: int = 0) -> float:
    """Rate of an update: rises over the warm-up, falls with 1/sqrt(step), times what is left of a finish.

    `begun` is the step at which the optimiser began anew: it needs the warm-up, the weights need no higher
    rate than they had come down to.
    """
    rate = schedule.learning_rate * min(1.0, (step - begun) / schedule.warmup_steps)
    if step > schedule.decay_from_step:
        rate *= (schedule.decay_from_step / step) ** 0.5
    return rate * left


class Trainer:
    """A network, its optimiser, the moving average of its weights, and the place in the data."""

    def __init__(self, recipe: Recipe, tokenizer: Tokenizer, folder: Path) -> None:
        torch.manual_seed(recipe.schedule.seed)
        self.recipe = recipe
        self.tokenizer = tokenizer
        self.folder = folder
        self.model = build(recipe.architecture, tokenizer, recipe.schedule.max_tokens)
        self.average = build(recipe.architecture, tokenizer, recipe.schedule.max_tokens)
        self.average.load_state_dict(self.model.state_dict())
        self.optimizer = torch.optim.AdamW(
            self.model.parameters(), lr=0.0, betas=(0.9, 0.98), eps=1e-9, weight_decay=0.0, fused=True
        )
        self.precision = matrix_precision(recipe.schedule.precision)
        self.step = 0
        self.begun = 0
        self.tokens = 0
        self.seconds = 0.0
        self.pool = 0
        self.used = 0

    def update(self, source: torch.Tensor, target: torch.Tensor, rate: float) -> float:
        """One optimiser step on a batch; returns the loss per token."""
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        value = loss(self.model, source, target, self.recipe.schedule.label_smoothing, self.precision)
        value.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.step += 1
        self.tokens += int((target != self.tokenizer.pad_id).sum())
        decay = min(self.recipe.schedule.average_decay, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            kept, new = list(self.average.parameters()), list(self.model.parameters())
            torch._foreach_lerp_(kept, new, 1 - decay)
        return float(value.detach())

    def save(self, name: str = "last.pt") -> None:
        """Write a checkpoint; an interrupted write leaves the former one in place."""
        state = {
            "model": self.model.state_dict(),
            "average": self.average.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "place": {name: getattr(self, name) for name in PLACE},
        }
        partial = self.folder / f"{name}.partial"
        torch.save(state, partial)
        partial.replace(self.folder / name)

    def resume(self, name: str = "last.pt") -> bool:
        """Go on from a checkpoint; False when there is none.

        Raises CheckpointError for one of another size, as it is after a change of the recipe.
        """
        path = self.folder / name
        if not path.exists():
            return False
        state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
        try:
            self.model.load_state_dict(state["model"])
        except RuntimeError as error:
            raise CheckpointError(
                f"{path}: of another size than {self.recipe.name}.yml asks for; remove last.pt, finished.pt "
                "and finish.json there to begin with the bundled weights"
            ) from error
        self.average.load_state_dict(state["average"])
        self.optimizer.load_state_dict(state["optimizer"])
        for key, value in state["place"].items():
            setattr(self, key, value)
        return True


def begin_with(trainer: Trainer, weights: Weights) -> int:
    """Begin with trained weights instead of random ones, at the step they were left at.

    Returns how many pieces the vocabularies share.
    """
    shared = transfer(weights.state, weights.pieces, trainer.model, trainer.tokenizer.pieces)
    trainer.average.load_state_dict(trainer.model.state_dict())
    trainer.step = trainer.begun = weights.steps
    return shared


def average_model(recipe: Recipe, tokenizer: Tokenizer, checkpoint: Path) -> tuple[MarianMTModel, int]:
    """The averaged network of a checkpoint, and the step it was taken at."""
    model = build(recipe.architecture, tokenizer, recipe.schedule.max_tokens)
    state = torch.load(checkpoint, map_location="cpu", weights_only=True)
    model.load_state_dict(state["average"])
    return model, int(state["place"]["step"])


def load_tokenizer(recipe: Recipe, folder: Path, sampler: Sampler) -> Tokenizer:
    """The tokenizer this model has had so far, or a new one trained on what the sampler draws."""
    known = own_tokenizer(recipe)
    if known is not None:
        return known
    texts = _tokenizer_texts(recipe, sampler)
    tags = [f">>{language}<<" for language in recipe.targets] if recipe.tagged else []
    tags += FORMALITY_TAGS.values() if recipe.addressing else []
    return train_tokenizer(texts, folder / "tokenizer", recipe.architecture.vocabulary, tags)


def _tokenizer_texts(recipe: Recipe, sampler: Sampler) -> Iterator[str]:
    rng = random.Random(recipe.schedule.seed)
    languages = list(recipe.languages)
    for number in range(TOKENIZER_SENTENCES):
        pair = sampler.raw(languages[number % len(languages)], rng)
        # A model that reads five languages has English in every pair: keep it from ruling the vocabulary.
        yield pair.source
        if not recipe.to_english or number % 2 == 0:
            yield pair.target


def train(trainer: Trainer, sampler: Sampler, finish: Finish | None, log: Path) -> None:
    """Train until the recipe's last step or the end of the finish, logging to `log` as JSON lines.

    SIGTERM ends it after the update at hand, with a checkpoint written.
    """
    schedule = trainer.recipe.schedule
    name = "finished.pt" if finish else "last.pt"
    losses: list[float] = []
    began, tokens = time.monotonic(), trainer.tokens
    stopping = threading.Event()
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    for pool, used, batch in batches(sampler, trainer.tokenizer, trainer.pool, trainer.used):
        left = finish.left(time.time()) if finish else 1.0
        if trainer.step >= schedule.max_steps or left == 0:
            break
        started = time.monotonic()
        rate = learning_rate(trainer.step + 1, schedule, left, trainer.begun)
        losses.append(trainer.update(batch.source, batch.target, rate))
        trainer.pool, trainer.used = pool, used
        trainer.seconds += time.monotonic() - started
        if trainer.step % 50 == 0:
            entry: dict[str, Any] = {
                "step": trainer.step,
                "loss": round(sum(losses) / len(losses), 3),
                "rate": round(rate, 6),
                "tokens": trainer.tokens,
                "tokens_per_second": round((trainer.tokens - tokens) / (time.monotonic() - began)),
                "hours": round(trainer.seconds / 3600, 3),
            }
            if trainer.step % schedule.evaluate_every == 0:
                entry["chrf"] = dev_scores(trainer.recipe, trainer.average, trainer.tokenizer)
            append(log, entry)
            losses, began, tokens = [], time.monotonic(), trainer.tokens
        if stopping.is_set():
            break
        if trainer.step % schedule.checkpoint_every == 0:
            trainer.save(name)
    trainer.save(name)


def append(log: Path, entry: dict[str, Any]) -> None:
    """Add one JSON line to the curve and show it."""
    line = json.dumps(entry)
    with log.open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    print(line, flush=True)


def main() -> None:
    """Command line; see README.md in this folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recipe", type=Path, help="a file in models/training/recipes")
    parser.add_argument("--threads", type=int, default=1, help="CPU threads (default 1)")
    parser.add_argument(
        "--finish", type=float, metavar="MINUTES", help="let the learning rate fall to zero, then stop"
    )
    arguments = parser.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", str(arguments.threads))
    torch.set_num_threads(arguments.threads)
    recipe = load_recipe(arguments.recipe)
    folder = WORK / recipe.name
    folder.mkdir(parents=True, exist_ok=True)
    if not any(CORPORA.glob("*.tsv.zst")):
        download_all(CORPORA)
    sampler = Sampler(recipe)
    print(json.dumps({"recipe": recipe.name, "pairs": sampler.sizes(), "english": PIVOT}), flush=True)
    trainer = Trainer(recipe, load_tokenizer(recipe, folder, sampler), folder)
    finish: Finish | None = None
    mark = folder / "finish.json"
    if arguments.finish:
        finish = Finish(time.time(), time.time() + 60 * arguments.finish)
        mark.write_text(json.dumps({"start": finish.start, "end": finish.end}))
    elif mark.exists():
        finish = Finish(**json.loads(mark.read_text()))
    resumed = (finish is not None and trainer.resume("finished.pt")) or trainer.resume()
    weights = None if resumed else first_weights(recipe)
    if weights is not None:
        shared = begin_with(trainer, weights)
        print(json.dumps({"begins_with": Path(weights.origin).name, "shared_pieces": shared}), flush=True)
    train(trainer, sampler, finish, folder / "curve.jsonl")


if __name__ == "__main__":
    main()
