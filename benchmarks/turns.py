"""Turns over the website channel, in English and Spanish, beside stock Rasa: p50, p95, turns per second."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import httpx

from benchmarks.liaison import Started, stock_rasa
from bot.chat_client import ChatClient

STOCK = "stock rasa rest"
STOCK_IN_MEMORY = "stock rasa rest, in memory"
CLIENTS = (1, 10, 30)
TURNS = 8
ENGLISH = (
    "hello",
    "what do you offer?",
    "do you sign a non-disclosure agreement?",
    "are you a bot?",
    "how do I pay you?",
    "thanks",
    "can I get the files in Word?",
    "what happens if I cancel?",
)
# Eight Spanish messages, each round with another number in it so that no turn is answered from the cache.
SPANISH = (
    "hola, soy el cliente número {n}",
    "¿qué servicios ofreces para {n} personas?",
    "¿firmas un acuerdo de confidencialidad para {n} textos?",
    "¿eres un robot? pregunto por {n} razones",
    "¿cómo te pago las {n} páginas?",
    "muchas gracias por los {n} consejos",
    "¿puedo recibir los {n} archivos en Word?",
    "¿qué pasa si cancelo los {n} textos?",
)


def measure(started: Started) -> list[dict[str, Any]]:
    """A row for each channel, language and number of clients."""
    rows = []
    for channel, in_memory in ((STOCK, False), (STOCK_IN_MEMORY, True)):
        with stock_rasa(started.settings, in_memory=in_memory) as webhook:
            for clients in CLIENTS:
                rows.append(_row(channel, "en", clients, asyncio.run(_rest(webhook, clients))))
    for clients in CLIENTS:
        for language, messages in (("en", ENGLISH), ("es", SPANISH)):
            run = _website(started.settings.engine_url, language, messages, clients)
            rows.append(_row("website", language, clients, asyncio.run(run)))
    return rows


async def _website(
    url: str, language: str, messages: Sequence[str], clients: int
) -> tuple[list[float], float]:
    async def talk(number: int) -> list[float]:
        async with ChatClient(url, "translator", locale=language) as client:
            await client.say(messages[0].format(n=900 + number))
            took = []
            for turn, message in enumerate(messages[:TURNS]):
                reply = await client.say(message.format(n=clients * 1000 + number * 10 + turn))
                took.append(reply.milliseconds)
            return took

    return await _together(talk, clients)


async def _rest(webhook: str, clients: int) -> tuple[list[float], float]:
    async with httpx.AsyncClient(timeout=120) as http:

        async def talk(number: int) -> list[float]:
            sender = f"translator.{clients:02d}{number:030d}"
            await http.post(webhook, json={"sender": sender, "message": "hello"})
            took = []
            for message in ENGLISH[:TURNS]:
                began = time.perf_counter()
                reply = await http.post(webhook, json={"sender": sender, "message": message})
                reply.raise_for_status()
                took.append((time.perf_counter() - began) * 1000)
            return took

        return await _together(talk, clients)


async def _together(talk: Callable[[int], Awaitable[list[float]]], clients: int) -> tuple[list[float], float]:
    began = time.perf_counter()
    results = await asyncio.gather(*(talk(number) for number in range(clients)))
    return [each for took in results for each in took], time.perf_counter() - began


def _row(channel: str, language: str, clients: int, result: tuple[list[float], float]) -> dict[str, Any]:
    took, seconds = result
    # Each client's first, unmeasured message is part of the seconds: it is a turn like the others.
    turns = len(took) + clients
    return {
        "channel": channel,
        "language": language,
        "clients": clients,
        "p50_ms": round(statistics.median(took), 1),
        "p95_ms": round(statistics.quantiles(took, n=20)[-1], 1),
        "turns_per_s": round(turns / seconds, 2),
    }
