"""Notices on their way to freelancers: kept until delivered, whatever crashes or refuses in between."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import uuid4

from sqlalchemy import Select, delete, func, or_, select, update
from sqlalchemy.orm import Session

from bot.store.columns import storable_json, utc_now
from bot.store.models import Chat, Notice

Failure = Literal["chat", "auth", "rejected"]
"""Why a notice cannot be delivered: the chat is gone or blocked us, our token is refused, or this text is."""


def post(
    session: Session,
    *,
    freelancer: str,
    kind: str,
    text: str,
    conversation: str | None = None,
    details: Mapping[str, Any] | None = None,
    now: datetime | None = None,
) -> Sequence[Notice]:
    """Put a notice on its way to every chat of a freelancer; without one it waits for the first linked.

    Post it in the transaction that makes it true, so that neither is there without the other. `conversation`
    is the client it tells of, deleted with them. Raises ValueError for a text with nothing in it.
    """
    if not text.strip():
        raise ValueError("A notice needs a text.")
    now = now or utc_now()
    linked = session.execute(
        select(Chat.channel, Chat.chat).where(Chat.freelancer == freelancer).order_by(Chat.id)
    ).all()
    targets: list[tuple[str | None, str | None]] = [(row.channel, row.chat) for row in linked]
    posting = uuid4().hex
    notices = [
        Notice(
            posting=posting,
            freelancer=freelancer,
            conversation=conversation,
            kind=kind,
            payload=storable_json({**(details or {}), "text": text}),
            channel=channel,
            chat=chat,
            attempts=0,
            parts_sent=0,
            created_at=now,
            next_attempt_at=now,
        )
        for channel, chat in targets or [(None, None)]
    ]
    session.add_all(notices)
    session.flush()
    return notices


def claim_due(
    session: Session, *, channels: Collection[str], lease: timedelta, now: datetime | None = None
) -> Sequence[Notice]:
    """Take the notices to be sent now, for nobody else to send until `lease` is over.

    Per chat only the oldest one: notices arrive in the order they were posted. One that a crashed process had
    claimed comes back when its lease is over.
    """
    now = now or utc_now()
    query = select(Notice).where(
        Notice.id.in_(_heads(channels)),
        Notice.next_attempt_at <= now,
        or_(Notice.claimed_until.is_(None), Notice.claimed_until <= now),
    )
    due = session.scalars(query.order_by(Notice.id).with_for_update(skip_locked=True)).all()
    for notice in due:
        notice.claimed_until = now + lease
        notice.attempts += 1
    session.flush()
    return due


def next_due(session: Session, *, channels: Collection[str]) -> datetime | None:
    """Give the moment the next notice can be tried, None when there is none to send."""
    query = select(Notice.next_attempt_at, Notice.claimed_until).where(Notice.id.in_(_heads(channels)))
    moments = [max(due, claimed or due) for due, claimed in session.execute(query)]
    return min(moments, default=None)


def part_sent(session: Session, notice: Notice, *, lease: timedelta, now: datetime | None = None) -> None:
    """Note that one more part of a long notice has arrived and is not to be sent again; the claim goes on."""
    _settle(session, notice, parts_sent=Notice.parts_sent + 1, claimed_until=(now or utc_now()) + lease)


def delivered(session: Session, notice: Notice, *, now: datetime | None = None) -> None:
    """Note that a notice has arrived."""
    _settle(session, notice, delivered_at=now or utc_now(), error=None)


def try_again(session: Session, notice: Notice, *, at: datetime, error: str) -> None:
    """Note that a notice could not be sent this time and will be tried again at a moment."""
    _settle(session, notice, next_attempt_at=at, error=error)


def failed(
    session: Session, notice: Notice, *, failure: Failure, error: str, now: datetime | None = None
) -> None:
    """Note that trying again would not help; the notice stays, with its error, until a chat is linked."""
    _settle(session, notice, failed_at=now or utc_now(), failure=failure, error=error)


def undelivered(session: Session, freelancer: str | None = None) -> Sequence[Notice]:
    """List what has not arrived, waiting, on its way or failed, oldest first; of one freelancer or of all."""
    query = select(Notice).where(Notice.delivered_at.is_(None))
    if freelancer is not None:
        query = query.where(Notice.freelancer == freelancer)
    return session.scalars(query.order_by(Notice.id)).all()


def revive(session: Session, *, failure: Failure, channel: str, now: datetime | None = None) -> int:
    """Put what failed on a channel for one reason back on its way, as after a new token; gives the count."""
    query = select(Notice).where(
        Notice.failed_at.is_not(None), Notice.failure == failure, Notice.channel == channel
    )
    notices = session.scalars(query).all()
    for notice in notices:
        notice.next_attempt_at = now or utc_now()
        notice.claimed_until = notice.failed_at = notice.failure = None
    session.flush()
    return len(notices)


def send_waiting_to(
    session: Session, *, freelancer: str, channel: str, chat: str, now: datetime | None = None
) -> int:
    """Send what has reached none of the freelancer's chats to a newly linked one; counts the notices.

    That is what waited for a chat and what failed in another, unless a copy arrived or is on its way.
    """
    sent = 0
    stuck: dict[str, Notice] = {}
    for notice in undelivered(session, freelancer):
        if notice.channel is None or notice.failed_at is not None:
            stuck.setdefault(notice.posting, notice)
    for notice in stuck.values():
        if not _copy_elsewhere(session, notice):
            _readdress(notice, (channel, chat), now or utc_now())
            sent += 1
    session.flush()
    return sent


def take_back(
    session: Session, *, freelancer: str, channel: str, chat: str, now: datetime | None = None
) -> None:
    """Redirect what was on its way to a chat no longer linked: to another chat, or to wait for the next."""
    other = session.scalars(select(Chat).where(Chat.freelancer == freelancer).order_by(Chat.id)).first()
    for notice in undelivered(session, freelancer):
        if (notice.channel, notice.chat) != (channel, chat):
            continue
        if _copy_elsewhere(session, notice):
            session.delete(notice)
        else:
            target = (other.channel, other.chat) if other else None
            _readdress(notice, target, now or utc_now())
    session.flush()


def follow(session: Session, *, channel: str, chat: str, to: str) -> None:
    """Readdress what is on its way to a chat whose id has changed."""
    query = update(Notice).where(
        Notice.channel == channel, Notice.chat == chat, Notice.delivered_at.is_(None)
    )
    session.execute(query.values(chat=to, claimed_until=None))


def delete_about(session: Session, conversation: str) -> int:
    """Delete every notice about a client, sent or not; counts them."""
    gone = delete(Notice).where(Notice.conversation == conversation).returning(Notice.id)
    return len(session.scalars(gone).all())


def _heads(channels: Collection[str]) -> Select[int]:
    """Select each chat's oldest notice still to be sent."""
    return (
        select(func.min(Notice.id))
        .where(Notice.delivered_at.is_(None), Notice.failed_at.is_(None), Notice.channel.in_(channels))
        .group_by(Notice.channel, Notice.chat)
    )


def _copy_elsewhere(session: Session, notice: Notice) -> bool:
    """Say whether the freelancer has this text, or will get it, in another of their chats."""
    query = select(func.count(Notice.id)).where(
        Notice.posting == notice.posting,
        Notice.id != notice.id,
        Notice.channel.is_not(None),
        Notice.failed_at.is_(None),
    )
    return bool(session.scalar(query))


def _readdress(notice: Notice, target: tuple[str, str] | None, now: datetime) -> None:
    """Send a notice to a channel and chat from its first part on, or let it wait for one."""
    channel, chat = target or (None, None)
    if (notice.channel, notice.chat) != (channel, chat):
        notice.channel, notice.chat, notice.parts_sent = channel, chat, 0
    notice.next_attempt_at = now
    notice.claimed_until = notice.failed_at = notice.failure = None


def _settle(session: Session, notice: Notice, **values: Any) -> None:
    """Write what came of sending, unless the notice was meanwhile given another address."""
    query = update(Notice).where(
        Notice.id == notice.id, Notice.channel == notice.channel, Notice.chat == notice.chat
    )
    session.execute(query.values(**{"claimed_until": None, **values}))
