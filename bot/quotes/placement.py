"""Placing a client's request: stored under a number together with the freelancer's notice, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from bot.quotes import life
from bot.quotes.priced import Estimate, QuoteRequest
from bot.store import outbox, quotes


@dataclass(frozen=True)
class Client:
    """Who asks, and in which conversation and language."""

    conversation: str
    name: str | None
    email: str | None
    language: str


@dataclass(frozen=True)
class Placed:
    """The number a request got, and that of the one it replaces."""

    number: str
    replaced: str | None


def place(
    session: Session,
    *,
    freelancer: str,
    client: Client,
    request: QuoteRequest,
    estimate: Estimate,
    description: str | None,
    today: date,
    notice: Callable[[str], str],
) -> Placed:
    """Stores a request with its estimate and posts the notice `notice(number)` writes, in one transaction.

    An open request of the same conversation for the same service is withdrawn: the client changed their mind.
    """
    replaced = _withdraw_former(session, client.conversation, request.service, today)
    quote = quotes.create(
        session,
        freelancer=freelancer,
        conversation=client.conversation,
        service=request.service,
        request=_as_json(request),
        estimate=estimate.as_json(),
        client_name=client.name,
        client_email=client.email,
        client_language=client.language,
        description=description,
        expires_on=estimate.valid_until,
        today=today,
    )
    outbox.post(
        session,
        freelancer=freelancer,
        kind="quote_requested",
        text=notice(quote.number),
        conversation=client.conversation,
        details={"number": quote.number},
    )
    return Placed(quote.number, replaced)


def _withdraw_former(session: Session, conversation: str, service: str, today: date) -> str | None:
    for former in quotes.of_conversation(session, conversation):
        status = life.status_on(former.status, expires_on=former.expires_on, today=today)
        if former.service == service and status == "requested":
            quotes.move(session, former, "withdrawn", by="client", today=today)
            return former.number
    return None


def _as_json(request: QuoteRequest) -> dict[str, Any]:
    return {
        "service": request.service,
        "quantity": None if request.quantity is None else format(request.quantity, "f"),
        "package": request.package,
        "extras": list(request.extras),
        "deadline": request.deadline.isoformat() if request.deadline else None,
    }
