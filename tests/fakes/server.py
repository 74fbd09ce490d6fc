"""A real HTTP server on loopback in a thread of its own, for fakes that both sync and async tests talk to."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from aiohttp import web

WAIT_SECONDS = 10.0


@dataclass
class Failure:
    """How the fake fails: an HTTP status with headers and a JSON body, or no answer at all."""

    status: int = 500
    body: object = None
    headers: tuple[tuple[str, str], ...] = ()
    hang: bool = False
    after_accepting: bool = False


class FakeServer:
    """Starts with the `with` block and stops after it; `changed` wakes those who wait for a condition."""

    def __init__(self) -> None:
        self.port = 0
        self._failures: list[Failure] = []
        self._condition = threading.Condition()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._started = threading.Event()

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self._thread.start()
        if not self._started.wait(WAIT_SECONDS):
            raise RuntimeError("the fake server did not start")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(WAIT_SECONDS)

    def fail(self, failure: Failure, times: int = 1) -> None:
        """Answer the next `times` calls with this failure."""
        with self._condition:
            self._failures.extend([failure] * times)

    def hang(self, times: int = 1) -> None:
        """Give no answer to the next calls; they stay open until the caller gives up or the fake stops."""
        self.fail(Failure(hang=True), times)

    def wait_until(self, condition: Callable[[], bool], what: str, seconds: float = WAIT_SECONDS) -> None:
        """Block until something has come true; raises AssertionError naming `what` otherwise."""
        with self._condition:
            if not self._condition.wait_for(condition, seconds):
                raise AssertionError(f"{what}: not within {seconds} s")

    def routes(self, app: web.Application) -> None:
        """Add the fake's own routes."""
        raise NotImplementedError

    def record(self, change: Callable[[], None]) -> None:
        """Make a change that others may be waiting for."""
        with self._condition:
            change()
            self._condition.notify_all()

    def next_failure(self) -> Failure | None:
        with self._condition:
            return self._failures.pop(0) if self._failures else None

    @staticmethod
    async def show(failure: Failure) -> web.Response:
        """Answer as the failure says."""
        if failure.hang:
            await asyncio.Event().wait()
        headers = dict(failure.headers)
        if isinstance(failure.body, str):
            return web.Response(
                status=failure.status, text=failure.body, headers=headers, content_type="text/html"
            )
        return web.json_response(failure.body, status=failure.status, headers=headers)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        runner = self._loop.run_until_complete(self._start())
        self._started.set()
        self._loop.run_forever()
        self._loop.run_until_complete(runner.cleanup())
        self._loop.close()

    async def _start(self) -> web.AppRunner:
        app = web.Application()
        self.routes(app)
        runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.port = runner.addresses[0][1]
        return runner
