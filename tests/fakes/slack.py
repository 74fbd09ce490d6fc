"""A fake of Slack: its Web API over HTTP on loopback, and the signed events it would send to a webhook.

After https://docs.slack.dev/apis/web-api, /apis/events-api and /authentication/verifying-requests-from-slack.

    with FakeSlack() as slack:
        ... run something with LIAISON_SLACK_API=slack.api, LIAISON_SLACK_TOKEN=slack.token and
            LIAISON_SLACK_SIGNING_SECRET=slack.signing_secret ...
        slack.deliver(webhook_url, slack.direct_message("start CODE"))
        assert slack.wait_for_messages(1)[0].text == "..."
"""

from __future__ import annotations

import hashlib
import hmac
import itertools
import json
import time
from dataclasses import dataclass, field
from typing import Any

import httpx
from aiohttp import web

from tests.fakes.server import Failure, FakeServer

TEXT_LIMIT = 40_000
TEAM, APP, BOT_USER, BOT = "T061EG9R6", "A0PNCHHK2", "U0LAN0Z89", "B0LAN2Q65"


@dataclass(frozen=True)
class SentMessage:
    """One accepted chat.postMessage."""

    channel: str
    text: str
    ts: str
    fields: dict[str, Any] = field(repr=False)


class FakeSlack(FakeServer):
    """Slack as one app sees it: it knows the app's token, and every channel but those told otherwise."""

    def __init__(
        self,
        token: str = "xoxb-token-of-the-fake",
        signing_secret: str = "signing-secret-of-the-fake",
    ) -> None:
        super().__init__()
        self.token = token
        self.signing_secret = signing_secret
        self.messages: list[SentMessage] = []
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.errors: dict[str, str] = {}
        """What chat.postMessage answers for a channel: {"C123": "is_archived"}."""
        self._counter = itertools.count(1)

    @property
    def api(self) -> str:
        """What LIAISON_SLACK_API is to be."""
        return f"{self.origin}/api"

    # What the API does.

    def routes(self, app: web.Application) -> None:
        app.router.add_route("*", "/api/{method}", self._answer)

    async def _answer(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        try:
            fields = await _fields(request)
        except ValueError:
            return _error("invalid_json")
        self.record(lambda: self.calls.append((method, fields)))
        failure = self.next_failure()
        if failure is not None and not failure.after_accepting:
            return await self.show(failure)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ") or fields.pop("token", "")
        if token != self.token:
            return _error("invalid_auth" if token else "not_authed")
        handler = {"auth.test": self._auth_test, "chat.postMessage": self._post_message}.get(method)
        answer = handler(fields) if handler else _error("unknown_method", req_method=method)
        return await self.show(failure) if failure is not None else answer

    def _auth_test(self, _fields: dict[str, Any]) -> web.Response:
        return _ok(
            url="https://subarachnoid.slack.com/",
            team="Subarachnoid Workspace",
            user="liaison",
            team_id=TEAM,
            user_id=BOT_USER,
            bot_id=BOT,
            is_enterprise_install=False,
        )

    def _post_message(self, fields: dict[str, Any]) -> web.Response:
        channel, text = str(fields.get("channel", "")), fields.get("text")
        if not channel or channel in self.errors:
            return _error(self.errors.get(channel, "channel_not_found"))
        if not text and not fields.get("blocks") and not fields.get("attachments"):
            return _error("no_text")
        # Slack shortens what is longer instead of refusing it.
        sent = SentMessage(channel, str(text)[:TEXT_LIMIT], self._ts(), fields)
        self.record(lambda: self.messages.append(sent))
        message = {"type": "message", "text": sent.text, "user": BOT_USER, "bot_id": BOT, "ts": sent.ts}
        return _ok(channel=channel, ts=sent.ts, message={**message, "team": TEAM, "app_id": APP})

    # How it is told to fail.

    def flood(self, retry_after: int, times: int = 1) -> None:
        """Answer the next calls as too many."""
        body = {"ok": False, "error": "ratelimited"}
        self.fail(Failure(429, body, headers=(("Retry-After", str(retry_after)),)), times)

    def break_down(self, times: int = 1, *, after_accepting: bool = False) -> None:
        """Answer the next calls as a server in trouble; `after_accepting` does the work first."""
        self.fail(Failure(503, "<html>upstream connect error</html>", after_accepting=after_accepting), times)

    def wait_for_messages(self, count: int, channel: str | None = None) -> list[SentMessage]:
        """Block until so many messages have arrived, in one channel or in all; gives them."""

        def found() -> list[SentMessage]:
            return [message for message in self.messages if channel in (None, message.channel)]

        self.wait_until(lambda: len(found()) >= count, f"{count} Slack messages, got {self.messages}")
        return found()

    # What it sends to a webhook.

    def direct_message(
        self, text: str, *, channel: str = "D024BE91L", user: str = "U2147483697"
    ) -> dict[str, Any]:
        """Make an Events API envelope for what a person writes to the app in a direct message."""
        return self.event({**self._message(text, channel, user), "channel_type": "im"})

    def channel_message(
        self, text: str, *, channel: str = "C2147483705", user: str = "U2147483697"
    ) -> dict[str, Any]:
        """Make the envelope of a message in a channel the app is in."""
        return self.event({**self._message(text, channel, user), "channel_type": "channel"})

    def own_message(self, text: str, *, channel: str = "D024BE91L") -> dict[str, Any]:
        """Make the envelope with which Slack tells an app what it has itself posted: not to be answered."""
        own = {"bot_id": BOT, "app_id": APP, "channel_type": "im"}
        return self.event({**self._message(text, channel, BOT_USER), **own})

    def event(self, event: dict[str, Any]) -> dict[str, Any]:
        """Wrap an event as the Events API does."""
        return {
            "token": "old-verification-token",
            "team_id": TEAM,
            "api_app_id": APP,
            "event": event,
            "type": "event_callback",
            "event_id": f"Ev{next(self._counter):08d}",
            "event_time": int(time.time()),
            "authorizations": [{"enterprise_id": None, "team_id": TEAM, "user_id": BOT_USER, "is_bot": True}],
            "is_ext_shared_channel": False,
        }

    @staticmethod
    def url_verification(
        challenge: str = "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmd",
    ) -> dict[str, Any]:
        """Make the request with which Slack checks a webhook; it wants the challenge back."""
        return {"token": "old-verification-token", "challenge": challenge, "type": "url_verification"}

    def sign(self, body: bytes, *, timestamp: int | None = None) -> dict[str, str]:
        """Give the headers that prove a body comes from Slack."""
        moment = str(int(time.time()) if timestamp is None else timestamp)
        base = b"v0:" + moment.encode() + b":" + body
        signature = hmac.new(self.signing_secret.encode(), base, hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": moment, "X-Slack-Signature": f"v0={signature}"}

    def deliver(
        self,
        url: str,
        payload: dict[str, Any],
        *,
        timestamp: int | None = None,
        retry: int = 0,
        headers: dict[str, str] | None = None,
    ) -> httpx.Response:
        """POST an envelope to a webhook as Slack does; `headers` replace right ones by wrong ones."""
        body = json.dumps(payload).encode()
        sent = {"Content-Type": "application/json", **self.sign(body, timestamp=timestamp)}
        if retry:
            sent |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_timeout"}
        return httpx.post(url, content=body, headers=sent | (headers or {}), timeout=30, trust_env=False)

    def _message(self, text: str, channel: str, user: str) -> dict[str, Any]:
        escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        ts = self._ts()
        return {
            "type": "message",
            "channel": channel,
            "user": user,
            "text": escaped,
            "ts": ts,
            "event_ts": ts,
            "team": TEAM,
        }

    def _ts(self) -> str:
        return f"{int(time.time())}.{next(self._counter):06d}"


async def _fields(request: web.Request) -> dict[str, Any]:
    """Read a call's fields, which the Web API takes as JSON or a form; raises ValueError for broken JSON."""
    if request.content_type == "application/json":
        text = await request.text()
        fields = json.loads(text) if text else {}
        if not isinstance(fields, dict):
            raise ValueError("the JSON is not an object")
        return fields
    form = {key: value for key, value in (await request.post()).items() if isinstance(value, str)}
    return {**request.query, **form}


def _ok(**fields: object) -> web.Response:
    return web.json_response({"ok": True, **fields})


def _error(reason: str, **more: object) -> web.Response:
    return web.json_response({"ok": False, "error": reason, **more})
