"""Draws training pairs by weight, alters some, and cuts them into batches of similar length."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy
import torch

from .augment import casual, formality_tag, join, mask_shared
from .corpora import CORPORA, Pair, held_out, training_pairs
from .domain import DOMAIN, Line, expand, read_slots, training_lines
from .recipe import PIVOT, Recipe
from .tokenizer import Tokenizer

POOL = 6000
"""Pairs drawn at a time and sorted by length; about 40 batches."""


@dataclass(frozen=True)
class Batch:
    """Padded id tensors, shape (sentences, tokens); `target` has no start token and ends in `</s>`."""

    source: torch.Tensor
    target: torch.Tensor


class Sampler:
    """Endless pairs in the shares that the recipe asks for; the same pool number gives the same pairs."""

    def __init__(self, recipe: Recipe, corpora: Path = CORPORA, domain: Path = DOMAIN) -> None:
        self.recipe = recipe
        forbidden = held_out(recipe.languages)
        self._pairs: dict[str, list[Pair]] = {}
        self._cumulative: dict[str, numpy.ndarray] = {}
        for language in recipe.languages:
            pairs, weights = training_pairs(language, recipe.families, forbidden, corpora)
            self._pairs[language] = [p.reversed() for p in pairs] if recipe.to_english else pairs
            cumulative = numpy.cumsum(weights)
            self._cumulative[language] = cumulative / cumulative[-1]
        self._slots = read_slots(domain / "slots.tsv")
        self._lines: list[Line] = []
        weights = []
        for name, weight in recipe.domain_weights.items():
            lines = training_lines(domain, name)
            self._lines.extend(lines)
            # A line with slots is many sentences, so it may come more often than one without.
            weights.extend(weight * (2.0 if "{" in line["en"] else 1.0) for line in lines)
        self._line_cumulative = numpy.cumsum(weights) / sum(weights) if weights else numpy.zeros(0)

    def sizes(self) -> dict[str, int]:
        """How many pairs each language has, and how many domain lines there are."""
        return {language: len(pairs) for language, pairs in self._pairs.items()} | {
            "domain": len(self._lines)
        }

    def pool(self, number: int, size: int = POOL) -> list[Pair]:
        """The pairs of one pool, altered as the recipe says; source tags are in place."""
        rng = random.Random(f"{self.recipe.schedule.seed}-{number}")
        shares = self.recipe.languages
        drawn = rng.choices(list(shares), weights=list(shares.values()), k=size)
        return [self._finish(self._alter(language, rng), language, rng) for language in drawn]

    def raw(self, language: str, rng: random.Random) -> Pair:
        """One unaltered pair of a language, in the direction of translation."""
        if self._lines and rng.random() < self.recipe.domain_share:
            line = self._lines[int(numpy.searchsorted(self._line_cumulative, rng.random()))]
            ends = (language, PIVOT) if self.recipe.to_english else (PIVOT, language)
            pair = expand(line, *ends, self._slots, rng)
            if pair is not None:
                return pair
        return self._pairs[language][int(numpy.searchsorted(self._cumulative[language], rng.random()))]

    def _alter(self, language: str, rng: random.Random) -> Pair:
        noise = self.recipe.noise
        pair = self.raw(language, rng)
        if rng.random() < noise.joined:
            other = self.raw(language, rng)
            if len(pair.source) + len(other.source) < 200:
                pair = join(pair, other)
        # About one pair in four shares a name or number, so it takes four times the share to reach it.
        if "XQ" not in pair.source and rng.random() < 4 * noise.placeholders:
            pair = mask_shared(pair, rng) or pair
        return pair

    def _finish(self, pair: Pair, language: str, rng: random.Random) -> Pair:
        source = pair.source
        noise = self.recipe.noise
        tag = formality_tag(pair, language, noise.formality, rng) if self.recipe.addressing else None
        if rng.random() < noise.casual:
            source = casual(source, rng)
            for digit in range(10):
                source = source.replace(f"xq{digit}", f"XQ{digit}")
        if self.recipe.tagged:
            tag = f">>{language}<<"
        if tag is not None:
            source = f"{tag} {source}"
        return Pair(source, pair.target)


def batches(
    sampler: Sampler, tokenizer: Tokenizer, pool: int, skip: int = 0
) -> Iterator[tuple[int, int, Batch]]:
    """Endless (pool number, batches of that pool used so far, batch).

    Starts after `skip` batches of `pool`, so that a run goes on where it stopped.
    """
    schedule = sampler.recipe.schedule
    while True:
        pairs = sampler.pool(pool)
        sources = tokenizer.encode([p.source for p in pairs])
        targets = tokenizer.encode([p.target for p in pairs])
        rows = [
            (s, t)
            for s, t in zip(sources, targets, strict=True)
            if max(len(s), len(t)) <= schedule.max_tokens
        ]
        groups = group_by_length(rows, schedule.batch_tokens)
        random.Random(pool).shuffle(groups)
        for index in range(min(skip, len(groups)), len(groups)):
            group = groups[index]
            yield (
                pool,
                index + 1,
                Batch(
                    pad([s for s, _ in group], tokenizer.pad_id), pad([t for _, t in group], tokenizer.pad_id)
                ),
            )
        pool, skip = pool + 1, 0


Row = tuple[list[int], list[int]]


def group_by_length(rows: list[Row], tokens: int) -> list[list[Row]]:
    """Rows sorted by length and cut so that rows times the longest side of a group stay within `tokens`."""
    groups: list[list[Row]] = []
    group: list[Row] = []
    longest = 0
    for row in sorted(rows, key=lambda r: (len(r[1]), len(r[0]))):
        length = max(len(row[0]), len(row[1]))
        if group and max(longest, length) * (len(group) + 1) > tokens:
            groups.append(group)
            group, longest = [], 0
        group.append(row)
        longest = max(longest, length)
    if group:
        groups.append(group)
    return groups


def pad(rows: list[list[int]], pad_id: int) -> torch.Tensor:
    """Rows of ids as one int64 tensor of shape (rows, longest row)."""
    padded = numpy.full((len(rows), max(map(len, rows))), pad_id, dtype=numpy.int64)
    for index, row in enumerate(rows):
        padded[index, : len(row)] = row
    return torch.from_numpy(padded)
