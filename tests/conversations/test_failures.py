"""When one of the two processes dies in the middle of a conversation."""

from __future__ import annotations

import asyncio
import time

from bot.processes import desk_status, engine_status
from tests.conversations.conftest import Running, said


async def test_a_client_is_told_in_their_language_when_the_desk_dies_and_is_answered_when_it_is_back(
    running: Running, chat
) -> None:
    client = await chat("translator", locale="es")
    await client.say("Hola, buenos días")
    desk = running.supervisor.processes[0]
    desk.running.kill()
    desk.running.wait()
    try:
        await client.send("¿Qué servicios ofreces?")
        told = await client.next_message()
        assert told["code"] == "desk_down"
        assert "mensaje" in told["text"].lower()
    finally:
        desk.start()
        await until(lambda: desk_status(running.settings) is not None)
    texts = []
    while "Subtitulado" not in "\n".join(texts):
        texts.append((await client.next_message(patience_s=120))["text"])


async def test_a_conversation_goes_on_after_the_engine_died(running: Running, chat) -> None:
    client = await chat("translator")
    await client.say("I want a quote for a general translation")
    token = client.session["token"]
    engine = running.supervisor.processes[1]
    engine.running.kill()
    engine.running.wait()
    engine.start()
    await until(lambda: engine_status(running.settings) is not None)
    again = await chat("translator", token=token)
    assert again.session["conversation"] == client.session["conversation"]
    history = [message["text"] for message in again.session["history"]]
    assert "I want a quote for a general translation" in history
    reply = await again.say("4,000 words")
    assert "extras" in said(reply)


async def until(condition, patience_s: float = 180.0) -> None:
    deadline = time.monotonic() + patience_s
    while not await asyncio.to_thread(condition):
        assert time.monotonic() < deadline, "the condition never came true"
        await asyncio.sleep(0.1)
