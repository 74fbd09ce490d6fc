"""What every patch checks before it replaces something of Rasa."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import rasa

WRITTEN_FOR = "3.6.21"


class PatchError(Exception):
    """Rasa is not what a patch was written for; says what differs."""


def expect_version() -> None:
    """Raises PatchError with a Rasa other than 3.6.21."""
    if rasa.__version__ != WRITTEN_FOR:
        raise PatchError(
            f"bot/engine/patches was written for Rasa {WRITTEN_FOR}, this is {rasa.__version__}: "
            "check each patch against the new source, then change WRITTEN_FOR."
        )


def expect(function: Callable[..., Any], *parameters: str) -> None:
    """Raises PatchError unless the function takes just these parameters."""
    found = tuple(inspect.signature(function).parameters)
    if found != parameters:
        raise PatchError(f"{function.__qualname__} takes {found}, the patch was written for {parameters}")
