"""Answering questions from the freelancer's own FAQ and policies."""

from __future__ import annotations

from rasa_sdk.events import SlotSet

from actions.small_talk import OFFER_PERSON
from actions.turn import Event, Turn, TurnAction


class AnswerQuestion(TurnAction):
    """Answers what the FAQ covers, offers likely questions when unsure, a person when it has nothing."""

    action_name = "action_answer_question"

    async def act(self, turn: Turn) -> list[Event] | None:
        """Looks the English question up by meaning, or the entry whose button was pressed."""
        return await answer(turn, nothing_found="utter_no_answer")


class DefaultFallback(TurnAction):
    """Tries the FAQ when Rasa did not recognise an intent, and admits it when that has nothing either."""

    action_name = "action_default_fallback"

    async def act(self, turn: Turn) -> list[Event] | None:
        """Never guesses: an answer only where the FAQ search is sure."""
        return await answer(turn, nothing_found="utter_not_understood")


async def answer(turn: Turn, *, nothing_found: str) -> list[Event]:
    """Sends the answer, the likely questions, or the given phrase with the offer of a person."""
    index = await turn.app.faq.of(turn.freelancer)
    chosen = index.entry(turn.option) if turn.option else None
    if chosen is not None:
        turn.send(await turn.own(chosen.answer))
        return [SlotSet("pending_offer", None)]
    match = await index.answer(turn.english)
    if match.kind == "answer":
        turn.send(await turn.own(match.entries[0].answer))
        return [SlotSet("pending_offer", None)]
    if match.kind == "offer":
        titles = [await turn.own(entry.question) for entry in match.entries]
        buttons = [
            {"title": title.text, "payload": f'/ask_faq{{"option":"{entry.id}"}}'}
            for title, entry in zip(titles, match.entries, strict=True)
        ]
        none = {"title": turn.phrase("utter_none_of_these").text, "payload": "/talk_to_human"}
        turn.say("utter_did_you_mean", buttons=[*buttons, none])
        return [SlotSet("pending_offer", None)]
    turn.say(nothing_found)
    return [SlotSet("pending_offer", OFFER_PERSON)]
