"""A whole engine in the test's own process: Rasa's server with our channels, a tiny model and a fake desk."""

from __future__ import annotations

import importlib.util
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

HERE = Path(__file__).resolve().parent
# These tests need Rasa, which is not installed in the desk's environment.
collect_ignore_glob = [] if importlib.util.find_spec("rasa") else ["*.py"]

if TYPE_CHECKING:
    from tests.engine.fake_desk import FakeDesk
    from tests.engine.inside import Engine


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Path of the tiny bot, trained."""
    from rasa.model_training import train

    bot = HERE / "tiny_bot"
    trained = train(
        domain=str(bot / "domain.yml"),
        config=str(bot / "config.yml"),
        training_files=[str(bot / "data.yml")],
        output=str(tmp_path_factory.mktemp("model")),
    )
    return str(trained.model)


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Settings of an engine whose desk is found later."""
    from bot.engine.settings import engine_settings

    for name, value in {
        "LIAISON_DESK_URL": "http://127.0.0.1:9",
        "LIAISON_INTERNAL_TOKEN": "internal",
        "LIAISON_SECRET": "a secret for tests",
        "LIAISON_REST_TOKEN": "rest",
        "LIAISON_VAR_DIR": str(tmp_path),
        "LIAISON_TRACKER_URL": f"sqlite:///{tmp_path / 'tracker.db'}",
        "LIAISON_ALLOWED_ORIGINS": "https://ana.example",
        "LIAISON_PUBLIC_URL": "https://chat.example",
        "LIAISON_TELEGRAM_WEBHOOK_SECRET": "telegram secret",
        "LIAISON_SLACK_SIGNING_SECRET": "slack secret",
    }.items():
        monkeypatch.setenv(name, value)
    engine_settings.cache_clear()
    yield
    engine_settings.cache_clear()


@pytest.fixture
async def desk(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeDesk]:
    """A fake desk, up."""
    from bot.engine.settings import engine_settings
    from tests.engine.fake_desk import FakeDesk

    desk = FakeDesk()
    await desk.start()
    monkeypatch.setenv("LIAISON_DESK_URL", desk.url)
    engine_settings.cache_clear()
    yield desk
    await desk.stop()


@pytest.fixture
async def engine(desk: FakeDesk, model: str) -> AsyncIterator[Engine]:
    """An engine beside that desk."""
    from tests.engine.inside import Engine

    engine = Engine(model)
    await engine.start()
    desk.engine = engine.url
    yield engine
    await engine.stop()
