"""Fifty clients at once in five languages: p50, p95, messages a second, cache hits, memory by round."""

from __future__ import annotations

import asyncio
import time
from typing import Any

from benchmarks.latency import percentiles
from benchmarks.liaison import Started
from bot.chat_client import ChatClient
from bot.evaluation.sets import client_messages
from bot.processes import desk_status
from bot.settings import Settings

CLIENTS = 50
LANGUAGES = ("es", "fr", "de", "pt", "it")
MESSAGES = 12
ROUNDS = 4
"""Each round is as much as a busy front desk hears in an hour: 600 messages."""


def measure(started: Started) -> list[dict[str, Any]]:
    """A row for each round; memory is flat where the last rows hold as much as the second."""
    return [_row(number, started) for number in range(1, ROUNDS + 1)]


def _row(number: int, started: Started) -> dict[str, Any]:
    before = _cache(started.settings)
    took, seconds = asyncio.run(_round(started.settings.engine_url, number))
    after = _cache(started.settings)
    p50, p95 = percentiles(took)
    looked_up = sum(after.values()) - sum(before.values())
    return {
        "round": number,
        "clients": CLIENTS,
        "messages": len(took),
        "p50_ms": p50,
        "p95_ms": p95,
        "messages_per_s": round(len(took) / seconds, 1),
        "cache_hits": f"{100 * (after['hits'] - before['hits']) / max(1, looked_up):.0f} %",
        **{f"{name}_mb": size for name, size in started.memory_mb().items()},
    }


async def _round(url: str, number: int) -> tuple[list[float], float]:
    texts: dict[str, list[str]] = {}
    for message in client_messages():
        texts.setdefault(message.language, []).append(message.text)
    began = time.perf_counter()
    results = await asyncio.gather(*(_client(url, texts, client, number) for client in range(CLIENTS)))
    return [each for took in results for each in took], time.perf_counter() - began


async def _client(url: str, texts: dict[str, list[str]], client: int, number: int) -> list[float]:
    """One conversation; every client of a language begins elsewhere in its messages."""
    language = LANGUAGES[client % len(LANGUAGES)]
    own = texts[language]
    first = (client * 7 + number * 13) % len(own)
    async with ChatClient(url, "translator", locale=language) as chat:
        chosen = (own + own)[first : first + MESSAGES]
        return [(await chat.say(text)).milliseconds for text in chosen]


def _cache(settings: Settings) -> dict[str, int]:
    """Hits and misses of the translator's memory so far."""
    status: Any = desk_status(settings)
    cache = status["translation"]["cache"]
    return {"hits": cache["hits"], "misses": cache["misses"]}
