"""Chooses among a model's hypotheses: which are sound, what speaks against each, what the way back says."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from bot.language import checks, measures
from bot.language.formality import formality
from bot.language.marian import Hypothesis
from bot.language.masking import StandIns
from bot.language.registry import Model
from bot.language.translation import Direction
from bot.language.vocabulary import made_up

CERTAIN_FROM = 0.6
"""A first hypothesis this probable is taken at once. Second thoughts below it, all checks included, brought
held-out lines that went badly wrong (chrF below 25) from 17.2 to 15.2 % de-en, 11.5 to 10.2 en-de, 14.7 to
13.7 en-es and 14.0 to 13.5 es-en."""
_WAY_BACK = 0.75
"""How much the other direction's opinion counts beside the model's own: best of 0 to 2 on the dev sets (noisy
channel reranking, Yee et al. 2019, arXiv:1908.05731)."""
_DOUBTFUL = 0.4
"""The most that a sentence with a made-up word is given: too little to rely on (translation.SURE_FROM)."""
_LEAST_PROBABLE = 0.3
"""Below this mean token probability a small model is guessing."""


class Weighed(NamedTuple):
    """A sound hypothesis, what speaks against it, and how probable the way back from it is."""

    hypothesis: Hypothesis
    faults: int
    way_back: float = 1.0

    @property
    def certain(self) -> bool:
        """True where it may be taken without looking further."""
        return not self.faults and self.hypothesis.probability >= CERTAIN_FROM


def best(weighed: Iterable[Weighed]) -> Weighed:
    """The one with the fewest faults; of several the one both directions find most probable."""
    return min(weighed, key=lambda each: (each.faults, -_weight(each)))


def _weight(each: Weighed) -> float:
    return each.hypothesis.probability * math.pow(each.way_back, _WAY_BACK)


def sound(found: Sequence[Hypothesis], model: Model, seen: StandIns, hop: Direction) -> Iterator[Weighed]:
    """The hypotheses that pass every check, their question marks put back."""
    for hypothesis in found:
        text = checks.with_question_mark(seen.sentence, hypothesis.text)
        failed = checks.problems(seen.sentence, text, hop.source, hop.target)
        if seen.unmasked(text) is None:
            failed.append("stand-ins")
        if hypothesis.probability < _LEAST_PROBABLE:
            failed.append("unsure")
        for name in failed:
            measures.REJECTED.labels(name).inc()
        if not failed:
            yield _weigh(Hypothesis(text, hypothesis.probability), model, seen, hop)


def _weigh(hypothesis: Hypothesis, model: Model, seen: StandIns, hop: Direction) -> Weighed:
    """A made-up word weighs more than the wrong address, and leaves little to rely on."""
    faults = 0 if _addresses_as_wished(hypothesis, seen, hop) else 1
    if model.invents and made_up(hypothesis.text, seen.sentence, hop.target):
        faults += 2
        hypothesis = Hypothesis(hypothesis.text, min(hypothesis.probability, _DOUBTFUL))
    return Weighed(hypothesis, faults)


def _addresses_as_wished(hypothesis: Hypothesis, seen: StandIns, hop: Direction) -> bool:
    """False where the reader is clearly addressed in the other way: "du" instead of "Sie"."""
    if hop.tone is None:
        return True
    return formality(seen.sentence, hypothesis.text, hop.target) in (hop.tone, None)
