"""The desk's own way into the engine: deleting a conversation, and asking how the engine is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.engine.channels.bearer import has_bearer
from bot.engine.runtime import runtime_of


class InternalInput(InputChannel):
    """Routes under /internal, behind LIAISON_INTERNAL_TOKEN; a reverse proxy must not pass them on."""

    @classmethod
    def name(cls) -> str:
        """The channel's name."""
        return "internal"

    def url_prefix(self) -> str:
        """Beside /webhooks, not under it."""
        return "/internal"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """POST /internal/forget and GET /internal/status."""
        blueprint = Blueprint("internal")

        @blueprint.post("/forget")
        async def forget(request: Request) -> HTTPResponse:
            runtime = runtime_of(request.app)
            if not has_bearer(request, runtime.settings.internal_token):
                return json({"error": "Send Authorization: Bearer LIAISON_INTERNAL_TOKEN."}, status=401)
            try:
                conversation = request.json.get("conversation")
            except Exception:
                conversation = None
            if not isinstance(conversation, str) or not conversation:
                return json({"error": 'Send {"conversation": id}.'}, status=400)
            if not runtime.is_ready:
                return json({"error": "The engine is still starting."}, status=503)
            gone = await runtime.forget(conversation)
            return json({"status": "deleted" if gone else "after_this_turn"}, status=200 if gone else 202)

        @blueprint.get("/status")
        async def status(request: Request) -> HTTPResponse:
            runtime = runtime_of(request.app)
            if not has_bearer(request, runtime.settings.internal_token):
                return json({"error": "Send Authorization: Bearer LIAISON_INTERNAL_TOKEN."}, status=401)
            website = getattr(request.app.ctx, "website", None)
            return json(
                {
                    "ready": runtime.is_ready,
                    "model": runtime.agent.model_name if runtime.is_ready else None,
                    "desk": "up" if await runtime.desk.is_up() else "down",
                    "channels": runtime.channels,
                    "conversations": await runtime.store.count() if runtime.is_ready else None,
                    "open": len(website) if website is not None else 0,
                    "tabs": website.tabs if website is not None else 0,
                    "waiting": website.waiting if website is not None else 0,
                }
            )

        return blueprint
