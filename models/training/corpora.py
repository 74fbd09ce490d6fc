"""Reads the parallel corpora: which families exist for a language, and which pairs are held out."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import zstandard

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1].parent / "shared" / "corpora"
DOWNLOADED = HERE / "work" / "corpora"
CORPORA = SHARED if SHARED.is_dir() else DOWNLOADED
"""Beside the repository where they are there, else where models.training.download puts them."""
DEV = HERE / "dev"
"""What models are measured on and never learn from; see the README there."""
SYNTHETIC = HERE / "work" / "synthetic"
"""Pairs that models.training.synthetic made."""


class Pair(NamedTuple):
    """One sentence in two languages, in the direction of translation."""

    source: str
    target: str

    def reversed(self) -> Pair:
        """The same pair the other way round."""
        return Pair(self.target, self.source)


def read_pairs(path: Path) -> Iterator[Pair]:
    """Yield (English, foreign) from a `.tsv` or `.tsv.zst`; lines without exactly one tab are left out."""
    if path.suffix == ".zst":
        with path.open("rb") as raw, zstandard.ZstdDecompressor().stream_reader(raw) as stream:
            yield from _split_lines(io.TextIOWrapper(stream, encoding="utf-8"))
    else:
        with path.open(encoding="utf-8") as lines:
            yield from _split_lines(lines)


def _split_lines(lines: Iterable[str]) -> Iterator[Pair]:
    for line in lines:
        sides = line.rstrip("\n").split("\t")
        if len(sides) == 2 and sides[0].strip() and sides[1].strip():
            yield Pair(sides[0].strip(), sides[1].strip())


def write_pairs(path: Path, pairs: Iterable[Pair]) -> int:
    """Write pairs, each once, as a packed TSV in one step; returns how many."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    count = 0
    with partial.open("wb") as raw, zstandard.ZstdCompressor(level=9).stream_writer(raw) as stream:
        text = io.TextIOWrapper(stream, encoding="utf-8")
        for pair in dict.fromkeys(pairs):
            text.write(f"{pair.source}\t{pair.target}\n")
            count += 1
        text.flush()
    partial.replace(path)
    return count


def family_files(language: str, folder: Path = CORPORA, made: Path = SYNTHETIC) -> dict[str, Path]:
    """Training files of a language by family: {"tatoeba": .../tatoeba.en-es.tsv.zst, ...}."""
    files = sorted(file for place in (folder, made) for file in place.glob(f"*.en-{language}.tsv.zst"))
    return {file.name.split(".")[0]: file for file in files if "-dev." not in file.name}


def dev_pairs(language: str, folder: Path = DEV) -> list[Pair]:
    """The 1,000 held-out Tatoeba pairs (English, foreign) of a language."""
    return list(read_pairs(folder / f"tatoeba-dev.en-{language}.tsv"))


def chat_dev_pairs(language: str, folder: Path = CORPORA) -> list[Pair]:
    """The held-out customer-service turns (English, foreign): German only, else an empty list."""
    path = folder / f"bcontrast-dev.en-{language}.tsv.zst"
    return list(read_pairs(path)) if path.exists() else []


def fold(text: str) -> str:
    """Lower-case without punctuation or doubled spaces: two texts that fold alike count as the same."""
    text = unicodedata.normalize("NFC", text).lower()
    return " ".join(re.sub(r"[\W_]+", " ", text).split())


def held_out(languages: Iterable[str], folder: Path = DEV) -> set[str]:
    """Folded dev sides of all languages at once.

    The corpora are held out language by language: an English dev sentence of one may train another.
    """
    texts: set[str] = set()
    for language in languages:
        for pair in dev_pairs(language, folder):
            texts.add(fold(pair.source))
            texts.add(fold(pair.target))
    return texts


def training_pairs(
    language: str, families: dict[str, float], forbidden: set[str], folder: Path = CORPORA
) -> tuple[list[Pair], list[float]]:
    """All (English, foreign) training pairs of a language, and how much one pair of its family counts.

    A family that `families` does not name is left out. Pairs with a side in `forbidden` are left out too.
    """
    pairs: list[Pair] = []
    weights: list[float] = []
    for family, path in family_files(language, folder).items():
        weight = families.get(family, 0.0)
        if weight <= 0:
            continue
        kept = [
            p for p in read_pairs(path) if fold(p.source) not in forbidden and fold(p.target) not in forbidden
        ]
        pairs.extend(kept)
        weights.extend([weight] * len(kept))
    return pairs, weights
