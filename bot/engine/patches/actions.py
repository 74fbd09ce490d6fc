"""Corrections to Rasa 3.6.21, each refusing to start with a Rasa it was not written for.

- Action answers are validated by one validator built once: stock Rasa checks the JSON schema against its
  meta-schema on every reply, about 70 ms each (measured).
- The class of a stored event is looked up in a table: stock Rasa searches all subclasses of Event for every
  event of the conversation each turn, a third of a turn's CPU time after 40 turns (measured).
- A desk that cannot be reached during a turn aborts the turn before anything of it is saved, so that it can
  be run again; stock Rasa logs the error and leaves the client without an answer.
- An action that fails otherwise says so to the client (utter_desk_down), once a turn.
"""

from __future__ import annotations

import asyncio
import inspect
import logging
from collections.abc import Callable
from typing import Any

import aiohttp
import rasa
import rasa.core.actions.action as rasa_action
import rasa.shared.core.events as rasa_events
from jsonschema import ValidationError
from jsonschema.validators import validator_for
from rasa.core.actions.action import ActionExecutionRejection, RemoteAction
from rasa.shared.core.events import BotUttered, Event, UserUttered
from rasa.shared.exceptions import RasaException

logger = logging.getLogger(__name__)

WRITTEN_FOR = "3.6.21"
ACTION_SECONDS = 60
APOLOGY = "utter_desk_down"


class PatchError(Exception):
    """Rasa is not what a patch was written for; says what differs."""


class TurnAborted(BaseException):
    """Ends a turn with nothing of it saved; not an Exception, because Rasa swallows those and goes on."""


def apply() -> None:
    """Applies every patch once; raises PatchError with a Rasa other than 3.6.21."""
    if getattr(RemoteAction, "_liaison_patched", False):
        return
    if rasa.__version__ != WRITTEN_FOR:
        raise PatchError(
            f"bot/engine/patches.py was written for Rasa {WRITTEN_FOR}, this is {rasa.__version__}: "
            "check each patch against the new source, then change WRITTEN_FOR."
        )
    _expect(RemoteAction._validate_action_result, "self", "result")
    _expect(RemoteAction.action_response_format_spec)
    _expect(RemoteAction.run, "self", "output_channel", "nlg", "tracker", "domain")
    _expect(rasa_events.Event.resolve_by_type, "type_name", "default")
    if not isinstance(getattr(rasa_action, "DEFAULT_REQUEST_TIMEOUT", None), int):
        raise PatchError("rasa.core.actions.action.DEFAULT_REQUEST_TIMEOUT is gone; see ACTION_SECONDS.")
    rasa_action.DEFAULT_REQUEST_TIMEOUT = ACTION_SECONDS
    RemoteAction._validate_action_result = _one_validator(RemoteAction.action_response_format_spec())
    RemoteAction.run = _spoken_failure(RemoteAction.run)
    rasa_events.Event.resolve_by_type = staticmethod(_table_of_events(rasa_events.Event.resolve_by_type))
    RemoteAction._liaison_patched = True


def _expect(function: Callable[..., Any], *parameters: str) -> None:
    found = tuple(inspect.signature(function).parameters)
    if found != parameters:
        raise PatchError(f"{function.__qualname__} takes {found}, the patch was written for {parameters}")


def _table_of_events(search: Callable[..., Any]) -> Callable[..., Any]:
    """Event.resolve_by_type that searches once per type it finds."""
    known: dict[str, Any] = {}

    def resolve_by_type(type_name: str, default: Any = None) -> Any:
        if type_name not in known:
            found = search(type_name, default)
            if getattr(found, "type_name", None) != type_name:
                return found
            known[type_name] = found
        return known[type_name]

    return resolve_by_type


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
