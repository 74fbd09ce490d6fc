"""Quotes in the database: numbered as they come, found only by who may see them, changed step by step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.quotes import life
from bot.quotes.life import Actor, Status
from bot.store import conversations
from bot.store.columns import storable_json, utc_now
from bot.store.models import Quote, QuoteChange, QuoteCounter

# What of a request says nothing about a person, and so stays with the price when a client is forgotten.
_IMPERSONAL = frozenset({"service", "quantity", "hours", "package", "extras", "deadline"})


def create(
    session: Session,
    *,
    freelancer: str,
    conversation: str,
    service: str,
    request: Mapping[str, Any],
    estimate: Mapping[str, Any],
    client_name: str | None,
    client_email: str | None,
    client_language: str | None,
    description: str | None,
    expires_on: date | None,
    today: date | None = None,
    now: datetime | None = None,
) -> Quote:
    """Store a client's request with its estimate under the next number, status requested.

    `request` and `estimate` are JSON snapshots with every decimal as a string. `today` is the date in the
    freelancer's time zone and gives the number its year; without it, today in UTC.
    """
    now = now or utc_now()
    conversations.seen(session, conversation, freelancer=freelancer, now=now)
    quote = Quote(
        number=_next_number(session, (today or now.date()).year),
        freelancer=freelancer,
        conversation=conversation,
        service=service,
        request=storable_json(dict(request)),
        estimate=storable_json(dict(estimate)),
        client_name=client_name,
        client_email=client_email,
        client_language=client_language,
        description=description,
        status="requested",
        created_at=now,
        expires_on=expires_on,
    )
    session.add(quote)
    session.flush()
    _note(session, quote.number, None, "requested", "client", now)
    return quote


def of_conversation(session: Session, conversation: str) -> Sequence[Quote]:
    """List a conversation's quotes, newest first."""
    query = select(Quote).where(Quote.conversation == conversation)
    return session.scalars(query.order_by(Quote.created_at.desc(), Quote.number.desc())).all()


def find(session: Session, number: str, *, conversation: str) -> Quote | None:
    """Find a quote for the client it was made for; another conversation's quote is as if it did not exist."""
    return session.scalar(select(Quote).where(Quote.number == number, Quote.conversation == conversation))


def find_by_email(session: Session, number: str, *, freelancer: str, email: str) -> Quote | None:
    """Find a quote for a client in a new conversation with the same freelancer, who gives the same e-mail."""
    quote = session.scalar(select(Quote).where(Quote.number == number, Quote.freelancer == freelancer))
    if quote is None or not quote.client_email or not email.strip():
        return None
    return quote if quote.client_email.strip().casefold() == email.strip().casefold() else None


def find_for_freelancer(session: Session, number: str, *, freelancer: str) -> Quote | None:
    """Find a quote for the freelancer it belongs to."""
    return session.scalar(select(Quote).where(Quote.number == number, Quote.freelancer == freelancer))


def move(
    session: Session,
    quote: Quote,
    status: Status,
    *,
    by: Actor,
    today: date,
    now: datetime | None = None,
) -> Quote:
    """Change a quote's status; raises life.IllegalTransition or life.QuoteExpired when it may not change so.

    `today` is the date in the freelancer's time zone. Of two changes at the same moment only one is made.
    """
    session.refresh(quote, with_for_update=True)
    life.check_transition(quote.status, status, by=by, expires_on=quote.expires_on, today=today)
    _note(session, quote.number, quote.status, status, by, now or utc_now())
    quote.status = status
    session.flush()
    return quote


def expire_due(
    session: Session, *, today: date, freelancer: str | None = None, now: datetime | None = None
) -> Sequence[Quote]:
    """Record as expired every open quote past its last day, of one freelancer or of all; gives them."""
    open_statuses = [status for status, after in life.TRANSITIONS.items() if "expired" in after]
    query = select(Quote).where(Quote.status.in_(open_statuses), Quote.expires_on < today)
    if freelancer is not None:
        query = query.where(Quote.freelancer == freelancer)
    due = session.scalars(query.order_by(Quote.number)).all()
    return [move(session, quote, "expired", by="clock", today=today, now=now) for quote in due]


def changes(session: Session, number: str) -> Sequence[QuoteChange]:
    """List the steps of a quote's life, oldest first."""
    return session.scalars(
        select(QuoteChange).where(QuoteChange.quote == number).order_by(QuoteChange.id)
    ).all()


def anonymise(session: Session, conversation: str, *, now: datetime | None = None) -> int:
    """Take the person out of a conversation's quotes and keep the prices; open quotes become withdrawn.

    Gives the number of quotes. Statuses change without regard to expiry: the client is gone.
    """
    quotes = of_conversation(session, conversation)
    for quote in quotes:
        quote.conversation = quote.client_name = quote.client_email = None
        quote.client_language = quote.description = None
        quote.request = {key: value for key, value in quote.request.items() if key in _IMPERSONAL}
        if "withdrawn" in life.TRANSITIONS[quote.status]:
            _note(session, quote.number, quote.status, "withdrawn", "client", now or utc_now())
            quote.status = "withdrawn"
    session.flush()
    return len(quotes)


def _next_number(session: Session, year: int) -> str:
    """Draw the year's next number; the counter's row stays locked until the transaction ends."""
    step = update(QuoteCounter).where(QuoteCounter.year == year).values(last=QuoteCounter.last + 1)
    count = session.scalar(step.returning(QuoteCounter.last))
    if count is None:
        try:
            with session.begin_nested():
                session.add(QuoteCounter(year=year, last=0))
        except IntegrityError:
            # Another transaction made the year's first quote just now; its row is there to be counted up.
            pass
        count = session.scalars(step.returning(QuoteCounter.last)).one()
    return life.quote_number(year, count)


def _note(
    session: Session, number: str, before: Status | None, after: Status, by: Actor, at: datetime
) -> None:
    session.add(QuoteChange(quote=number, before=before, after=after, by=by, at=at))
