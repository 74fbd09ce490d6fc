"""Every setting of Liaison, read from the environment and .env; docs/settings.md describes each one."""

from __future__ import annotations

import os
import secrets
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """The settings, each readable as LIAISON_<NAME>; raises pydantic.ValidationError naming what is wrong."""

    model_config = SettingsConfigDict(env_prefix="LIAISON_", env_file=ROOT / ".env", extra="ignore")

    port: int = Field(5005, ge=1, le=65535, description="Port of the engine: widget, demo page and webhooks.")
    desk_port: int = Field(
        5055, ge=1, le=65535, description="Port of the desk (loopback only, never proxied)."
    )
    public_url: str = Field(
        "", description="Address clients reach Liaison at; empty means http://127.0.0.1:PORT."
    )
    allowed_origins: str = Field(
        "",
        description="Web origins allowed to open the chat, separated by commas; its own address always is.",
    )
    var_dir: Path = Field(ROOT / "var", description="Folder for the database, secrets and logs.")
    freelancers_dir: Path = Field(ROOT / "data" / "freelancers", description="Folder of the services files.")
    locales_dir: Path = Field(ROOT / "data" / "locales", description="Folder of the phrase catalogues.")
    models_dir: Path = Field(ROOT / "models", description="Folder of the trained models.")
    database_url: str = Field("", description="SQLAlchemy URL; empty means SQLite in VAR_DIR.")
    tracker_url: str = Field(
        "", description="SQLAlchemy URL of the tracker store; empty means SQLite in VAR_DIR."
    )
    secret: SecretStr = Field(SecretStr(""), description="Signs session tokens; made in VAR_DIR when empty.")
    rest_token: SecretStr = Field(
        SecretStr(""), description="Bearer token of the REST channel; made in VAR_DIR when empty."
    )
    translation_engine: Literal["auto", "ctranslate2", "transformers"] = Field(
        "auto", description="What runs the translation models; auto takes the faster one installed."
    )
    model_hub: str = Field(
        "https://huggingface.co", description="Where `liaison models pull` downloads from."
    )
    translation_memory_mb: int = Field(600, ge=50, description="Memory for loaded translation models, in MB.")
    translation_timeout_s: float = Field(
        10.0, gt=0, description="Longest a client waits for one translation."
    )
    message_chars: int = Field(2000, ge=100, le=20000, description="Longest message a client may send.")
    messages_per_minute: int = Field(30, ge=1, description="Messages one conversation may send in a minute.")
    conversations_per_hour: int = Field(
        60, ge=1, description="New conversations one network address may open in an hour."
    )
    retention_days: int = Field(365, ge=1, description="Days after which an idle conversation is deleted.")
    telegram_token: SecretStr = Field(
        SecretStr(""), description="Token of the Telegram bot; empty turns it off."
    )
    telegram_webhook_secret: SecretStr = Field(
        SecretStr(""), description="Secret Telegram sends with each update; made in VAR_DIR when empty."
    )
    telegram_api: str = Field("https://api.telegram.org", description="Address of the Telegram Bot API.")
    slack_token: SecretStr = Field(
        SecretStr(""), description="Bot token of the Slack app; empty turns it off."
    )
    slack_signing_secret: SecretStr = Field(SecretStr(""), description="Signing secret of the Slack app.")
    slack_api: str = Field("https://slack.com/api", description="Address of the Slack Web API.")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="How much is logged.")

    def environment(self) -> dict[str, str]:
        """Every setting as the environment variable it is read from, for a process started with them."""
        values = {name: getattr(self, name) for name in type(self).model_fields}
        plain = {k: v.get_secret_value() if isinstance(v, SecretStr) else v for k, v in values.items()}
        return {f"LIAISON_{name.upper()}": str(value) for name, value in plain.items()}

    @cached_property
    def engine_url(self) -> str:
        """Address of the engine on this machine."""
        return f"http://127.0.0.1:{self.port}"

    @cached_property
    def desk_url(self) -> str:
        """Address of the desk on this machine."""
        return f"http://127.0.0.1:{self.desk_port}"

    @cached_property
    def database(self) -> str:
        """SQLAlchemy URL of the product's database."""
        return self.database_url or f"sqlite:///{self.var_dir / 'liaison.db'}"

    @cached_property
    def tracker_database(self) -> str:
        """SQLAlchemy URL of Rasa's tracker store."""
        return self.tracker_url or f"sqlite:///{self.var_dir / 'tracker.db'}"

    @cached_property
    def signing_secret(self) -> str:
        """Secret that signs session tokens and button payloads."""
        return self.secret.get_secret_value() or self._kept_secret("secret")

    @cached_property
    def internal_token(self) -> str:
        """Bearer token between engine and desk."""
        return self._kept_secret("internal_token")

    @cached_property
    def rest_bearer(self) -> str:
        """Bearer token of the REST channel."""
        return self.rest_token.get_secret_value() or self._kept_secret("rest_token")

    @cached_property
    def telegram_secret(self) -> str:
        """Value of Telegram's X-Telegram-Bot-Api-Secret-Token header."""
        return self.telegram_webhook_secret.get_secret_value() or self._kept_secret("telegram_secret")

    def _kept_secret(self, name: str) -> str:
        """A secret made once and kept in var/secrets, readable by the owner only."""
        path = self.var_dir / "secrets" / name
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(32))
        except FileExistsError:
            pass
        return path.read_text().strip()
