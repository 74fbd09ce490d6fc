"""Checks the bearer token of a request."""

from __future__ import annotations

import hmac

from sanic.request import Request


def has_bearer(request: Request, token: str) -> bool:
    """Whether the request carries the token, in constant time; never when the token is empty."""
    sent = request.headers.get("authorization", "")
    return bool(token) and hmac.compare_digest(sent.encode(), f"Bearer {token}".encode())
