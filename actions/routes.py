"""The desk's own routes beside rasa-sdk's webhook: what the engine asks of it."""

from __future__ import annotations

from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sanic import Blueprint
from sanic.exceptions import BadRequest, NotFound
from sanic.request import Request
from sanic.response import HTTPResponse, json, raw

from bot.application import Application
from bot.desk.inbound import InboundMessage
from bot.language.understanding import Incoming
from bot.reception import UnknownFreelancer


def routes(app: Application) -> Blueprint:
    """The routes, bound to an application."""
    desk = Blueprint("desk")

    @desk.get("/ready")
    async def ready(request: Request) -> HTTPResponse:
        """200 once clients can be served, 503 while starting."""
        return json(app.status(), status=200 if app.ready else 503)

    @desk.get("/metrics")
    async def metrics(request: Request) -> HTTPResponse:
        """Counters in Prometheus' text format."""
        return raw(generate_latest(), content_type=CONTENT_TYPE_LATEST)

    @desk.post("/understand")
    async def understand(request: Request) -> HTTPResponse:
        """Language and English of what a client wrote."""
        body = _body(request)
        incoming = Incoming(
            conversation=_text(body, "conversation"),
            freelancer=_text(body, "freelancer"),
            channel=_text(body, "channel"),
            text=_text(body, "text"),
            locale=body.get("locale"),
            chosen=body.get("language"),
        )
        try:
            return json(await app.reception.receive(incoming))
        except UnknownFreelancer as unknown:
            raise NotFound(f"There is no freelancer {unknown}.") from None

    @desk.post("/nlg")
    async def nlg(request: Request) -> HTTPResponse:
        """One of the domain's responses in the conversation's language."""
        body = _body(request)
        tracker = body.get("tracker") or {}
        values = {key: str(value) for key, value in (body.get("arguments") or {}).items()}
        spoken = app.respond(tracker, _text(body, "response"), values)
        if spoken is None:
            raise NotFound("There is no such response or freelancer.")
        return json(spoken)

    @desk.get("/widget")
    async def storefront(request: Request) -> HTTPResponse:
        """Every freelancer served here."""
        language = request.args.get("language") or "en"
        return json({"freelancers": [app.card(slug, language) for slug in app.catalogue.slugs()]})

    @desk.get("/widget/<slug>")
    async def widget(request: Request, slug: str) -> HTTPResponse:
        """What the widget shows for a freelancer, in the language asked for."""
        shown = app.widget(slug, request.args.get("language") or "en")
        if shown is None:
            raise NotFound(f"There is no freelancer {slug!r}.")
        return json(shown)

    @desk.get("/phrases")
    async def phrases(request: Request) -> HTTPResponse:
        """Sentences the engine keeps for when the desk cannot be asked."""
        names = [name for name in (request.args.get("names") or "").split(",") if name]
        return json(app.phrases(names))

    @desk.post("/desk/message")
    async def message(request: Request) -> HTTPResponse:
        """What a freelancer wrote to Liaison in their messenger, and the answer."""
        body = _body(request)
        incoming = InboundMessage(
            channel=_text(body, "channel"),
            chat=_text(body, "chat"),
            sender=str(body.get("sender") or ""),
            text=_text(body, "text"),
            language=body.get("language"),
        )
        return json({"text": await app.answer_freelancer(incoming, push=body.get("reply") == "push")})

    return desk


def _body(request: Request) -> dict[str, Any]:
    body = request.json
    if not isinstance(body, dict):
        raise BadRequest("The body has to be a JSON object.")
    return body


def _text(body: dict[str, Any], key: str) -> str:
    value = body.get(key)
    if not isinstance(value, str):
        raise BadRequest(f"{key!r} has to be text.")
    return value
