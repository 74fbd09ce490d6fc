"""A client of the website channel, speaking as the widget does (docs/protocol.md)."""

from __future__ import annotations

import asyncio
import time
import uuid
from dataclasses import dataclass, field
from typing import Any

import socketio


class ChatRefused(RuntimeError):
    """Raised when the channel refuses the connection; says why."""


@dataclass(frozen=True)
class Reply:
    """What came back for one message: the bot's messages and how long the turn took."""

    messages: tuple[dict[str, Any], ...]
    milliseconds: float
    refusal: dict[str, Any] | None = None


@dataclass
class _Turn:
    refusal: dict[str, Any] | None = None
    messages: list[dict[str, Any]] = field(default_factory=list)
    finished: asyncio.Event = field(default_factory=asyncio.Event)


class ChatClient:
    """One conversation over socket.io; use it as an asynchronous context manager."""

    def __init__(
        self,
        url: str,
        freelancer: str,
        *,
        token: str | None = None,
        locale: str = "en",
        language: str | None = None,
    ) -> None:
        self.url = url
        self.session: dict[str, Any] = {}
        self._auth = {"freelancer": freelancer, "token": token, "locale": locale, "language": language}
        self._socket = socketio.AsyncClient(reconnection=False)
        self._ready = asyncio.Event()
        self._turn = _Turn()
        self._refused: Any = None
        self._arrived: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._socket.on("session", self._on_session)
        self._socket.on("message", self._on_message)
        self._socket.on("typing", self._on_typing)
        self._socket.on("problem", self._on_problem)
        self._socket.on("connect_error", self._on_refused)

    async def __aenter__(self) -> ChatClient:
        auth = {key: value for key, value in self._auth.items() if value is not None}
        try:
            await self._socket.connect(self.url, auth=auth, transports=["websocket"])
            await asyncio.wait_for(self._ready.wait(), 10)
        except (socketio.exceptions.ConnectionError, TimeoutError) as error:
            raise ChatRefused(str(self._refused or error or "no answer within 10 seconds")) from error
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._socket.disconnect()

    async def say(self, text: str, *, patience_s: float = 60.0) -> Reply:
        """Sends a text and waits until the bot has finished answering it."""
        return await self._send({"text": text}, patience_s)

    async def press(self, button: dict[str, str], *, patience_s: float = 60.0) -> Reply:
        """Presses a button of an earlier reply."""
        return await self._send({"payload": button["payload"], "title": button["title"]}, patience_s)

    async def send(self, text: str, *, patience_s: float = 10.0) -> None:
        """Sends a text and waits only until it is accepted; `next_message` gives what comes of it."""
        while not self._arrived.empty():
            self._arrived.get_nowait()
        await self._socket.call("message", {"id": str(uuid.uuid4()), "text": text}, timeout=patience_s)

    async def next_message(self, *, patience_s: float = 30.0) -> dict[str, Any]:
        """The next message of the bot, or the next problem told; raises TimeoutError when none comes."""
        return await asyncio.wait_for(self._arrived.get(), patience_s)

    async def _send(self, content: dict[str, str], patience_s: float) -> Reply:
        self._turn = _Turn()
        began = time.perf_counter()
        answer = await self._socket.call("message", {"id": str(uuid.uuid4()), **content}, timeout=patience_s)
        refusal = answer if isinstance(answer, dict) and not answer.get("ok") else None
        if refusal is None:
            await asyncio.wait_for(self._turn.finished.wait(), patience_s)
            refusal = self._turn.refusal
        return Reply(tuple(self._turn.messages), (time.perf_counter() - began) * 1000, refusal)

    async def _on_session(self, data: dict[str, Any]) -> None:
        self.session = data
        self._ready.set()

    async def _on_message(self, data: dict[str, Any]) -> None:
        if data.get("sender") != "client":
            self._turn.messages.append(data)
            self._arrived.put_nowait(data)

    async def _on_problem(self, data: dict[str, Any]) -> None:
        self._arrived.put_nowait(data)
        if "id" in data:
            self._turn.refusal = data

    async def _on_typing(self, data: dict[str, Any]) -> None:
        if not data.get("on"):
            self._turn.finished.set()

    async def _on_refused(self, data: object) -> None:
        self._refused = data
