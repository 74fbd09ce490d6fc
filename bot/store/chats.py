"""Which messenger chats belong to which freelancer, and the one-time codes that link them."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from bot.store import outbox
from bot.store.columns import utc_now
from bot.store.models import Chat, LinkAttempts, LinkCode

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Letters and digits nobody mistakes for one another when reading a code aloud: no 0 and O, no 1, I and L."""

CODE_LENGTH = 10
CODE_LIFE = timedelta(hours=24)
WRONG_CODES = 5
WRONG_CODES_WITHIN = timedelta(minutes=15)

Outcome = Literal["linked", "already_linked", "unknown", "used_or_expired", "too_many"]


@dataclass(frozen=True)
class Linking:
    """What came of a code, and the freelancer when the chat is linked to one now."""

    outcome: Outcome
    freelancer: str | None = None


def issue_code(session: Session, freelancer: str, *, now: datetime | None = None) -> str:
    """Make a code, such as 7KQ2M-X9HRT, that links one chat to the freelancer within 24 hours.

    Only its hash is kept, so this is the one time it can be read.
    """
    now = now or utc_now()
    session.execute(delete(LinkCode).where(LinkCode.expires_at < now - CODE_LIFE))
    code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    session.add(LinkCode(hash=_hash(code), freelancer=freelancer, expires_at=now + CODE_LIFE))
    session.flush()
    half = CODE_LENGTH // 2
    return f"{code[:half]}-{code[half:]}"


def link(
    session: Session,
    *,
    channel: str,
    chat: str,
    code: str,
    name: str | None = None,
    now: datetime | None = None,
) -> Linking:
    """Link a chat by a code, at most five wrong codes in a quarter of an hour.

    Notices that waited for a chat, or failed in another one, go to this chat next. The same chat sending its
    code again is told again that it is linked: messengers deliver twice.
    """
    now = now or utc_now()
    if _too_many_wrong(session, channel, chat, now):
        return Linking("too_many")
    found = session.get(LinkCode, _hash(code))
    if found is None:
        _count_wrong(session, channel, chat, now)
        return Linking("unknown")
    if (found.used_channel, found.used_chat) == (channel, chat) and _link(
        session, found.freelancer, channel, chat
    ):
        return Linking("already_linked", found.freelancer)
    if not _use(session, found.hash, channel, chat, now):
        _count_wrong(session, channel, chat, now)
        return Linking("used_or_expired")
    _forget_wrong(session, channel, chat)
    new = _save_link(session, found.freelancer, channel, chat, name, now)
    outbox.send_waiting_to(session, freelancer=found.freelancer, channel=channel, chat=chat, now=now)
    return Linking("linked" if new else "already_linked", found.freelancer)


def unlink(session: Session, *, channel: str, chat: str) -> Sequence[str]:
    """End all of a chat's links; gives the freelancers it was linked to.

    Their notices on the way to it go to another chat of theirs, or wait until there is one.
    """
    ended = linked_freelancers(session, channel=channel, chat=chat)
    session.execute(delete(Chat).where(Chat.channel == channel, Chat.chat == chat))
    for freelancer in ended:
        outbox.take_back(session, freelancer=freelancer, channel=channel, chat=chat)
    return ended


def chats_of(session: Session, freelancer: str) -> Sequence[Chat]:
    """List a freelancer's linked chats, the first linked first."""
    return session.scalars(select(Chat).where(Chat.freelancer == freelancer).order_by(Chat.id)).all()


def linked_freelancers(session: Session, *, channel: str, chat: str) -> Sequence[str]:
    """List the freelancers a chat is linked to, the latest linked first."""
    query = select(Chat.freelancer).where(Chat.channel == channel, Chat.chat == chat)
    return session.scalars(query.order_by(Chat.linked_at.desc(), Chat.id.desc())).all()


def moved(session: Session, *, channel: str, chat: str, to: str) -> None:
    """Follow a chat whose id has changed, as a Telegram group's does when it grows into a supergroup."""
    already = select(Chat.freelancer).where(Chat.channel == channel, Chat.chat == to)
    old = (Chat.channel == channel, Chat.chat == chat)
    session.execute(delete(Chat).where(*old, Chat.freelancer.in_(already)))
    session.execute(update(Chat).where(*old).values(chat=to))
    outbox.follow(session, channel=channel, chat=chat, to=to)


def _use(session: Session, hashed: str, channel: str, chat: str, now: datetime) -> bool:
    """Mark a code as used in one statement, so that of two chats sending it at once only one gets in."""
    fresh = update(LinkCode).where(
        LinkCode.hash == hashed, LinkCode.used_at.is_(None), LinkCode.expires_at > now
    )
    values = {"used_at": now, "used_channel": channel, "used_chat": chat}
    return session.scalar(fresh.values(values).returning(LinkCode.hash)) is not None


def _save_link(
    session: Session, freelancer: str, channel: str, chat: str, name: str | None, now: datetime
) -> bool:
    existing = _link(session, freelancer, channel, chat)
    if existing is not None:
        existing.name = name or existing.name
        return False
    session.add(Chat(freelancer=freelancer, channel=channel, chat=chat, name=name, linked_at=now))
    session.flush()
    return True


def _link(session: Session, freelancer: str, channel: str, chat: str) -> Chat | None:
    return session.scalar(
        select(Chat).where(Chat.freelancer == freelancer, Chat.channel == channel, Chat.chat == chat)
    )


def _too_many_wrong(session: Session, channel: str, chat: str, now: datetime) -> bool:
    session.execute(delete(LinkAttempts).where(LinkAttempts.since <= now - WRONG_CODES_WITHIN))
    found = session.get(LinkAttempts, (channel, chat))
    return found is not None and found.wrong >= WRONG_CODES


def _count_wrong(session: Session, channel: str, chat: str, now: datetime) -> None:
    found = session.get(LinkAttempts, (channel, chat))
    if found is None:
        session.add(LinkAttempts(channel=channel, chat=chat, wrong=1, since=now))
    else:
        found.wrong = LinkAttempts.wrong + 1
    session.flush()


def _forget_wrong(session: Session, channel: str, chat: str) -> None:
    session.execute(delete(LinkAttempts).where(LinkAttempts.channel == channel, LinkAttempts.chat == chat))


def _hash(code: str) -> str:
    plain = re.sub(r"[\s\-\u2010-\u2015]", "", code).upper()
    return hashlib.sha256(plain.encode(errors="replace")).hexdigest()
