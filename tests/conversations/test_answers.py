"""Questions answered from the services file, through the real engine, desk and models."""

from __future__ import annotations

import pytest

from tests.conversations.conftest import Running, button, said


@pytest.mark.parametrize(
    ("locale", "question", "answer"),
    [
        ("en", "What are your opening hours?", "Friday 09:00–12:00, 13:00–16:00"),
        ("es", "¿Cuál es su horario de trabajo?", "viernes 9:00–12:00, 13:00–16:00"),
        ("fr", "Quels sont vos horaires ?", "vendredi 09:00–12:00, 13:00–16:00"),
        ("de", "Wie sind Ihre Öffnungszeiten?", "Freitag 09:00–12:00, 13:00–16:00"),
    ],
)
async def test_the_hours_of_the_services_file_are_told_in_the_language_of_the_question(
    running: Running, chat, locale: str, question: str, answer: str
) -> None:
    client = await chat("designer", locale=locale)
    assert answer in said(await client.say(question))


async def test_details_of_a_service_lead_to_an_estimate(running: Running, chat) -> None:
    client = await chat("translator", locale="es")
    reply = await client.say("¿Qué incluye la corrección?")
    reply = await client.say("¿Qué servicios ofrece?") if "€" not in said(reply) else reply
    assert "€" in said(reply)
    assert reply.messages[-1]["buttons"]


async def test_what_the_file_does_not_say_is_not_made_up(running: Running, chat) -> None:
    client = await chat("developer", locale="en")
    reply = await client.say("Do you have a cat?")
    assert button(reply, "person") or button(reply, "message")
