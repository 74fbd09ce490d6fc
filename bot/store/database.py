"""Opens the database, SQLite or PostgreSQL by its SQLAlchemy URL, and hands out sessions."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import QueuePool

from bot.store.migrations import upgrade

P = ParamSpec("P")
T = TypeVar("T")

BUSY_SECONDS = 20.0


class Database:
    """The product's database: `session()` to write, `reading()` to read.

    From a coroutine `call()` writes and `read()` reads.

    A session commits when its block ends well and rolls back when it raises. What was read stays usable.
    Raises sqlalchemy.exc.ArgumentError for a malformed URL.
    """

    def __init__(self, url: str | URL) -> None:
        """Prepare connections to `url`; nothing is opened before the first session."""
        self.engine = _engine(make_url(url))
        # SQLite has one writer at a time; those who wait for the file poll, those who queue here do not.
        alone = self.engine.dialect.name == "sqlite"
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="database") if alone else None
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)
        self._readers = sessionmaker(self.engine.execution_options(reading=True), expire_on_commit=False)

    def migrate(self) -> None:
        """Bring the tables to the newest version; safe when several processes start at once."""
        with self.engine.begin() as connection:
            upgrade(connection)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Open a transaction that may write; on SQLite it waits for its turn now instead of failing later."""
        with self._sessions.begin() as session:
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a transaction that only reads, beside any writer; changes made in it are dropped."""
        with self._readers() as session:
            yield session

    async def call(
        self, work: Callable[Concatenate[Session, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `work(session, ...)` in a thread and a transaction of its own, so that no event loop waits."""

        def run() -> T:
            with self.session() as session:
                return work(session, *args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self._writer, copy_context().run, run)

    async def read(
        self, work: Callable[Concatenate[Session, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `work(session, ...)` that only reads, beside any writer."""

        def run() -> T:
            with self.reading() as session:
                return work(session, *args, **kwargs)

        return await asyncio.to_thread(run)

    def close(self) -> None:
        """Close every connection; the object stays usable and opens new ones when asked."""
        self.engine.dispose()


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True)
    if url.database in (None, "", ":memory:"):
        # One connection for all: each further one would see an empty database of its own.
        engine = create_engine(
            url,
            poolclass=QueuePool,
            pool_size=1,
            max_overflow=0,
            connect_args={"check_same_thread": False, "timeout": BUSY_SECONDS},
        )
    else:
        _make_private_file(Path(str(url.database)))
        engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _make_private_file(path: Path) -> None:
    """Create the file before SQLite does, readable by its owner only: it holds clients' names and words."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600)


def _set_up_sqlite(connection: Any, _record: object) -> None:
    # The driver's own BEGIN comes too late for reads and takes no lock: _begin_sqlite says it instead.
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout={int(BUSY_SECONDS * 1000)}",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {pragma}").close()
    _write_ahead(connection)


def _write_ahead(connection: Any) -> None:
    # The first to open a new file changes its journal, and SQLite turns the others away without their
    # busy_timeout (sqlite.org/c3ref/busy_handler.html).
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL").close()
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
