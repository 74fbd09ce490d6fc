"""Conversations are recorded once, keep a chosen language, and are forgotten without a trace."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

from sqlalchemy import text

from bot.store import Database, chats, conversations, erasure, outbox, quotes
from bot.store.models import Conversation, Quote
from tests.store.requests import ESTIMATE, NOW, TODAY, ask

TRACES_OF_ANA = ("Ana", "panader", "xample.es", "bakery", "designer.ana")


def test_a_conversation_is_created_once_and_then_only_seen(database: Database) -> None:
    later = NOW + timedelta(minutes=5)
    with database.session() as session:
        conversations.seen(
            session, "designer.1", freelancer="designer", channel="website", locale="es-MX", now=NOW
        )
    with database.session() as session:
        conversations.seen(session, "designer.1", freelancer="designer", now=later)
    with database.reading() as session:
        found = session.get_one(Conversation, "designer.1")
    assert (found.created_at, found.last_seen_at) == (NOW, later)
    assert (found.channel, found.locale, found.language) == ("website", "es-MX", None)


def test_a_conversation_seen_a_moment_ago_needs_no_write(database: Database) -> None:
    with database.session() as session:
        conversations.seen(
            session, "designer.1", freelancer="designer", channel="website", locale="es", now=NOW
        )

    def just_seen(seconds: int, channel: str = "website", locale: str | None = "es") -> bool:
        with database.reading() as session:
            now = NOW + timedelta(seconds=seconds)
            found = conversations.just_seen(session, "designer.1", channel=channel, locale=locale, now=now)
            return found is not None

    assert just_seen(30)
    assert just_seen(30, locale=None)
    assert not just_seen(90)
    assert not just_seen(30, channel="telegram")
    assert not just_seen(30, locale="de")
    with database.reading() as session:
        assert conversations.just_seen(session, "designer.2", channel="website", locale=None) is None


def test_first_messages_that_come_together_make_one_conversation(database: Database) -> None:
    ready = threading.Barrier(8)

    def greet(_index: int) -> None:
        ready.wait()
        with database.session() as session:
            conversations.seen(session, "designer.1", freelancer="designer", channel="website")

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(greet, range(8)))
    with database.reading() as session:
        assert session.query(Conversation).count() == 1


def test_a_chosen_language_is_not_overwritten_by_a_detected_one(database: Database) -> None:
    with database.session() as session:
        conversations.seen(session, "designer.1", freelancer="designer")
        conversations.set_language(session, "designer.1", "es")
        conversations.set_language(session, "designer.1", "pt", chosen=True)
        conversations.set_language(session, "designer.1", "es")
        found = conversations.get(session, "designer.1")
        assert found is not None
        assert (found.language, found.language_chosen) == ("pt", True)
        conversations.set_language(session, "designer.1", "it", chosen=True)
        assert found.language == "it"
        conversations.set_language(session, "designer.999", "it")


def test_a_locale_of_any_length_is_taken(database: Database) -> None:
    with database.session() as session:
        conversations.seen(session, "designer.1", freelancer="designer", locale="x\x00" * 5000)


def everything(database: Database) -> str:
    """All that the database holds, as text."""
    with database.reading() as session:
        names = session.get_bind().dialect.get_table_names(session.connection())
        rows = [session.execute(text(f'SELECT * FROM "{name}"')).all() for name in names]
    return repr(rows)


def test_a_forgotten_client_leaves_prices_and_nothing_else(database: Database) -> None:
    with database.session() as session:
        quote = ask(session, "designer.ana")
        quotes.move(session, quote, "approved", by="freelancer", today=TODAY)
        quotes.move(session, quote, "accepted", by="client", today=TODAY)
        ask(session, "designer.ana")
        bob = {
            "client_name": "Bob",
            "client_email": "bob@example.com",
            "description": "A logo",
            "request": {},
        }
        other = ask(session, "designer.bob", **bob).number
        outbox.post(
            session,
            freelancer="designer",
            kind="quote_requested",
            text="Ana García: Un logo para mi panadería",
            conversation="designer.ana",
        )
    with database.session() as session:
        assert erasure.delete_conversation(session, "designer.ana")
    with database.session() as session:
        assert erasure.pending_erasures(session) == ["designer.ana"]
        erasure.erasure_done(session, "designer.ana")
    left = everything(database)
    assert "bob@example.com" in left
    for trace in TRACES_OF_ANA:
        assert trace not in left
    with database.reading() as session:
        accepted, withdrawn = session.get_one(Quote, "Q-2026-0001"), session.get_one(Quote, "Q-2026-0002")
        assert (accepted.status, withdrawn.status) == ("accepted", "withdrawn")
        assert accepted.estimate == ESTIMATE
        assert accepted.request == {"service": "logo", "quantity": "1", "extras": ["files"]}
        assert (accepted.client_name, accepted.client_email, accepted.conversation) == (None, None, None)
        assert quotes.find(session, other, conversation="designer.bob") is not None


def test_no_word_of_a_forgotten_client_stays_in_the_file(tmp_path: Path) -> None:
    """SQLite marks what is deleted as free and leaves the bytes, unless told to overwrite them."""
    database = Database(f"sqlite:///{tmp_path / 'liaison.db'}")
    database.migrate()
    with database.session() as session:
        ask(session, "designer.ana")
        outbox.post(session, freelancer="designer", kind="x", text="Ana García", conversation="designer.ana")
    with database.session() as session:
        erasure.delete_conversation(session, "designer.ana")
    with database.session() as session:
        erasure.erasure_done(session, "designer.ana")
    database.close()
    left = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"1190.00" in left
    for trace in TRACES_OF_ANA:
        assert trace.encode() not in left


def test_forgetting_twice_or_somebody_unknown_is_no_error(database: Database) -> None:
    with database.session() as session:
        conversations.seen(session, "designer.1", freelancer="designer")
    with database.session() as session:
        assert erasure.delete_conversation(session, "designer.1")
    with database.session() as session:
        assert not erasure.delete_conversation(session, "designer.1")
        assert not erasure.delete_conversation(session, "designer.unknown")
        assert sorted(erasure.pending_erasures(session)) == ["designer.1", "designer.unknown"]


def test_only_conversations_idle_for_longer_than_the_retention_go(database: Database) -> None:
    with database.session() as session:
        for name, days in (("old", 366), ("older", 800), ("recent", 364)):
            conversations.seen(
                session, f"designer.{name}", freelancer="designer", now=NOW - timedelta(days=days)
            )
    with database.session() as session:
        gone = erasure.delete_idle(session, days=365, now=NOW)
    assert gone == ["designer.older", "designer.old"]
    with database.reading() as session:
        assert conversations.get(session, "designer.recent") is not None
        assert erasure.pending_erasures(session) != []


def test_a_freelancer_s_own_links_outlive_their_clients(database: Database) -> None:
    with database.session() as session:
        code = chats.issue_code(session, "designer")
        chats.link(session, channel="telegram", chat="42", code=code)
        ask(session)
        erasure.delete_conversation(session, "designer.1")
        assert len(chats.chats_of(session, "designer")) == 1
