"""Keeps every accepted message on disk until Rasa has answered it, and knows the ones already answered."""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import aiosqlite

KEPT_SECONDS = 31 * 24 * 3600

_SCHEMA = """
create table if not exists messages (
    id integer primary key,
    conversation text not null,
    message_id text not null,
    body text,
    received_at real not null,
    failed text,
    unique (conversation, message_id)
);
create index if not exists messages_waiting on messages (id) where body is not null;
create table if not exists forgotten (conversation text primary key);
"""


@dataclass(frozen=True)
class Incoming:
    """One message of a client, as it was accepted; `payload` marks one of our own buttons."""

    conversation: str
    freelancer: str
    channel: str
    message_id: str
    text: str
    payload: bool = False
    title: str = ""
    locale: str | None = None
    chosen_language: str | None = None
    received_at: float = 0.0


class Inbox:
    """A durable queue in SQLite; an id is taken once per conversation, answered messages included."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._database: aiosqlite.Connection | None = None

    async def open(self) -> None:
        """Opens the file, makes its tables, and drops answered ids older than a month."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._database = await aiosqlite.connect(self._path, isolation_level=None)
        await self._database.execute("pragma journal_mode = wal")
        await self._database.execute("pragma synchronous = normal")
        await self._database.executescript(_SCHEMA)
        await self._database.execute(
            "delete from messages where body is null and received_at < ?", (time.time() - KEPT_SECONDS,)
        )

    async def close(self) -> None:
        """Closes the file."""
        if self._database is not None:
            await self._database.close()
            self._database = None

    async def put(self, incoming: Incoming) -> bool:
        """Keeps a message; False when its id was seen before, answered or not."""
        cursor = await self._db.execute(
            "insert or ignore into messages (conversation, message_id, body, received_at)"
            " values (?, ?, ?, ?)",
            (incoming.conversation, incoming.message_id, json.dumps(asdict(incoming)), incoming.received_at),
        )
        return cursor.rowcount == 1

    async def knows(self, conversation: str, message_id: str) -> bool:
        """Whether the id was seen before in this conversation."""
        rows = await self._db.execute_fetchall(
            "select 1 from messages where conversation = ? and message_id = ?", (conversation, message_id)
        )
        return bool(list(rows))

    async def done(self, incoming: Incoming) -> None:
        """Forgets the words of an answered message and keeps its id."""
        await self._db.execute(
            "update messages set body = null where conversation = ? and message_id = ?",
            (incoming.conversation, incoming.message_id),
        )

    async def fail(self, incoming: Incoming, why: str) -> None:
        """Notes why a message could not be answered; it stays, and is tried again when the engine starts."""
        await self._db.execute(
            "update messages set failed = ? where conversation = ? and message_id = ?",
            (why[:1000], incoming.conversation, incoming.message_id),
        )

    async def waiting(self) -> list[Incoming]:
        """The messages not answered yet, in the order they came."""
        rows = await self._db.execute_fetchall("select body from messages where body is not null order by id")
        return [Incoming(**json.loads(str(row[0]))) for row in rows]

    async def forget(self, conversation: str) -> None:
        """Deletes all of a conversation's messages and notes that its tracker must go too."""
        await self._db.execute("insert or ignore into forgotten values (?)", (conversation,))
        await self._db.execute("delete from messages where conversation = ?", (conversation,))

    async def forgotten(self, conversation: str) -> None:
        """Notes that the conversation's tracker is gone."""
        await self._db.execute("delete from messages where conversation = ?", (conversation,))
        await self._db.execute("delete from forgotten where conversation = ?", (conversation,))

    async def to_forget(self) -> list[str]:
        """Conversations whose tracker must still be deleted."""
        return [str(row[0]) for row in await self._db.execute_fetchall("select conversation from forgotten")]

    @property
    def _db(self) -> aiosqlite.Connection:
        if self._database is None:
            raise RuntimeError("the inbox is not open")
        return self._database
