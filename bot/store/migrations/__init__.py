"""Brings a database to the newest tables; the steps are in versions/.

`python -m bot.store.migrations "add a column"` writes the next step from what changed in bot/store/models.py.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

# Any number will do, as long as every process that migrates waits on the same one.
_POSTGRES_LOCK = 7_420_113


def upgrade(connection: Connection) -> None:
    """Apply the steps a database lacks, all within the connection's transaction, one process at a time."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _POSTGRES_LOCK})
    command.upgrade(configuration(connection), "head")


def configuration(connection: Connection) -> Config:
    """Give Alembic what it would otherwise read from an alembic.ini."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
