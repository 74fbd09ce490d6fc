"""Custom actions: a desk that does not answer, a failed action, and what each call costs.

- A desk that cannot be reached during a turn aborts the turn before anything of it is saved, so that it can
  be run again; stock Rasa logs the error and leaves the client without an answer.
- An action that fails otherwise says so to the client (utter_desk_down), once a turn.
- Answers are validated by one validator built once: stock Rasa checks the JSON schema against its
  meta-schema on every reply, about 70 ms each (measured).
- Connections to the desk stay open: stock Rasa opens one for each action.
- The domain is sent once and then named by its digest, which rasa_sdk knows how to read (newer Rasa does
  so too); it is most of what stock Rasa sends with each action. A desk that lost it answers 449.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

import aiohttp
import rasa.core.actions.action as rasa_action
from jsonschema import ValidationError
from jsonschema.validators import validator_for
from rasa.core.actions.action import ActionExecutionRejection, RemoteAction
from rasa.shared.core.events import BotUttered, Event, UserUttered
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import EndpointConfig

from bot.engine.patches.expected import PatchError, expect

logger = logging.getLogger(__name__)

ACTION_SECONDS = 60
APOLOGY = "utter_desk_down"
DOMAIN_UNKNOWN = 449


class TurnAborted(BaseException):
    """Ends a turn with nothing of it saved; not an Exception, because Rasa swallows those and goes on."""


def apply() -> None:
    """Replaces how RemoteAction runs and validates; raises PatchError when Rasa's is another."""
    expect(RemoteAction._validate_action_result, "self", "result")
    expect(RemoteAction.action_response_format_spec)
    expect(RemoteAction.run, "self", "output_channel", "nlg", "tracker", "domain")
    expect(RemoteAction._action_call_format, "self", "tracker", "domain")
    expect(EndpointConfig.session, "self")
    if not isinstance(getattr(rasa_action, "DEFAULT_REQUEST_TIMEOUT", None), int):
        raise PatchError("rasa.core.actions.action.DEFAULT_REQUEST_TIMEOUT is gone; see ACTION_SECONDS.")
    rasa_action.DEFAULT_REQUEST_TIMEOUT = ACTION_SECONDS
    RemoteAction._validate_action_result = _one_validator(RemoteAction.action_response_format_spec())
    sent = DomainSent()
    RemoteAction._action_call_format = sent.calling(RemoteAction._action_call_format)
    RemoteAction.run = _spoken_failure(sent.again(RemoteAction.run))
    EndpointConfig.session = _pooled_sessions()


class DomainSent:
    """Which domain the desk has been sent; `rasa_sdk.executor` keeps the last one and its digest."""

    def __init__(self) -> None:
        self._known: Any = None
        self._digest = ""

    def calling(self, call_format: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
        """RemoteAction._action_call_format that leaves a domain out which the desk has."""

        def action_call_format(self_: Any, tracker: Any, domain: Any) -> dict[str, Any]:
            if domain is self._known:
                call = call_format(self_, tracker, _NoDomain())
                call.pop("domain", None)
            else:
                call = {**call_format(self_, tracker, domain), "domain": domain.as_dict()}
                written = json.dumps(call["domain"], sort_keys=True, default=str)
                self._known, self._digest = domain, hashlib.sha256(written.encode()).hexdigest()
            return {**call, "domain_digest": self._digest}

        return action_call_format

    def again(self, run: Callable[..., Any]) -> Callable[..., Any]:
        """RemoteAction.run that sends the domain when the desk turns out not to have it."""

        async def run_action(self_: Any, *arguments: Any) -> Any:
            try:
                return await run(self_, *arguments)
            except RasaException as error:
                if getattr(error.__cause__, "status", None) != DOMAIN_UNKNOWN:
                    raise
                self._known = None
                return await run(self_, *arguments)

        return run_action


class _NoDomain:
    """Stands for a domain that need not be written out."""

    def as_dict(self) -> dict[str, Any]:
        return {}

    def does_custom_action_explicitly_need_domain(self, _action: str) -> bool:
        return False


def _pooled_sessions() -> Callable[[Any], aiohttp.ClientSession]:
    """EndpointConfig.session whose sessions, closed after each request, share connections that stay open."""
    pools: WeakKeyDictionary[asyncio.AbstractEventLoop, aiohttp.TCPConnector] = WeakKeyDictionary()

    def session(self: Any) -> aiohttp.ClientSession:
        loop = asyncio.get_running_loop()
        if loop not in pools:
            pools[loop] = aiohttp.TCPConnector()
        login = self.basic_auth
        return aiohttp.ClientSession(
            headers=self.headers,
            auth=aiohttp.BasicAuth(login["username"], login["password"]) if login else None,
            timeout=aiohttp.ClientTimeout(total=ACTION_SECONDS),
            connector=pools[loop],
            connector_owner=False,
        )

    return session


def _one_validator(schema: dict[str, Any]) -> Callable[[Any, Any], bool]:
    """RemoteAction._validate_action_result with the schema checked once, here."""
    kind = validator_for(schema)
    kind.check_schema(schema)
    validator = kind(schema)

    def validate(self: Any, result: Any) -> bool:
        validator.validate(result)
        return True

    return validate


def _spoken_failure(run: Callable[..., Any]) -> Callable[..., Any]:
    """RemoteAction.run, except that no failure leaves the client without a word."""

    async def run_action(self: Any, output_channel: Any, nlg: Any, tracker: Any, domain: Any) -> list[Event]:
        try:
            return list(await run(self, output_channel, nlg, tracker, domain))
        except ActionExecutionRejection:
            raise
        except (
            RasaException,
            aiohttp.ClientError,
            asyncio.TimeoutError,
            ValidationError,
            ValueError,
        ) as error:
            if _is_unreachable(error):
                raise TurnAborted(
                    f"the desk cannot be reached for action {self.name()!r}: {error}"
                ) from error
            logger.exception("action %r failed; the client is told so", self.name())
            return await _apology(nlg, tracker, output_channel)

    return run_action


def _is_unreachable(error: BaseException) -> bool:
    """Whether the desk gave no answer at all, as opposed to a wrong one."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, (aiohttp.ClientConnectionError, asyncio.TimeoutError)):
            return True
        cause = cause.__cause__ or cause.__context__
    return False


async def _apology(nlg: Any, tracker: Any, output_channel: Any) -> list[Event]:
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            break
        if isinstance(event, BotUttered) and event.metadata.get("utter_action") == APOLOGY:
            return []
    draft = await nlg.generate(APOLOGY, tracker, output_channel.name())
    if not draft:
        return []
    draft["utter_action"] = APOLOGY
    return [rasa_action.create_bot_utterance(draft)]
