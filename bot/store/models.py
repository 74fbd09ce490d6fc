"""The tables of the database, as SQLAlchemy models; a change needs a migration (bot/store/migrations)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Enum, ForeignKey, Index, MetaData, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from bot.quotes.life import STATUSES, Status
from bot.store.columns import UtcDateTime, WrittenText

SLUG = String(64)
CONVERSATION = String(128)
CHANNEL = String(32)
CHAT = String(64)


class Base(DeclarativeBase):
    """What every table shares: named constraints, so that migrations can change them on any database."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UtcDateTime, dict[str, Any]: JSON}  # noqa: RUF012


class Conversation(Base):
    """One client's conversation with one freelancer; its id is Rasa's sender id."""

    __tablename__ = "conversations"

    id: Mapped[str] = mapped_column(CONVERSATION, primary_key=True)
    freelancer: Mapped[str] = mapped_column(SLUG, index=True)
    channel: Mapped[str] = mapped_column(CHANNEL)
    locale: Mapped[str | None] = mapped_column(String(64))
    language: Mapped[str | None] = mapped_column(String(16))
    language_chosen: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime] = mapped_column(index=True)


class Erasure(Base):
    """A deleted conversation whose messages Rasa's tracker store may still hold; removed once it does not."""

    __tablename__ = "erasures"

    conversation: Mapped[str] = mapped_column(CONVERSATION, primary_key=True)
    requested_at: Mapped[datetime]


class QuoteCounter(Base):
    """How many quotes a year has seen; a row per year, from which numbers are drawn."""

    __tablename__ = "quote_counters"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]


class Quote(Base):
    """A price worked out for a client: what was asked, the estimate as shown, and how far it got."""

    __tablename__ = "quotes"

    number: Mapped[str] = mapped_column(String(20), primary_key=True)
    freelancer: Mapped[str] = mapped_column(SLUG, index=True)
    conversation: Mapped[str | None] = mapped_column(
        CONVERSATION, ForeignKey("conversations.id", ondelete="SET NULL"), index=True
    )
    service: Mapped[str] = mapped_column(String(128))
    request: Mapped[dict[str, Any]]
    estimate: Mapped[dict[str, Any]]
    client_name: Mapped[str | None] = mapped_column(WrittenText)
    client_email: Mapped[str | None] = mapped_column(WrittenText)
    client_language: Mapped[str | None] = mapped_column(String(16))
    description: Mapped[str | None] = mapped_column(WrittenText)
    status: Mapped[Status] = mapped_column(
        Enum(*STATUSES, name="status", native_enum=False, length=16, create_constraint=True)
    )
    created_at: Mapped[datetime]
    expires_on: Mapped[date | None] = mapped_column(index=True)


class QuoteChange(Base):
    """One step in a quote's life: who changed it from what to what, and when."""

    __tablename__ = "quote_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    quote: Mapped[str] = mapped_column(
        String(20), ForeignKey("quotes.number", ondelete="CASCADE"), index=True
    )
    before: Mapped[str | None] = mapped_column(String(16))
    after: Mapped[str] = mapped_column(String(16))
    by: Mapped[str] = mapped_column(String(16))
    at: Mapped[datetime]


class Chat(Base):
    """A messenger chat in which a freelancer gets notices."""

    __tablename__ = "chats"
    __table_args__ = (UniqueConstraint("freelancer", "channel", "chat"), Index(None, "channel", "chat"))

    id: Mapped[int] = mapped_column(primary_key=True)
    freelancer: Mapped[str] = mapped_column(SLUG)
    channel: Mapped[str] = mapped_column(CHANNEL)
    chat: Mapped[str] = mapped_column(CHAT)
    name: Mapped[str | None] = mapped_column(WrittenText)
    linked_at: Mapped[datetime]


class LinkCode(Base):
    """A one-time code that links a chat to a freelancer; only its hash is kept."""

    __tablename__ = "link_codes"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    freelancer: Mapped[str] = mapped_column(SLUG)
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]
    used_channel: Mapped[str | None] = mapped_column(CHANNEL)
    used_chat: Mapped[str | None] = mapped_column(CHAT)


class LinkAttempts(Base):
    """Wrong codes a chat has sent lately, so that nobody can try them all."""

    __tablename__ = "link_attempts"

    channel: Mapped[str] = mapped_column(CHANNEL, primary_key=True)
    chat: Mapped[str] = mapped_column(CHAT, primary_key=True)
    wrong: Mapped[int]
    since: Mapped[datetime]


class Notice(Base):
    """A text on its way to one chat of a freelancer; without a channel it waits until one is linked.

    Copies of the same text for several chats share their `posting`.
    """

    __tablename__ = "outbox"
    __table_args__ = (Index(None, "channel", "chat"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    posting: Mapped[str] = mapped_column(String(32), index=True)
    freelancer: Mapped[str] = mapped_column(SLUG, index=True)
    conversation: Mapped[str | None] = mapped_column(CONVERSATION, index=True)
    kind: Mapped[str] = mapped_column(String(32))
    payload: Mapped[dict[str, Any]]
    channel: Mapped[str | None] = mapped_column(CHANNEL)
    chat: Mapped[str | None] = mapped_column(CHAT)
    attempts: Mapped[int] = mapped_column(default=0)
    parts_sent: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    next_attempt_at: Mapped[datetime] = mapped_column(index=True)
    claimed_until: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    failure: Mapped[str | None] = mapped_column(String(16))
    error: Mapped[str | None] = mapped_column(WrittenText)
