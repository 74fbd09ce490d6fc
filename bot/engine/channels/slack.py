"""Slack for the freelancer's side: takes signed events; the desk sends the reply itself."""

from __future__ import annotations

import hashlib
import hmac
import html
import json as jsonlib
import logging
import re
import time
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

OLDEST_SECONDS = 300
# Slack waits three seconds for an answer and then sends the event again.
SECONDS = 2.5


class SlackInput(InputChannel):
    """Rasa's input channel `slack`; 404 without LIAISON_SLACK_SIGNING_SECRET. Calls nobody at start.

    Shapes: https://docs.slack.dev/apis/events-api and /authentication/verifying-requests-from-slack.
    """

    def __init__(self) -> None:
        self._seen = Seen()

    @classmethod
    def name(cls) -> str:
        """The channel's name."""
        return "slack"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """POST /webhooks/slack/webhook."""
        blueprint = Blueprint("slack")

        @blueprint.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            runtime = runtime_of(request.app)
            secret = runtime.settings.slack_signing_secret
            if not secret:
                return json({"error": "Slack is off: set LIAISON_SLACK_SIGNING_SECRET."}, status=404)
            stamp = request.headers.get("x-slack-request-timestamp", "")
            sent = request.headers.get("x-slack-signature", "")
            if not is_signed(secret, stamp, request.body or b"", sent, now=time.time()):
                return json(
                    {"error": "The signature is wrong, missing or older than five minutes."}, status=401
                )
            try:
                event = jsonlib.loads(request.body)
            except ValueError:
                event = None
            if isinstance(event, dict) and event.get("type") == "url_verification":
                return json({"challenge": str(event.get("challenge", ""))})
            message = message_of(event)
            return json({}) if message is None else await self._pass_on(runtime, event["event_id"], message)

        return blueprint

    async def _pass_on(self, runtime: Runtime, event_id: str, message: dict[str, str]) -> HTTPResponse:
        async def ask() -> str:
            await runtime.desk.message({"channel": "slack", **message, "reply": "push"}, timeout=SECONDS)
            return ""

        try:
            await self._seen.once(event_id, ask)
        except DeskDown as error:
            logger.warning("a Slack message must wait, Slack sends it again: %s", error)
            return json({"error": "try again"}, status=503)
        except DeskFault:
            logger.exception("a Slack message could not be handled")
        return json({})


def is_signed(secret: str, stamp: str, body: bytes, sent: str, *, now: float) -> bool:
    """Whether Slack signed the body with our secret within the last five minutes."""
    if not re.fullmatch(r"[0-9]{1,12}", stamp) or abs(now - int(stamp)) > OLDEST_SECONDS:
        return False
    expected = hmac.new(secret.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(sent.encode(), f"v0={expected}".encode())


def message_of(envelope: object) -> dict[str, str] | None:
    """Chat, sender and text of a direct message or a mention by a person; None for everything else."""
    if not isinstance(envelope, dict) or envelope.get("type") != "event_callback":
        return None
    event = envelope.get("event")
    if not isinstance(event, dict) or not isinstance(envelope.get("event_id"), str):
        return None
    is_direct = event.get("type") == "message" and event.get("channel_type") == "im"
    if not (is_direct or event.get("type") == "app_mention") or event.get("subtype") or event.get("bot_id"):
        return None
    chat, text = event.get("channel"), event.get("text")
    if not isinstance(chat, str) or not isinstance(text, str) or not chat or not event.get("user"):
        return None
    said = html.unescape(re.sub(r"^\s*<@[A-Z0-9]+(\|[^>]*)?>\s*", "", text))
    return {"chat": chat, "sender": str(event["user"]), "text": said}
