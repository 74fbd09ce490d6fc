"""A client's request for a quote, as tests store it."""

from __future__ import annotations

from datetime import date, datetime, timezone
from typing import Any

from sqlalchemy.orm import Session

from bot.store import quotes
from bot.store.models import Quote

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=timezone.utc)
TODAY = NOW.date()

ESTIMATE: dict[str, Any] = {
    "currency": "EUR",
    "lines": [{"label": {"de": "Logo", "en": "Logo"}, "amount": "1000.00"}],
    "vat": "190.00",
    "total": "1190.00",
}


def ask(session: Session, conversation: str = "designer.1", **changed: Any) -> Quote:
    """Store a request of Ana's, with some of it changed."""
    values: dict[str, Any] = {
        "freelancer": "designer",
        "conversation": conversation,
        "service": "logo",
        "request": {"service": "logo", "quantity": "1", "extras": ["files"], "note": "Ana's bakery"},
        "estimate": ESTIMATE,
        "client_name": "Ana García",
        "client_email": "Ana@Example.es",
        "client_language": "es",
        "description": "Un logo para mi panadería «Año Nuevo» 🥐",
        "expires_on": date(2026, 12, 22),
        "now": NOW,
    }
    return quotes.create(session, **{**values, **changed})
