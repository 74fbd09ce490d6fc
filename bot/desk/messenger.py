"""What a messenger has to do for the desk, and how it says that something did not work."""

from __future__ import annotations

import ssl
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from typing import Protocol

import httpx

from bot.store.outbox import Failure

_JOINERS = frozenset("\u200d\ufe0e\ufe0f")


class Messenger(Protocol):
    """A way to write to a freelancer's chat."""

    def parts(self, text: str) -> Sequence[str]:
        """Cut a text into pieces short enough for one message each."""
        ...

    async def send(self, chat: str, text: str) -> None:
        """Send one piece to a chat; raises TryAgain, Refused or ChatMoved."""
        ...


class MessengerError(Exception):
    """A messenger did not do what it was asked; the message says what, why and what to do."""


class TryAgain(MessengerError):
    """It may work later: the network, the messenger's servers, or too many messages at once."""

    def __init__(self, reason: str, *, retry_after: float | None = None) -> None:
        """Keep how many seconds the messenger asked to wait, if it did."""
        super().__init__(reason)
        self.retry_after = retry_after


class Refused(MessengerError):
    """Trying again will not help: the chat is gone, the token is wrong, or the text is not accepted."""

    def __init__(self, reason: str, *, failure: Failure) -> None:
        """Keep which of these it was."""
        super().__init__(reason)
        self.failure = failure


class ChatMoved(MessengerError):
    """The chat has another id now, and the message goes there."""

    def __init__(self, to: str) -> None:
        """Keep the new id."""
        super().__init__(f"The chat has moved to {to}.")
        self.to = to


@cache
def certificates() -> ssl.SSLContext:
    """Give the authorities that messengers' certificates are checked against; read once, for that is slow."""
    return httpx.create_ssl_context()


def cut(text: str, limit: int, size: Callable[[str], int]) -> list[str]:
    """Cut a text into pieces of at most `limit`, at a line or a space where there is one, losing no word.

    `size` says how much of the limit one character takes.
    """
    pieces = []
    rest = text.strip()
    while rest:
        end = _fitting(rest, limit, size)
        if end < len(rest):
            end = _good_end(rest, end)
        pieces.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return pieces


def _fitting(text: str, limit: int, size: Callable[[str], int]) -> int:
    used = 0
    for index, character in enumerate(text):
        used += size(character)
        if used > limit:
            return max(index, 1)
    return len(text)


def _good_end(text: str, end: int) -> int:
    """Move the cut back to the last line or word that ends in the second half of the piece."""
    for mark in ("\n\n", "\n", " "):
        found = text.rfind(mark, end // 2, end + 1)
        if found > 0:
            return found
    whole = end
    while whole > end // 2 and _belongs_to_the_one_before(text, whole):
        whole -= 1
    return whole if whole > end // 2 else end


def _belongs_to_the_one_before(text: str, index: int) -> bool:
    return text[index] in _JOINERS or text[index - 1] == "\u200d" or unicodedata.combining(text[index]) != 0
