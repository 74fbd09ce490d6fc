"""A notice is never lost and never sent twice: it waits, is redirected, and comes back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.store import Database, chats, outbox
from bot.store.models import Notice
from tests.store.requests import NOW

LEASE = timedelta(minutes=2)


def link(database: Database, chat: str, channel: str = "telegram", freelancer: str = "designer") -> None:
    with database.session() as session:
        code = chats.issue_code(session, freelancer, now=NOW)
        chats.link(session, channel=channel, chat=chat, code=code, now=NOW)


def unlink(database: Database, chat: str, channel: str = "telegram") -> None:
    with database.session() as session:
        chats.unlink(session, channel=channel, chat=chat)


def post(database: Database, text: str) -> None:
    with database.session() as session:
        outbox.post(session, freelancer="designer", kind="quote_requested", text=text, now=NOW)


def claim(database: Database) -> list[Notice]:
    with database.session() as session:
        channels = ("telegram", "slack")
        return list(outbox.claim_due(session, channels=channels, lease=LEASE, now=NOW))


def addresses(database: Database) -> list[tuple[str, str | None]]:
    with database.reading() as session:
        return [(notice.payload["text"], notice.chat) for notice in outbox.undelivered(session)]


def test_every_linked_chat_gets_a_copy(database: Database) -> None:
    link(database, "42")
    link(database, "D1", "slack")
    post(database, "eins")
    assert addresses(database) == [("eins", "42"), ("eins", "D1")]
    assert len(claim(database)) == 2
    assert claim(database) == []


def test_a_chat_is_sent_one_notice_after_the_other(database: Database) -> None:
    link(database, "42")
    post(database, "eins")
    post(database, "zwei")
    [first] = claim(database)
    assert claim(database) == []
    with database.session() as session:
        outbox.delivered(session, first, now=NOW)
    [second] = claim(database)
    assert [first.payload["text"], second.payload["text"]] == ["eins", "zwei"]


def test_a_notice_of_an_unlinked_chat_goes_to_another_that_has_no_copy(database: Database) -> None:
    link(database, "42")
    post(database, "eins")
    link(database, "43")
    post(database, "zwei")
    unlink(database, "42")
    assert sorted(addresses(database)) == [("eins", "43"), ("zwei", "43")]
    unlink(database, "43")
    assert sorted(addresses(database)) == [("eins", None), ("zwei", None)]
    link(database, "44")
    assert sorted(addresses(database)) == [("eins", "44"), ("zwei", "44")]


def test_a_new_chat_does_not_get_what_arrived_elsewhere(database: Database) -> None:
    link(database, "42")
    link(database, "43")
    post(database, "eins")
    to_42, to_43 = claim(database)
    with database.session() as session:
        outbox.delivered(session, to_42, now=NOW)
        outbox.failed(session, to_43, failure="chat", error="bot was blocked", now=NOW)
    link(database, "44")
    assert addresses(database) == [("eins", "43")]
    assert claim(database) == []


def test_what_failed_everywhere_reaches_the_new_chat_once(database: Database) -> None:
    link(database, "42")
    link(database, "43")
    post(database, "eins")
    with database.session() as session:
        for notice in outbox.claim_due(session, channels=["telegram"], lease=LEASE, now=NOW):
            outbox.failed(session, notice, failure="chat", error="bot was blocked", now=NOW)
    link(database, "44")
    assert [(notice.chat, notice.parts_sent) for notice in claim(database)] == [("44", 0)]


def test_an_answer_for_the_old_chat_does_not_settle_a_redirected_notice(database: Database) -> None:
    link(database, "42")
    post(database, "eins")
    [in_hand] = claim(database)
    unlink(database, "42")
    link(database, "43")
    with database.session() as session:
        outbox.failed(session, in_hand, failure="chat", error="bot was blocked", now=NOW)
    assert [notice.chat for notice in claim(database)] == ["43"]


def test_the_next_look_is_when_the_first_notice_may_go(database: Database) -> None:
    link(database, "42")
    with database.reading() as session:
        assert outbox.next_due(session, channels=["telegram"]) is None
    post(database, "eins")
    with database.reading() as session:
        assert outbox.next_due(session, channels=["telegram"]) == NOW
        assert outbox.next_due(session, channels=["slack"]) is None
    [notice] = claim(database)
    with database.reading() as session:
        assert outbox.next_due(session, channels=["telegram"]) == NOW + LEASE
    with database.session() as session:
        outbox.try_again(session, notice, at=NOW + timedelta(seconds=35), error="Too many")
    with database.reading() as session:
        assert outbox.next_due(session, channels=["telegram"]) == NOW + timedelta(seconds=35)


def test_a_notice_and_what_it_tells_of_are_kept_together_or_not_at_all(database: Database) -> None:
    def fail() -> None:
        with database.session() as session:
            outbox.post(session, freelancer="designer", kind="quote_requested", text="eins")
            raise RuntimeError("the desk stopped here")

    with pytest.raises(RuntimeError):
        fail()
    assert addresses(database) == []


def test_an_empty_notice_is_refused(database: Database) -> None:
    with database.session() as session, pytest.raises(ValueError, match="needs a text"):
        outbox.post(session, freelancer="designer", kind="quote_requested", text=" \n")


def test_a_moved_group_that_was_linked_under_both_ids_is_linked_once(database: Database) -> None:
    link(database, "-100")
    link(database, "-1001")
    post(database, "eins")
    with database.session() as session:
        chats.moved(session, channel="telegram", chat="-100", to="-1001")
    with database.reading() as session:
        assert [chat.chat for chat in chats.chats_of(session, "designer")] == ["-1001"]
