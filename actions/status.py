"""Where a client's estimates stand, and accepting or declining them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from rasa_sdk.events import SlotSet
from sqlalchemy.orm import Session

from actions.small_talk import OFFER_PERSON, OFFER_QUOTE
from actions.turn import Event, Turn, TurnAction
from bot.desk.notices import Change, QuoteChangeNotice, quote_changed
from bot.language.translation import Translation
from bot.quotes import life
from bot.quotes.life import IllegalTransition, QuoteExpired, Status
from bot.store import quotes
from bot.store.models import Quote


class CheckStatus(TurnAction):
    """Tells where the estimates of this conversation stand."""

    action_name = "action_check_status"

    async def act(self, turn: Turn) -> list[Event] | None:
        """One line per estimate, or the one whose number was named."""
        number = life.read_quote_number(turn.original)
        found = await _of_conversation(turn)
        if number is not None:
            found = [quote for quote in found if quote.number == number]
            if not found:
                turn.say("utter_status_unknown_number", number=number)
                return [SlotSet("pending_offer", OFFER_PERSON)]
        if not found:
            turn.say("utter_status_none", example=life.quote_number(turn.today.year, 12))
            return [SlotSet("pending_offer", OFFER_PERSON)]
        turn.send(*[await _line(turn, quote) for quote in found[:5]])
        return None


class AcceptQuote(TurnAction):
    """Accepts the latest estimate, if the freelancer has approved it."""

    action_name = "action_accept_quote"

    async def act(self, turn: Turn) -> list[Event] | None:
        """An estimate that is not approved yet stays one; the freelancer hears of the wish."""
        quote = await _meant(turn)
        if quote is None:
            turn.say("utter_no_quote_yet")
            return [SlotSet("pending_offer", OFFER_QUOTE)]
        if _status(turn, quote) == "requested":
            await _tell_freelancer(turn, quote, "wishes")
            turn.say("utter_accept_not_yet", number=quote.number)
            return None
        try:
            await _move(turn, quote, "accepted")
        except (IllegalTransition, QuoteExpired):
            turn.say("utter_accept_impossible", number=quote.number)
            return [SlotSet("pending_offer", OFFER_QUOTE)]
        await _tell_freelancer(turn, quote, "accepted")
        turn.say("utter_accept_done", number=quote.number)
        return None


class DeclineQuote(TurnAction):
    """Declines the latest estimate."""

    action_name = "action_decline_quote"

    async def act(self, turn: Turn) -> list[Event] | None:
        """One that was not approved yet is withdrawn, which comes to the same for the client."""
        quote = await _meant(turn)
        if quote is None:
            turn.say("utter_no_quote_yet")
            return [SlotSet("pending_offer", OFFER_QUOTE)]
        wanted: Status = "withdrawn" if _status(turn, quote) == "requested" else "declined"
        try:
            await _move(turn, quote, wanted)
        except (IllegalTransition, QuoteExpired):
            turn.send(await _line(turn, quote))
            return None
        await _tell_freelancer(turn, quote, "declined")
        turn.say("utter_decline_done", number=quote.number)
        return None


async def _of_conversation(turn: Turn) -> Sequence[Quote]:
    return await turn.app.database.read(quotes.of_conversation, turn.conversation)


async def _meant(turn: Turn) -> Quote | None:
    """The estimate whose number was named, else the latest that is still open, else the latest."""
    found = await _of_conversation(turn)
    number = life.read_quote_number(turn.original)
    if number is not None:
        return next((quote for quote in found if quote.number == number), None)
    still_open = [quote for quote in found if _status(turn, quote) in ("requested", "approved")]
    return next(iter([*still_open, *found]), None)


async def _move(turn: Turn, quote: Quote, status: Status) -> None:
    def work(session: Session) -> None:
        current = quotes.find(session, quote.number, conversation=turn.conversation)
        if current is not None:
            quotes.move(session, current, status, by="client", today=turn.today)

    await turn.app.database.call(work)


def _status(turn: Turn, quote: Quote) -> Status:
    return life.status_on(quote.status, expires_on=quote.expires_on, today=turn.today)


async def _line(turn: Turn, quote: Quote) -> Translation:
    service = turn.file.service(quote.service)
    name: str | Translation = await turn.own(service.name) if service else quote.service
    return turn.phrase(
        f"utter_status_{_status(turn, quote)}",
        number=quote.number,
        service=name,
        total=turn.voice.money(Decimal(quote.estimate["total"])),
        date=turn.voice.date(quote.expires_on) if quote.expires_on else "",
    )


async def _tell_freelancer(turn: Turn, quote: Quote, change: Change) -> None:
    notice = QuoteChangeNotice(number=quote.number, change=change, client_name=quote.client_name)
    text = quote_changed(notice, language=turn.file.home, phrase=turn.app.phrase_text)
    await turn.app.notify(turn.freelancer, f"quote_{change}", turn.conversation, text)
