"""Makes training pairs that no corpus has: `python -m models.training.synthetic [LANGUAGE ...]`.

Two kinds, both with English that people wrote. `apertium`: the human translation into one Romance language,
put into its neighbour by Apertium's rules (Forcada et al. 2011, doi:10.1007/s10590-011-9090-0). `back`: what
other languages' corpora have in English, put into the language by the installed model, for models that write
English (back-translation, Sennrich et al. 2016, arXiv:1511.06709). They are written to work/synthetic/, where
models.training.corpora finds them as it finds the others.
"""

from __future__ import annotations

import argparse
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

from bot.language.marian.ctranslate import CTranslateEngine
from bot.language.registry import installed

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
_CHUNK = 256


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


def by_model(language: str, corpora: Path = CORPORA) -> Iterator[Pair]:
    """Pairs (English, `language`): English no pair of `language` has, translated by the installed model."""
    own = {fold(p.source) for p in _everyday(language, corpora)}
    english: dict[str, str] = {}
    for path in sorted(corpora.glob(f"{FROM}.{PIVOT}-*.tsv.zst")):
        for pair in read_pairs(path):
            english.setdefault(fold(pair.source), pair.source)
    texts = [text for folded, text in english.items() if folded not in own]
    for text, translated in zip(texts, _translated(texts, language), strict=True):
        if translated.strip():
            yield Pair(text, translated)


def _everyday(language: str, corpora: Path) -> Iterator[Pair]:
    path = corpora / f"{FROM}.{PIVOT}-{language}.tsv.zst"
    if path.exists():
        yield from read_pairs(path)


def _translated(texts: list[str], language: str) -> Iterator[str]:
    models = installed(MODELS).direct(PIVOT, language)
    if not models:
        raise SyntheticError(f"no installed model writes {language}")
    engine = CTranslateEngine(models[0].folder, models[0].revision, SYNTHETIC / "converted")
    prompts = [models[0].prompt(text, language) for text in texts]
    try:
        for start in range(0, len(prompts), _CHUNK):
            for hypotheses in engine.translate(prompts[start : start + _CHUNK]):
                yield hypotheses[0].text
    finally:
        engine.close()


def main() -> None:
    """Command line; see README.md in this folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("languages", nargs="*", default=["es", "fr", "de", "pt", "it"])
    parser.add_argument("--kinds", nargs="*", default=["apertium", "back"], choices=["apertium", "back"])
    arguments = parser.parse_args()
    kinds = {"apertium": by_rules, "back": by_model}
    for language in arguments.languages:
        for kind in arguments.kinds:
            count = write_pairs(SYNTHETIC / f"{kind}.{PIVOT}-{language}.tsv.zst", kinds[kind](language))
            print(f"{kind} {language}: {count} pairs", flush=True)


if __name__ == "__main__":
    main()
