"""Makes sure that an update a messenger delivers twice is acted on once."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable

KEPT = 5000


class Seen:
    """The answers to recent updates by their id; an update still being answered is waited for."""

    def __init__(self) -> None:
        self._answers: OrderedDict[str, asyncio.Task[str]] = OrderedDict()

    async def once(self, key: str, answer: Callable[[], Awaitable[str]]) -> str:
        """The answer to this update, worked out once; a failed one may be tried again."""
        running = self._answers.get(key)
        if running is not None:
            return await asyncio.shield(running)
        task = asyncio.ensure_future(answer())
        self._answers[key] = task
        while len(self._answers) > KEPT:
            self._answers.popitem(last=False)
        try:
            return await asyncio.shield(task)
        except BaseException:
            if task.done():
                self._answers.pop(key, None)
            raise
