"""The engine's settings: a few environment variables that `liaison run` sets for it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit


class SettingsError(Exception):
    """A setting the engine cannot run without is missing or wrong; says which and what to do."""


@dataclass(frozen=True)
class EngineSettings:
    """What the engine needs to know; docs/settings.md describes each value."""

    desk_url: str
    internal_token: str
    secret: str
    rest_token: str
    port: int
    public_url: str
    allowed_origins: tuple[str, ...]
    message_chars: int
    messages_per_minute: int
    conversations_per_hour: int
    telegram_webhook_secret: str
    slack_signing_secret: str
    var_dir: Path

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> EngineSettings:
        """Reads LIAISON_*; raises SettingsError naming the variable that is missing or not a number."""
        port = _number(environ, "LIAISON_PORT", 5005)
        return cls(
            desk_url=_needed(environ, "LIAISON_DESK_URL").rstrip("/"),
            internal_token=_needed(environ, "LIAISON_INTERNAL_TOKEN"),
            secret=_needed(environ, "LIAISON_SECRET"),
            rest_token=environ.get("LIAISON_REST_TOKEN", ""),
            port=port,
            public_url=(environ.get("LIAISON_PUBLIC_URL", "") or f"http://127.0.0.1:{port}").rstrip("/"),
            allowed_origins=_origins(environ.get("LIAISON_ALLOWED_ORIGINS", "")),
            message_chars=_number(environ, "LIAISON_MESSAGE_CHARS", 2000),
            messages_per_minute=_number(environ, "LIAISON_MESSAGES_PER_MINUTE", 30),
            conversations_per_hour=_number(environ, "LIAISON_CONVERSATIONS_PER_HOUR", 60),
            telegram_webhook_secret=environ.get("LIAISON_TELEGRAM_WEBHOOK_SECRET", ""),
            slack_signing_secret=environ.get("LIAISON_SLACK_SIGNING_SECRET", ""),
            var_dir=Path(environ.get("LIAISON_VAR_DIR", "") or "var"),
        )


@lru_cache(maxsize=1)
def engine_settings() -> EngineSettings:
    """The settings of this process, read once."""
    return EngineSettings.from_environment()


def origin_of(url: str) -> str:
    """Scheme, host and port of a web address as an Origin header has them; "" for anything else."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    default = {"http": 80, "https": 443}[parts.scheme]
    return f"{parts.scheme}://{host}" + (f":{port}" if port and port != default else "")


def _needed(environ: Mapping[str, str], name: str) -> str:
    value = environ.get(name, "")
    if not value:
        raise SettingsError(
            f"{name} is not set, and the engine cannot run without it. "
            "Start it with `liaison run`, which sets it, or set it yourself (docs/settings.md)."
        )
    return value


def _number(environ: Mapping[str, str], name: str, default: int) -> int:
    value = environ.get(name, "")
    try:
        return int(value) if value else default
    except ValueError:
        raise SettingsError(f"{name} is {value!r}; give a whole number, such as {default}.") from None


def _origins(listed: str) -> tuple[str, ...]:
    wanted = [entry.strip() for entry in listed.split(",") if entry.strip()]
    for entry in wanted:
        if not origin_of(entry):
            raise SettingsError(
                f"LIAISON_ALLOWED_ORIGINS holds {entry!r}, which is no web origin; "
                "write https://www.example.com, several separated by commas."
            )
    return tuple(origin_of(entry) for entry in wanted)
