"""Delivers the notices in the outbox: again and again until they arrive, in order within a chat."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError

from bot.desk.messenger import ChatMoved, Messenger, Refused, TryAgain
from bot.store import Database, chats, outbox
from bot.store.columns import utc_now
from bot.store.models import Notice

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
"""How long a claimed notice is left to who claimed it: well over what a messenger may take for a part."""

SEND_SECONDS = 30.0
GRACE_SECONDS = 10.0
LOOK_SECONDS = 2.0
FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(minutes=15)


class Delivery:
    """Sends what is due to the messengers that are set up, by channel name.

    Only one that a messenger refuses for good is given up, and that is kept with its error and logged. A
    notice is claimed before it is sent, so a crash sends at most the part in hand a second time.
    """

    def __init__(
        self,
        database: Database,
        messengers: Mapping[str, Messenger],
        *,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        """Keep what to deliver from and to; `clock` gives the present moment, aware."""
        self._database = database
        self._messengers = messengers
        self._clock = clock
        self._news = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    async def deliver_forever(self) -> None:
        """Deliver until cancelled; what is on the wire then is finished first, and so not sent twice."""
        self._loop = asyncio.get_running_loop()
        revived = False
        while True:
            try:
                if not revived:
                    await self._revive()
                    revived = True
                while await self.deliver_due():
                    pass
                wait = await self._seconds_to_next()
            except SQLAlchemyError:
                log.exception("The outbox cannot be read or written; trying again in %s s.", LOOK_SECONDS)
                wait = LOOK_SECONDS
            await self._wait(wait)

    async def deliver_due(self) -> int:
        """Try every notice that is due, the oldest of each chat; gives how many were tried."""
        due = await self._database.call(
            outbox.claim_due, channels=tuple(self._messengers), lease=LEASE, now=self._clock()
        )
        sending = [asyncio.create_task(self._deliver(notice)) for notice in due]
        if sending:
            try:
                await asyncio.wait(sending)
            except asyncio.CancelledError:
                await asyncio.wait(sending, timeout=GRACE_SECONDS)
                for task in sending:
                    task.cancel()
                raise
            for task in sending:
                task.result()
        return len(due)

    def wake(self) -> None:
        """Look at the outbox now, as after posting a notice; may be called from any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._news.set)

    async def _deliver(self, notice: Notice) -> None:
        try:
            await self._send(notice)
        except ChatMoved as moved:
            log.warning("Notice %s: %s", notice.id, moved)
            await self._database.call(
                chats.moved, channel=str(notice.channel), chat=str(notice.chat), to=moved.to
            )
        except Refused as refused:
            log.error(
                "Notice %s (%s) for %s was not delivered and is kept: %s",
                notice.id,
                notice.kind,
                notice.freelancer,
                refused,
            )
            await self._database.call(
                outbox.failed, notice, failure=refused.failure, error=str(refused), now=self._clock()
            )
        except TryAgain as trouble:
            await self._postpone(notice, str(trouble), trouble.retry_after)
        except TimeoutError:
            await self._postpone(notice, f"No answer within {SEND_SECONDS:.0f} s.", None)
        except SQLAlchemyError:
            # The lease runs out by itself, and then the notice is due again.
            raise
        except Exception as bug:
            log.exception("Notice %s for %s could not be sent", notice.id, notice.freelancer)
            await self._postpone(notice, f"{type(bug).__name__}: {bug}", None)
        else:
            await self._database.call(outbox.delivered, notice, now=self._clock())

    async def _send(self, notice: Notice) -> None:
        messenger = self._messengers[str(notice.channel)]
        parts = messenger.parts(str(notice.payload["text"]))
        for number, part in enumerate(parts[notice.parts_sent :], start=notice.parts_sent + 1):
            async with asyncio.timeout(SEND_SECONDS):
                await messenger.send(str(notice.chat), part)
            if number < len(parts):
                await self._database.call(outbox.part_sent, notice, lease=LEASE, now=self._clock())

    async def _postpone(self, notice: Notice, error: str, retry_after: float | None) -> None:
        wait = back_off(notice.attempts) if retry_after is None else timedelta(seconds=retry_after)
        log.warning(
            "Notice %s for %s: %s Trying again in %.0f s.",
            notice.id,
            notice.freelancer,
            error,
            wait.total_seconds(),
        )
        await self._database.call(outbox.try_again, notice, at=self._clock() + wait, error=error)

    async def _revive(self) -> None:
        """Give what failed because of a wrong token one more chance after each start: it may be right now."""
        for channel in self._messengers:
            await self._database.call(outbox.revive, failure="auth", channel=channel, now=self._clock())

    async def _seconds_to_next(self) -> float:
        due = await self._database.call(outbox.next_due, channels=tuple(self._messengers))
        if due is None:
            return LOOK_SECONDS
        return min(LOOK_SECONDS, max(0.0, (due - self._clock()).total_seconds()))

    async def _wait(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._news.wait()
        except TimeoutError:
            pass
        self._news.clear()


def back_off(attempts: int) -> timedelta:
    """Give how long to wait after so many attempts: 2 s, 4 s ... 15 minutes, each up to a fifth longer."""
    doublings = min(max(attempts - 1, 0), 20)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT) * random.uniform(1.0, 1.2)
