"""A fresh database for each test: SQLite, and PostgreSQL too where LIAISON_TEST_POSTGRES_URL names one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url, text

from bot.store import Database

POSTGRES = os.environ.get("LIAISON_TEST_POSTGRES_URL", "")


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, made once and copied for each test."""
    path = tmp_path_factory.mktemp("migrated") / "liaison.db"
    database = Database(f"sqlite:///{path}")
    database.migrate()
    database.close()
    return path


@pytest.fixture(params=["sqlite", *(["postgresql"] if POSTGRES else [])])
def database(request: pytest.FixtureRequest, migrated: Path, tmp_path: Path) -> Iterator[Database]:
    if request.param == "sqlite":
        path = tmp_path / "liaison.db"
        shutil.copy(migrated, path)
        database = Database(f"sqlite:///{path}")
        yield database
        database.close()
        return
    schema = f"test_{uuid4().hex}"
    admin = create_engine(POSTGRES, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    database = Database(make_url(POSTGRES).update_query_dict({"options": f"-csearch_path={schema}"}))
    database.migrate()
    yield database
    database.close()
    with admin.connect() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    admin.dispose()
