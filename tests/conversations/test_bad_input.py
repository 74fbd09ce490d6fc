"""What a hostile or careless client may send: each gets a clear answer, and nothing is lost or executed."""

from __future__ import annotations

import httpx
import pytest

from bot.chat_client import ChatRefused
from tests.conversations.conftest import Running, said


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
async def test_an_empty_message_is_answered(chat, text: str) -> None:
    client = await chat("translator")
    reply = await client.say(text)
    assert reply.refusal is not None
    assert reply.refusal["code"] == "empty"
    assert "empty" in reply.refusal["text"]


async def test_a_huge_message_is_refused_in_the_clients_language(chat) -> None:
    client = await chat("translator", locale="es")
    await client.say("Hola, buenos días")
    reply = await client.say("traducción " * 9000)
    assert reply.refusal is not None
    assert reply.refusal["code"] == "too_long"
    assert "2.000" in reply.refusal["text"] or "2000" in reply.refusal["text"]
    assert said(await client.say("¿Qué servicios ofreces?"))


@pytest.mark.parametrize(
    "text",
    [
        "/restart",
        '/internal{"x":1}',
        "/EXTERNAL_reminder",
        '/delete_my_data{"option":"yes"}',
        "/greet@0.3",
        "  /restart",
        "／restart",
    ],
)
async def test_a_command_is_read_as_text(chat, text: str) -> None:
    client = await chat("translator")
    await client.say("what do you offer?")
    reply = await client.say(text)
    assert said(reply)
    assert "deleted" not in said(reply)
    assert said(await client.say("what do you offer?"))


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script> what do you offer?",
        "'; DROP TABLE quotes; -- what do you offer?",
        "\u0007what\u0000 do you offer?",
        "🎨🎨🎨",
        "what do you offer? \u202egnp.exe",
    ],
)
async def test_strange_text_is_answered_and_nothing_breaks(running: Running, chat, text: str) -> None:
    client = await chat("translator")
    assert said(await client.say(text))
    assert "Subtitl" in said(await client.say("what do you offer?"))


async def test_a_language_nobody_serves_is_answered_with_those_that_are(chat) -> None:
    client = await chat("translator")
    reply = await client.say("Hyvää päivää, tarvitsen apua suomenkielisen asiakirjan kääntämisessä kiitos")
    assert reply.refusal is not None
    assert reply.refusal["code"] == "language"
    assert "English" in reply.refusal["text"]
    assert "Spanish" in reply.refusal["text"]


async def test_a_freelancer_who_is_not_there_is_named_not_blamed_on_the_server(chat) -> None:
    with pytest.raises(ChatRefused, match="There is no freelancer 'anna-petersen' here"):
        await chat("anna-petersen")


@pytest.mark.parametrize(
    ("path", "status"), [("/widget/nobody", 404), ("/nowhere", 404), ("/understand", 405)]
)
def test_the_desk_tells_wrong_requests_from_its_own_faults(running: Running, path: str, status: int) -> None:
    headers = {"Authorization": f"Bearer {running.settings.internal_token}"}
    answer = httpx.get(f"{running.settings.desk_url}{path}", headers=headers)
    assert answer.status_code == status
    assert answer.json()["error"]
