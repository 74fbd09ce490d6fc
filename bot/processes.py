"""Starting Liaison's two processes, the desk and the engine, and keeping them running."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import IO

import httpx

from bot.dialogue_model import ENGINE_PYTHON, engine_environment
from bot.settings import ROOT, Settings

_LONGEST_PAUSE_S = 30.0
_STOP_PATIENCE_S = 10.0


class StartFailed(RuntimeError):
    """Raised when a process ends before it is ready; says where its log is."""


@dataclass
class Process:
    """One process: how to start it, how to tell that it is ready, and its log."""

    name: str
    command: Sequence[str]
    environment: dict[str, str]
    ready: Callable[[], bool]
    log: Path
    running: subprocess.Popen[bytes] | None = field(default=None, init=False)
    failures: int = field(default=0, init=False)
    restart_at: float = field(default=0.0, init=False)

    def start(self) -> None:
        """Starts the process; what it prints goes to its log."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as output:
            self.running = self._spawn(output)

    def _spawn(self, output: IO[bytes]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            self.command, cwd=ROOT, env=self.environment, stdout=output, stderr=subprocess.STDOUT
        )

    def ended(self) -> bool:
        """Whether the process is not running."""
        return self.running is None or self.running.poll() is not None

    def stop(self) -> None:
        """Asks the process to end, and makes it after a while."""
        if self.running is None or self.running.poll() is not None:
            return
        self.running.terminate()
        try:
            self.running.wait(_STOP_PATIENCE_S)
        except subprocess.TimeoutExpired:
            self.running.kill()
            self.running.wait()


class Supervisor:
    """Runs the desk and the engine until told to stop, and restarts whichever dies."""

    def __init__(self, settings: Settings, model: Path) -> None:
        self.processes = [desk_process(settings), engine_process(settings, model)]
        self._ports = {"LIAISON_PORT": settings.port, "LIAISON_DESK_PORT": settings.desk_port}
        self._stopping = False

    def start(self, waiting: Callable[[str], None], *, patience_s: float = 180.0) -> None:
        """Starts both and returns once both are ready; raises StartFailed. `waiting` is told for whom."""
        for name, port in self._ports.items():
            if not _is_free(port):
                raise StartFailed(
                    f"Port {port} is taken by another program, or Liaison runs already. Stop it, or "
                    f"set {name} to another port in .env."
                )
        for process in self.processes:
            process.start()
        deadline = time.monotonic() + patience_s
        for process in self.processes:
            waiting(process.name)
            while not process.ready():
                if process.ended() or time.monotonic() > deadline:
                    self.stop()
                    raise StartFailed(
                        f"The {process.name} did not start. Its log: {process.log}\n{tail(process.log)}"
                    )
                time.sleep(0.2)

    def watch(self, restarted: Callable[[str], None]) -> None:
        """Blocks until a signal arrives; a process that ends is started again, ever more slowly."""
        signal.signal(signal.SIGTERM, self._on_signal)
        signal.signal(signal.SIGINT, self._on_signal)
        while not self._stopping:
            for process in self.processes:
                self._revive(process, restarted)
            time.sleep(0.5)
        self.stop()

    def stop(self) -> None:
        """Stops both, the engine first so that no message arrives at a closed desk."""
        for process in reversed(self.processes):
            process.stop()

    def _revive(self, process: Process, restarted: Callable[[str], None]) -> None:
        if not process.ended():
            return
        if process.restart_at == 0.0:
            process.failures += 1
            process.restart_at = time.monotonic() + min(2.0**process.failures, _LONGEST_PAUSE_S) - 1.0
        elif time.monotonic() >= process.restart_at:
            restarted(process.name)
            process.restart_at = 0.0
            process.start()

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self._stopping = True


def _is_free(port: int) -> bool:
    """Whether a server could listen there; one that has just ended does not count as taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def desk_process(settings: Settings) -> Process:
    """The desk: the action server with translation, services files and the database."""
    return Process(
        "desk",
        [sys.executable, "-m", "actions.server"],
        {**os.environ, **settings.environment(), "PYTHONPATH": str(ROOT)},
        lambda: desk_status(settings) is not None,
        settings.var_dir / "logs" / "desk.log",
    )


def engine_process(settings: Settings, model: Path) -> Process:
    """The engine: Rasa with Liaison's channels."""
    command = [str(ENGINE_PYTHON), "-m", "rasa", "run", "--model", str(model), "--interface", "127.0.0.1"]
    return Process(
        "engine",
        [
            *command,
            "--port",
            str(settings.port),
            "--endpoints",
            "endpoints.yml",
            "--credentials",
            "credentials.yml",
        ],
        {**engine_environment(), **engine_settings(settings)},
        lambda: engine_status(settings) is not None,
        settings.var_dir / "logs" / "engine.log",
    )


def engine_settings(settings: Settings) -> dict[str, str]:
    """The settings the engine needs, as the environment variables it reads them from."""
    return {
        "LIAISON_PORT": str(settings.port),
        "LIAISON_DESK_URL": settings.desk_url,
        "LIAISON_INTERNAL_TOKEN": settings.internal_token,
        "LIAISON_SECRET": settings.signing_secret,
        "LIAISON_REST_TOKEN": settings.rest_bearer,
        "LIAISON_ALLOWED_ORIGINS": settings.allowed_origins,
        "LIAISON_PUBLIC_URL": settings.public_url or settings.engine_url,
        "LIAISON_MESSAGE_CHARS": str(settings.message_chars),
        "LIAISON_MESSAGES_PER_MINUTE": str(settings.messages_per_minute),
        "LIAISON_CONVERSATIONS_PER_HOUR": str(settings.conversations_per_hour),
        "LIAISON_TELEGRAM_WEBHOOK_SECRET": settings.telegram_secret if settings.telegram_token else "",
        "LIAISON_SLACK_SIGNING_SECRET": settings.slack_signing_secret.get_secret_value(),
        "LIAISON_TRACKER_URL": settings.tracker_database,
        "LIAISON_VAR_DIR": str(settings.var_dir),
        "LIAISON_LOG_LEVEL": settings.log_level,
    }


def desk_status(settings: Settings) -> dict[str, object] | None:
    """What the desk says of itself once it can serve clients, None before."""
    return _get(f"{settings.desk_url}/ready", {})


def engine_status(settings: Settings) -> dict[str, object] | None:
    """What the engine says of itself once its model is loaded, None before."""
    headers = {"Authorization": f"Bearer {settings.internal_token}"}
    status = _get(f"{settings.engine_url}/internal/status", headers)
    return status if status and status.get("model") else None


def _get(url: str, headers: dict[str, str]) -> dict[str, object] | None:
    try:
        reply = httpx.get(url, headers=headers, timeout=3.0)
        return dict(reply.json()) if reply.status_code == 200 else None
    except (httpx.HTTPError, ValueError):
        return None


def tail(log: Path, lines: int = 15) -> str:
    """The last lines of a log."""
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:]) if log.exists() else ""
