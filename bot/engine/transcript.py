"""Renders what was said, as Rasa logged it, into the messages the widget shows."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime, timezone
from typing import Any

from bot.engine.inbox import Incoming
from bot.engine.tracker_store import Spoken

SWITCH = "change_language"
ABOUT = ("language", "original", "original_language", "made")


def render(spoken: Spoken, sign: Callable[[str], str]) -> dict[str, Any] | None:
    """The widget's message for one thing said; None for what nobody sees (triggers, empty replies)."""
    event = spoken.event
    if event.get("event") == "user":
        return _client(spoken.seq, event)
    return _bot(spoken.seq, event, sign)


def render_waiting(incoming: Incoming, language: str | None) -> dict[str, Any]:
    """The widget's message for one not in the log yet: seq 0, to be placed last."""
    return {
        "id": incoming.message_id,
        "seq": 0,
        "sender": "client",
        "text": incoming.title if incoming.payload else incoming.text,
        "language": language,
        "made": "identity",
        "buttons": [],
        "time": _time(incoming.received_at),
    }


def render_buttons(buttons: object, sign: Callable[[str], str]) -> list[dict[str, str]]:
    """Buttons with signed payloads; anything that is no button is left out."""
    if not isinstance(buttons, list):
        return []
    shown = []
    for button in buttons:
        if isinstance(button, dict) and button.get("title"):
            title = str(button["title"])
            shown.append({"title": title, "payload": sign(str(button.get("payload") or title))})
    return shown


def last_language(spoken: list[Spoken]) -> str | None:
    """The language the client spoke last, or was answered in after asking for another."""
    for place in range(len(spoken) - 1, -1, -1):
        event = spoken[place].event
        language = (event.get("metadata") or {}).get("language")
        if event.get("event") == "user" and isinstance(language, str):
            return switched_language(spoken[place:]) or language
    return None


def switched_language(spoken: list[Spoken]) -> str | None:
    """The language the bot answered in when the client had asked for another one; None otherwise."""
    asked, language = False, None
    for said in spoken:
        about = said.event.get("metadata") or {}
        if said.event.get("event") == "user":
            intent = ((said.event.get("parse_data") or {}).get("intent") or {}).get("name")
            asked, language = intent == SWITCH, None
        elif asked and about.get("made") == "phrase" and isinstance(about.get("language"), str):
            language = about["language"]
    return language


def _client(seq: int, event: dict[str, Any]) -> dict[str, Any] | None:
    about = event.get("metadata") or {}
    text = about.get("original") or event.get("text")
    if about.get("is_external") or not text or ("original" not in about and str(text).startswith("/")):
        return None
    return {
        "id": about.get("message_id") or event.get("message_id") or f"c{seq}",
        "seq": seq,
        "sender": "client",
        "text": str(text),
        "language": about.get("language"),
        "made": "identity",
        "buttons": [],
        "time": _time(event.get("timestamp")),
    }


def _bot(seq: int, event: dict[str, Any], sign: Callable[[str], str]) -> dict[str, Any] | None:
    about = event.get("metadata") or {}
    data = event.get("data") or {}
    buttons = render_buttons(data.get("buttons") or data.get("quick_replies"), sign)
    text = event.get("text")
    if not text and not buttons:
        return None
    message = {
        "id": _bot_id(event),
        "seq": seq,
        "sender": "freelancer" if about.get("sender") == "freelancer" else "bot",
        "text": str(text or ""),
        "language": about.get("language"),
        "made": about.get("made") or "untranslated",
        "buttons": buttons,
        "time": _time(event.get("timestamp")),
    }
    for key in ("original", "original_language"):
        if about.get(key):
            message[key] = about[key]
    return message


def _bot_id(event: dict[str, Any]) -> str:
    """The same id each time the event is read; Rasa gives bot events none."""
    digest = hashlib.sha256(f"{event.get('timestamp')!r}|{event.get('text')}".encode("utf-8", "replace"))
    return "b" + digest.hexdigest()[:20]


def _time(timestamp: object) -> str | None:
    if not isinstance(timestamp, (int, float)):
        return None
    return datetime.fromtimestamp(timestamp, tz=timezone.utc).isoformat(timespec="milliseconds")
