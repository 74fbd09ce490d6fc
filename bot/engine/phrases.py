"""The few sentences the engine must be able to say while the desk is down, kept in memory and on disk."""

from __future__ import annotations

import asyncio
import json
import logging
from pathlib import Path

from bot.engine.desk import DeskClient, DeskDown, DeskFault

logger = logging.getLogger(__name__)

ENGLISH = {
    "utter_desk_down": "I cannot answer right now. Your message is safe: I will answer as soon as I can.",
    "utter_desk_back": "I am back. Thank you for waiting.",
    "utter_busy": "I have received your message. The answer takes a moment longer than usual.",
    "utter_too_fast": "That was a lot of messages at once. Please wait a moment and send it again.",
    "utter_too_long": "That message is too long for me. Please send it in shorter parts.",
    "utter_empty": "I received an empty message. What would you like to ask?",
    "utter_not_text": "I can only read text. Please write your question in words.",
    "widget_reconnecting": "Reconnecting…",
}
NAMES = tuple(ENGLISH)


class Phrases:
    """Looks a phrase up by name and language; English built in is the last resort."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known = self._read()

    def say(self, name: str, language: str | None) -> tuple[str, str]:
        """The phrase and the language it is in; raises KeyError for a name not in NAMES."""
        for candidate in (language or "", (language or "").split("-")[0]):
            text = self._known.get(candidate, {}).get(name)
            if text:
                return text, candidate
        return self._known.get("en", {}).get(name) or ENGLISH[name], "en"

    async def refresh(self, desk: DeskClient) -> bool:
        """Takes the phrases the desk has now; False, keeping the old ones, when it has none to give."""
        try:
            fresh = await desk.phrases(NAMES)
        except (DeskDown, DeskFault) as error:
            logger.debug("phrases stay as they are: %s", error)
            return False
        if not _well_formed(fresh):
            logger.error("GET /phrases did not answer {language: {name: text}}; the old phrases stay")
            return False
        if fresh != self._known:
            self._known = fresh
            await asyncio.to_thread(self._write)
        return True

    def _read(self) -> dict[str, dict[str, str]]:
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return kept if _well_formed(kept) else {}

    def _write(self) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            fresh = self._path.with_suffix(".new")
            fresh.write_text(json.dumps(self._known, ensure_ascii=False), encoding="utf-8")
            fresh.replace(self._path)
        except OSError as error:
            logger.warning("cannot keep the phrases in %s: %s", self._path, error)


def _well_formed(phrases: object) -> bool:
    return isinstance(phrases, dict) and all(
        isinstance(texts, dict) and all(isinstance(text, str) for text in texts.values())
        for texts in phrases.values()
    )
