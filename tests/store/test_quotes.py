"""Quotes keep what was asked and shown, go only to who may see them, and change once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from bot.quotes.life import IllegalTransition, QuoteExpired
from bot.store import Database, conversations, quotes
from bot.store.models import Quote
from tests.store.requests import ESTIMATE, NOW, TODAY, ask


def test_a_request_is_kept_as_it_came(database: Database) -> None:
    with database.session() as session:
        number = ask(session).number
    with database.reading() as session:
        quote = quotes.find(session, number, conversation="designer.1")
    assert quote is not None
    assert quote.number == "Q-2026-0001"
    assert quote.estimate == ESTIMATE
    assert quote.description == "Un logo para mi panadería «Año Nuevo» 🥐"
    assert quote.request["quantity"] == "1"
    assert quote.status == "requested"
    assert quote.created_at == NOW
    assert quote.expires_on == date(2026, 12, 22)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\x00b", "a\ufffdb"),
        ("\ud83e solo", "\ufffd solo"),
        ("'; DROP TABLE quotes;--", "'; DROP TABLE quotes;--"),
    ],
)
def test_no_text_of_a_client_breaks_the_database(database: Database, text: str, kept: str) -> None:
    with database.session() as session:
        number = ask(session, description=text, client_name=text, request={"note": text}).number
    with database.reading() as session:
        quote = session.get_one(Quote, number)
    assert (quote.description, quote.client_name, quote.request["note"]) == (kept, kept, kept)


def test_the_year_of_a_number_is_the_freelancer_s(database: Database) -> None:
    with database.session() as session:
        assert ask(session, today=date(2026, 12, 31)).number == "Q-2026-0001"
        assert ask(session, today=date(2027, 1, 1)).number == "Q-2027-0001"
        assert ask(session, today=date(2026, 12, 31)).number == "Q-2026-0002"


def test_a_conversation_not_seen_before_is_recorded_with_its_request(database: Database) -> None:
    with database.session() as session:
        ask(session)
        assert conversations.get(session, "designer.1") is not None


def test_nobody_reads_another_s_quote(database: Database) -> None:
    with database.session() as session:
        mine = ask(session, "designer.1").number
        theirs = ask(session, "designer.2", client_email="eve@example.com").number
    with database.reading() as session:
        assert quotes.find(session, theirs, conversation="designer.1") is None
        assert [quote.number for quote in quotes.of_conversation(session, "designer.1")] == [mine]
        assert quotes.find_for_freelancer(session, mine, freelancer="translator") is None
        assert quotes.find_for_freelancer(session, mine, freelancer="designer") is not None


@pytest.mark.parametrize(
    ("freelancer", "email", "found"),
    [
        ("designer", "ana@example.es", True),
        ("designer", " ANA@EXAMPLE.ES ", True),
        ("designer", "eve@example.com", False),
        ("designer", "", False),
        ("designer", "%", False),
        ("translator", "ana@example.es", False),
    ],
)
def test_a_client_in_a_new_conversation_proves_who_they_are(
    database: Database, freelancer: str, email: str, found: bool
) -> None:
    with database.session() as session:
        number = ask(session).number
        nameless = ask(session, client_email=None).number
    with database.reading() as session:
        quote = quotes.find_by_email(session, number, freelancer=freelancer, email=email)
        assert (quote is not None) == found
        assert quotes.find_by_email(session, nameless, freelancer="designer", email="") is None


def test_from_request_to_acceptance_with_every_step_on_record(database: Database) -> None:
    with database.session() as session:
        quote = ask(session)
        with pytest.raises(IllegalTransition):
            quotes.move(session, quote, "accepted", by="client", today=TODAY)
        quotes.move(session, quote, "approved", by="freelancer", today=TODAY, now=NOW)
        quotes.move(session, quote, "accepted", by="client", today=TODAY, now=NOW)
    with database.reading() as session:
        steps = [(step.before, step.after, step.by) for step in quotes.changes(session, "Q-2026-0001")]
    assert steps == [
        (None, "requested", "client"),
        ("requested", "approved", "freelancer"),
        ("approved", "accepted", "client"),
    ]


def test_an_expired_quote_cannot_be_accepted_even_before_the_clock_noticed(database: Database) -> None:
    with database.session() as session:
        quote = ask(session)
        quotes.move(session, quote, "approved", by="freelancer", today=TODAY)
        with pytest.raises(QuoteExpired):
            quotes.move(session, quote, "accepted", by="client", today=date(2026, 12, 23))
        assert quote.status == "approved"


def test_the_clock_expires_what_is_open_and_past_its_day(database: Database) -> None:
    with database.session() as session:
        numbers = [
            ask(session, expires_on=TODAY - timedelta(days=1)).number,
            ask(session, expires_on=TODAY).number,
            ask(session, expires_on=None).number,
            ask(session, expires_on=TODAY - timedelta(days=9), freelancer="translator").number,
        ]
        done = ask(session, expires_on=TODAY - timedelta(days=1))
        quotes.move(session, done, "declined", by="freelancer", today=TODAY - timedelta(days=2))
    with database.session() as session:
        expired = quotes.expire_due(session, today=TODAY, freelancer="designer")
        assert [quote.number for quote in expired] == numbers[:1]
    with database.session() as session:
        assert [quote.number for quote in quotes.expire_due(session, today=TODAY)] == numbers[3:]
        assert quotes.expire_due(session, today=TODAY) == []
        assert quotes.changes(session, numbers[0])[-1].by == "clock"


def test_of_two_decisions_at_once_only_one_is_made(database: Database) -> None:
    with database.session() as session:
        quote = ask(session)
        quotes.move(session, quote, "approved", by="freelancer", today=TODAY)
    ready = threading.Barrier(6)

    def decide(index: int) -> bool:
        ready.wait()
        try:
            with database.session() as session:
                found = session.get_one(Quote, "Q-2026-0001")
                wanted = ("accepted", "declined", "withdrawn")[index % 3]
                quotes.move(session, found, wanted, by="client", today=TODAY)  # type: ignore[arg-type]
        except IllegalTransition:
            return False
        return True

    with ThreadPoolExecutor(6) as threads:
        assert sum(threads.map(decide, range(6))) == 1
    with database.reading() as session:
        assert len(quotes.changes(session, "Q-2026-0001")) == 3
