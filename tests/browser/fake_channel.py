"""A website channel without a bot behind it: speaks the real one's protocol and does what a test tells it."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import socketio
from aiohttp import web
from socketio.exceptions import ConnectionRefusedError as Refused

DIST = Path(__file__).resolve().parents[2] / "bot" / "widget" / "dist"
PAGES = Path(__file__).resolve().parent / "pages"
STRINGS: dict[str, dict[str, str]] = json.loads((PAGES / "strings.json").read_text(encoding="utf-8"))
LANGUAGES = {
    "en": "English",
    "es": "español",
    "fr": "français",
    "de": "Deutsch",
    "pt": "português",
    "it": "italiano",
    "ar": "العربية",
}
STYLES = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' {socket}; img-src data:"


@dataclass
class FakeConversation:
    """What the channel knows of one conversation; `log` holds messages as they go to the widget."""

    id: str
    language: str
    log: list[dict[str, Any]] = field(default_factory=list)


class FakeChannel:
    """Serves the widget, a page that carries it, and the website channel, all at `url`."""

    def __init__(self) -> None:
        self.url = ""
        self.conversations: dict[str, FakeConversation] = {}
        self.reset()
        self._sio = socketio.AsyncServer(async_mode="aiohttp", cors_allowed_origins="*", async_handlers=False)
        self._sio.on("connect", self._connect)
        self._sio.on("disconnect", self._disconnect)
        self._sio.on("message", self._message)
        self._sio.on("language", self._language)

    def reset(self) -> None:
        """Forgets everything a test did."""
        self.conversations.clear()
        self.received: list[dict[str, Any]] = []
        self.connections: list[dict[str, Any]] = []
        self.answers: list[dict[str, Any]] = []
        self.refusal: tuple[str, str] | None = None
        self.receipt: dict[str, Any] = {"ok": True}
        self.swallow_receipts = False
        self.chars = 2000
        self.name, self.trade = "Ana Pérez", "Graphic designer"
        self._tabs: dict[str, FakeConversation] = {}
        self._numbers = itertools.count(1)
        self._transports: set[asyncio.Transport] = set()
        self._news = asyncio.Event()
        self._held = asyncio.Event()

    async def say(self, text: str, *, to: FakeConversation | None = None, **about: Any) -> dict[str, Any]:
        """Says something, as the bot by default, in the only conversation or the one given."""
        conversation = to or next(iter(self.conversations.values()))
        message = self._logged(conversation, text, **about)
        await self._sio.emit("message", message, room=conversation.id)
        return message

    async def typing(self, on: bool) -> None:
        """Tells all tabs that the bot writes, or that it stopped."""
        await self._sio.emit("typing", {"on": on})

    async def problem(self, code: str, text: str) -> None:
        """Tells all tabs of a trouble."""
        await self._sio.emit("problem", {"code": code, "text": text})

    async def cut(self) -> None:
        """Breaks every connection without a goodbye, as a dead network or engine does."""
        before = set(self._tabs)
        for transport in self._transports:
            transport.abort()
        self._transports.clear()
        self._held.set()
        await self.until(lambda: not before & set(self._tabs))
        self._held.clear()

    async def until(self, condition: Callable[[], bool]) -> None:
        """Waits until something is so of what clients did; raises TimeoutError after 20 seconds."""
        async with asyncio.timeout(20):
            while not condition():
                self._news.clear()
                await self._news.wait()

    def _logged(self, conversation: FakeConversation, text: str, **about: Any) -> dict[str, Any]:
        seq = len(conversation.log) + 1
        message = {
            "id": f"b{seq}-{next(self._numbers)}",
            "seq": seq,
            "sender": "bot",
            "text": text,
            "language": conversation.language,
            "made": "phrase",
            "buttons": [],
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            **about,
        }
        conversation.log.append(message)
        return message

    async def _connect(self, sid: str, environ: dict[str, Any], auth: dict[str, Any]) -> None:
        self.connections.append(auth)
        self._news.set()
        if self.refusal is not None:
            code, message = self.refusal
            raise Refused(message, {"code": code, "message": message})
        conversation = self.conversations.get(str(auth.get("token", "")).removeprefix("token-"))
        if conversation is None:
            asked = auth.get("language") or str(auth.get("locale", "en")).split("-")[0]
            number = next(self._numbers)
            conversation = FakeConversation(f"designer.{number:032x}", asked if asked in LANGUAGES else "en")
            self.conversations[conversation.id] = conversation
        self._tabs[sid] = conversation
        self._sio.start_background_task(self._welcome, sid, conversation, auth.get("after") or 0)

    async def _welcome(self, sid: str, conversation: FakeConversation, after: int) -> None:
        await self._sio.enter_room(sid, conversation.id)
        session = {
            "token": f"token-{conversation.id}",
            "conversation": conversation.id,
            "freelancer": {"slug": "designer", "name": self.name, "trade": self.trade},
            "languages": [{"code": code, "name": name} for code, name in LANGUAGES.items()],
            "history": [message for message in conversation.log if message["seq"] > after],
            "limits": {"chars": self.chars},
            **_speech(conversation.language),
        }
        await self._sio.emit("session", session, to=sid)

    async def _disconnect(self, sid: str, *_: Any) -> None:
        self._tabs.pop(sid, None)
        self._news.set()

    async def _message(self, sid: str, data: dict[str, Any]) -> dict[str, Any] | None:
        self.received.append(data)
        self._news.set()
        conversation = self._tabs[sid]
        if not self.receipt["ok"]:
            return self.receipt
        if not any(message["id"] == data["id"] for message in conversation.log):
            self._sio.start_background_task(self._answer, conversation, data)
        if self.swallow_receipts:
            await self._held.wait()
        return self.receipt

    async def _answer(self, conversation: FakeConversation, data: dict[str, Any]) -> None:
        text = data.get("text") or data["title"]
        said = self._logged(conversation, text, id=data["id"], sender="client", made="identity")
        await self._sio.emit("message", said, room=conversation.id)
        if self.answers:
            await self.say(**{"to": conversation, **self.answers.pop(0)})

    async def _language(self, sid: str, data: dict[str, Any]) -> None:
        conversation = self._tabs[sid]
        conversation.language = data["language"]
        await self._sio.emit("language", _speech(conversation.language), room=conversation.id)

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[FakeChannel]:
        """Serves on a free port of this machine for as long as the context lasts."""
        app = web.Application(middlewares=[self._noting_transports])
        self._sio.attach(app)
        app.router.add_static("/widget", DIST)
        app.router.add_get("/{page:[a-z]+\\.(?:html|css)}", self._page)
        runner = web.AppRunner(app, shutdown_timeout=0.2)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port = runner.addresses[0][1]
        self.url = f"http://127.0.0.1:{port}"
        self._policy = STYLES.format(socket=f"ws://127.0.0.1:{port}")
        try:
            yield self
        finally:
            await runner.cleanup()

    @web.middleware
    async def _noting_transports(self, request: web.Request, handler: Any) -> web.StreamResponse:
        if request.path.startswith("/socket.io") and isinstance(request.transport, asyncio.Transport):
            self._transports.add(request.transport)
        response: web.StreamResponse = await handler(request)
        return response

    async def _page(self, request: web.Request) -> web.Response:
        """A page of the site; each query parameter becomes a `data-` option of the widget's script tag."""
        path = PAGES / request.match_info["page"]
        options = "".join(f' data-{name}="{value}"' for name, value in request.query.items())
        text = path.read_text(encoding="utf-8").replace(" defer>", f"{options} defer>")
        kind = "text/css" if path.suffix == ".css" else "text/html"
        headers = {"Content-Security-Policy": self._policy}
        return web.Response(text=text, content_type=kind, headers=headers)


def _speech(language: str) -> dict[str, Any]:
    strings = {**STRINGS["en"], **STRINGS.get(language, {})}
    direction = "rtl" if language == "ar" else "ltr"
    return {"language": language, "direction": direction, "strings": strings}
