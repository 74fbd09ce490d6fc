"""Talks to the desk over HTTP on loopback; every other part of the engine asks it through here."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import aiohttp

logger = logging.getLogger(__name__)


class DeskDown(Exception):
    """The desk cannot be reached now; what was asked may be asked again later."""


class DeskFault(Exception):
    """The desk answered, but not with what was asked for; asking again may not help."""


class DeskClient:
    """The desk's routes as methods; all raise DeskDown or DeskFault."""

    def __init__(self, url: str, token: str) -> None:
        self._url = url.rstrip("/")
        self._headers = {"Authorization": f"Bearer {token}"}
        self._session: aiohttp.ClientSession | None = None

    async def understand(self, question: dict[str, Any], *, timeout: float = 30.0) -> dict[str, Any]:
        """POST /understand: the language of a text and its English, or why it was refused."""
        return await self._call("POST", "/understand", json=question, timeout=timeout)

    async def nlg(self, request: dict[str, Any], *, timeout: float) -> dict[str, Any]:
        """POST /nlg: a reply of the bot's own in the client's language."""
        return await self._call("POST", "/nlg", json=request, timeout=timeout)

    async def widget(self, slug: str = "", language: str = "") -> dict[str, Any]:
        """GET /widget[/slug]: what the website shows; DeskFault with status 404 for an unknown freelancer."""
        path = f"/widget/{slug}" if slug else "/widget"
        return await self._call("GET", path, params={"language": language} if language else {}, timeout=5.0)

    async def phrases(self, names: tuple[str, ...]) -> dict[str, dict[str, str]]:
        """GET /phrases: language -> name -> text."""
        return await self._call("GET", "/phrases", params={"names": ",".join(names)}, timeout=5.0)

    async def message(self, message: dict[str, Any], *, timeout: float) -> dict[str, Any]:
        """POST /desk/message: what the freelancer wrote from a messenger; the answer holds the reply."""
        return await self._call("POST", "/desk/message", json=message, timeout=timeout)

    async def is_up(self) -> bool:
        """Whether the desk answers GET /ready with 200: it is there and has loaded everything."""
        try:
            await self._call("GET", "/ready", timeout=2.0)
            return True
        except (DeskDown, DeskFault):
            return False

    async def close(self) -> None:
        """Closes the connections."""
        if self._session is not None:
            await self._session.close()

    async def _call(self, method: str, path: str, *, timeout: float, **kwargs: Any) -> Any:
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(headers=self._headers)
        limit = aiohttp.ClientTimeout(total=timeout, sock_connect=2.0)
        try:
            async with self._session.request(method, self._url + path, timeout=limit, **kwargs) as answer:
                if answer.status == 503:
                    raise DeskDown(f"{method} {path}: the desk is starting or overloaded (503)")
                if answer.status >= 400:
                    raise StatusFault(answer.status, f"{method} {path}", (await answer.text())[:300])
                body = await answer.json()
        except (aiohttp.ClientConnectionError, asyncio.TimeoutError, aiohttp.ClientPayloadError) as error:
            raise DeskDown(f"{method} {path}: {type(error).__name__} {error}") from error
        except (aiohttp.ClientError, ValueError) as error:
            raise DeskFault(f"{method} {path}: {type(error).__name__} {error}") from error
        if not isinstance(body, dict):
            raise DeskFault(f"{method} {path}: expected a JSON object, got {type(body).__name__}")
        return body


class StatusFault(DeskFault):
    """The desk answered with an HTTP error; `status` tells which."""

    def __init__(self, status: int, what: str, text: str) -> None:
        super().__init__(f"{what}: the desk answered {status}: {text}")
        self.status = status
