"""Telegram for the freelancer's side: takes webhook updates and answers in the webhook's own response."""

from __future__ import annotations

import hmac
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.engine.channels.seen import Seen
from bot.engine.desk import DeskDown, DeskFault
from bot.engine.runtime import Runtime, runtime_of

logger = logging.getLogger(__name__)

LONGEST = 4096
SECONDS = 20.0


class TelegramInput(InputChannel):
    """Rasa's input channel `telegram`; 404 without LIAISON_TELEGRAM_WEBHOOK_SECRET. Calls nobody at start.

    Shapes: https://core.telegram.org/bots/api#update and #making-requests-when-getting-updates.
    """

    def __init__(self) -> None:
        self._seen = Seen()

    @classmethod
    def name(cls) -> str:
        """The channel's name."""
        return "telegram"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """POST /webhooks/telegram/webhook."""
        blueprint = Blueprint("telegram")

        @blueprint.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            runtime = runtime_of(request.app)
            secret = runtime.settings.telegram_webhook_secret
            if not secret:
                return json({"error": "Telegram is off: set LIAISON_TELEGRAM_TOKEN."}, status=404)
            sent = request.headers.get("x-telegram-bot-api-secret-token", "")
            if not hmac.compare_digest(sent.encode(), secret.encode()):
                return json({"error": "The secret token is wrong or missing."}, status=401)
            try:
                update = request.json
            except Exception:
                update = None
            message = message_of(update)
            return json({}) if message is None else await self._answer(runtime, update, message)

        return blueprint

    async def _answer(
        self, runtime: Runtime, update: dict[str, Any], message: dict[str, str]
    ) -> HTTPResponse:
        async def ask() -> str:
            answer = await runtime.desk.message({"channel": "telegram", **message}, timeout=SECONDS)
            return str(answer.get("text") or "")

        try:
            reply = await self._seen.once(str(update["update_id"]), ask)
        except DeskDown as error:
            logger.warning("a Telegram message must wait, Telegram sends it again: %s", error)
            return json({"error": "try again"}, status=503, headers={"Retry-After": "5"})
        except DeskFault:
            logger.exception("a Telegram message could not be handled")
            return json({})
        if not reply:
            return json({})
        return json({"method": "sendMessage", "chat_id": int(message["chat"]), "text": reply[:LONGEST]})


def message_of(update: object) -> dict[str, str] | None:
    """Chat, sender and text of a text message; None for edits, other kinds, bots, and what is no update."""
    if not isinstance(update, dict) or not isinstance(update.get("update_id"), int):
        return None
    message = update.get("message")
    if not isinstance(message, dict) or not isinstance(message.get("text"), str):
        return None
    chat, sender = message.get("chat"), message.get("from")
    if not isinstance(chat, dict) or not isinstance(chat.get("id"), int):
        return None
    sender = sender if isinstance(sender, dict) else {}
    if sender.get("is_bot"):
        return None
    names = [sender.get("first_name"), sender.get("last_name")]
    name = " ".join(str(part) for part in names if part) or str(sender.get("username") or "")
    found = {"chat": str(chat["id"]), "sender": name, "text": message["text"]}
    language = sender.get("language_code")
    return {**found, "language": language} if isinstance(language, str) else found
