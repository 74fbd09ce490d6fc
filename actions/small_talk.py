"""Greetings, and yes or no to whatever was offered last."""

from __future__ import annotations

from rasa_sdk.events import FollowupAction, SlotSet

from actions.turn import Event, Turn, TurnAction

# What `pending_offer` may hold: the action that a plain "yes" then means.
OFFER_PERSON = "action_start_contact"
OFFER_QUOTE = "action_start_quote"
OFFER_DELETE = "action_delete_data"


class Greet(TurnAction):
    """Greets, says that it is a bot, and what it can do."""

    action_name = "action_greet"

    async def act(self, turn: Turn) -> list[Event] | None:
        """Greets once with suggestions; in the middle of a form it only returns the greeting."""
        if turn.tracker.active_loop_name:
            return None
        turn.say("utter_greet")
        return [SlotSet("pending_offer", None)]


class Affirm(TurnAction):
    """Takes up the last offer when the client says yes."""

    action_name = "action_affirm"

    async def act(self, turn: Turn) -> list[Event] | None:
        """Follows up on `pending_offer`; without one, asks what the client would like."""
        offer = turn.slot("pending_offer")
        if offer is None:
            turn.say("utter_anything_else")
            return None
        return [SlotSet("pending_offer", None), FollowupAction(offer)]


class Deny(TurnAction):
    """Lets the last offer go when the client says no."""

    action_name = "action_deny"

    async def act(self, turn: Turn) -> list[Event] | None:
        """Forgets the offer and stays available."""
        turn.say("utter_okay")
        return [SlotSet("pending_offer", None)]
