"""What the forms share: their validation, telling an answer from an aside, reading an e-mail address."""

from __future__ import annotations

import abc
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any, ClassVar

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.forms import FormValidationAction

from actions.turn import Event, Turn, TurnAction
from bot.language.reading import read_emails
from bot.language.translation import Translation

FREE_TEXT = frozenset({"quote_description", "contact_message"})
_SURE = 0.55
_ASIDE_WORDS = 8


@dataclass(frozen=True)
class Answer:
    """Slots read from one message, and what to tell the client if it could not be read."""

    slots: Mapping[str, str | None]
    problem: Translation | None = None


class TurnForm(FormValidationAction, abc.ABC):
    """A form whose slots are read from the client's own words, and so are checked while they are read.

    Subclasses set `form` and `fields`, all the slots it may fill, and implement `needed` and `read`.
    """

    form: ClassVar[str]
    fields: ClassVar[tuple[str, ...]]

    @abc.abstractmethod
    def needed(self, turn: Turn) -> Sequence[str]:
        """Slots that have to be known before the form is complete, in the order in which they are asked."""

    @abc.abstractmethod
    async def read(self, turn: Turn, asked: str) -> list[Event]:
        """What the message changes, none at all when it is an aside or a wish to stop."""

    def name(self) -> str:
        """Name of the action in domain.yml."""
        return f"validate_{self.form}"

    async def required_slots(
        self,
        domain_slots: list[str],
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[str]:
        """Called by rasa-sdk; hands over to `needed`."""
        return list(self.needed(Turn.of(dispatcher, tracker)))

    async def get_extraction_events(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[Event]:
        """Called by rasa-sdk; hands over to `read` while a slot is asked for."""
        turn = Turn.of(dispatcher, tracker)
        asked = turn.slot("requested_slot")
        return await self.read(turn, asked) if asked is not None else []

    async def get_validation_events(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[Event]:
        """Everything was checked while it was read."""
        read = tracker.slots_to_validate().items()
        return [SlotSet(name, value) for name, value in read if name in self.fields]


def unread(asked: str, problem: Translation | None = None) -> Answer:
    """The asked-for slot stays open, so that the form asks again."""
    return Answer({asked: None}, problem)


def leaves_form(turn: Turn, asked: str, leaving: Set[str], asides: Set[str]) -> bool:
    """Whether the message is no answer but a wish to stop or something asked in between.

    Where free text is expected only a short, clear message counts: a description may well contain a question.
    """
    if turn.intent in ("talk_to_human", "book_call") and asked == "contact_message":
        return False
    if turn.intent not in leaving | asides or turn.confidence < _SURE:
        return False
    if asked not in FREE_TEXT:
        return True
    return len(turn.original.split()) <= _ASIDE_WORDS and (turn.intent in leaving or "?" in turn.english)


def opened(turn: Turn, form: str, intents: Set[str]) -> list[Event]:
    """Opens a form where no rule does: when its first action was a follow-up and not one of the intents."""
    return [] if turn.intent in intents else [ActiveLoop(form)]


def email_answer(turn: Turn) -> Answer | None:
    """The e-mail address in the message, or what is wrong with it."""
    found = read_emails(turn.original)
    if found and found[0].address is not None:
        return Answer({"client_email": found[0].address})
    kind = found[0].problem if found else "at"
    problem = turn.phrase(f"utter_email_problem_{kind}")
    return unread("client_email", turn.phrase("utter_email_unclear", problem=problem))


class AskClientEmail(TurnAction):
    """Asks where the client can be answered."""

    action_name = "action_ask_client_email"

    async def act(self, turn: Turn) -> list[Event] | None:
        """In a message to a person the wording names the freelancer."""
        in_contact = turn.tracker.active_loop_name == "contact_form"
        turn.say("utter_ask_contact_email" if in_contact else "utter_ask_client_email")
        return None


class StopForm(TurnAction):
    """Stops a form on request and forgets what was half said."""

    action_name = "action_stop_form"

    async def act(self, turn: Turn) -> list[Event] | None:
        """Name and e-mail stay, so that the client need not give them again."""
        turn.say("utter_form_stopped")
        kept = ("client_name", "client_email")
        return [
            SlotSet(name, None)
            for name in turn.tracker.slots
            if name.startswith(("quote_", "contact_", "pending_")) and name not in kept
        ]
