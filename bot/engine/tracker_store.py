"""The log of record: Rasa's SQL tracker store, off the event loop, that can delete and tell what was said."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.orm import sessionmaker
from sqlalchemy.pool import QueuePool

from bot.engine.going_on import GoingOn, Saved
from bot.engine.patches import TurnAborted

logger = logging.getLogger(__name__)

SPOKEN = ("user", "bot")


@dataclass(frozen=True)
class Spoken:
    """One thing said in a conversation: its position among all that was said, from 1, and Rasa's event."""

    seq: int
    event: dict[str, Any]


class LiaisonTrackerStore(SQLTrackerStore):
    """Rasa's tables and events in any SQLAlchemy database; `url` in endpoints.yml is the SQLAlchemy URL.

    A database error aborts the turn instead of being swallowed by Rasa's in-memory fallback, which would
    answer as if the conversation had just begun.
    """

    def __init__(
        self, domain: Any = None, host: str | None = None, event_broker: Any = None, **kwargs: Any
    ) -> None:
        if not host:
            raise ValueError(
                "the tracker store needs `url:` in endpoints.yml, such as sqlite:///var/tracker.db"
            )
        TrackerStore.__init__(self, domain, event_broker)
        self.engine = _engine(host)
        self.Base.metadata.create_all(self.engine)
        self.sessionmaker = sessionmaker(bind=self.engine)
        self._going_on = GoingOn()
        self._listeners: list[Callable[[str, list[Spoken]], Awaitable[None]]] = []

    def on_spoken(self, listener: Callable[[str, list[Spoken]], Awaitable[None]]) -> None:
        """Calls `listener(conversation, news)` after each save with what was said in it, in order."""
        self._listeners.append(listener)

    async def keys(self) -> Iterable[str]:
        """Every conversation's id."""
        return await asyncio.to_thread(self._keys)

    async def _retrieve(
        self, sender_id: str, fetch_events_from_all_sessions: bool
    ) -> DialogueStateTracker | None:
        if not fetch_events_from_all_sessions and (known := self._going_on.take(sender_id, self.domain)):
            return known
        try:
            events, saved = await asyncio.to_thread(self._events, sender_id, fetch_events_from_all_sessions)
        except Exception as error:
            logger.exception("cannot read conversation %s", sender_id)
            raise TurnAborted(f"the tracker database cannot be read: {error}") from error
        if not events or not self.domain:
            return None
        tracker = DialogueStateTracker.from_dict(sender_id, events, self.domain.slots)
        if not fetch_events_from_all_sessions:
            self._going_on.note(tracker, saved)
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Appends what is new in the tracker, then tells the listeners what was said."""
        await self.stream_events(tracker)
        before = self._going_on.saved(tracker)
        try:
            news, saved = await asyncio.to_thread(
                self._append, tracker.sender_id, list(tracker.events), before
            )
        except Exception as error:
            logger.exception("cannot save conversation %s", tracker.sender_id)
            raise TurnAborted(f"the tracker database cannot be written: {error}") from error
        self._going_on.keep(tracker, saved, self.domain)
        for listener in self._listeners if news else ():
            try:
                await listener(tracker.sender_id, news)
            except Exception:
                logger.exception("what was said in %s is saved, but was not delivered", tracker.sender_id)

    async def spoken(self, conversation: str, after: int = 0) -> list[Spoken]:
        """Everything said after position `after`, across sessions and restarts."""
        return await asyncio.to_thread(self._spoken, conversation, after)

    async def has_message(self, conversation: str, message_id: str) -> bool:
        """Whether the client's message of this id is in the log."""
        return any(
            (said.event.get("metadata") or {}).get("message_id") == message_id
            for said in await self.spoken(conversation)
            if said.event.get("event") == "user"
        )

    async def delete(self, conversation: str) -> int:
        """Deletes every event of a conversation; returns how many there were."""
        self._going_on.drop(conversation)
        return await asyncio.to_thread(self._delete, conversation)

    async def count(self) -> int:
        """How many conversations there are."""
        return await asyncio.to_thread(self._count)

    def _keys(self) -> list[str]:
        with self.sessionmaker() as session:
            return [row[0] for row in session.query(self.SQLEvent.sender_id).distinct()]

    def _events(self, sender_id: str, from_all_sessions: bool) -> tuple[list[dict[str, Any]], Saved]:
        with self.sessionmaker() as session:
            query = self._event_query(session, sender_id, fetch_events_from_all_sessions=from_all_sessions)
            events = [json.loads(event.data) for event in query.all()]
            return events, Saved(len(events), self._spoken_query(session, sender_id).count())

    def _append(self, sender_id: str, events: list[Event], saved: Saved | None) -> tuple[list[Spoken], Saved]:
        with self.sessionmaker() as session:
            if saved is None:
                known = self._event_query(session, sender_id, fetch_events_from_all_sessions=False).count()
                saved = Saved(known, self._spoken_query(session, sender_id).count())
            position, news, rows = saved.spoken, [], []
            for event in events[saved.events :]:
                data = event.as_dict()
                rows.append(_row(sender_id, data))
                if data["event"] in SPOKEN:
                    position += 1
                    news.append(Spoken(position, data))
            if rows:
                session.execute(self.SQLEvent.__table__.insert(), rows)
                session.commit()
            return news, Saved(len(events), position)

    def _spoken_query(self, session: Any, conversation: str) -> Any:
        return session.query(self.SQLEvent).filter(
            self.SQLEvent.sender_id == conversation, self.SQLEvent.type_name.in_(SPOKEN)
        )

    def _spoken(self, conversation: str, after: int) -> list[Spoken]:
        with self.sessionmaker() as session:
            query = self._spoken_query(session, conversation).order_by(self.SQLEvent.id).offset(max(after, 0))
            return [
                Spoken(max(after, 0) + n, json.loads(row.data)) for n, row in enumerate(query.all(), start=1)
            ]

    def _delete(self, conversation: str) -> int:
        with self.sessionmaker() as session:
            query = session.query(self.SQLEvent).filter(self.SQLEvent.sender_id == conversation)
            count = query.delete(synchronize_session=False)
            session.commit()
            return int(count)

    def _count(self) -> int:
        with self.sessionmaker() as session:
            return int(session.query(sa.func.count(sa.distinct(self.SQLEvent.sender_id))).scalar() or 0)


def _row(sender_id: str, data: dict[str, Any]) -> dict[str, Any]:
    return {
        "sender_id": sender_id,
        "type_name": data["event"],
        "timestamp": data.get("timestamp"),
        "intent_name": data.get("parse_data", {}).get("intent", {}).get("name"),
        "action_name": data.get("name"),
        "data": json.dumps(data),
    }


def tracker_store_of(agent: Any) -> LiaisonTrackerStore:
    """The agent's tracker store; raises TypeError when endpoints.yml names another kind."""
    store = getattr(agent.tracker_store, "_tracker_store", agent.tracker_store)
    if not isinstance(store, LiaisonTrackerStore):
        raise TypeError(
            f"the tracker store is {type(store).__name__}; endpoints.yml must name "
            "`type: bot.engine.tracker_store.LiaisonTrackerStore`"
        )
    return store


def _engine(url: str) -> Any:
    if not url.startswith("sqlite"):
        return sa.create_engine(url, pool_pre_ping=True)
    engine = sa.create_engine(
        url, poolclass=QueuePool, pool_size=4, connect_args={"check_same_thread": False, "timeout": 30}
    )

    @sa.event.listens_for(engine, "connect")
    def prepare(connection: Any, _: Any) -> None:
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = normal")

    return engine
