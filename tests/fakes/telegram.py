"""A fake of Telegram: its Bot API over HTTP on loopback, and the updates it would send to a webhook.

After https://core.telegram.org/bots/api. Use it so:

    with FakeTelegram() as telegram:
        ... run something with LIAISON_TELEGRAM_API=telegram.api and LIAISON_TELEGRAM_TOKEN=telegram.token ...
        telegram.deliver(webhook_url, telegram.message(42, "/start CODE"), secret="...")
        assert telegram.wait_for_messages(1)[0].text == "..."
"""

from __future__ import annotations

import itertools
import json
import re
import time
from dataclasses import dataclass, field
from typing import Any

import httpx
from aiohttp import web

from tests.fakes.server import Failure, FakeServer

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
MESSAGE_LIMIT = 4096
PARSE_MODES = ("HTML", "Markdown", "MarkdownV2")


@dataclass(frozen=True)
class SentMessage:
    """One accepted sendMessage."""

    chat: str
    text: str
    message_id: int
    fields: dict[str, Any] = field(repr=False)


class FakeTelegram(FakeServer):
    """Telegram as one bot sees it: it knows the bot's token, and every chat but those told otherwise."""

    def __init__(self, token: str = "110201543:token-of-the-fake") -> None:
        super().__init__()
        self.token = token
        self.bot = {
            "id": int(token.split(":")[0]),
            "is_bot": True,
            "first_name": "Liaison",
            "username": "liaison_test_bot",
        }
        self.messages: list[SentMessage] = []
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.blocked: set[str] = set()
        self.unknown: set[str] = set()
        self.moved: dict[str, int] = {}
        self.webhook: dict[str, Any] = {}
        self._message_ids = itertools.count(1)
        self._update_ids = itertools.count(700_000_001)

    @property
    def api(self) -> str:
        """What LIAISON_TELEGRAM_API is to be."""
        return self.origin

    # What the API does.

    def routes(self, app: web.Application) -> None:
        app.router.add_route("*", "/bot{token}/{method}", self._answer)

    async def _answer(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        fields = await _fields(request)
        self.record(lambda: self.calls.append((method, fields)))
        failure = self.next_failure()
        if failure is not None and not failure.after_accepting:
            return await self.show(failure)
        if request.match_info["token"] != self.token:
            return _error(401, "Unauthorized")
        handler = {
            "getme": lambda _: _ok(self.bot),
            "sendmessage": self._send_message,
            "sendchataction": lambda _: _ok(True),
            "setwebhook": self._set_webhook,
            "deletewebhook": self._delete_webhook,
            "getwebhookinfo": self._webhook_info,
        }.get(method.lower())
        answer = handler(fields) if handler else _error(404, "Not Found")
        return await self.show(failure) if failure is not None else answer

    def _send_message(self, fields: dict[str, Any]) -> web.Response:
        chat, text = str(fields.get("chat_id", "")), fields.get("text")
        refusal = self._refusal(chat, text, fields)
        if refusal is not None:
            return refusal
        sent = SentMessage(chat, str(text).strip(), next(self._message_ids), fields)
        self.record(lambda: self.messages.append(sent))
        message = {
            "message_id": sent.message_id,
            "from": self.bot,
            "chat": {"id": int(chat), "type": "group" if chat.startswith("-") else "private"},
            "date": int(time.time()),
            "text": sent.text,
        }
        return _ok(message)

    def _refusal(self, chat: str, text: object, fields: dict[str, Any]) -> web.Response | None:
        if not chat:
            return _error(400, "Bad Request: chat_id is empty")
        if chat in self.unknown or not re.fullmatch(r"-?\d+", chat):
            return _error(400, "Bad Request: chat not found")
        if chat in self.blocked:
            return _error(403, "Forbidden: bot was blocked by the user")
        if chat in self.moved:
            return _error(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=self.moved[chat],
            )
        if not isinstance(text, str) or not text.strip():
            return _error(400, "Bad Request: message text is empty")
        if len(text.encode("utf-16-le")) // 2 > MESSAGE_LIMIT:
            return _error(400, "Bad Request: message is too long")
        if fields.get("parse_mode") not in (None, "", *PARSE_MODES):
            return _error(400, "Bad Request: unsupported parse_mode")
        return None

    def _set_webhook(self, fields: dict[str, Any]) -> web.Response:
        url, secret = str(fields.get("url", "")), str(fields.get("secret_token", ""))
        if url and not url.startswith("https://"):
            return _error(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
        if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
            return _error(400, "Bad Request: secret token contains unallowed characters")
        self.record(lambda: self.webhook.update(fields))
        return _ok(True, description="Webhook was set")

    def _delete_webhook(self, _fields: dict[str, Any]) -> web.Response:
        self.record(self.webhook.clear)
        return _ok(True, description="Webhook was deleted")

    def _webhook_info(self, _fields: dict[str, Any]) -> web.Response:
        url = self.webhook.get("url", "")
        return _ok({"url": url, "has_custom_certificate": False, "pending_update_count": 0})

    # How it is told to fail.

    def flood(self, retry_after: int, times: int = 1) -> None:
        """Answer the next calls as too many."""
        body = {
            "ok": False,
            "error_code": 429,
            "description": f"Too Many Requests: retry after {retry_after}",
            "parameters": {"retry_after": retry_after},
        }
        self.fail(Failure(429, body), times)

    def break_down(self, times: int = 1, *, after_accepting: bool = False) -> None:
        """Answer the next calls as a gateway without its server; `after_accepting` does the work first."""
        page = "<html><body><h1>502 Bad Gateway</h1></body></html>"
        self.fail(Failure(502, page, after_accepting=after_accepting), times)

    def wait_for_messages(self, count: int, chat: int | str | None = None) -> list[SentMessage]:
        """Block until so many messages have arrived, in one chat or in all; gives them."""

        def found() -> list[SentMessage]:
            return [message for message in self.messages if chat is None or message.chat == str(chat)]

        self.wait_until(lambda: len(found()) >= count, f"{count} Telegram messages, got {self.messages}")
        return found()

    # What it sends to a webhook.

    def message(
        self,
        chat: int,
        text: str | None,
        *,
        first_name: str = "Petra",
        language_code: str | None = "de",
        chat_type: str = "private",
        **more: Any,
    ) -> dict[str, Any]:
        """Make an Update with a message; without a text, add what it has instead (sticker=..., photo=...)."""
        sender: dict[str, Any] = {"id": abs(chat), "is_bot": False, "first_name": first_name}
        if language_code:
            sender["language_code"] = language_code
        message: dict[str, Any] = {
            "message_id": next(self._message_ids),
            "from": sender,
            "chat": {"id": chat, "type": chat_type, "first_name": first_name},
            "date": int(time.time()),
            **more,
        }
        if text is not None:
            message["text"] = text
            command = re.match(r"/\w+(@\w+)?", text)
            if command:
                message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(command[0])}]
        return {"update_id": next(self._update_ids), "message": message}

    def deliver(self, url: str, update: dict[str, Any], *, secret: str | None) -> httpx.Response:
        """POST an Update to a webhook as Telegram does; without a secret the header is left out."""
        headers = {SECRET_HEADER: secret} if secret is not None else {}
        return httpx.post(url, json=update, headers=headers, timeout=30, trust_env=False)


async def _fields(request: web.Request) -> dict[str, Any]:
    """Read a call's fields, which the Bot API takes as JSON, a form or a query."""
    fields: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        text = await request.text()
        fields.update(json.loads(text) if text else {})
    elif request.can_read_body:
        fields.update({key: value for key, value in (await request.post()).items() if isinstance(value, str)})
    return fields


def _ok(result: object, **more: object) -> web.Response:
    return web.json_response({"ok": True, "result": result, **more})


def _error(code: int, description: str, **parameters: object) -> web.Response:
    body: dict[str, object] = {"ok": False, "error_code": code, "description": description}
    if parameters:
        body["parameters"] = parameters
    return web.json_response(body, status=code)
