"""Looks up the class of a stored event in a table.

Stock Rasa searches all subclasses of Event for every event of the conversation each turn, a third of a
turn's CPU time after 40 turns (measured).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rasa.shared.core.events import Event

from bot.engine.patches.expected import expect


def apply() -> None:
    """Replaces Event.resolve_by_type; raises PatchError when Rasa's is another."""
    expect(Event.resolve_by_type, "type_name", "default")
    Event.resolve_by_type = staticmethod(_table_of_events(Event.resolve_by_type))


def _table_of_events(search: Callable[..., Any]) -> Callable[..., Any]:
    """Event.resolve_by_type that searches once per type it finds."""
    known: dict[str, Any] = {}

    def resolve_by_type(type_name: str, default: Any = None) -> Any:
        if type_name not in known:
            found = search(type_name, default)
            if getattr(found, "type_name", None) != type_name:
                return found
            known[type_name] = found
        return known[type_name]

    return resolve_by_type
