"""The Telegram and Slack clients speak their APIs, and tell a passing trouble from one that stays."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.desk import webhook
from bot.desk.messenger import ChatMoved, Messenger, Refused, TryAgain
from bot.desk.slack import SlackBot
from bot.desk.telegram import TelegramBot
from tests.fakes.server import Failure
from tests.fakes.slack import FakeSlack
from tests.fakes.telegram import FakeTelegram


@pytest.fixture
def telegram() -> Iterator[FakeTelegram]:
    with FakeTelegram() as server:
        yield server


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    with FakeSlack() as server:
        yield server


async def test_telegram_gets_the_text_as_it_is(telegram: FakeTelegram) -> None:
    bot = TelegramBot(telegram.token, telegram.api)
    text = "Neue Anfrage: <b>Logo & Web</b> *bald* _x_\n„Grüße“ 🎉"
    await bot.send("42", text)
    [message] = telegram.messages
    assert message.text == text
    assert message.chat == "42"
    assert message.fields["chat_id"] == 42
    assert "parse_mode" not in message.fields
    assert (await bot.me())["username"] == "liaison_test_bot"
    await bot.close()


async def test_slack_gets_the_text_without_mentions_or_markup(slack: FakeSlack) -> None:
    bot = SlackBot(slack.token, slack.api)
    await bot.send("D024BE91L", "<!channel> R&D <https://evil.example|click> *bold*")
    [message] = slack.messages
    assert message.text == "&lt;!channel&gt; R&amp;D &lt;https://evil.example|click&gt; *bold*"
    assert message.fields["mrkdwn"] is False
    assert (await bot.identity())["user_id"] == "U0LAN0Z89"
    await bot.close()


async def refused(messenger: Messenger, chat: str, text: str = "Hallo") -> Refused:
    with pytest.raises(Refused) as caught:
        await messenger.send(chat, text)
    return caught.value


async def test_what_telegram_refuses_for_good(telegram: FakeTelegram) -> None:
    bot = TelegramBot(telegram.token, telegram.api)
    telegram.blocked.add("1")
    telegram.unknown.add("2")
    blocked = await refused(bot, "1")
    assert blocked.failure == "chat"
    assert "bot was blocked by the user" in str(blocked)
    assert (await refused(bot, "2")).failure == "chat"
    assert (await refused(bot, "3", "x" * 5000)).failure == "rejected"
    await bot.close()
    stranger = TelegramBot("999:wrong", telegram.api)
    wrong = await refused(stranger, "1")
    assert wrong.failure == "auth"
    assert "LIAISON_TELEGRAM_TOKEN" in str(wrong)
    assert "999:wrong" not in str(wrong)
    await stranger.close()


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        ("channel_not_found", "chat"),
        ("not_in_channel", "chat"),
        ("is_archived", "chat"),
        ("account_inactive", "auth"),
        ("missing_scope", "auth"),
        ("invalid_auth", "auth"),
        ("no_text", "rejected"),
    ],
)
async def test_what_slack_refuses_for_good(slack: FakeSlack, error: str, failure: str) -> None:
    bot = SlackBot(slack.token, slack.api)
    slack.errors["C1"] = error
    refusal = await refused(bot, "C1")
    assert refusal.failure == failure
    assert error in str(refusal)
    await bot.close()


async def test_slack_with_a_wrong_token_says_which_setting(slack: FakeSlack) -> None:
    bot = SlackBot("xoxb-wrong", slack.api)
    assert "LIAISON_SLACK_TOKEN" in str(await refused(bot, "C1"))
    await bot.close()


async def test_too_many_messages_wait_as_long_as_told(telegram: FakeTelegram, slack: FakeSlack) -> None:
    bots: list[tuple[TelegramBot | SlackBot, FakeTelegram | FakeSlack]] = [
        (TelegramBot(telegram.token, telegram.api), telegram),
        (SlackBot(slack.token, slack.api), slack),
    ]
    for bot, fake in bots:
        fake.flood(35)
        with pytest.raises(TryAgain) as caught:
            await bot.send("42", "Hola")
        assert caught.value.retry_after == 35
        await bot.send("42", "Hola")
        await bot.close()


@pytest.mark.parametrize(
    "failure",
    [
        Failure(502, "<html>Bad Gateway</html>"),
        Failure(200, "<html>Log in to the hotel's network</html>"),
        Failure(500, {"ok": False, "error": "internal_error", "error_code": 500, "description": "Internal"}),
        Failure(200, ["unexpected"]),
    ],
)
async def test_trouble_that_may_pass_is_tried_again(
    telegram: FakeTelegram, slack: FakeSlack, failure: Failure
) -> None:
    for bot, fake in (
        (TelegramBot(telegram.token, telegram.api), telegram),
        (SlackBot(slack.token, slack.api), slack),
    ):
        fake.fail(failure)
        with pytest.raises(TryAgain):
            await bot.send("42", "Hola")
        await bot.close()


async def test_no_answer_and_no_server_are_tried_again(telegram: FakeTelegram) -> None:
    bot = TelegramBot(telegram.token, telegram.api, timeout_s=0.1)
    telegram.hang()
    with pytest.raises(TryAgain, match="ReadTimeout"):
        await bot.send("42", "Hola")
    await bot.close()
    nobody = SlackBot("xoxb-1", "http://127.0.0.1:9/api")
    with pytest.raises(TryAgain, match="ConnectError"):
        await nobody.send("C1", "Hola")
    await nobody.close()


async def test_a_group_that_became_a_supergroup_is_followed(telegram: FakeTelegram) -> None:
    bot = TelegramBot(telegram.token, telegram.api)
    telegram.moved["-100"] = -1001234567890
    with pytest.raises(ChatMoved) as caught:
        await bot.send("-100", "Hola")
    assert caught.value.to == "-1001234567890"
    await bot.close()


async def test_the_webhook_is_set_with_its_secret(telegram: FakeTelegram) -> None:
    bot = TelegramBot(telegram.token, telegram.api)
    await bot.set_webhook("https://example.org/webhooks/telegram/webhook", "a-secret_1")
    assert telegram.webhook["secret_token"] == "a-secret_1"
    with pytest.raises(ValueError, match="LIAISON_PUBLIC_URL"):
        await bot.set_webhook("http://127.0.0.1:5005/webhooks/telegram/webhook", "a-secret_1")
    with pytest.raises(ValueError, match="LIAISON_TELEGRAM_WEBHOOK_SECRET"):
        await bot.set_webhook("https://example.org/", "not a secret!")
    await bot.close()


async def test_no_token_gets_into_the_logs(telegram: FakeTelegram, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    bot = TelegramBot(telegram.token, telegram.api)
    await bot.send("42", "Hola")
    await bot.close()
    assert "/bot<token>/sendMessage" in caplog.text
    assert telegram.token not in caplog.text


async def test_the_webhook_is_set_at_start_as_soon_as_telegram_answers(
    telegram: FakeTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "back_off", lambda _attempts: timedelta(milliseconds=1))
    bot = TelegramBot(telegram.token, telegram.api)
    telegram.break_down(times=2)
    assert await webhook.register(bot, "https://front.example.org/", "s3cret")
    assert telegram.webhook["url"] == "https://front.example.org/webhooks/telegram/webhook"
    await bot.close()


async def test_a_webhook_that_cannot_be_set_says_what_to_do(
    telegram: FakeTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    bot, wrong = TelegramBot(telegram.token, telegram.api), TelegramBot("1:wrong", telegram.api)
    assert not await webhook.register(bot, "http://127.0.0.1:5005", "s3cret")
    assert "set LIAISON_PUBLIC_URL" in caplog.text
    assert not await webhook.register(wrong, "https://front.example.org", "s3cret")
    assert "Check LIAISON_TELEGRAM_TOKEN" in caplog.text
    await bot.close()
    await wrong.close()
