"""Makes training pairs that no corpus has: `python -m models.training.synthetic [LANGUAGE ...]`.

All have English that people wrote. `apertium`: the human translation into one Romance language, put into its
neighbour by Apertium's rules (Forcada et al. 2011, doi:10.1007/s10590-011-9090-0). `back`: what other
languages' corpora have in English, put into the language by the installed model, for models that write
English (back-translation, Sennrich et al. 2016, arXiv:1511.06709) and for the model itself, which learns what
the other direction would have chosen for it (noisy channel reranking, Yee et al. 2019, arXiv:1908.05731).
`nearest`: what the model says itself and a person nearly said (sequence-level interpolation, Kim and Rush
2016, arXiv:1606.07947). They are written to work/synthetic/, where models.training.corpora finds them as it
finds the others.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import repeat
from pathlib import Path
from typing import TypeVar

from sacrebleu.metrics.chrf import CHRF

from bot.language.choice import Weighed, best
from bot.language.marian import Hypothesis
from bot.language.marian.ctranslate import CTranslateEngine
from bot.language.registry import installed
from bot.language.vocabulary import made_up

from .corpora import CORPORA, SYNTHETIC, Pair, fold, read_pairs, write_pairs
from .recipe import PIVOT

FROM = "tatoeba"
"""The family whose sentences are put into other languages: short, everyday, written by people."""

ROUTES = {
    "es": {"fr": ("fra-cat", "cat-spa")},
    "fr": {"es": ("spa-cat", "cat-fra")},
    "it": {"es": ("spa-cat", "cat-ita"), "fr": ("fra-cat", "cat-ita")},
    "pt": {"es": ("es-pt_BR",)},
}
"""By language, by the language to start from: the modes Apertium takes one after the other.

Through Catalan where that was no worse: chrF against the Italian of the domain lines was 53.0 by Catalan and
52.9 directly from Spanish, 50.6 by Catalan and 46.5 by Spanish from French.
"""
MODELS = Path(__file__).resolve().parents[1]
PACKAGES = "apertium apertium-fra-cat apertium-spa-cat apertium-cat-ita apertium-es-pt"
_UNKNOWN = "*"
_SPACED = re.compile(r"\s+([?!;:])")
"""French puts a space before these, which is left of it in other languages."""
_CHUNK = 64
_HYPOTHESES = 6
Row = TypeVar("Row")


class SyntheticError(RuntimeError):
    """A tool or model that makes synthetic pairs is missing or failed."""


Apply = Callable[[str, list[str]], list[str]]


def apertium(mode: str, texts: list[str]) -> list[str]:
    """Translations line by line; a word Apertium does not know keeps its form and gets a star in front."""
    try:
        done = subprocess.run(
            ["apertium", "-n", mode],
            input="\n".join(texts) + "\n",
            capture_output=True,
            text=True,
            check=True,
        )
    except FileNotFoundError as error:
        raise SyntheticError(f"apertium is not installed; on Debian: apt install {PACKAGES}") from error
    except subprocess.CalledProcessError as error:
        raise SyntheticError(f"apertium {mode}: {error.stderr.strip()}") from error
    lines = done.stdout.rstrip("\n").split("\n")
    if len(lines) != len(texts):
        raise SyntheticError(f"apertium {mode}: {len(texts)} lines in, {len(lines)} out")
    return lines


def by_rules(language: str, corpora: Path = CORPORA, apply: Apply = apertium) -> Iterator[Pair]:
    """Pairs (English, `language`), the foreign side made by rules of another language's human translation.

    What has a word the rules do not know is left out.
    """
    for origin, modes in ROUTES.get(language, {}).items():
        pairs = list(read_pairs(corpora / f"{FROM}.{PIVOT}-{origin}.tsv.zst"))
        texts = [pair.target for pair in pairs]
        for mode in modes:
            texts = apply(mode, texts)
        for pair, text in zip(pairs, texts, strict=True):
            if text and _UNKNOWN not in text:
                yield Pair(pair.source, text if language == "fr" else _SPACED.sub(r"\1", text))


def by_model(language: str, corpora: Path = CORPORA, most: int | None = None) -> Iterator[Pair]:
    """Pairs (English, `language`): English no pair of `language` has, translated by the installed model.

    Of several hypotheses the one is taken from which the model of the other direction finds back best.
    """
    own = {fold(p.source) for p in _everyday(language, corpora)}
    english: dict[str, str] = {}
    for path in sorted(corpora.glob(f"{FROM}.{PIVOT}-*.tsv.zst")):
        for pair in read_pairs(path):
            english.setdefault(fold(pair.source), pair.source)
    texts = _drawn([text for folded, text in english.items() if folded not in own], most)
    with closing(_Installed(PIVOT, language)) as forth, closing(_Installed(language, PIVOT)) as back:
        for chunk in _chunks(sorted(texts, key=len)):
            for text, hypotheses in zip(chunk, forth.translate(chunk), strict=True):
                sound = [each for each in hypotheses if each.text and not made_up(each.text, text, language)]
                if sound:
                    returns = back.score([(each.text, text) for each in sound])
                    yield Pair(text, best(map(Weighed, sound, repeat(0), returns)).hypothesis.text)


def nearest(language: str, corpora: Path = CORPORA, most: int | None = None) -> Iterator[Pair]:
    """Pairs (English, `language`): of the model's hypotheses the nearest to the translation by a person."""
    likeness = CHRF()
    pairs = _drawn(list(_everyday(language, corpora)), most)
    with closing(_Installed(PIVOT, language)) as forth:
        for chunk in _chunks(sorted(pairs, key=lambda pair: len(pair.source))):
            found = forth.translate([pair.source for pair in chunk])
            for pair, hypotheses in zip(chunk, found, strict=True):
                score = {
                    each.text: likeness.sentence_score(each.text, [pair.target]).score for each in hypotheses
                }
                closest = max(score, key=score.__getitem__)
                if closest.strip():
                    yield Pair(pair.source, closest)


def _everyday(language: str, corpora: Path) -> Iterator[Pair]:
    path = corpora / f"{FROM}.{PIVOT}-{language}.tsv.zst"
    if path.exists():
        yield from read_pairs(path)


class _Installed:
    """The installed model of a direction, given texts without a tag."""

    def __init__(self, source: str, target: str) -> None:
        models = installed(MODELS).direct(source, target)
        if not models:
            raise SyntheticError(f"no installed model translates {source} to {target}")
        self._model, self._target = models[0], target
        self._engine = CTranslateEngine(models[0].folder, models[0].revision, SYNTHETIC / "converted")

    def translate(self, texts: list[str]) -> list[list[Hypothesis]]:
        return self._engine.translate([self._prompt(text) for text in texts], _HYPOTHESES)

    def score(self, pairs: list[tuple[str, str]]) -> list[float]:
        return self._engine.score([(self._prompt(source), target) for source, target in pairs])

    def close(self) -> None:
        self._engine.close()

    def _prompt(self, text: str) -> str:
        return self._model.prompt(text, self._target)


def _drawn(rows: list[Row], most: int | None) -> list[Row]:
    """At most so many, always the same."""
    return rows if most is None or len(rows) <= most else random.Random(1).sample(rows, most)


def _chunks(rows: list[Row]) -> Iterator[list[Row]]:
    for start in range(0, len(rows), _CHUNK):
        yield rows[start : start + _CHUNK]


KINDS: dict[str, Callable[[str, int | None], Iterator[Pair]]] = {
    "apertium": lambda language, _: by_rules(language),
    "back": lambda language, most: by_model(language, most=most),
    "nearest": lambda language, most: nearest(language, most=most),
}


def main() -> None:
    """Command line; see README.md in this folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("languages", nargs="*", default=["es", "fr", "de", "pt", "it"])
    parser.add_argument("--kinds", nargs="*", default=["apertium", "back"], choices=sorted(KINDS))
    parser.add_argument("--most", type=int, metavar="N", help="sentences for a model at most (default all)")
    arguments = parser.parse_args()
    for language in arguments.languages:
        for kind in arguments.kinds:
            made = KINDS[kind](language, arguments.most)
            count = write_pairs(SYNTHETIC / f"{kind}.{PIVOT}-{language}.tsv.zst", made)
            print(f"{kind} {language}: {count} pairs", flush=True)


if __name__ == "__main__":
    main()
