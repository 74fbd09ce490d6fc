"""Deleting what is known about a client."""

from __future__ import annotations

from rasa_sdk.events import AllSlotsReset, SlotSet

from actions.small_talk import OFFER_DELETE
from actions.turn import Event, Turn, TurnAction


class DeleteData(TurnAction):
    """Asks once, then deletes the client's data here and in the tracker store."""

    action_name = "action_delete_data"

    async def act(self, turn: Turn) -> list[Event] | None:
        """Deletes on a pressed "yes" or a "yes" to the question; asks otherwise."""
        confirmed = turn.option == "yes" or turn.intent == "affirm"
        if not confirmed:
            turn.say("utter_delete_confirm")
            return [SlotSet("pending_offer", OFFER_DELETE)]
        await turn.app.forget(turn.conversation)
        turn.say("utter_delete_done")
        return [AllSlotsReset()]
