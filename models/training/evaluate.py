"""Scores a model: chrF and BLEU on the held-out Tatoeba, chat and domain sentences."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from transformers import MarianMTModel

from .corpora import CORPORA, Pair, chat_dev_pairs, dev_pairs
from .domain import DOMAIN, dev_lines, expand, read_slots
from .network import translate
from .recipe import PIVOT, Recipe
from .tokenizer import Tokenizer

_PLACEHOLDER = re.compile(r"XQ\d|\$\d+")

Translate = Callable[[list[str]], list[str]]
Scores = dict[str, dict[str, float]]
"""By dev set: chrF, BLEU, the number of pairs, and where there are placeholders the percentage kept."""


def chrf(hypotheses: list[str], references: list[str]) -> float:
    """Corpus chrF2, 0 to 100, two decimals."""
    return round(float(CHRF().corpus_score(hypotheses, [references]).score), 2)


def bleu(hypotheses: list[str], references: list[str]) -> float:
    """Corpus BLEU with sacrebleu's own tokenisation, 0 to 100, two decimals."""
    return round(float(BLEU().corpus_score(hypotheses, [references]).score), 2)


def domain_dev_pairs(recipe: Recipe, language: str, folder: Path = DOMAIN) -> list[Pair]:
    """The held-out domain lines of a language with their slots filled, in the direction of translation."""
    ends = (language, PIVOT) if recipe.to_english else (PIVOT, language)
    slots = read_slots(folder / "slots.tsv")
    pairs = []
    for name in sorted(recipe.domain_weights):
        for line in dev_lines(folder, name):
            pair = expand(line, *ends, slots, random.Random(line["en"]))
            if pair is not None:
                pairs.append(pair)
    return pairs


def dev_sets(recipe: Recipe, corpora: Path = CORPORA, domain: Path = DOMAIN) -> dict[str, list[Pair]]:
    """Every dev set of a recipe by name.

    "es-en" is Tatoeba, "es-en.chat" BConTrasT, "es-en.domain" our own lines.
    """
    sets: dict[str, list[Pair]] = {}
    for language in recipe.languages:
        direction = f"{language}-{PIVOT}" if recipe.to_english else f"{PIVOT}-{language}"
        for suffix, pairs in (
            ("", dev_pairs(language)),
            (".chat", chat_dev_pairs(language, corpora)),
        ):
            if pairs:
                sets[direction + suffix] = [p.reversed() for p in pairs] if recipe.to_english else pairs
        own = domain_dev_pairs(recipe, language, domain)
        if own:
            sets[direction + ".domain"] = own
    return sets


def tag(recipe: Recipe, direction: str, text: str) -> str:
    """The source as the model wants it: with `>>xx<<` in front where the model writes several languages."""
    return f">>{direction.split('.')[0].split('-')[1]}<< {text}" if recipe.tagged else text


def score(pairs: list[Pair], translator: Translate) -> dict[str, float]:
    """chrF and BLEU of a translator on (source, reference) pairs, and how many placeholders it kept."""
    hypotheses = translator([p.source for p in pairs])
    references = [p.target for p in pairs]
    values = {"chrf": chrf(hypotheses, references), "bleu": bleu(hypotheses, references), "pairs": len(pairs)}
    kept = placeholders_kept([p.source for p in pairs], hypotheses)
    return values if kept is None else values | {"kept": kept}


def placeholders_kept(sources: list[str], hypotheses: list[str]) -> float | None:
    """Percentage of sources with `XQ0`.. or `$941` whose translation has the same; None without any."""
    kept = []
    for source, hypothesis in zip(sources, hypotheses, strict=True):
        wanted = sorted(_PLACEHOLDER.findall(source))
        if wanted:
            kept.append(sorted(_PLACEHOLDER.findall(hypothesis)) == wanted)
    return round(100 * sum(kept) / len(kept), 1) if kept else None


def dev_scores(
    recipe: Recipe, model: MarianMTModel, tokenizer: Tokenizer, sentences: int = 500
) -> dict[str, float]:
    """chrF by dev set on a fixed sample of about `sentences` sentences together, for the training curve."""
    sets = {name: pairs for name, pairs in dev_sets(recipe).items() if not name.endswith(".chat")}
    each = max(20, sentences // len(sets))
    scores = {}
    for name, pairs in sets.items():
        sample = random.Random(0).sample(pairs, min(each, len(pairs)))
        sources = [tag(recipe, name, p.source) for p in sample]
        scores[name] = chrf(translate(model, tokenizer, sources), [p.target for p in sample])
    return scores
