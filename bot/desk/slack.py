"""Writes to Slack channels and direct messages through the Web API (https://docs.slack.dev/apis/web-api)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import httpx

from bot.desk.messenger import MessengerError, Refused, TryAgain, certificates, cut

MESSAGE_LIMIT = 40_000

_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})

_AUTH = frozenset(
    [
        "invalid_auth",
        "not_authed",
        "account_inactive",
        "token_revoked",
        "token_expired",
        "missing_scope",
        "no_permission",
        "not_allowed_token_type",
        "access_denied",
        "ekm_access_denied",
        "enterprise_is_restricted",
        "two_factor_setup_required",
        "org_login_required",
    ]
)
_CHAT = frozenset(
    [
        "channel_not_found",
        "not_in_channel",
        "is_archived",
        "user_not_found",
        "user_disabled",
        "cannot_dm_bot",
        "is_inactive",
        "messages_tab_disabled",
        "restricted_action",
        "restricted_action_read_only_channel",
        "channel_type_not_supported",
        "restricted_action_non_threadable_channel",
        "restricted_action_thread_only_channel",
        "cannot_reply_to_message",
        "recipient_not_found",
    ]
)
_REJECTED = frozenset(
    [
        "no_text",
        "msg_too_long",
        "invalid_arguments",
        "invalid_arg_name",
        "invalid_array_arg",
        "invalid_charset",
        "invalid_json",
        "invalid_form_data",
        "invalid_post_type",
        "missing_post_type",
        "json_not_object",
        "method_deprecated",
        "unknown_method",
        "deprecated_endpoint",
        "messages_blocked_by_policy",
    ]
)


class SlackBot:
    """A Slack app's bot user, by its token; calls may raise TryAgain or Refused (bot/desk/messenger.py)."""

    def __init__(self, token: str, api: str = "https://slack.com/api", *, timeout_s: float = 20.0) -> None:
        """Prepare calls to `api`; nothing is sent before the first one."""
        self._http = httpx.AsyncClient(
            base_url=f"{api.rstrip('/')}/",
            headers={"Authorization": f"Bearer {token}"},
            timeout=timeout_s,
            verify=certificates(),
        )

    def parts(self, text: str) -> Sequence[str]:
        """Cut a text to what Slack shows of a message: 40,000 characters, counted as they are sent."""
        return cut(text, MESSAGE_LIMIT, lambda character: len(character.translate(_ESCAPED)))

    async def send(self, chat: str, text: str) -> None:
        """Send a text as it is: nothing in it becomes a mention, a command, bold type or a preview."""
        await self._call(
            "chat.postMessage",
            channel=chat,
            text=text.translate(_ESCAPED),
            mrkdwn=False,
            unfurl_links=False,
            unfurl_media=False,
        )

    async def identity(self) -> Mapping[str, Any]:
        """Give the bot's team and user ids: the way to find out whether the token is right."""
        return await self._call("auth.test")

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def _call(self, method: str, **fields: Any) -> Mapping[str, Any]:
        try:
            answer = await self._http.post(method, json=fields)
        except httpx.HTTPError as error:
            raise TryAgain(f"Slack did not answer {method} ({type(error).__name__}).") from error
        try:
            body = answer.json()
        except ValueError:
            body = None
        if answer.status_code == 200 and isinstance(body, dict) and body.get("ok") is True:
            return body
        reason = str(body.get("error", "")) if isinstance(body, dict) else ""
        raise _error(method, answer, reason)


def _error(method: str, answer: httpx.Response, reason: str) -> MessengerError:
    """Tell from Slack's answer whether to try again or to give up; what is not known is tried again."""
    said = f"Slack answered {method} with {answer.status_code} {reason}".rstrip()
    if answer.status_code == 429:
        return TryAgain(said, retry_after=_seconds(answer.headers.get("Retry-After")))
    if reason in _AUTH:
        return Refused(f"{said}. Check LIAISON_SLACK_TOKEN and the app's scopes.", failure="auth")
    if reason in _CHAT:
        return Refused(f"{said}. Invite the app to the channel, or link another chat.", failure="chat")
    if reason in _REJECTED:
        return Refused(said, failure="rejected")
    return TryAgain(said)


def _seconds(header: str | None) -> float | None:
    try:
        return max(0.0, float(header)) if header else None
    except ValueError:
        return None
