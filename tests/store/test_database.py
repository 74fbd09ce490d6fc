"""The database opens as it should, its tables are those of the models, and many threads can write at once."""

from __future__ import annotations

import asyncio
import sqlite3
import stat
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta, timezone
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError, StatementError

from bot.store import Database, conversations, quotes
from bot.store.migrations import configuration
from bot.store.models import Base, Conversation, Quote
from tests.store.requests import NOW, ask


def test_migrations_and_models_agree(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_the_constraints_models_name_are_in_the_database(database: Database) -> None:
    checks = inspect(database.engine).get_check_constraints("quotes")
    assert "ck_quotes_status" in {check["name"] for check in checks}
    with database.session() as session:
        number = ask(session).number
    with pytest.raises(IntegrityError), database.session() as session:
        session.execute(text("UPDATE quotes SET status = 'paid' WHERE number = :n"), {"n": number})


def test_migrating_again_changes_nothing_and_keeps_the_data(database: Database) -> None:
    with database.session() as session:
        conversations.seen(session, "designer.1", freelancer="designer", channel="website")
    database.migrate()
    with database.reading() as session:
        assert conversations.get(session, "designer.1") is not None


def test_every_step_can_be_taken_back(database: Database) -> None:
    from alembic import command

    with database.engine.begin() as connection:
        command.downgrade(configuration(connection), "base")
    assert set(inspect(database.engine).get_table_names()) == {"alembic_version"}


def test_processes_that_start_together_migrate_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.db'}"
    ready = threading.Barrier(4)

    def start() -> None:
        database = Database(url)
        ready.wait()
        database.migrate()
        database.close()

    with ThreadPoolExecutor(4) as threads:
        for done in [threads.submit(start) for _ in range(4)]:
            done.result()
    assert "quotes" in inspect(Database(url).engine).get_table_names()


def test_a_connection_waits_while_another_holds_a_new_file(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    holder = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    holder.execute("CREATE TABLE held (x)")
    holder.execute("BEGIN IMMEDIATE")
    database = Database(f"sqlite:///{path}")
    turned_away = threading.Event()
    real_sleep = time.sleep
    with ThreadPoolExecutor(1) as threads, pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.store.database.time.sleep", lambda s: (turned_away.set(), real_sleep(s)))
        opened = threads.submit(database.migrate)
        assert turned_away.wait(30)
        holder.execute("COMMIT")
        opened.result()
    holder.close()
    assert "quotes" in inspect(database.engine).get_table_names()


def test_sqlite_is_set_up_for_many_writers_and_no_leftovers(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'new' / 'liaison.db'}")
    database.migrate()
    with database.reading() as session:
        found = {
            name: session.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "foreign_keys", "busy_timeout", "secure_delete")
        }
    assert found == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 20000, "secure_delete": 1}
    assert stat.S_IMODE((tmp_path / "new" / "liaison.db").stat().st_mode) == 0o600


def test_the_database_in_memory_is_one_for_all_threads() -> None:
    database = Database("sqlite://")
    database.migrate()

    async def both() -> int:
        await database.call(lambda session: ask(session))
        await database.call(lambda session: ask(session))
        return len(await database.call(quotes.of_conversation, "designer.1"))

    assert asyncio.run(both()) == 2


def test_twenty_threads_draw_twenty_different_numbers(database: Database) -> None:
    """Each makes quotes for a client of its own, and all begin in a year that has no counter yet."""
    ready = threading.Barrier(20)

    def write(client: int) -> list[str]:
        ready.wait()
        numbers = []
        for _ in range(3):
            with database.session() as session:
                numbers.append(ask(session, f"designer.{client}").number)
        return numbers

    with ThreadPoolExecutor(20) as threads:
        drawn = [number for numbers in threads.map(write, range(20)) for number in numbers]
    assert sorted(drawn) == [f"Q-2026-{count:04d}" for count in range(1, 61)]
    with database.reading() as session:
        kept = Counter(quote.conversation for quote in session.query(Quote))
    assert kept == {f"designer.{client}": 3 for client in range(20)}


def test_a_request_that_fails_gives_its_number_back(database: Database) -> None:
    def fail() -> None:
        with database.session() as session:
            ask(session)
            raise RuntimeError("the desk stopped here")

    with pytest.raises(RuntimeError):
        fail()
    with database.session() as session:
        assert ask(session).number == "Q-2026-0001"


def test_readers_do_not_wait_for_a_writer(database: Database) -> None:
    with database.session() as writer:
        ask(writer)
        with database.reading() as reader:
            assert quotes.of_conversation(reader, "designer.1") == []


def test_what_a_reader_changes_is_dropped(database: Database) -> None:
    with database.reading() as session:
        conversations.seen(session, "designer.1", freelancer="designer")
        session.flush()
    with database.reading() as session:
        assert conversations.get(session, "designer.1") is None


def test_times_come_back_in_utc_whatever_zone_they_went_in_with(database: Database) -> None:
    tokyo = timezone(timedelta(hours=9))
    with database.session() as session:
        conversations.seen(session, "designer.1", freelancer="designer", now=NOW.astimezone(tokyo))
    with database.reading() as session:
        found = session.get_one(Conversation, "designer.1").created_at
    assert found == NOW
    assert found.tzinfo is timezone.utc


def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    naive = Conversation(
        id="x.1",
        freelancer="x",
        channel="w",
        language_chosen=False,
        created_at=NOW.replace(tzinfo=None),
        last_seen_at=NOW,
    )
    with database.reading() as session:
        session.add(naive)
        with pytest.raises(StatementError, match="no time zone"):
            session.flush()
