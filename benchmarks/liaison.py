"""Starts a Liaison of its own for a benchmark, in a temporary folder and on free ports."""

from __future__ import annotations

import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil

from bot.dialogue_model import ENGINE_PYTHON, engine_environment, train
from bot.processes import Supervisor, desk_status, engine_settings
from bot.settings import ROOT, Settings


@dataclass(frozen=True)
class Started:
    """A running Liaison, how long it took to be ready, and what its processes hold in memory (MB)."""

    settings: Settings
    supervisor: Supervisor
    seconds: float

    def memory_mb(self) -> dict[str, float]:
        """Resident memory of each process, with its children."""
        return {p.name: _resident(p.running.pid) for p in self.supervisor.processes if p.running is not None}


@contextmanager
def liaison(**changes: object) -> Iterator[Started]:
    """A Liaison that is ready; `changes` are settings."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            _env_file=None,
            port=free_port(),
            desk_port=free_port(),
            var_dir=Path(folder),
            messages_per_minute=1_000_000,
            conversations_per_hour=1_000_000,
            **changes,
        )
        supervisor = Supervisor(settings, train(settings))
        began = time.perf_counter()
        supervisor.start(lambda name: None, patience_s=600)
        seconds = time.perf_counter() - began
        while (desk_status(settings) or {}).get("texts") != "translated":
            time.sleep(0.5)
        try:
            yield Started(settings, supervisor, seconds)
        finally:
            supervisor.stop()


@contextmanager
def stock_rasa(settings: Settings, *, in_memory: bool) -> Iterator[str]:
    """The same model and desk behind unpatched Rasa with its stock REST channel; gives the webhook.

    It keeps conversations as Liaison does, in SQLite, through Rasa's own SQLTrackerStore; with `in_memory`
    it forgets them when it ends, which is Rasa's default.
    """
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        credentials = Path(folder) / "credentials.yml"
        credentials.write_text("rest:\n")
        endpoints = Path(folder) / "endpoints.yml"
        endpoints.write_text(
            "action_endpoint:\n"
            f"  url: {settings.desk_url}/webhook\n"
            "  headers:\n"
            f"    Authorization: Bearer {settings.internal_token}\n"
            + (
                ""
                if in_memory
                else f"tracker_store:\n  type: SQL\n  dialect: sqlite\n  db: {folder}/tracker.db\n"
            )
        )
        command = [
            str(ENGINE_PYTHON),
            "-m",
            "rasa",
            "run",
            "--model",
            str(train(settings)),
            "--port",
            str(port),
        ]
        files = ["--credentials", str(credentials), "--endpoints", str(endpoints), "--interface", "127.0.0.1"]
        log = (Path(folder) / "log").open("wb")
        environment = {**engine_environment(), **engine_settings(settings)}
        process = subprocess.Popen([*command, *files], cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            webhook = f"http://127.0.0.1:{port}/webhooks/rest/webhook"
            _wait_for_answer(webhook, process)
            yield webhook
        finally:
            process.terminate()
            process.wait()


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for_answer(webhook: str, process: subprocess.Popen[bytes]) -> None:
    """Waits until the bot says something: the port answers long before the model is loaded."""
    message = {"sender": f"translator.{'f' * 32}", "message": "hello"}
    deadline = time.monotonic() + 600
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.post(webhook, json=message, timeout=30).json():
                return
        except (httpx.HTTPError, ValueError):
            pass
        time.sleep(0.3)
    raise RuntimeError("stock Rasa did not start")


def _resident(pid: int) -> float:
    process = psutil.Process(pid)
    members = [process, *process.children(recursive=True)]
    return round(sum(member.memory_info().rss for member in members) / 2**20, 1)
