"""The real engine and desk, started once for all conversations, with a fake of Telegram beside them."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.chat_client import ChatClient, Reply
from bot.dialogue_model import train
from bot.processes import Supervisor
from bot.settings import ROOT, Settings
from bot.store import Database
from tests.fakes.telegram import FakeTelegram

TELEGRAM_SECRET = "a-webhook-secret-for-tests"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "conversations" in item.path.parts:
            item.add_marker(pytest.mark.conversation)


@dataclass
class Running:
    """A running Liaison and what tests look at from outside."""

    settings: Settings
    supervisor: Supervisor
    telegram: FakeTelegram
    database: Database


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("liaison")
    shutil.copytree(ROOT / "data" / "freelancers", folder / "freelancers")
    with FakeTelegram() as telegram:
        settings = Settings(
            _env_file=None,
            port=free_port(),
            desk_port=free_port(),
            var_dir=folder / "var",
            freelancers_dir=folder / "freelancers",
            messages_per_minute=1000,
            conversations_per_hour=10_000,
            telegram_token=telegram.token,
            telegram_webhook_secret=TELEGRAM_SECRET,
            telegram_api=telegram.api,
        )
        supervisor = Supervisor(settings, train(settings))
        supervisor.start(lambda name: None, patience_s=300)
        try:
            yield Running(settings, supervisor, telegram, Database(settings.database))
        finally:
            supervisor.stop()
            _show_logs(settings)


@pytest.fixture
async def chat(running: Running) -> AsyncIterator[Callable[..., Awaitable[ChatClient]]]:
    """Opens conversations that are closed when the test ends."""
    async with AsyncExitStack() as stack:

        async def open_chat(freelancer: str, locale: str = "en", token: str | None = None) -> ChatClient:
            client = ChatClient(running.settings.engine_url, freelancer, locale=locale, token=token)
            return await stack.enter_async_context(client)

        yield open_chat


def said(reply: Reply) -> str:
    """All that the bot said in a reply."""
    return "\n".join(message["text"] for message in reply.messages)


def button(reply: Reply, title: str) -> dict[str, str]:
    """The button whose title contains some words."""
    buttons = [b for message in reply.messages for b in message.get("buttons") or []]
    found = [b for b in buttons if title.casefold() in b["title"].casefold()]
    assert found, f"no button with {title!r} among {[b['title'] for b in buttons]}"
    return found[0]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _show_logs(settings: Settings) -> None:
    """Leaves the logs where CI can show them."""
    target = os.environ.get("LIAISON_TEST_LOGS")
    if target:
        for log in (settings.var_dir / "logs").glob("*.log"):
            shutil.copy(log, Path(target) / log.name)
