"""Limits on what one conversation or one network address may do, and where a browser may come from."""

from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from bot.engine.settings import origin_of


class Rate:
    """At most `most` events per key within `seconds`; forgets the keys not seen for longest."""

    def __init__(
        self, most: int, seconds: float, *, keys: int = 20_000, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._most = most
        self._seconds = seconds
        self._keys = keys
        self._clock = clock
        self._seen: OrderedDict[str, deque[float]] = OrderedDict()

    def allows(self, key: str) -> bool:
        """Counts one event and says whether it was within the limit; one over the limit is not counted."""
        now = self._clock()
        times = self._seen.setdefault(key, deque())
        self._seen.move_to_end(key)
        while times and times[0] <= now - self._seconds:
            times.popleft()
        if len(times) >= self._most:
            return False
        times.append(now)
        while len(self._seen) > self._keys:
            self._seen.popitem(last=False)
        return True


def client_address(peer: str, headers: Mapping[str, str]) -> str | None:
    """The client's network address, or None for a program on this machine that came without a proxy.

    X-Forwarded-For counts only when the peer is this machine (the reverse proxy), and of it the last entry,
    which is the one that proxy wrote.
    """
    if not _is_loopback(peer):
        return peer
    forwarded = headers.get("x-forwarded-for", "")
    entries = [entry.strip() for entry in forwarded.split(",") if entry.strip()]
    return entries[-1] if entries else None


def _is_loopback(address: str) -> bool:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address == "localhost"
    mapped = getattr(parsed, "ipv4_mapped", None)
    return bool((mapped or parsed).is_loopback)


class Origins:
    """The web origins that may open the chat: the listed ones, the public address, and this machine's own."""

    def __init__(self, public_url: str, listed: tuple[str, ...]) -> None:
        self._allowed = {origin_of(public_url), *listed} - {""}

    def allow(self, origin: str | None, host: str = "") -> bool:
        """Whether a page of this origin may connect; `host` is the Host header of its request.

        No origin at all is a program, not a page: origins protect visitors of other people's pages.
        """
        if not origin:
            return True
        known = origin_of(origin)
        if not known or known in self._allowed:
            return bool(known)
        parts = urlsplit(origin)
        return _is_loopback(parts.hostname or "") and parts.netloc.lower() == host.lower() != ""
