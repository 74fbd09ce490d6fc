"""The tracker store as the log of record, and how it is shown."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.engine.going_on import GoingOn, Saved
from bot.engine.inbox import Inbox, Incoming
from bot.engine.patches import TurnAborted
from bot.engine.tracker_store import LiaisonTrackerStore, Spoken
from bot.engine.transcript import last_language, render, switched_language


@pytest.fixture
def store(tmp_path: Path) -> LiaisonTrackerStore:
    return LiaisonTrackerStore(Domain.empty(), host=f"sqlite:///{tmp_path / 'log.db'}")


async def say(store: LiaisonTrackerStore, conversation: str, *events: Any) -> None:
    tracker = await store.get_or_create_tracker(conversation, append_action_listen=False)
    tracker.update_with_events(list(events), Domain.empty())
    await store.save(tracker)


async def test_positions_go_on_across_sessions(store: LiaisonTrackerStore) -> None:
    await say(store, "a", SessionStarted(), UserUttered("one"), BotUttered("two"))
    await say(store, "b", UserUttered("elsewhere"))
    await say(store, "a", ActionExecuted("action_session_start"), SessionStarted(), UserUttered("three"))
    assert [(said.seq, said.event["text"]) for said in await store.spoken("a")] == [
        (1, "one"),
        (2, "two"),
        (3, "three"),
    ]
    assert [said.seq for said in await store.spoken("a", after=2)] == [3]
    assert await store.count() == 2
    assert sorted(await store.keys()) == ["a", "b"]


async def test_a_going_on_conversation_is_not_read_again(
    store: LiaisonTrackerStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    await say(store, "a", SessionStarted(), UserUttered("one"))
    with monkeypatch.context() as reading_forbidden:
        reading_forbidden.setattr(store, "_events", None)
        await say(store, "a", UserUttered("two"))
    reread = LiaisonTrackerStore(Domain.empty(), host=str(store.engine.url))
    assert [e.text for e in (await reread.retrieve("a")).events if isinstance(e, UserUttered)] == [
        "one",
        "two",
    ]
    assert [said.seq for said in await reread.spoken("a")] == [1, 2]


async def test_what_an_aborted_turn_did_is_gone(store: LiaisonTrackerStore) -> None:
    await say(store, "a", SessionStarted(), UserUttered("one"))
    aborted = await store.get_or_create_tracker("a")
    aborted.update(UserUttered("never saved"))
    await say(store, "a", UserUttered("two"))
    assert [said.event["text"] for said in await store.spoken("a")] == ["one", "two"]


async def test_a_second_session_is_read_as_the_log_gives_it(store: LiaisonTrackerStore) -> None:
    await say(store, "a", SessionStarted(), UserUttered("one"))
    await say(store, "a", ActionExecuted("action_session_start"), SessionStarted(), UserUttered("two"))
    tracker = await store.retrieve("a")
    assert [e.text for e in tracker.events if isinstance(e, UserUttered)] == ["two"]
    await say(store, "a", UserUttered("three"))
    assert [said.seq for said in await store.spoken("a")] == [1, 2, 3]


def test_only_so_many_trackers_are_kept_and_none_of_another_domain() -> None:
    kept, domain = GoingOn(limit=2), Domain.empty()
    for name in ("a", "b", "c"):
        kept.keep(DialogueStateTracker(name, []), Saved(0, 0), domain)
    assert kept.take("a", domain) is None
    assert kept.take("b", Domain.empty()) is None
    assert kept.take("c", domain) is not None
    assert kept.take("c", domain) is None


async def test_listeners_hear_each_thing_once_in_order(store: LiaisonTrackerStore) -> None:
    heard: list[tuple[str, int, str]] = []

    async def listen(conversation: str, news: list[Spoken]) -> None:
        heard.extend((conversation, said.seq, said.event["text"]) for said in news)
        raise RuntimeError("a listener's failure is not the log's")

    store.on_spoken(listen)
    await say(store, "a", UserUttered("one"), BotUttered("two"))
    await say(store, "a", BotUttered("three"))
    await say(store, "a", ActionExecuted("action_listen"))
    assert heard == [("a", 1, "one"), ("a", 2, "two"), ("a", 3, "three")]


async def test_a_deleted_conversation_is_gone_and_others_stay(store: LiaisonTrackerStore) -> None:
    await say(store, "a", UserUttered("one"), BotUttered("two"))
    await say(store, "b", UserUttered("one"))
    assert await store.delete("a") == 2
    assert await store.retrieve("a") is None
    assert len(await store.spoken("b")) == 1
    assert await store.delete("a") == 0


async def test_many_conversations_are_saved_at_once(store: LiaisonTrackerStore) -> None:
    await asyncio.gather(*(say(store, f"c{n}", UserUttered("x"), BotUttered("y")) for n in range(30)))
    assert await store.count() == 30


async def test_a_database_that_fails_aborts_the_turn(store: LiaisonTrackerStore) -> None:
    store.engine.dispose()
    store.sessionmaker = None
    with pytest.raises(TurnAborted, match="read"):
        await store.retrieve("a")
    with pytest.raises(TurnAborted, match="written"):
        await store.save(DialogueStateTracker.from_events("a", [UserUttered("x")]))


def test_a_store_needs_its_address() -> None:
    with pytest.raises(ValueError, match="url"):
        LiaisonTrackerStore(Domain.empty())


def shown(event: Any, seq: int = 1) -> dict[str, Any] | None:
    return render(Spoken(seq, event.as_dict()), lambda payload: f"signed {payload}")


def test_a_reply_is_shown_with_its_original_and_signed_buttons() -> None:
    buttons = [{"title": "Ja", "payload": "/affirm"}, {"title": "Logo"}, {"payload": "/x"}, "x", None]
    about = {"language": "de", "original": "Hi", "original_language": "en", "made": "model", "odd": [1]}
    message = shown(BotUttered("Hallo", {"buttons": buttons, "custom": {"a": 1}}, about, 1700000000.5))
    assert message is not None
    assert message["buttons"] == [
        {"title": "Ja", "payload": "signed /affirm"},
        {"title": "Logo", "payload": "signed Logo"},
    ]
    assert (message["made"], message["original"], message["time"]) == (
        "model",
        "Hi",
        "2023-11-14T22:13:20.500+00:00",
    )
    assert "odd" not in message


def test_the_freelancer_is_told_from_the_bot_and_triggers_are_not_shown() -> None:
    assert (shown(BotUttered("Hi", metadata={"sender": "freelancer"})) or {})["sender"] == "freelancer"
    assert (shown(BotUttered("Hi")) or {})["made"] == "untranslated"
    assert shown(BotUttered(None)) is None
    assert shown(UserUttered("EXTERNAL: reminder", metadata={"is_external": True})) is None
    assert shown(UserUttered("/session_start")) is None
    pressed = shown(UserUttered("/affirm", metadata={"original": "Ja", "message_id": "m", "language": "de"}))
    assert (pressed or {})["text"] == "Ja"


def test_the_language_switches_only_when_asked_for() -> None:
    def user(intent: str) -> Spoken:
        said = UserUttered("x", {"name": intent}, metadata={"language": "en"})
        return Spoken(1, said.as_dict())

    reply = Spoken(2, BotUttered("Hola", metadata={"language": "es", "made": "phrase"}).as_dict())
    draft = Spoken(2, BotUttered("Hello", metadata={"language": "es", "made": "untranslated"}).as_dict())
    assert switched_language([user("change_language"), reply]) == "es"
    assert switched_language([user("change_language"), draft]) is None
    assert switched_language([user("greet"), reply]) is None
    assert last_language([user("change_language"), reply]) == "es"
    assert last_language([user("change_language"), reply, user("greet"), reply]) == "en"
    assert last_language([]) is None


async def test_the_inbox_keeps_messages_until_they_are_answered(tmp_path: Path) -> None:
    first = Incoming("a", "ana", "website", "id-1", "¿hola?", locale="es", received_at=1e10)
    second = Incoming("a", "ana", "website", "id-2", "two", received_at=1e10)
    inbox = Inbox(tmp_path / "inbox.db")
    await inbox.open()
    assert [await inbox.put(first), await inbox.put(second), await inbox.put(first)] == [True, True, False]
    await inbox.close()
    again = Inbox(tmp_path / "inbox.db")
    await again.open()
    assert await again.waiting() == [first, second]
    await again.done(first)
    await again.fail(second, "why")
    assert await again.waiting() == [second]
    assert [await again.knows("a", "id-1"), await again.knows("b", "id-1")] == [True, False]
    await again.forget("a")
    assert (await again.waiting(), await again.to_forget()) == ([], ["a"])
    await again.forgotten("a")
    assert await again.to_forget() == []
    await again.close()
