"""One sentence through the models: few hypotheses first, then more and a second opinion, then parts."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from bot.language import measures
from bot.language.batching import BatcherClosed, QueueFull
from bot.language.cache import Key, SentenceCache
from bot.language.choice import Weighed, best, sound
from bot.language.formality import ADDRESSING
from bot.language.loading import LoadedModels
from bot.language.marian import EngineError, Hypothesis
from bot.language.masking import Masked, StandIns, TooManyMarks, letters, stand_ins
from bot.language.registry import Model, Registry
from bot.language.segments import clauses, halves
from bot.language.translation import Direction

FIRST_BEAM = 2
"""A beam of 2 costs half as much again as greedy search and brings 0.9 to 1.5 chrF with our models."""
_SECOND_BEAM = 6
"""For what the first leaves in doubt; with 4 instead, 15.2, 11.2, 13.8 and 13.8 % went badly wrong where with
6 it was 15.2, 10.2, 13.7 and 13.5 (choice.CERTAIN_FROM)."""
_DEEPEST = 1
"""How often what failed is cut again; what is too long is cut as often as it takes."""


class TooLong(ValueError):
    """A sentence has more tokens than the model was trained on."""


class NotNow(Exception):
    """A sentence was not translated for a reason that passes: no model was ready, or too many waited."""


class SentenceTranslator:
    """Takes masked sentences from one language to another, over one hop or two."""

    def __init__(self, registry: Registry, models: LoadedModels, cache: SentenceCache) -> None:
        self._registry = registry
        self._models = models
        self._cache = cache

    async def translate(self, sentence: str, masked: Masked, direction: Direction) -> Hypothesis | None:
        """The sentence with its marks in the target language, or None when no hypothesis passed.

        Raises NotNow where another try may find one.
        """
        unready: NotNow | None = None
        for route in self._registry.routes(direction.source, direction.target):
            found: Hypothesis | None = Hypothesis(sentence, 1.0)
            try:
                for source, target in route:
                    if found is not None:
                        tone = direction.tone if target in ADDRESSING else None
                        found = await self._hop(found, masked, Direction(source, target, tone))
            except NotNow as reason:
                unready, found = reason, None
            if found is not None:
                return found
        if unready is not None:
            raise unready
        return None

    async def _hop(self, found: Hypothesis, masked: Masked, hop: Direction) -> Hypothesis | None:
        unready: NotNow | None = None
        for model in self._registry.direct(hop.source, hop.target):
            try:
                after = await self._with_model(model, found.text, masked, hop)
            except EngineError as error:
                unready = NotNow(str(error))
                continue
            except QueueFull as error:
                measures.REJECTED.labels("queue full").inc()
                raise NotNow(str(error)) from error
            if after is not None:
                return Hypothesis(after.text, min(found.probability, after.probability))
        if unready is not None:
            raise unready
        return None

    async def _with_model(
        self, model: Model, sentence: str, masked: Masked, hop: Direction, depth: int = 0
    ) -> Hypothesis | None:
        try:
            seen = stand_ins(sentence, masked)
            found = await self._whole(model, seen, hop)
        except (TooManyMarks, TooLong):
            parts = clauses(sentence)
            parts = parts if len(parts) > 1 else halves(sentence)
            return await self._in_parts(model, parts, masked, hop, depth)
        if found is not None or depth == _DEEPEST:
            return found
        return await self._in_parts(model, clauses(sentence), masked, hop, depth)

    async def _whole(self, model: Model, seen: StandIns, hop: Direction) -> Hypothesis | None:
        """The sentence at once, as it was translated before or as well as the model can."""
        key = Key(model.revision, hop.source, hop.target, seen.sentence, hop.tone)
        known = self._cache.get(key)
        if known is None:
            known = await self._best(model, seen, hop)
            if known is not None:
                self._cache.put(key, known)
        text = seen.unmasked(known.text) if known is not None else None
        return Hypothesis(text, known.probability) if known is not None and text is not None else None

    async def _best(self, model: Model, seen: StandIns, hop: Direction) -> Hypothesis | None:
        """A certain hypothesis at once; else the best of more, of which the other direction is asked too."""
        calm = _calm(seen.sentence)
        prompt = model.prompt(calm, hop.target, hop.tone)
        first = list(sound(await self._ask(model, prompt, FIRST_BEAM), model, seen, hop))
        if first and best(first).certain:
            return best(first).hypothesis
        second = list(sound(await self._ask(model, prompt, _SECOND_BEAM), model, seen, hop)) or first
        if len(second) > 1:
            second = await self._with_way_back(second, calm, hop)
        return best(second).hypothesis if second else None

    async def _with_way_back(self, weighed: list[Weighed], sentence: str, hop: Direction) -> list[Weighed]:
        """How well each leads back to the sentence; unchanged where nobody is at hand to ask."""
        for model in self._registry.direct(hop.target, hop.source)[:1]:
            ready = self._models.at_hand(model)
            if ready is None:
                break
            pairs = [(model.prompt(each.hypothesis.text, hop.source), sentence) for each in weighed]
            try:
                batcher = await asyncio.wrap_future(ready)
                scores = await asyncio.wrap_future(batcher.score(pairs))
            except (EngineError, QueueFull, BatcherClosed):
                break
            return [each._replace(way_back=score) for each, score in zip(weighed, scores, strict=True)]
        return weighed

    async def _ask(self, model: Model, prompt: str, alternatives: int) -> list[Hypothesis]:
        while True:
            batcher = await asyncio.wrap_future(self._models.batcher(model))
            if batcher.engine.count(prompt) > model.max_tokens + model.max_tokens // 2:
                raise TooLong
            try:
                answers = batcher.submit([prompt], alternatives)
            except BatcherClosed:
                continue
            return await asyncio.wrap_future(answers[0])

    async def _in_parts(
        self, model: Model, parts: Sequence[str], masked: Masked, hop: Direction, depth: int
    ) -> Hypothesis | None:
        """Part by part; all of them must pass."""
        if len(parts) < 2:
            return None
        found = await asyncio.gather(*(self._part(model, part, masked, hop, depth + 1) for part in parts))
        whole = [part for part in found if part is not None]
        if len(whole) < len(parts):
            return None
        return Hypothesis(" ".join(part.text for part in whole), min(part.probability for part in whole))

    async def _part(
        self, model: Model, part: str, masked: Masked, hop: Direction, depth: int
    ) -> Hypothesis | None:
        if letters(part) < 2:
            return Hypothesis(part, 1.0)
        return await self._with_model(model, part, masked, hop, depth)


def _calm(sentence: str) -> str:
    """A sentence typed in capitals as it is usually written: models rarely saw whole words in capitals."""
    plain = [c for c in sentence if c.isalpha()]
    if len(plain) < 8 or sum(c.isupper() for c in plain) < 0.8 * len(plain):
        return sentence
    lowered = sentence.lower().replace("xq", "XQ")
    return lowered[:1].upper() + lowered[1:]
