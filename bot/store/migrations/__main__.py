"""Writes the next migration: `python -m bot.store.migrations "what changes"`; read what it wrote."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from alembic import command
from sqlalchemy import create_engine

from bot.store.migrations import configuration, upgrade


def main() -> None:
    """Compare the models with a database made by the steps so far, and write the difference as a new step."""
    if len(sys.argv) != 2:
        sys.exit('Say what changes: python -m bot.store.migrations "add quotes.note"')
    with tempfile.TemporaryDirectory() as folder:
        engine = create_engine(f"sqlite:///{Path(folder) / 'empty.db'}")
        with engine.begin() as connection:
            upgrade(connection)
            number = len(list((Path(__file__).parent / "versions").glob("[0-9]*.py"))) + 1
            command.revision(
                configuration(connection), message=sys.argv[1], autogenerate=True, rev_id=f"{number:04d}"
            )


if __name__ == "__main__":
    main()
