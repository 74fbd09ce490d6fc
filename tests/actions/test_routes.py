"""The desk's routes over real HTTP on loopback, with a reception that does what a test tells it to."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any

import pytest
from sanic import Sanic

from actions.routes import routes

PATIENCE_S = 10


class Reception:
    """Takes a message and never gets done with it."""

    def __init__(self) -> None:
        self.entered = asyncio.Event()
        self.left_alone = asyncio.Event()

    async def receive(self, incoming: object) -> dict[str, Any]:
        self.entered.set()
        try:
            return await asyncio.Event().wait() and {}
        except asyncio.CancelledError:
            self.left_alone.set()
            raise


@pytest.fixture
async def desk() -> AsyncIterator[tuple[Reception, int]]:
    reception = Reception()
    Sanic.test_mode = True
    app = Sanic("desk-under-test", configure_logging=False)
    app.blueprint(routes(SimpleNamespace(reception=reception)))  # type: ignore[arg-type]
    server = await app.create_server("127.0.0.1", 0, return_asyncio_server=True)
    assert server is not None
    await server.startup()
    yield reception, server.server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
    server.close()
    await server.wait_closed()


async def test_work_for_a_question_nobody_waits_for_any_more_is_dropped(desk: tuple[Reception, int]) -> None:
    reception, port = desk
    body = json.dumps(
        {"conversation": "designer.1", "freelancer": "designer", "channel": "w", "text": "Hola"}
    )
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    kind = "Content-Type: application/json"
    head = f"POST /understand HTTP/1.1\r\nHost: desk\r\n{kind}\r\nContent-Length: {len(body)}"
    writer.write(f"{head}\r\n\r\n{body}".encode())
    async with asyncio.timeout(PATIENCE_S):
        await reception.entered.wait()
        writer.close()
        await reception.left_alone.wait()
