"""Measures translations (chrF, BLEU), entities that survive, languages and intents that are understood."""

from __future__ import annotations

import asyncio
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF

from bot.evaluation.contestants import Contestant
from bot.evaluation.sets import ClientMessage, NastyMessage
from bot.language.formality import Tone, formality
from bot.language.translator import Translator
from bot.parsing import parse_lines
from bot.settings import Settings


@dataclass(frozen=True)
class TranslationScore:
    """One contestant on the dev set of a pair; chrF and BLEU from 0 to 100."""

    source: str
    target: str
    contestant: str
    sentences: int
    chrf: float
    bleu: float
    ms: float
    memory_mb: int | None


@dataclass(frozen=True)
class SurvivalScore:
    """Messages of a pair with entities: how many, how many shown untranslated, how many that lost one."""

    source: str
    target: str
    messages: int
    untranslated: int
    damaged: int


@dataclass(frozen=True)
class AddressScore:
    """Sentences to a client of which a form of address was wished, and how many tell which one they have."""

    target: str
    tone: Tone
    sentences: int
    wished: int
    other: int


@dataclass(frozen=True)
class UnderstandingScore:
    """Clients' messages of a language: share whose language, and whose intent, was recognised."""

    language: str
    messages: int
    detected: float
    intent: float


def translation(
    contestant: Contestant, source: str, target: str, pairs: Sequence[tuple[str, str]]
) -> TranslationScore:
    """Translate the sources one after the other and compare with the references (sacrebleu's defaults)."""
    began = time.perf_counter()
    hypotheses = contestant.translate([text for text, _ in pairs])
    ms = (time.perf_counter() - began) * 1000 / len(pairs)
    references = [[reference for _, reference in pairs]]
    return TranslationScore(
        source,
        target,
        contestant.name,
        len(pairs),
        round(float(CHRF().corpus_score(hypotheses, references).score), 1),
        round(float(BLEU().corpus_score(hypotheses, references).score), 1),
        round(ms, 1),
        contestant.memory_mb,
    )


def address(translator: Translator, target: str, tone: Tone, sentences: Sequence[str]) -> AddressScore:
    """How English sentences to a client come out in a language when a form of address is asked for."""
    done = asyncio.run(translator.translate_many(sentences, "en", target, tone))
    found = Counter(formality(each.original, each.text, target) for each in done if each.made == "model")
    other: Tone = "informal" if tone == "formal" else "formal"
    return AddressScore(target, tone, len(sentences), found[tone], found[other])


def survival(translator: Translator, messages: Sequence[NastyMessage]) -> list[SurvivalScore]:
    """What becomes of the entities, pair by pair."""

    async def translated() -> list[tuple[NastyMessage, bool, bool]]:
        results = []
        for message in messages:
            done = await translator.translate(message.text, message.source, message.target)
            results.append((message, done.made == "untranslated", bool(message.lost(done))))
        return results

    by_pair: defaultdict[tuple[str, str], list[tuple[bool, bool]]] = defaultdict(list)
    for message, untranslated, damaged in asyncio.run(translated()):
        by_pair[message.source, message.target].append((untranslated, damaged))
    return [
        SurvivalScore(source, target, len(rows), sum(u for u, _ in rows), sum(d for _, d in rows))
        for (source, target), rows in by_pair.items()
    ]


def understanding(settings: Settings, messages: Sequence[ClientMessage]) -> list[UnderstandingScore]:
    """Detection and intent of each message on its own, as the website's channel sees a first message."""
    rows = list(parse_lines(settings, [message.text for message in messages]))
    by_language: defaultdict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for message, (language, _, intent, _) in zip(messages, rows, strict=True):
        by_language[message.language].append((language == message.language, intent == message.intent))
    return [
        UnderstandingScore(
            code,
            len(hits),
            round(100 * sum(d for d, _ in hits) / len(hits), 1),
            round(100 * sum(i for _, i in hits) / len(hits), 1),
        )
        for code, hits in by_language.items()
    ]
