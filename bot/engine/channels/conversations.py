"""The conversations going on over the website: who is listening, what waits to be answered, in order."""

from __future__ import annotations

import asyncio
import logging
import time
import uuid
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from rasa.core.channels.channel import OutputChannel

from bot.engine.inbox import Incoming
from bot.engine.interpreter import Turn
from bot.engine.patches import TurnAborted
from bot.engine.runtime import Runtime
from bot.engine.tracker_store import Spoken
from bot.engine.transcript import last_language, render, render_waiting, switched_language

logger = logging.getLogger(__name__)

TRIES = 3
HISTORY = 500
SLOW_S = 3.0
"""After so long without an answer the client hears that it comes; at once, while others wait that long."""
CROWD = 10
"""Conversations waiting at the same time from which a slow turn means that all are slow."""


class Emit(Protocol):
    """Sends one event to every tab of a conversation, except one of them."""

    def __call__(
        self, event: str, data: dict[str, Any], conversation: str, *, but: str | None = None
    ) -> Awaitable[None]:
        """Queues the event; does not wait for the browsers."""


@dataclass
class Conversation:
    """One conversation while somebody listens to it or something in it waits for an answer."""

    id: str
    freelancer: str
    language: str | None = None
    locale: str | None = None
    chosen: str | None = None
    tabs: set[str] = field(default_factory=set)
    waiting: deque[Incoming] = field(default_factory=deque)
    worker: asyncio.Task[None] | None = None
    told_down: bool = False
    switched: str | None = None


class SilentOutput(OutputChannel):
    """The output channel of the website: replies reach the tabs from the log, once they are in it."""

    @classmethod
    def name(cls) -> str:
        """The channel's name."""
        return "website"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Does nothing: LiaisonTrackerStore.save has each reply delivered."""


class Conversations:
    """Answers messages one after the other per conversation and carries everything said to its tabs."""

    def __init__(
        self, runtime: Runtime, emit: Emit, announce: Callable[[Conversation], Awaitable[None]]
    ) -> None:
        self._runtime = runtime
        self._emit = emit
        self._announce = announce
        self._open: dict[str, Conversation] = {}
        self._last_took_s = 0.0

    def __len__(self) -> int:
        return len(self._open)

    @property
    def tabs(self) -> int:
        """How many browser tabs are connected."""
        return sum(len(conversation.tabs) for conversation in self._open.values())

    @property
    def waiting(self) -> int:
        """How many messages wait for an answer."""
        return sum(len(conversation.waiting) for conversation in self._open.values())

    async def recover(self) -> None:
        """Takes up what an earlier run of the engine accepted and did not answer or delete."""
        await self._runtime.recover_forgotten()
        for incoming in await self._runtime.inbox.waiting():
            if await self._runtime.store.has_message(incoming.conversation, incoming.message_id):
                await self._runtime.inbox.done(incoming)
            else:
                self._queue(self.open(incoming.conversation, incoming.freelancer), incoming)

    def open(self, conversation: str, freelancer: str) -> Conversation:
        """The conversation of this id, going on or taken up again."""
        return self._open.setdefault(conversation, Conversation(conversation, freelancer))

    def get(self, conversation: str) -> Conversation | None:
        """The conversation of this id if it is going on."""
        return self._open.get(conversation)

    def leave(self, conversation: Conversation, tab: str) -> None:
        """Notes that a tab is gone."""
        conversation.tabs.discard(tab)
        self._drop_idle(conversation)

    async def accept(self, conversation: Conversation, incoming: Incoming, tab: str) -> bool:
        """Keeps a message and has it answered in its turn; False for one already kept."""
        if not await self._runtime.inbox.put(incoming):
            return False
        echo = render_waiting(incoming, conversation.language)
        await self._emit("message", echo, conversation.id, but=tab)
        self._queue(conversation, incoming)
        return True

    async def history(self, conversation: Conversation, after: int) -> list[dict[str, Any]]:
        """What was said after position `after`, the newest 500, then what still waits."""
        spoken = await self._runtime.store.spoken(conversation.id)
        if conversation.language is None:
            conversation.language = last_language(spoken)
        signed = self._sign(conversation.id)
        shown = [
            message for said in spoken[-HISTORY:] if said.seq > after and (message := render(said, signed))
        ]
        logged = {message["id"] for message in shown}
        waiting = [render_waiting(item, conversation.language) for item in conversation.waiting]
        return shown + [message for message in waiting if message["id"] not in logged]

    async def start_afresh(
        self, old: Conversation, farewell: list[Spoken]
    ) -> tuple[Conversation, list[dict[str, Any]]]:
        """A new conversation for the tabs of a deleted one, and the bot's last words to show in it.

        Messages still waiting move along: they were not part of what was deleted.
        """
        fresh = self.open(f"{old.freelancer}.{uuid.uuid4().hex}", old.freelancer)
        fresh.language, fresh.locale = old.language, old.locale
        fresh.tabs, old.tabs = set(old.tabs), set()
        taken = 1 if old.worker is not None and not old.worker.done() else 0
        moving = list(old.waiting)[taken:]
        while len(old.waiting) > taken:
            old.waiting.pop()
        for incoming in moving:
            moved = replace(incoming, conversation=fresh.id, chosen_language=None)
            if await self._runtime.inbox.put(moved):
                self._queue(fresh, moved)
        shown = [message for said in farewell if (message := render(said, self._sign(fresh.id)))]
        return fresh, [{**message, "seq": 0} for message in shown]

    async def deliver(self, conversation: str, news: list[Spoken]) -> None:
        """Carries what was just logged to the conversation's tabs."""
        going_on = self._open.get(conversation)
        if going_on is None:
            return
        going_on.switched = switched_language(news) or going_on.switched
        for said in news:
            message = render(said, self._sign(conversation))
            if message:
                await self._emit("message", message, conversation)

    def _sign(self, conversation: str) -> Callable[[str], str]:
        return lambda payload: self._runtime.signer.payload(conversation, payload)

    def _queue(self, conversation: Conversation, incoming: Incoming) -> None:
        conversation.waiting.append(incoming)
        if conversation.worker is None or conversation.worker.done():
            conversation.worker = asyncio.create_task(self._work(conversation))

    def _drop_idle(self, conversation: Conversation) -> None:
        if not conversation.tabs and not conversation.waiting:
            self._open.pop(conversation.id, None)

    async def _work(self, conversation: Conversation) -> None:
        while conversation.waiting:
            try:
                await self._answer(conversation, conversation.waiting[0])
            except Exception:
                logger.exception(
                    "a message of %s stays unanswered until the engine starts again", conversation.id
                )
            finally:
                conversation.waiting.popleft()
            await self._emit("typing", {"on": False}, conversation.id)
        self._drop_idle(conversation)

    async def _answer(self, conversation: Conversation, incoming: Incoming) -> None:
        began = time.monotonic()
        notice = asyncio.create_task(self._tell_if_slow(conversation))
        try:
            await self._answer_in_time(conversation, incoming)
        finally:
            notice.cancel()
            self._last_took_s = time.monotonic() - began

    async def _tell_if_slow(self, conversation: Conversation) -> None:
        """Says that an answer is coming, so that nobody thinks their message was lost."""
        waiting = sum(1 for each in self._open.values() if each.waiting)
        crowded = waiting >= CROWD and self._last_took_s >= SLOW_S
        await asyncio.sleep(0 if crowded else SLOW_S)
        if not conversation.told_down:
            await self._tell(conversation, "busy", "utter_busy")

    async def _answer_in_time(self, conversation: Conversation, incoming: Incoming) -> None:
        faults = 0
        while True:
            await self._emit("typing", {"on": True}, conversation.id)
            try:
                turn = await self._runtime.take(incoming, conversation.language, SilentOutput())
            except (Exception, TurnAborted) as error:
                if not await self._runtime.can_answer():
                    await self._wait_for_desk(conversation, error)
                    continue
                faults += 1
                logger.warning(
                    "try %d of %d in %s: %s", faults, TRIES, conversation.id, error, exc_info=error
                )
                if faults >= TRIES:
                    return await self._give_up(conversation, incoming, error)
                await asyncio.sleep(0.5 * faults)
            else:
                return await self._finish(conversation, incoming, turn)

    async def _finish(self, conversation: Conversation, incoming: Incoming, turn: Turn) -> None:
        await self._runtime.inbox.done(incoming)
        if turn.refused:
            problem = {"code": turn.refused, "text": turn.text, "language": turn.language}
            await self._emit("problem", {**problem, "id": incoming.message_id}, conversation.id)
        if conversation.chosen == incoming.chosen_language:
            conversation.chosen = None
        language, conversation.switched = conversation.switched or turn.language, None
        if language != conversation.language and conversation.chosen is None:
            conversation.language = language
            await self._announce(conversation)

    async def _wait_for_desk(self, conversation: Conversation, error: BaseException) -> None:
        logger.warning("the desk is down, a message of %s waits: %s", conversation.id, error)
        await self._emit("typing", {"on": False}, conversation.id)
        if not conversation.told_down:
            conversation.told_down = True
            await self._tell(conversation, "desk_down", "utter_desk_down")
        await self._runtime.until_able()
        if conversation.told_down:
            conversation.told_down = False
            await self._tell(conversation, "desk_back", "utter_desk_back")

    async def _give_up(self, conversation: Conversation, incoming: Incoming, error: BaseException) -> None:
        logger.error("message %s of %s cannot be answered", incoming.message_id, conversation.id)
        await self._runtime.inbox.fail(incoming, f"{type(error).__name__}: {error}")
        await self._tell(conversation, "failed", "utter_desk_down", id=incoming.message_id)

    async def _tell(self, conversation: Conversation, code: str, phrase: str, **more: Any) -> None:
        text, language = self._runtime.phrases.say(phrase, conversation.chosen or conversation.language)
        problem = {"code": code, "text": text, "language": language, **more}
        await self._emit("problem", problem, conversation.id)
