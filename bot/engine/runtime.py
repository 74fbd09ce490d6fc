"""What the channels of one engine share: settings, the desk, phrases, the inbox, the interpreter."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import OutputChannel, UserMessage
from sanic import Sanic

from bot.engine import patches
from bot.engine.desk import DeskClient
from bot.engine.inbox import Inbox, Incoming
from bot.engine.interpreter import Interpreter, Turn
from bot.engine.phrases import Phrases
from bot.engine.settings import EngineSettings, engine_settings
from bot.engine.signing import Signer
from bot.engine.storefront import Storefront
from bot.engine.tracker_store import LiaisonTrackerStore, Spoken, tracker_store_of
from bot.engine.transcript import last_language

logger = logging.getLogger(__name__)

REFRESH_SECONDS = 300.0


class Runtime:
    """The shared parts, opened with the server and closed with it."""

    def __init__(self, app: Sanic[Any, Any], settings: EngineSettings) -> None:
        patches.apply()
        self._app = app
        self.settings = settings
        self.signer = Signer(settings.secret)
        self.desk = DeskClient(settings.desk_url, settings.internal_token)
        self.phrases = Phrases(settings.var_dir / "engine" / "phrases.json")
        self.storefront = Storefront(self.desk, settings.var_dir / "engine" / "storefront.json")
        self.inbox = Inbox(settings.var_dir / "engine" / "inbox.db")
        self._on_forget: list[Callable[[str, list[Spoken]], Awaitable[None]]] = []
        self._forgetting: set[str] = set()
        self._started = False
        self._watch: asyncio.Task[None] | None = None
        self._refresher: asyncio.Task[None] | None = None
        self.interpreter = Interpreter(
            self.desk,
            self.phrases,
            self._to_rasa,
            intents=self._intents,
            message_chars=settings.message_chars,
        )

    @property
    def agent(self) -> Any:
        """Rasa's agent; None before it is made."""
        return getattr(self._app.ctx, "agent", None)

    @property
    def is_ready(self) -> bool:
        """Whether a dialogue model is loaded."""
        return self.agent is not None and bool(self.agent.is_ready())

    @property
    def store(self) -> LiaisonTrackerStore:
        """The log of record."""
        return tracker_store_of(self.agent)

    @property
    def channels(self) -> list[str]:
        """Names of the channels served."""
        return [channel.name() for channel in getattr(self._app.ctx, "input_channels", [])]

    async def start(self) -> None:
        """Opens the inbox and begins to keep the phrases fresh; called by every channel, done once."""
        if self._started:
            return
        self._started = True
        await self.inbox.open()
        self._refresher = asyncio.create_task(self._keep_fresh())

    async def stop(self) -> None:
        """Closes everything; called by every channel, done once."""
        if not self._started:
            return
        self._started = False
        for task in (self._refresher, self._watch):
            if task is not None:
                task.cancel()
        await self.desk.close()
        await self.inbox.close()

    async def can_answer(self) -> bool:
        """Whether a turn can be taken now: the model is loaded and the desk is up."""
        return self.is_ready and await self.desk.is_up()

    async def until_able(self) -> None:
        """Returns once a turn can be taken; one poller for all who wait, every half second to ten seconds."""
        if self._watch is None or self._watch.done():
            self._watch = asyncio.create_task(self._poll())
        await asyncio.shield(self._watch)

    async def take(self, incoming: Incoming, language: str | None, output: OutputChannel) -> Turn:
        """Interpreter.take, and the deletion of the conversation where that was asked for during the turn."""
        if language is None:
            language = last_language(await self.store.spoken(incoming.conversation))
        try:
            return await self.interpreter.take(incoming, language, output)
        finally:
            if incoming.conversation in self._forgetting and not self.interpreter.is_busy(
                incoming.conversation
            ):
                await self._finish_forgetting(incoming.conversation)

    def on_forget(self, action: Callable[[str, list[Spoken]], Awaitable[None]]) -> None:
        """Calls `action(conversation, farewell)` after a deletion; farewell is what the bot said last."""
        self._on_forget.append(action)

    async def forget(self, conversation: str) -> bool:
        """Deletes a conversation; False when that must wait for its running turn, which may be asking."""
        await self.inbox.forget(conversation)
        self._forgetting.add(conversation)
        if self.interpreter.is_busy(conversation):
            return False
        await self._finish_forgetting(conversation)
        return True

    async def recover_forgotten(self) -> None:
        """Deletes what an earlier run of the engine was asked to delete and did not."""
        for conversation in await self.inbox.to_forget():
            await self._finish_forgetting(conversation)

    async def _finish_forgetting(self, conversation: str) -> None:
        async with self.agent.lock_store.lock(conversation):
            farewell = _farewell(await self.store.spoken(conversation))
            await self.store.delete(conversation)
        await self.inbox.forgotten(conversation)
        self._forgetting.discard(conversation)
        for action in self._on_forget:
            await action(conversation, farewell)

    async def _poll(self) -> None:
        pause = 0.5
        while not await self.can_answer():
            await asyncio.sleep(pause)
            pause = min(pause * 1.5, 10.0)
        await self.phrases.refresh(self.desk)

    async def _keep_fresh(self) -> None:
        await self.until_able()
        while True:
            await self.phrases.refresh(self.desk)
            await asyncio.sleep(REFRESH_SECONDS)

    async def _to_rasa(self, message: UserMessage) -> None:
        await self.agent.handle_message(message)

    def _intents(self) -> set[str] | None:
        return set(self.agent.domain.intents) if self.is_ready and self.agent.domain else None


def _farewell(spoken: list[Spoken]) -> list[Spoken]:
    last: list[Spoken] = []
    for said in reversed(spoken):
        if said.event.get("event") != "bot":
            break
        last.insert(0, said)
    return last


def runtime_of(app: Sanic[Any, Any]) -> Runtime:
    """The one runtime of a Rasa server, made when first asked for; raises SettingsError or PatchError."""
    if not hasattr(app.ctx, "liaison"):
        app.ctx.liaison = Runtime(app, engine_settings())
    runtime: Runtime = app.ctx.liaison
    return runtime
