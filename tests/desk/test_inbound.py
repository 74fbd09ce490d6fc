"""What people write to the desk's bot: codes link a chat, once; /stop ends it; everything gets an answer."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.desk.inbound import Addressee, Inbound
from bot.store import Database, chats, outbox
from bot.store.columns import utc_now
from tests.desk.english import in_english

GERMAN = {
    "desk_linked": "Verknüpft mit {name}. Beenden: {command}",
    "desk_unlinked": "Nicht mehr verknüpft mit {name}.",
    "desk_code_unknown": "Diesen Code kenne ich nicht.",
    "desk_help": "Dieser Chat gehört zu {name}. Beenden: {command}",
}
FREELANCERS = {"designer": Addressee("Mira Feld", "de"), "translator": Addressee("Ana Ruiz", "es")}


def phrase(name: str, language: str, /, **values: str) -> str:
    """German where it is written, English otherwise, each with its language in front."""
    if language == "de" and name in GERMAN:
        return "de: " + GERMAN[name].format(**values)
    return f"{language}: " + in_english(name, language, **values)


@pytest.fixture
def inbound(database: Database) -> Inbound:
    return Inbound(database, phrase, FREELANCERS.get)


def code_for(database: Database, freelancer: str = "designer", hours_ago: float = 0) -> str:
    with database.session() as session:
        return chats.issue_code(session, freelancer, now=utc_now() - timedelta(hours=hours_ago))


def linked(database: Database, channel: str = "telegram", chat: str = "42") -> list[str]:
    with database.reading() as session:
        return list(chats.linked_freelancers(session, channel=channel, chat=chat))


async def test_a_code_links_the_chat_and_the_answer_is_in_the_home_language(
    database: Database, inbound: Inbound
) -> None:
    code = code_for(database)
    reply = await inbound.handle("telegram", "42", "Mira", f"/start {code}", language_code="en")
    assert reply == "de: Verknüpft mit Mira Feld. Beenden: /stop"
    assert linked(database) == ["designer"]


@pytest.mark.parametrize(
    "written", ["start {}", "Start {}", "/start@liaison_bot {}", "  /START   {}  ", "/start\n{}"]
)
async def test_the_ways_people_write_the_command(database: Database, inbound: Inbound, written: str) -> None:
    await inbound.handle("slack", "D1", "Mira", written.format(code_for(database)))
    assert linked(database, "slack", "D1") == ["designer"]


@pytest.mark.parametrize("change", [str.lower, lambda c: c.replace("-", ""), lambda c: c.replace("-", " – ")])
async def test_the_ways_people_copy_a_code(database: Database, inbound: Inbound, change: object) -> None:
    await inbound.handle("telegram", "42", "Mira", f"/start {change(code_for(database))}")  # type: ignore[operator]
    assert linked(database) == ["designer"]


async def test_a_code_works_once_but_the_same_chat_may_repeat_it(
    database: Database, inbound: Inbound
) -> None:
    code = code_for(database)
    await inbound.handle("telegram", "42", "Mira", f"/start {code}")
    again = await inbound.handle("telegram", "42", "Mira", f"/start {code}")
    assert again == "de: This chat is already linked to Mira Feld."
    thief = await inbound.handle("telegram", "666", "Eve", f"/start {code}", language_code="pt-br")
    assert thief.startswith("pt: This code has been used")
    assert linked(database, chat="666") == []
    await inbound.handle("telegram", "42", "Mira", "/stop")
    after = await inbound.handle("telegram", "42", "Mira", f"/start {code}")
    assert "has been used" in after


async def test_an_old_code_is_refused(database: Database, inbound: Inbound) -> None:
    code = code_for(database, hours_ago=24.1)
    assert "older than 24 hours" in await inbound.handle("telegram", "42", "Mira", f"/start {code}")
    assert linked(database) == []


async def test_two_chats_sending_one_code_at_once_do_not_both_get_in(
    database: Database, inbound: Inbound
) -> None:
    code = code_for(database)
    await asyncio.gather(
        *(inbound.handle("telegram", str(chat), "Mira", f"/start {code}") for chat in range(6))
    )
    assert sum(bool(linked(database, chat=str(chat))) for chat in range(6)) == 1


async def test_guessing_is_throttled_per_chat_even_for_the_right_code(
    database: Database, inbound: Inbound
) -> None:
    code = code_for(database)
    for _ in range(5):
        reply = await inbound.handle("telegram", "666", "Eve", "/start AAAAA-AAAAA")
        assert "do not know this code" in reply
    assert "Too many" in await inbound.handle("telegram", "666", "Eve", f"/start {code}")
    assert linked(database, chat="666") == []
    await inbound.handle("telegram", "42", "Mira", f"/start {code}")
    assert linked(database) == ["designer"]


async def test_stop_ends_the_link_and_its_notices_wait(database: Database, inbound: Inbound) -> None:
    await inbound.handle("telegram", "42", "Mira", f"/start {code_for(database)}")
    with database.session() as session:
        outbox.post(session, freelancer="designer", kind="quote_requested", text="Neue Anfrage")
    assert (
        await inbound.handle("telegram", "42", "Mira", "/stop") == "de: Nicht mehr verknüpft mit Mira Feld."
    )
    assert linked(database) == []
    with database.reading() as session:
        [notice] = outbox.undelivered(session)
        assert notice.channel is None
    assert "not linked" in await inbound.handle("telegram", "42", "Mira", "/stop")


async def test_one_chat_may_serve_two_freelancers(database: Database, inbound: Inbound) -> None:
    await inbound.handle("telegram", "42", "Büro", f"/start {code_for(database, 'translator')}")
    await inbound.handle("telegram", "42", "Büro", f"/start {code_for(database, 'designer')}")
    assert linked(database) == ["designer", "translator"]
    help_ = await inbound.handle("telegram", "42", "Büro", "Hallo?")
    assert help_ == "de: Dieser Chat gehört zu Mira Feld und Ana Ruiz. Beenden: /stop"
    ended = await inbound.handle("telegram", "42", "Büro", "/stop")
    assert "Mira Feld und Ana Ruiz" in ended


async def test_strangers_are_told_what_to_send_in_their_language(inbound: Inbound) -> None:
    assert "/start CODE" in await inbound.handle("telegram", "7", "Eve", "/start")
    welcome = await inbound.handle("telegram", "7", "Eve", "Hola, ¿quién eres?", language_code="es")
    assert welcome.startswith("es: Hello.")
    slack = await inbound.handle("slack", "D7", "Eve", "hi")
    assert "send: start CODE" in slack
    assert slack.startswith("en:")


async def test_a_link_outlives_a_services_file_that_is_gone(database: Database, inbound: Inbound) -> None:
    reply = await inbound.handle("telegram", "42", "X", f"/start {code_for(database, 'renamed')}")
    assert "linked to renamed" in reply


async def test_links_that_change_are_reported(database: Database) -> None:
    heard = []
    inbound = Inbound(database, phrase, FREELANCERS.get, linked=lambda: heard.append("linked"))
    await inbound.handle("telegram", "42", "Mira", "Hallo")
    assert heard == []
    await inbound.handle("telegram", "42", "Mira", f"/start {code_for(database)}")
    assert heard == ["linked"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=200), prefix=st.sampled_from(["", "/start ", "start ", "/stop "]))
def test_every_message_gets_an_answer(database: Database, text: str, prefix: str) -> None:
    inbound = Inbound(database, phrase, FREELANCERS.get)
    assert asyncio.run(inbound.handle("telegram", "99", "Eve\x00\ud800", prefix + text)).strip()


async def test_a_hundred_kilobytes_are_answered_like_any_wrong_code(inbound: Inbound) -> None:
    reply = await inbound.handle("telegram", "42", "Eve", "/start " + "A" * 100_000)
    assert "do not know" in reply


def test_codes_are_long_unambiguous_and_not_kept_readable(database: Database) -> None:
    from bot.store.models import LinkCode

    codes = {code_for(database) for _ in range(50)}
    assert len(codes) == 50
    assert all(len(code.replace("-", "")) == 10 for code in codes)
    assert not set("".join(codes)) & set("01ILO")
    with database.reading() as session:
        stored = "".join(code.hash for code in session.query(LinkCode))
    assert not any(code in stored or code.replace("-", "") in stored for code in codes)
