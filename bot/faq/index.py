"""The searchable answers of one freelancer."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Literal

from bot.faq.entries import Entry, ToEnglish, entries_of, searched_texts
from bot.faq.ranking import Ranking
from bot.faq.vectors import KeptVectors
from bot.services.schema import ServicesFile

ANSWER_FROM = 0.50
OFFER_FROM = 0.35
MOST_OFFERED = 3
HANDICAP = 0.14
"""What a fact or a service must fit better by than a question that the freelancer answered."""
TIE_WITHIN = 0.02
"""Two entries this close are both offered, unless one is more general than the other."""


@dataclass(frozen=True)
class FaqMatch:
    """What the FAQ has for a question: an answer, up to three likely questions, or nothing; best first."""

    kind: Literal["answer", "offer", "none"]
    entries: tuple[Entry, ...] = ()
    scores: tuple[float, ...] = ()


class FaqIndex:
    """Finds the entries that answer a question asked in English; built once for each version of the file."""

    def __init__(self, entries: tuple[Entry, ...], ranking: Ranking) -> None:
        self.entries = entries
        self._by_id = {entry.id: entry for entry in entries}
        self._ranking = ranking

    @classmethod
    async def build(cls, file: ServicesFile, vectors: KeptVectors, to_english: ToEnglish) -> FaqIndex:
        """Index the FAQ and policies of a services file, translating what was not written in English."""
        entries = entries_of(file)
        texts = await asyncio.gather(*(searched_texts(entry, to_english) for entry in entries))
        by_id = {entry.id: found for entry, found in zip(entries, texts, strict=True)}
        return cls(entries, await asyncio.to_thread(Ranking, by_id, vectors))

    def entry(self, id: str) -> Entry | None:
        """The entry behind a button, or None when the services file no longer has it."""
        return self._by_id.get(id)

    async def answer(self, question: str) -> FaqMatch:
        """Search for an English question: an answer from 0.50, likely questions from 0.35, else nothing."""
        scores = self._weighed(await asyncio.to_thread(self._ranking.scores, question))
        likely = [each for each in scores[:MOST_OFFERED] if each[1] >= OFFER_FROM]
        if not likely:
            return FaqMatch("none")
        best = likely[0][1]
        if best < ANSWER_FROM:
            return self._match("offer", likely)
        rivals = [each for each in likely if each[1] >= best - TIE_WITHIN]
        generality = {id: self._by_id[id].generality for id, _ in rivals}
        rivals = [each for each in rivals if generality[each[0]] == min(generality.values())]
        return self._match("answer" if len(rivals) == 1 else "offer", rivals)

    def _weighed(self, scores: list[tuple[str, float]]) -> list[tuple[str, float]]:
        """What the freelancer wrote for a question comes before what merely stands in a field of the file."""
        weighed = ((id, score - HANDICAP * (self._by_id[id].answer is None)) for id, score in scores)
        return sorted(weighed, key=lambda each: -each[1])

    def _match(self, kind: Literal["answer", "offer"], scores: list[tuple[str, float]]) -> FaqMatch:
        return FaqMatch(kind, tuple(self._by_id[id] for id, _ in scores), tuple(score for _, score in scores))
