"""The database: conversations, quotes, the freelancers' linked chats and the notices on their way to them."""

from __future__ import annotations

from bot.store.database import Database

__all__ = ["Database"]
