"""Writes to Telegram chats through the Bot API (https://core.telegram.org/bots/api)."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, Sequence
from typing import Any

import httpx

from bot.desk.messenger import ChatMoved, MessengerError, Refused, TryAgain, certificates, cut

MESSAGE_LIMIT = 4096
_TOKEN = re.compile(r"/bot\d+:[\w-]+")
_CHAT_GONE = re.compile(
    r"chat not found|peer_id_invalid|deactivated|chat_write_forbidden|(not enough|have no|need .*) rights"
    r"|user not found|topic_closed",
    re.IGNORECASE,
)


class TelegramBot:
    """A bot of Telegram's, by its token; every call may raise TryAgain or Refused (bot/desk/messenger.py)."""

    def __init__(self, token: str, api: str = "https://api.telegram.org", *, timeout_s: float = 20.0) -> None:
        """Prepare calls to `api`; nothing is sent before the first one."""
        _hide_tokens_in_logs()
        self._http = httpx.AsyncClient(
            base_url=f"{api.rstrip('/')}/bot{token}/", timeout=timeout_s, verify=certificates()
        )

    def parts(self, text: str) -> Sequence[str]:
        """Cut a text to what Telegram takes in a message: 4,096 UTF-16 units."""
        return cut(text, MESSAGE_LIMIT, lambda character: 2 if ord(character) > 0xFFFF else 1)

    async def send(self, chat: str, text: str) -> None:
        """Send a text, as it is and without link previews; raises ChatMoved as well."""
        chat_id = int(chat) if re.fullmatch(r"-?\d{1,19}", chat) else chat
        await self._call(
            "sendMessage", chat_id=chat_id, text=text, link_preview_options={"is_disabled": True}
        )

    async def me(self) -> Mapping[str, Any]:
        """Give the bot's own User object, with its username: a way to see whether the token is right."""
        found: Mapping[str, Any] = await self._call("getMe")
        return found

    async def set_webhook(self, url: str, secret: str) -> None:
        """Have Telegram send what people write to `url`, with `secret` in X-Telegram-Bot-Api-Secret-Token.

        Raises ValueError for what Telegram would not take: it calls https addresses only.
        """
        if not url.startswith("https://"):
            raise ValueError(f"Telegram calls https addresses only, not {url}: set LIAISON_PUBLIC_URL.")
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
            raise ValueError("LIAISON_TELEGRAM_WEBHOOK_SECRET must be 1 to 256 letters, digits, _ or -.")
        await self._call("setWebhook", url=url, secret_token=secret, allowed_updates=["message"])

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def _call(self, method: str, **fields: Any) -> Any:
        try:
            answer = await self._http.post(method, json=fields)
        except httpx.HTTPError as error:
            raise TryAgain(f"Telegram did not answer {method} ({type(error).__name__}).") from error
        body = _body(answer)
        if body.get("ok") is True:
            return body.get("result")
        raise _error(method, answer.status_code, body)


def _body(answer: httpx.Response) -> Mapping[str, Any]:
    try:
        body = answer.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _error(method: str, status: int, body: Mapping[str, Any]) -> MessengerError:
    """Tell from Telegram's answer whether to try again, to follow a chat, or to give up."""
    code = int(body.get("error_code", status))
    description = str(body.get("description", "an answer that is not the Bot API's"))
    parameters = body.get("parameters") or {}
    said = f"Telegram answered {method} with {code}: {description}"
    if not body or code == 429 or code == 409 or code >= 500:
        return TryAgain(said, retry_after=parameters.get("retry_after"))
    if "migrate_to_chat_id" in parameters:
        return ChatMoved(str(parameters["migrate_to_chat_id"]))
    if code in (401, 404):
        return Refused(f"{said}. Check LIAISON_TELEGRAM_TOKEN.", failure="auth")
    if code == 403 or _CHAT_GONE.search(description):
        return Refused(f"{said}. Link the chat again, or another one.", failure="chat")
    return Refused(said, failure="rejected")


class _HideTokens(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if _TOKEN.search(message):
            record.msg, record.args = _TOKEN.sub("/bot<token>", message), None
        return True


_HIDE_TOKENS = _HideTokens()


def _hide_tokens_in_logs() -> None:
    # httpx logs the address of every request, and Telegram wants the token in it.
    logging.getLogger("httpx").addFilter(_HIDE_TOKENS)
