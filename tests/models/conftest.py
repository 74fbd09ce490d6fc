"""Toy corpora, a toy vocabulary and a toy recipe, for the tests of the training recipe."""

from pathlib import Path

import pytest
import torch
import zstandard

from models.training.corpora import Pair
from models.training.recipe import Architecture, Recipe, Schedule
from models.training.tokenizer import Tokenizer, train_tokenizer

torch.set_num_threads(1)  # networks this small only lose by sharing the work out

COLOURS = [("red", "rojo"), ("green", "verde"), ("blue", "azul"), ("white", "blanco"), ("black", "negro")]
THINGS = [("house", "coche"), ("dog", "perro"), ("logo", "logo"), ("book", "libro"), ("bread", "pan")]


def toy_pairs() -> list[Pair]:
    pairs = [Pair(f"The {a} {b}.", f"El {d} {c}.") for a, c in COLOURS for b, d in THINGS]
    return pairs + [Pair(f"It costs {n} euros.", f"Cuesta {n} euros.") for n in range(2, 40)]


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpora folder with one Spanish family, packed as the real ones are, and one dev pair."""
    folder = tmp_path_factory.mktemp("corpora")
    text = (
        "".join(f"{p.source}\t{p.target}\n" for p in toy_pairs())
        + "no tab here\nThe dev one!\tEl de prueba\n"
    )
    (folder / "tatoeba.en-es.tsv.zst").write_bytes(zstandard.ZstdCompressor().compress(text.encode()))
    (folder / "dev").mkdir()
    (folder / "dev" / "tatoeba-dev.en-es.tsv").write_text("The dev one.\tEl de la prueba.\n")
    return folder


@pytest.fixture(scope="module")
def domain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("domain")
    (folder / "clients.tsv").write_text(
        "en\tes\tfr\n"
        "The logo costs {price}, write to {email}.\tEl logo cuesta {price}, escriba a {email}.\t\n"
        "{name} can come on {day}.\t{name} puede venir el {day}.\t{name} peut venir {day}.\n"
    )
    (folder / "slots.tsv").write_text(
        "slot\ten\tes\tfr\nday\tMonday\tlunes\tlundi\nday\tFriday\tviernes\tvendredi\n"
    )
    return folder


@pytest.fixture(scope="module")
def recipe() -> Recipe:
    return Recipe(
        name="en-es",
        sources={"en": 1.0},
        targets={"es": 1.0},
        families={"tatoeba": 1.0},
        architecture=Architecture(
            vocabulary=450, d_model=32, heads=2, ffn=64, encoder_layers=1, decoder_layers=1
        ),
        schedule=Schedule(
            learning_rate=3e-3, warmup_steps=5, batch_tokens=400, checkpoint_every=10, evaluate_every=10**6
        ),
    )


@pytest.fixture(scope="module")
def tokenizer(tmp_path_factory: pytest.TempPathFactory) -> Tokenizer:
    texts = [text for pair in toy_pairs() for text in pair] * 3
    return train_tokenizer(texts, tmp_path_factory.mktemp("tokenizer"), 450)


@pytest.fixture(scope="module")
def sentences() -> list[Pair]:
    return toy_pairs()
