"""Answering questions from the freelancer's services file: FAQ, policies, facts and services."""

from __future__ import annotations

from rasa_sdk.events import SlotSet

from actions.facts import tell_fact
from actions.service_details import estimate_button, tell_details
from actions.small_talk import OFFER_PERSON
from actions.turn import Event, Turn, TurnAction
from bot.faq.entries import Entry

SURE_FROM = 0.62
"""Score from which an entry answers a message that Rasa took for another intent.

Measured on the NLU examples of ask_services with the samples: of 25 to 30 answered per file none was beside
the point; between 0.50 and 0.62 about every third was.
"""


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


class OutOfScope(TurnAction):
    """Declines what lies outside the trade, unless the services file answers it all the same."""

    action_name = "action_out_of_scope"

    async def act(self, turn: Turn) -> list[Event] | None:
        """A question that Rasa took for small talk may well be about the freelancer."""
        if not await answer_if_sure(turn):
            turn.say("utter_out_of_scope")
        return None


async def answer_if_sure(turn: Turn) -> bool:
    """Answers a message of another intent where it is nearly the wording of an entry; whether it did."""
    match = await (await turn.app.faq.of(turn.freelancer)).answer(turn.english)
    if match.kind != "answer" or match.scores[0] < SURE_FROM:
        return False
    await _tell(turn, match.entries[0])
    return True


async def answer(turn: Turn, *, nothing_found: str) -> list[Event]:
    """Sends the answer, the likely questions, or the given phrase with the offer of a person."""
    index = await turn.app.faq.of(turn.freelancer)
    chosen = index.entry(turn.option) if turn.option else None
    if chosen is not None:
        await _tell(turn, chosen)
        return [SlotSet("pending_offer", None)]
    match = await index.answer(turn.english)
    if match.kind == "answer":
        await _tell(turn, match.entries[0])
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


async def _tell(turn: Turn, entry: Entry) -> None:
    """Sends an entry's answer: the freelancer's own words, or what the file says of the fact or service."""
    if entry.answer is not None:
        turn.send(await turn.own(entry.answer))
    elif entry.kind == "fact":
        turn.send(*await tell_fact(turn, entry.subject))
    elif service := turn.file.service(entry.subject):
        turn.send(*await tell_details(turn, service), buttons=[estimate_button(turn, service)])
