"""From a first message to a stored estimate, through the real engine, desk and translation models."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.services.catalogue import Catalogue
from bot.store import quotes
from tests.conversations.conftest import TELEGRAM_SECRET, Running, button, said

EMAIL = "maria.lopez@example.com"


async def test_a_spanish_client_gets_an_estimate_and_the_german_designer_is_told(
    running: Running, chat
) -> None:
    link_telegram(running, "designer", chat_id=4711)
    client = await chat("designer", locale="es-ES")
    reply = await client.say("Hola, necesito un logotipo para mi panadería")
    reply = await client.press(button(reply, "Basis")) if _offers(reply, "Basis") else reply
    reply = await client.press(button(reply, "490")) if _offers(reply, "490") else reply
    assert "extras" in said(reply).lower() or _offers(reply, "ninguno") or _offers(reply, "Sin")
    reply = await client.say("no, gracias")
    reply = await client.say("no tengo prisa")
    reply = await client.say("Una panadería artesanal en Valencia, abrimos en otoño y no tenemos logo.")
    assert "583,10" in said(reply)
    reply = await client.say("Me llamo María López")
    reply = await client.say(f"mi correo es {EMAIL}")

    text = said(reply)
    assert "583,10" in text
    assert "93,10" in text
    with running.database.reading() as session:
        stored = quotes.of_conversation(session, client.session["conversation"])
    assert len(stored) == 1
    assert stored[0].number in text
    assert Decimal(stored[0].estimate["total"]) == Decimal("583.10")
    assert stored[0].client_name == "María López"
    assert stored[0].client_email == EMAIL
    assert stored[0].description.startswith("Una panadería artesanal")
    notice = running.telegram.wait_for_messages(1, chat=4711)[-1].text
    assert stored[0].number in notice
    assert "583,10" in notice
    assert "Una panadería artesanal en Valencia" in notice
    assert "Neue Anfrage" in notice or "Angebotsanfrage" in notice


@pytest.mark.parametrize(
    ("locale", "opening", "none", "no_hurry", "about", "name", "total"),
    [
        (
            "en",
            "I need a 4,000 word text translated",
            "no",
            "no rush",
            "A brochure on wine",
            "Ann Lee",
            "€484.00",
        ),
        (
            "es",
            "Necesito traducir un texto de 4.000 palabras",
            "no",
            "no tengo prisa",
            "Un folleto sobre vino",
            "Ana Ruiz",
            "484,00",
        ),
    ],
)
async def test_the_same_job_costs_the_same_in_every_language(
    running: Running, chat, locale, opening, none, no_hurry, about, name, total
) -> None:
    client = await chat("translator", locale=locale)
    reply = await client.say(opening)
    service = "General translation" if locale == "en" else "Traducción general"
    if _offers(reply, service):
        reply = await client.press(button(reply, service))
    for answer in (none, no_hurry, about, name, "ana@example.com"):
        reply = await client.say(answer)
    assert total in said(reply)
    with running.database.reading() as session:
        stored = quotes.of_conversation(session, client.session["conversation"])[0]
    assert Decimal(stored.estimate["total"]) == Decimal("484.00")
    assert Decimal(stored.request["quantity"]) == 4000


async def test_a_client_corrects_themselves_asks_in_between_and_goes_on(running: Running, chat) -> None:
    client = await chat("translator")
    await client.press(button(await client.say("How much is a translation?"), "General"))
    reply = await client.say("4,000 words")
    reply = await client.say("no, 5,000 words")
    assert "5,000" in said(reply)
    reply = await client.say("Do you sign a confidentiality agreement?")
    assert "professional secrecy" in said(reply)
    assert "extras" in said(reply)
    reply = await client.say("none")
    reply = await client.say("whenever, no rush")
    reply = await client.say("A brochure about wine from La Rioja")
    assert "605.00" in said(reply)


async def test_a_client_can_stop_a_quote(chat) -> None:
    client = await chat("translator")
    await client.say("I want a quote")
    reply = await client.say("stop, forget it")
    assert "stopped" in said(reply)
    reply = await client.say("what do you offer?")
    assert "Subtitl" in said(reply)


async def test_a_person_is_within_reach_in_the_middle_of_a_quote(running: Running, chat) -> None:
    client = await chat("translator")
    await client.say("I want a quote for 300 words")
    reply = await client.say("I want to talk to a human please")
    assert "pass on" in said(reply)
    await client.say("Can you call me about a large project?")
    reply = await client.say(EMAIL)
    assert EMAIL in said(reply)


async def test_an_estimate_can_be_looked_up_only_in_its_own_conversation(running: Running, chat) -> None:
    first = await chat("translator")
    await _estimate(first)
    number = (await _stored(running, first)).number
    assert number in said(await first.say(f"What is the status of {number}?"))
    other = await chat("translator")
    assert "I find no estimate" in said(await other.say(f"What is the status of {number}?"))


async def test_an_unapproved_estimate_cannot_be_accepted(running: Running, chat) -> None:
    client = await chat("translator")
    await _estimate(client)
    reply = await client.say("I accept the quote, let's go ahead")
    assert "approved" in said(reply)
    assert (await _stored(running, client)).status == "requested"


async def test_a_saved_price_is_live_without_a_restart(running: Running, chat) -> None:
    path = running.settings.freelancers_dir / "developer.yml"
    catalogue = Catalogue(running.settings.freelancers_dir)
    catalogue.load()
    client = await chat("developer")
    assert "£750" in said(await client.say("what do you offer?"))
    path.write_text(path.read_text().replace("price: 750", "price: 765"))
    for _ in range(100):
        if "£765" in said(await client.say("what do you offer?")):
            return
    pytest.fail("the new price never appeared")


def link_telegram(running: Running, freelancer: str, chat_id: int) -> None:
    """Links a chat the way a freelancer does: a code from `liaison link`, sent to the bot."""
    from bot.store import chats

    with running.database.session() as session:
        code = chats.issue_code(session, freelancer)
    url = f"{running.settings.engine_url}/webhooks/telegram/webhook"
    update = running.telegram.message(chat_id, f"/start {code}")
    answer = running.telegram.deliver(url, update, secret=TELEGRAM_SECRET)
    assert answer.status_code == 200
    assert "Anna Petersen" in answer.json()["text"]


def _offers(reply, title: str) -> bool:
    return any(
        title.casefold() in b["title"].casefold() for m in reply.messages for b in m.get("buttons") or []
    )


async def _estimate(client) -> None:
    await client.press(button(await client.say("How much is a translation?"), "General"))
    for answer in ("2000 words", "no extras", "no rush", "A leaflet about cheese", "Ann Lee", EMAIL):
        await client.say(answer)


async def _stored(running: Running, client) -> quotes.Quote:
    with running.database.reading() as session:
        return quotes.of_conversation(session, client.session["conversation"])[0]
