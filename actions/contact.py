"""Passing a client's message, or wish for a call, on to the freelancer."""

from __future__ import annotations

from collections.abc import Sequence

from rasa_sdk.events import SlotSet

from actions.form import Answer, TurnForm, email_answer, leaves_form, opened, unread
from actions.turn import Event, Turn, TurnAction
from bot.desk.notices import ContactNotice, contact_wanted
from bot.language.working_hours import hours_text

_INTENTS = frozenset({"talk_to_human", "book_call"})
_LEAVING = frozenset({"deny", "delete_my_data"})
_ASIDE = frozenset({"ask_faq", "ask_services", "bot_challenge", "check_status", "change_language"})


class StartContact(TurnAction):
    """Begins to take a message for the freelancer."""

    action_name = "action_start_contact"

    async def act(self, turn: Turn) -> list[Event] | None:
        """Notes whether a call is wanted; an e-mail address already known is not asked for again."""
        reason = "call" if turn.intent == "book_call" else "human"
        events: list[Event] = [
            SlotSet("contact_reason", reason),
            SlotSet("contact_message", None),
            SlotSet("pending_offer", None),
        ]
        return [*events, *opened(turn, "contact_form", _INTENTS)]


class AskContactMessage(TurnAction):
    """Asks what to pass on, or when a call would suit."""

    action_name = "action_ask_contact_message"

    async def act(self, turn: Turn) -> list[Event] | None:
        """For a call it tells the working hours first."""
        if turn.slot("contact_reason") == "call":
            hours = hours_text(turn.file, turn.language) or turn.phrase("utter_hours_unknown").text
            turn.say("utter_contact_call", hours=hours)
        else:
            turn.say("utter_contact_human")
        return None


class ValidateContactForm(TurnForm):
    """Reads a message to pass on and an e-mail address."""

    form = "contact_form"
    fields = ("contact_message", "client_email")

    def needed(self, turn: Turn) -> Sequence[str]:
        """Both, always."""
        return self.fields

    async def read(self, turn: Turn, asked: str) -> list[Event]:
        """Reads the asked-for field from the client's own words."""
        if leaves_form(turn, asked, _LEAVING, _ASIDE):
            return []
        if turn.is_button:
            return [SlotSet(asked, None)] if turn.intent in _INTENTS else []
        answer = _read(turn, asked)
        if answer is None:
            return []
        if answer.problem is not None:
            turn.send(answer.problem)
        return [SlotSet(name, value) for name, value in answer.slots.items()]


def _read(turn: Turn, asked: str) -> Answer | None:
    if asked == "client_email":
        return email_answer(turn)
    text = turn.original.strip()
    return Answer({"contact_message": text}) if text else unread(asked)


class SubmitContact(TurnAction):
    """Hands the message over to the freelancer's messenger."""

    action_name = "action_submit_contact"

    async def act(self, turn: Turn) -> list[Event] | None:
        """Stores the notice before it says so to the client."""
        email, message = turn.slot("client_email") or "", turn.slot("contact_message") or ""
        notice = ContactNotice(
            conversation=turn.conversation,
            reason="call" if turn.slot("contact_reason") == "call" else "human",
            message=message,
            client_name=turn.slot("client_name"),
            client_email=email,
            client_language=turn.language,
            translation=await turn.for_freelancer(message),
        )
        text = contact_wanted(notice, language=turn.file.home, phrase=turn.app.phrase_text)
        await turn.app.notify(turn.freelancer, f"contact_{notice.reason}", turn.conversation, text)
        turn.say("utter_contact_sent", email=email)
        return [SlotSet("contact_message", None), SlotSet("contact_reason", None)]
