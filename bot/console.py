"""What every command of `liaison` begins with: the terminal and the settings."""

from __future__ import annotations

import typer
from pydantic import ValidationError
from rich.console import Console

from bot.settings import Settings

out = Console()
err = Console(stderr=True)


def settings() -> Settings:
    """The settings; a wrong one ends the command with a sentence that says which and why."""
    try:
        return Settings()
    except ValidationError as error:
        for problem in error.errors():
            name = "LIAISON_" + "_".join(str(part) for part in problem["loc"]).upper()
            err.print(f"[red]{name}[/red]: {problem['msg']}. See docs/settings.md.")
        raise typer.Exit(2) from None
