"""Turns what a client wrote into what Rasa reads: English, the original beside it, never a command."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from weakref import WeakValueDictionary

from rasa.core.channels.channel import OutputChannel, UserMessage

from bot.engine.desk import DeskClient, DeskDown, DeskFault
from bot.engine.inbox import Incoming
from bot.engine.phrases import Phrases
from bot.engine.text import harmless, plain_text

logger = logging.getLogger(__name__)

REFUSALS = {"empty": "utter_empty", "too_long": "utter_too_long", "not_text": "utter_not_text"}
_PAYLOAD = re.compile(r"/([^{@/\s]+)(?:@[0-9.]+)?(\{.*\})?", re.DOTALL)


@dataclass(frozen=True)
class Turn:
    """How a message was taken: the client's language, and for a refused one why, in a sentence for them."""

    language: str
    refused: str | None = None
    text: str = ""


class Interpreter:
    """Hands each message to Rasa, one at a time per conversation.

    `take` raises DeskDown or TurnAborted when the turn must be tried again later: then nothing of it is in
    the tracker. DeskFault means that the desk cannot understand this very message.
    """

    def __init__(
        self,
        desk: DeskClient,
        phrases: Phrases,
        on_new_message: Callable[[UserMessage], Awaitable[Any]],
        *,
        intents: Callable[[], set[str] | None],
        message_chars: int,
    ) -> None:
        self._desk = desk
        self._phrases = phrases
        self._on_new_message = on_new_message
        self._intents = intents
        self._message_chars = message_chars
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def fault_of(self, text: str) -> str | None:
        """Why a client's text cannot be taken ("empty", "too_long", "not_text"); None when it can."""
        if not text.strip():
            return "empty"
        if len(text) > self._message_chars:
            return "too_long"
        return None if plain_text(text) else "not_text"

    def names_an_intent(self, payload: str) -> bool:
        """Whether a verified payload names an intent the loaded model knows."""
        match = _PAYLOAD.fullmatch(payload)
        known = self._intents()
        return bool(match and known is not None and match.group(1) in known)

    def refusal(self, code: str, language: str | None) -> Turn:
        """A refusal in words for the client, without asking the desk."""
        text, spoken = self._phrases.say(REFUSALS[code], language)
        return Turn(spoken, refused=code, text=text)

    async def take(self, incoming: Incoming, language: str | None, output: OutputChannel) -> Turn:
        """Understands one message and has Rasa answer it through `output`; returns when the turn is saved."""
        lock = self._turns.get(incoming.conversation)
        if lock is None:
            lock = self._turns[incoming.conversation] = asyncio.Lock()
        async with lock:
            if incoming.payload and self.names_an_intent(incoming.text):
                return await self._press(incoming, language, output)
            return await self._read(incoming, language, output)

    def is_busy(self, conversation: str) -> bool:
        """Whether a turn of the conversation is running."""
        lock = self._turns.get(conversation)
        return lock is not None and lock.locked()

    async def _press(self, incoming: Incoming, language: str | None, output: OutputChannel) -> Turn:
        spoken = incoming.chosen_language or language or "en"
        said = harmless(incoming.title) or incoming.text
        about = {"language": spoken, "original": said, "made": "identity", "confidence": 1.0, "payload": True}
        await self._hand_over(incoming, incoming.text, about, output)
        return Turn(spoken)

    async def _read(self, incoming: Incoming, language: str | None, output: OutputChannel) -> Turn:
        written = plain_text(incoming.title if incoming.payload else incoming.text)
        fault = self.fault_of(written)
        if fault:
            return self.refusal(fault, incoming.chosen_language or language)
        answer = await self._desk.understand(
            {
                "conversation": incoming.conversation,
                "freelancer": incoming.freelancer,
                "channel": incoming.channel,
                "text": written,
                "locale": incoming.locale,
                "language": incoming.chosen_language,
            }
        )
        spoken = _text_of(answer, "language") or incoming.chosen_language or language or "en"
        if answer.get("refused"):
            return self._refused(answer, spoken)
        english = harmless(_text_of(answer, "english")) or harmless(written)
        if not english:
            return self.refusal("empty", spoken)
        about = {
            "language": spoken,
            "original": written,
            "made": _text_of(answer, "made") or "untranslated",
            "confidence": answer.get("confidence"),
        }
        await self._hand_over(incoming, english[: 4 * self._message_chars], about, output)
        return Turn(spoken)

    def _refused(self, answer: dict[str, Any], spoken: str) -> Turn:
        code = str(answer["refused"])
        text = _text_of(answer, "text")
        if text:
            return Turn(spoken, refused=code, text=text)
        return self.refusal(code if code in REFUSALS else "not_text", spoken)

    async def _hand_over(
        self, incoming: Incoming, text: str, about: dict[str, Any], output: OutputChannel
    ) -> None:
        if self._intents() is None:
            raise DeskDown("no dialogue model is loaded: run `liaison train` and start again")
        metadata = {**about, "freelancer": incoming.freelancer, "message_id": incoming.message_id}
        await self._on_new_message(
            UserMessage(
                text,
                output,
                incoming.conversation,
                input_channel=incoming.channel,
                message_id=incoming.message_id,
                metadata=metadata,
            )
        )


def _text_of(answer: dict[str, Any], key: str) -> str:
    value = answer.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise DeskFault(f"/understand answered {key}={value!r}; expected text")
    return value
