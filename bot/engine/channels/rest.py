"""The REST channel, for programs on this machine: one message in, the replies out; docs/channels.md."""

from __future__ import annotations

import logging
import re
import time
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.engine.channels.bearer import has_bearer
from bot.engine.desk import DeskDown, DeskFault
from bot.engine.inbox import Incoming
from bot.engine.patches import TurnAborted
from bot.engine.runtime import Runtime, runtime_of
from bot.engine.text import plain_text
from bot.engine.transcript import ABOUT, render_buttons

logger = logging.getLogger(__name__)

_SENDER = re.compile(r"[A-Za-z0-9._:@+-]{1,100}")


class RestInput(InputChannel):
    """Rasa's input channel `rest`, behind LIAISON_REST_TOKEN; not there at all without one."""

    @classmethod
    def name(cls) -> str:
        """The channel's name."""
        return "rest"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """POST /webhooks/rest/webhook."""
        blueprint = Blueprint("rest")

        @blueprint.listener("before_server_start")
        async def start(app: Sanic[Any, Any], _: Any) -> None:
            await runtime_of(app).start()

        @blueprint.listener("after_server_stop")
        async def stop(app: Sanic[Any, Any], _: Any) -> None:
            await runtime_of(app).stop()

        @blueprint.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            runtime = runtime_of(request.app)
            if not runtime.settings.rest_token:
                return json({"error": "The REST channel is off: set LIAISON_REST_TOKEN."}, status=404)
            if not has_bearer(request, runtime.settings.rest_token):
                return json({"error": "Send Authorization: Bearer LIAISON_REST_TOKEN."}, status=401)
            incoming = await _incoming(request, runtime)
            return (
                json({"error": incoming}, status=400)
                if isinstance(incoming, str)
                else await _answer(runtime, incoming)
            )

        return blueprint


async def _incoming(request: Request, runtime: Runtime) -> Incoming | str:
    """The message to take, or what is wrong with the request."""
    try:
        body = request.json
    except Exception:
        return "The body is not JSON."
    if not isinstance(body, dict):
        return 'Send {"sender": ..., "message": ..., "metadata": {"freelancer": ..., "locale": ...}}.'
    sender, about = body.get("sender"), body.get("metadata") or {}
    if not isinstance(sender, str) or not _SENDER.fullmatch(sender):
        return "sender must be 1 to 100 letters, digits or . _ : @ + -"
    if not isinstance(about, dict):
        return "metadata must be an object with freelancer and locale."
    try:
        slug = await _freelancer(runtime, about.get("freelancer"))
    except (DeskDown, DeskFault):
        return "The desk is down; try again."
    if slug is None:
        return "metadata.freelancer must name one of the freelancers of GET /demo."
    conversation = f"rest.{slug}.{sender}"
    payload = runtime.signer.opened_payload(conversation, body.get("payload"))
    is_button = payload is not None and payload.startswith("/")
    said = payload if is_button else body.get("message")
    if not isinstance(said, str):
        return (
            "message must be text." if "payload" not in body else "payload is not one of this conversation's."
        )
    locale = about.get("locale")
    return Incoming(
        conversation=conversation,
        freelancer=slug,
        channel="rest",
        message_id=uuid.uuid4().hex,
        text=said,
        payload=is_button,
        title=plain_text(str(body.get("title") or ""))[:200],
        locale=locale if isinstance(locale, str) else None,
        received_at=time.time(),
    )


async def _freelancer(runtime: Runtime, wanted: object) -> str | None:
    if wanted is None:
        known = await runtime.storefront.freelancers()
        return str(known[0]["slug"]) if len(known) == 1 else None
    return str(wanted) if await runtime.storefront.freelancer(wanted, None) else None


async def _answer(runtime: Runtime, incoming: Incoming) -> HTTPResponse:
    output = RestOutput(lambda payload: runtime.signer.payload(incoming.conversation, payload))
    try:
        turn = await runtime.take(incoming, None, output)
    except (Exception, TurnAborted) as error:
        logger.warning("a REST message was not answered: %s", error, exc_info=not isinstance(error, DeskDown))
        language = (incoming.locale or "en")[:2].lower()
        text, spoken = runtime.phrases.say("utter_desk_down", language)
        problem = {
            "recipient_id": incoming.conversation,
            "text": text,
            "language": spoken,
            "problem": "desk_down",
        }
        return json([problem], status=503)
    if turn.refused:
        told = {"recipient_id": incoming.conversation, "text": turn.text, "language": turn.language}
        return json([{**told, "problem": turn.refused}])
    return json(output.messages)


class RestOutput(CollectingOutputChannel):
    """Collects replies in Rasa's usual shape, with how the text came to be beside it."""

    def __init__(self, sign: Callable[[str], str]) -> None:
        super().__init__()
        self._sign = sign

    @classmethod
    def name(cls) -> str:
        """The channel's name."""
        return "rest"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keeps one reply."""
        buttons = render_buttons(message.get("buttons") or message.get("quick_replies"), self._sign)
        reply = {
            "recipient_id": recipient_id,
            "text": message.get("text"),
            "buttons": buttons or None,
            "image": message.get("image"),
            "custom": message.get("custom"),
            **{key: message.get(key) for key in ABOUT},
        }
        self.messages.append({key: value for key, value in reply.items() if value is not None})
