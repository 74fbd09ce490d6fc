"""Liaison says why it cannot start."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from bot.processes import StartFailed, Supervisor
from bot.settings import Settings


def test_a_port_that_is_taken_is_named_with_its_setting(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        settings = Settings(port=port, desk_port=1, var_dir=tmp_path, _env_file=None)
        with pytest.raises(StartFailed, match=f"Port {port} is taken.*LIAISON_PORT"):
            Supervisor(settings, tmp_path / "model.tar.gz").start(lambda name: None)
