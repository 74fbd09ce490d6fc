"""Turns over the website channel, in English and Spanish, beside stock Rasa: p50, p95, turns per second."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import httpx

from benchmarks.latency import percentiles
from benchmarks.liaison import Started, stock_rasa
from bot.chat_client import ChatClient

Ready = Callable[[], Awaitable[object]]
"""Waits until every client is connected and has said hello."""

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
# Every client has another trade, so that no message but "hola" is answered from the cache. (Numbers would
# not do: a model sees a stand-in for them.)
SPANISH = (
    "hola",
    "¿qué servicios ofreces para {trade}?",
    "¿firmas un acuerdo de confidencialidad para {trade}?",
    "¿eres un robot? pregunto para {trade}",
    "¿cómo te pago los textos de {trade}?",
    "muchas gracias por los consejos para {trade}",
    "¿puedo recibir los textos de {trade} en Word?",
    "¿qué pasa si cancelo los textos de {trade}?",
)
TRADES = (
    "una panadería", "un hotel rural", "mi bodega", "nuestra clínica", "el museo", "una escuela", "un taller",
    "mi tienda", "un gimnasio", "la farmacia", "una editorial", "un abogado", "mi bar", "una ferretería",
    "un fotógrafo", "la floristería", "un dentista", "una peluquería", "nuestra granja", "un teatro",
    "la librería", "un arquitecto", "mi huerta", "una zapatería", "el mercado", "un sastre", "la academia",
    "una orquesta", "un viñedo", "la carnicería", "un albergue", "mi consulta", "una joyería", "un astillero",
    "la pescadería", "un veterinario", "mi cafetería", "una imprenta", "un carpintero", "la heladería",
    "una quesería",
)  # fmt: skip


def measure(started: Started) -> list[dict[str, Any]]:
    """A row for each channel, language and number of clients; one client warms each channel up."""
    rows = []
    for channel, in_memory in ((STOCK, False), (STOCK_IN_MEMORY, True)):
        with stock_rasa(started.settings, in_memory=in_memory) as webhook:
            asyncio.run(_rest(webhook, 1))
            for clients in CLIENTS:
                rows.append(_row(channel, "en", clients, asyncio.run(_rest(webhook, clients))))
    asyncio.run(_website(started.settings.engine_url, "en", ENGLISH, 1))
    for clients in CLIENTS:
        for language, messages in (("en", ENGLISH), ("es", SPANISH)):
            run = _website(started.settings.engine_url, language, messages, clients)
            rows.append(_row("website", language, clients, asyncio.run(run)))
    return rows


async def _website(
    url: str, language: str, messages: Sequence[str], clients: int
) -> tuple[list[float], float]:
    row = CLIENTS.index(clients)

    async def talk(number: int, ready: Ready) -> list[float]:
        async with ChatClient(url, "translator", locale=language) as client:
            await client.say(messages[0])
            await ready()
            took = []
            for message in messages[:TURNS]:
                reply = await client.say(message.format(trade=TRADES[sum(CLIENTS[:row]) + number]))
                took.append(reply.milliseconds)
            return took

    return await _together(talk, clients)


async def _rest(webhook: str, clients: int) -> tuple[list[float], float]:
    async with httpx.AsyncClient(timeout=120) as http:

        async def talk(number: int, ready: Ready) -> list[float]:
            sender = f"translator.{clients:02d}{number:030d}"
            await http.post(webhook, json={"sender": sender, "message": "hello"})
            await ready()
            took = []
            for message in ENGLISH[:TURNS]:
                began = time.perf_counter()
                reply = await http.post(webhook, json={"sender": sender, "message": message})
                reply.raise_for_status()
                took.append((time.perf_counter() - began) * 1000)
            return took

        return await _together(talk, clients)


async def _together(
    talk: Callable[[int, Ready], Awaitable[list[float]]], clients: int
) -> tuple[list[float], float]:
    """What each turn took, and the seconds of all from when every client was connected and had said hello."""
    connected = asyncio.Barrier(clients + 1)
    talking = [asyncio.ensure_future(talk(number, connected.wait)) for number in range(clients)]
    await connected.wait()
    began = time.perf_counter()
    results = await asyncio.gather(*talking)
    return [each for took in results for each in took], time.perf_counter() - began


def _row(channel: str, language: str, clients: int, result: tuple[list[float], float]) -> dict[str, Any]:
    took, seconds = result
    p50, p95 = percentiles(took)
    return {
        "channel": channel,
        "language": language,
        "clients": clients,
        "p50_ms": p50,
        "p95_ms": p95,
        "turns_per_s": round(len(took) / seconds, 2),
    }
