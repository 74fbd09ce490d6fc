"""Runs an engine on a free port in this process, and talks to it as the widget does."""

from __future__ import annotations

import asyncio
import os
import socket
import time
import uuid
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import aiohttp
import socketio
from rasa.core.agent import load_agent
from rasa.core.channels.channel import register
from rasa.core.processor import MessageProcessor
from rasa.core.run import create_http_input_channels
from rasa.core.utils import AvailableEndpoints
from rasa.utils.endpoints import EndpointConfig
from sanic import Sanic
from sanic.touchup import TouchUp

from bot.engine.runtime import Runtime, runtime_of
from bot.engine.settings import engine_settings

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30.0

# Every engine of a test run serves the same model: load it once.
MessageProcessor._load_model = staticmethod(cache(MessageProcessor._load_model))

# Sanic rewrites its own classes at start, which works once per process.
_rewrite = TouchUp.run
_rewritten: list[Sanic] = []


def _rewrite_once(app: Sanic) -> None:
    if not _rewritten:
        _rewrite(app)
        _rewritten.append(app)


TouchUp.run = _rewrite_once


async def until(condition: Callable[[], Any]) -> Any:
    """Waits for a condition to hold and returns its value."""
    give_up = time.monotonic() + PATIENCE
    while not (value := condition()):
        assert time.monotonic() < give_up, "waited too long"
        await asyncio.sleep(0.005)
    return value


def endpoints_as_in_the_file() -> AvailableEndpoints:
    """What endpoints.yml says, which Rasa reads, validating it each time, eight times over."""
    settings = engine_settings()
    headers = {"Authorization": f"Bearer {settings.internal_token}"}
    return AvailableEndpoints(
        nlg=EndpointConfig(type="bot.engine.nlg.DeskNaturalLanguageGenerator"),
        action=EndpointConfig(url=f"{settings.desk_url}/webhook", headers=headers),
        tracker_store=EndpointConfig(
            type="bot.engine.tracker_store.LiaisonTrackerStore", url=os.environ["LIAISON_TRACKER_URL"]
        ),
    )


class Engine:
    """Rasa's server as `rasa run` starts it with the repository's credentials.yml and endpoints.yml."""

    def __init__(self, model: str | None) -> None:
        self._model = model
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def runtime(self) -> Runtime:
        return runtime_of(self.app)

    async def start(self) -> None:
        self.app = Sanic(f"engine_{uuid.uuid4().hex}", configure_logging=False)
        channels = create_http_input_channels(None, str(ROOT / "credentials.yml"))
        register(channels, self.app, route="/webhooks/")
        endpoints = endpoints_as_in_the_file()

        @self.app.listener("before_server_start")
        async def load(app: Sanic, _: Any) -> None:
            app.ctx.agent = await load_agent(self._model, endpoints=endpoints)

        listening = socket.create_server(("127.0.0.1", self.port))
        self.port = listening.getsockname()[1]
        self._server = await self.app.create_server(sock=listening, return_asyncio_server=True)
        await self._server.startup()
        await self._server.before_start()
        await self._server.after_start()

    async def stop(self) -> None:
        await self._server.before_stop()
        self._server.close()
        for connection in list(self._server.connections):
            connection.close()
        await self._server.after_stop()

    async def restart(self) -> None:
        await self.stop()
        await self.start()

    async def call(self, method: str, path: str, **kwargs: Any) -> tuple[int, Any]:
        """Status and JSON (or text) of a plain request."""
        async with (
            aiohttp.ClientSession() as session,
            session.request(method, self.url + path, **kwargs) as answer,
        ):
            if "json" in answer.headers.get("content-type", ""):
                return answer.status, await answer.json()
            return answer.status, await answer.text()


class Tab:
    """A browser tab: keeps every event in the order it came."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        # Polling only: python-socketio's client wants a newer aiohttp for WebSocket than Rasa allows.
        self.socket = socketio.AsyncClient(reconnection=False)
        self.events: list[tuple[str, Any]] = []
        for name in ("session", "message", "typing", "problem", "language"):
            self.socket.on(name, self._keep(name))

    def _keep(self, name: str) -> Callable[..., Any]:
        async def keep(data: Any = None) -> None:
            self.events.append((name, data))

        return keep

    async def open(self, headers: dict[str, str] | None = None, **auth: Any) -> dict[str, Any]:
        """Connects and returns the session."""
        auth = {"freelancer": "ana", **auth}
        await self.socket.connect(
            self._engine.url, headers=headers or {}, auth=auth, transports=["polling"], wait_timeout=PATIENCE
        )
        await until(lambda: self.all("session"))
        return self.session

    async def refused(self, headers: dict[str, str] | None = None, **auth: Any) -> dict[str, Any]:
        """Connects in vain and returns the reason."""
        reasons: list[Any] = []
        self.socket.on("connect_error", reasons.append)
        auth = {"freelancer": "ana", **auth}
        await self.socket.connect(
            self._engine.url, headers=headers or {}, auth=auth, transports=["polling"], wait=False
        )
        await until(lambda: reasons)
        await self.close()
        return dict(reasons[0]["data"])

    async def close(self) -> None:
        # Polling: an orderly goodbye waits for the poll under way, up to 25 seconds.
        session = self.socket.eio.http
        await self.socket.eio.disconnect(abort=True)
        if session is not None:
            await session.close()

    def all(self, name: str) -> list[Any]:
        return [data for event, data in self.events if event == name]

    @property
    def session(self) -> dict[str, Any]:
        return self.all("session")[-1]

    @property
    def heard(self) -> list[str]:
        """What the bot said, once each."""
        known = {
            message["id"]: message["text"] for message in self.all("message") if message["sender"] == "bot"
        }
        return list(known.values())

    async def send(self, text: object = None, **more: Any) -> dict[str, Any]:
        """Sends a message and returns the acknowledgement."""
        message = {"id": uuid.uuid4().hex, **({} if text is None else {"text": text}), **more}
        return await self.socket.call("message", message, timeout=PATIENCE)

    async def ask(self, text: str | None = None, **more: Any) -> list[str]:
        """Sends a message, waits until its turn is over, and returns what the bot said in it."""
        message_id = uuid.uuid4().hex
        assert (await self.send(text, id=message_id, **more))["ok"]
        turn = await until(lambda: self._turn(message_id))
        return [data["text"] for event, data in turn if event == "message" and data["sender"] == "bot"]

    def _turn(self, message_id: str) -> list[tuple[str, Any]]:
        """The events from a message's place in the log to the end of its turn; empty before that."""
        for start, (event, data) in enumerate(self.events):
            if event == "message" and data["id"] == message_id and data["seq"]:
                for end in range(start, len(self.events)):
                    if self.events[end] == ("typing", {"on": False}):
                        return self.events[start:end]
        return []
