"""Conversations: who talks with whom, where, and in which language."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.store.columns import storable, utc_now
from bot.store.models import Conversation

PRECISION = timedelta(minutes=1)
"""How far `last_seen_at` may lag behind: not every message is worth a write."""


def seen(
    session: Session,
    conversation: str,
    *,
    freelancer: str,
    channel: str | None = None,
    locale: str | None = None,
    now: datetime | None = None,
) -> Conversation:
    """Record that a client is here: a new conversation is created, a known one gets a later last_seen_at.

    `channel` and `locale` are left as they are when not given.
    """
    now = now or utc_now()
    found = session.get(Conversation, conversation)
    if found is None:
        found = _create(session, conversation, freelancer=freelancer, channel=channel, now=now)
    found.last_seen_at = max(found.last_seen_at, now)
    found.channel = channel or found.channel
    found.locale = storable(locale)[:64] if locale else found.locale
    return found


def just_seen(
    session: Session, conversation: str, *, channel: str, locale: str | None, now: datetime | None = None
) -> Conversation | None:
    """Give the conversation if `seen` would change nothing worth a write, None when it must be called."""
    found = session.get(Conversation, conversation)
    if found is None or (now or utc_now()) - found.last_seen_at > PRECISION or found.channel != channel:
        return None
    return found if not locale or found.locale == storable(locale)[:64] else None


def get(session: Session, conversation: str) -> Conversation | None:
    """Give the conversation with this id, None when there is none."""
    return session.get(Conversation, conversation)


def set_language(session: Session, conversation: str, language: str, *, chosen: bool = False) -> None:
    """Keep the conversation's language; one the client chose is not overwritten by one merely detected.

    An unknown conversation is left alone: `seen` comes first.
    """
    found = session.get(Conversation, conversation)
    if found is not None and (chosen or not found.language_chosen):
        found.language = language
        found.language_chosen = found.language_chosen or chosen


def _create(
    session: Session, conversation: str, *, freelancer: str, channel: str | None, now: datetime
) -> Conversation:
    new = Conversation(
        id=conversation,
        freelancer=freelancer,
        channel=channel or "unknown",
        language_chosen=False,
        created_at=now,
        last_seen_at=now,
    )
    try:
        with session.begin_nested():
            session.add(new)
    except IntegrityError:
        # Another message of the same client was faster.
        return session.get_one(Conversation, conversation)
    return new
