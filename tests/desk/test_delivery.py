"""Notices arrive: once, in order, after floods, crashes and outages; what is refused for good is kept."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Iterator
from datetime import datetime, timedelta, timezone

import pytest

from bot.desk.delivery import LEASE, Delivery, back_off
from bot.desk.slack import SlackBot
from bot.desk.telegram import TelegramBot
from bot.store import Database, chats, outbox
from bot.store.models import Notice
from tests.fakes.slack import FakeSlack
from tests.fakes.telegram import FakeTelegram

START = datetime(2026, 11, 22, 9, 0, tzinfo=timezone.utc)


class Clock:
    """The time as the test says."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **much: float) -> None:
        self.now += timedelta(**much)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def telegram() -> Iterator[FakeTelegram]:
    with FakeTelegram() as server:
        yield server


@pytest.fixture
async def delivery(database: Database, telegram: FakeTelegram, clock: Clock) -> AsyncIterator[Delivery]:
    bot = TelegramBot(telegram.token, telegram.api)
    yield Delivery(database, {"telegram": bot}, clock=clock)
    await bot.close()


def link(database: Database, chat: str, freelancer: str = "designer", channel: str = "telegram") -> None:
    with database.session() as session:
        code = chats.issue_code(session, freelancer, now=START)
        assert chats.link(session, channel=channel, chat=chat, code=code, now=START).outcome == "linked"


def post(database: Database, text: str, freelancer: str = "designer") -> None:
    with database.session() as session:
        outbox.post(session, freelancer=freelancer, kind="quote_requested", text=text, now=START)


def left(database: Database) -> list[Notice]:
    with database.reading() as session:
        return list(outbox.undelivered(session))


async def deliver_all(delivery: Delivery) -> None:
    while await delivery.deliver_due():
        pass


async def test_a_notice_reaches_the_linked_chat_once(
    database: Database, telegram: FakeTelegram, delivery: Delivery
) -> None:
    link(database, "42")
    post(database, "Neue Anfrage Q-2026-0001: Logo")
    await deliver_all(delivery)
    await deliver_all(delivery)
    assert [(message.chat, message.text) for message in telegram.messages] == [
        ("42", "Neue Anfrage Q-2026-0001: Logo")
    ]
    assert left(database) == []


async def test_only_the_freelancer_s_own_chats_get_it(
    database: Database, telegram: FakeTelegram, delivery: Delivery
) -> None:
    link(database, "1", "designer")
    link(database, "2", "translator")
    link(database, "3", "designer")
    post(database, "für Design", "designer")
    await deliver_all(delivery)
    assert sorted(message.chat for message in telegram.messages) == ["1", "3"]


async def test_a_notice_without_a_chat_waits_for_the_first_one(
    database: Database, telegram: FakeTelegram, delivery: Delivery
) -> None:
    post(database, "eins")
    post(database, "zwei")
    await deliver_all(delivery)
    assert telegram.messages == []
    link(database, "42")
    await deliver_all(delivery)
    assert [message.text for message in telegram.messages] == ["eins", "zwei"]


async def test_a_flood_is_waited_out_as_long_as_telegram_says_and_in_order(
    database: Database, telegram: FakeTelegram, delivery: Delivery, clock: Clock
) -> None:
    link(database, "42")
    post(database, "eins")
    post(database, "zwei")
    telegram.flood(retry_after=35)
    await deliver_all(delivery)
    clock.pass_by(seconds=34)
    await deliver_all(delivery)
    assert telegram.messages == []
    assert "Too Many Requests" in str(left(database)[0].error)
    clock.pass_by(seconds=1)
    await deliver_all(delivery)
    assert [message.text for message in telegram.messages] == ["eins", "zwei"]


async def test_one_chat_in_trouble_does_not_hold_up_another(
    database: Database, telegram: FakeTelegram, delivery: Delivery
) -> None:
    link(database, "42", "designer")
    link(database, "43", "translator")
    telegram.blocked.add("42")
    post(database, "an die Designerin", "designer")
    post(database, "an den Übersetzer", "translator")
    await deliver_all(delivery)
    assert [message.chat for message in telegram.messages] == ["43"]


async def test_an_outage_is_tried_again_ever_more_slowly_and_never_given_up(
    database: Database, telegram: FakeTelegram, delivery: Delivery, clock: Clock
) -> None:
    link(database, "42")
    post(database, "Neue Anfrage")
    telegram.break_down(times=12)
    waits = []
    for _ in range(12):
        assert await delivery.deliver_due() == 1
        waits.append(left(database)[0].next_attempt_at - clock.now)
        clock.now = left(database)[0].next_attempt_at
    assert telegram.messages == []
    assert waits[:9] == sorted(waits[:9])
    assert all(timedelta(minutes=15) <= wait <= timedelta(minutes=18) for wait in waits[9:])
    assert timedelta(seconds=2) <= waits[0] <= timedelta(seconds=2.4)
    await deliver_all(delivery)
    assert [message.text for message in telegram.messages] == ["Neue Anfrage"]


async def test_a_blocked_bot_is_reported_and_the_notice_kept_for_the_next_chat(
    database: Database, telegram: FakeTelegram, delivery: Delivery, caplog: pytest.LogCaptureFixture
) -> None:
    link(database, "42")
    telegram.blocked.add("42")
    post(database, "Neue Anfrage")
    await deliver_all(delivery)
    [notice] = left(database)
    assert notice.failed_at is not None
    assert notice.failure == "chat"
    assert "bot was blocked" in str(notice.error)
    assert [record.levelno for record in caplog.records if "not delivered" in record.message] == [
        logging.ERROR
    ]
    link(database, "43")
    await deliver_all(delivery)
    assert [message.chat for message in telegram.messages] == ["43"]
    assert left(database) == []


async def test_after_a_crash_a_notice_in_hand_is_sent_again_once_its_claim_is_over(
    database: Database, telegram: FakeTelegram, delivery: Delivery, clock: Clock
) -> None:
    link(database, "42")
    post(database, "Neue Anfrage")
    with database.session() as session:
        assert len(outbox.claim_due(session, channels=["telegram"], lease=LEASE, now=clock.now)) == 1
    await deliver_all(delivery)
    assert telegram.messages == []
    clock.pass_by(minutes=2)
    await deliver_all(delivery)
    await deliver_all(delivery)
    assert len(telegram.messages) == 1


async def test_two_desks_do_not_send_the_same_notice(
    database: Database, telegram: FakeTelegram, delivery: Delivery, clock: Clock
) -> None:
    bot = TelegramBot(telegram.token, telegram.api)
    other = Delivery(database, {"telegram": bot}, clock=clock)
    for number in range(5):
        link(database, str(number), f"freelancer{number}")
        post(database, f"Anfrage {number}", f"freelancer{number}")
    await asyncio.gather(deliver_all(delivery), deliver_all(other))
    await bot.close()
    assert sorted(message.text for message in telegram.messages) == [f"Anfrage {n}" for n in range(5)]


async def test_a_long_notice_goes_on_after_the_part_that_arrived(
    database: Database, telegram: FakeTelegram, delivery: Delivery, clock: Clock
) -> None:
    link(database, "42")
    text = " ".join(f"palabra{number}" for number in range(1000))
    post(database, text)
    bot = TelegramBot(telegram.token, telegram.api)
    first, *others = bot.parts(text)
    await bot.close()
    assert others
    ways = iter([None, ConnectionResetError("mid-way")])

    class Flaky(TelegramBot):
        async def send(self, chat: str, text: str) -> None:
            trouble = next(ways, None)
            if trouble is not None:
                raise trouble
            await super().send(chat, text)

    flaky = Flaky(telegram.token, telegram.api)
    await deliver_all(Delivery(database, {"telegram": flaky}, clock=clock))
    await flaky.close()
    assert [message.text for message in telegram.messages] == [first]
    assert "mid-way" in str(left(database)[0].error)
    clock.pass_by(seconds=5)
    await deliver_all(delivery)
    assert [message.text for message in telegram.messages] == [first, *others]


async def test_a_group_that_moved_gets_this_and_every_later_notice(
    database: Database, telegram: FakeTelegram, delivery: Delivery
) -> None:
    link(database, "-100")
    telegram.moved["-100"] = -1001234567890
    post(database, "eins")
    post(database, "zwei")
    await deliver_all(delivery)
    assert [(m.chat, m.text) for m in telegram.messages] == [
        ("-1001234567890", "eins"),
        ("-1001234567890", "zwei"),
    ]
    with database.reading() as session:
        assert [chat.chat for chat in chats.chats_of(session, "designer")] == ["-1001234567890"]


async def test_a_messenger_that_is_not_set_up_leaves_its_notices_waiting(
    database: Database, telegram: FakeTelegram, delivery: Delivery, clock: Clock
) -> None:
    link(database, "D024BE91L", channel="slack")
    post(database, "Neue Anfrage")
    await deliver_all(delivery)
    assert telegram.messages == []
    with FakeSlack() as slack:
        bot = SlackBot(slack.token, slack.api)
        await deliver_all(Delivery(database, {"slack": bot}, clock=clock))
        await bot.close()
        assert [message.text for message in slack.messages] == ["Neue Anfrage"]


async def test_slack_s_retry_after_is_waited_out(database: Database, clock: Clock) -> None:
    link(database, "C1", channel="slack")
    post(database, "Neue Anfrage")
    with FakeSlack() as slack:
        bot = SlackBot(slack.token, slack.api)
        delivery = Delivery(database, {"slack": bot}, clock=clock)
        slack.flood(retry_after=30)
        await deliver_all(delivery)
        clock.pass_by(seconds=29)
        await deliver_all(delivery)
        assert slack.messages == []
        clock.pass_by(seconds=1)
        await deliver_all(delivery)
        await bot.close()
        assert len(slack.messages) == 1


@contextlib.asynccontextmanager
async def running(delivery: Delivery) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.create_task(delivery.deliver_forever())
    try:
        yield task
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def test_the_loop_delivers_what_is_posted_while_it_runs(
    database: Database, telegram: FakeTelegram, delivery: Delivery
) -> None:
    link(database, "42")
    async with running(delivery):
        for number in range(3):
            await asyncio.to_thread(post, database, f"Anfrage {number}")
            delivery.wake()
            await asyncio.to_thread(telegram.wait_for_messages, number + 1)


async def test_stopping_finishes_what_is_on_the_wire(
    database: Database, telegram: FakeTelegram, clock: Clock
) -> None:
    link(database, "42")
    post(database, "Neue Anfrage")
    sending = asyncio.Event()
    go_on = asyncio.Event()

    class Slow(TelegramBot):
        async def send(self, chat: str, text: str) -> None:
            sending.set()
            await go_on.wait()
            await super().send(chat, text)

    bot = Slow(telegram.token, telegram.api)
    task = asyncio.create_task(Delivery(database, {"telegram": bot}, clock=clock).deliver_forever())
    await sending.wait()
    task.cancel()
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    await bot.close()
    assert len(telegram.messages) == 1
    assert left(database) == []


async def test_a_new_token_revives_what_failed_for_the_old_one(
    database: Database, telegram: FakeTelegram, delivery: Delivery, clock: Clock
) -> None:
    link(database, "42")
    post(database, "Neue Anfrage")
    wrong = TelegramBot("1:wrong", telegram.api)
    await deliver_all(Delivery(database, {"telegram": wrong}, clock=clock))
    await wrong.close()
    assert left(database)[0].failure == "auth"
    async with running(delivery):
        await asyncio.to_thread(telegram.wait_for_messages, 1)


async def test_the_loop_survives_a_database_that_cannot_be_read(
    database: Database,
    telegram: FakeTelegram,
    delivery: Delivery,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    from sqlalchemy.exc import OperationalError

    link(database, "42")
    post(database, "Neue Anfrage")
    monkeypatch.setattr("bot.desk.delivery.LOOK_SECONDS", 0.01)
    real, troubles = outbox.claim_due, iter([OperationalError("SELECT", {}, Exception("disk I/O error"))] * 2)

    def flaky(*args: object, **kwargs: object) -> object:
        trouble = next(troubles, None)
        if trouble is not None:
            raise trouble
        return real(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(outbox, "claim_due", flaky)
    async with running(delivery):
        await asyncio.to_thread(telegram.wait_for_messages, 1)
    assert "outbox cannot be read" in caplog.text


def test_pauses_double_up_to_a_quarter_of_an_hour() -> None:
    assert [round(back_off(attempt).total_seconds() / 1.1) for attempt in (1, 2, 3)] == [
        pytest.approx(2, abs=1),
        pytest.approx(4, abs=1),
        pytest.approx(8, abs=1),
    ]
    assert timedelta(minutes=15) <= back_off(10_000) <= timedelta(minutes=18)
