"""Deletes what the database knows of a client: when they ask for it, or after the retention period."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.store import outbox, quotes
from bot.store.columns import utc_now
from bot.store.models import Conversation, Erasure


def delete_conversation(session: Session, conversation: str, *, now: datetime | None = None) -> bool:
    """Delete everything that tells who a client is or what they wrote; says whether anything was known.

    Quotes keep their prices and lose the person; open ones become withdrawn. Notices about the client go,
    sent or not. The id stays in `pending_erasures` until the tracker store has forgotten the messages too,
    whether or not this database knew the conversation: the tracker may.
    """
    known = [
        quotes.anonymise(session, conversation, now=now) > 0,
        outbox.delete_about(session, conversation) > 0,
    ]
    found = session.get(Conversation, conversation)
    if found is not None:
        session.delete(found)
    session.merge(Erasure(conversation=conversation, requested_at=now or utc_now()))
    session.flush()
    return found is not None or any(known)


def idle_conversations(session: Session, *, days: int, now: datetime | None = None) -> Sequence[str]:
    """List the conversations in which nobody has written for `days` days, the longest silent first."""
    before = (now or utc_now()) - timedelta(days=days)
    query = select(Conversation.id).where(Conversation.last_seen_at < before)
    return session.scalars(query.order_by(Conversation.last_seen_at)).all()


def delete_idle(session: Session, *, days: int, now: datetime | None = None) -> Sequence[str]:
    """Delete every conversation idle for longer than the retention period; gives their ids."""
    stale = idle_conversations(session, days=days, now=now)
    for conversation in stale:
        delete_conversation(session, conversation, now=now)
    return stale


def pending_erasures(session: Session) -> Sequence[str]:
    """List deleted conversations which the tracker store may still hold, oldest first."""
    return session.scalars(select(Erasure.conversation).order_by(Erasure.requested_at)).all()


def erasure_done(session: Session, conversation: str) -> None:
    """Note that the tracker store has forgotten a deleted conversation; the last trace of its id goes."""
    session.execute(delete(Erasure).where(Erasure.conversation == conversation))
