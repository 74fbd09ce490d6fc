"""Working out the price of a complete request, storing it, and telling the client and the freelancer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from rasa_sdk.events import SlotSet

from actions.quote_slots import JOB_SLOTS, QuoteSlots
from actions.small_talk import OFFER_PERSON
from actions.turn import Event, Turn, TurnAction
from bot.desk.notices import QuoteRequested, quote_requested
from bot.language.translation import Translation
from bot.quotes.placement import Client, Placed, place
from bot.quotes.presentation import price_lines
from bot.quotes.priced import Estimate, QuoteRequest
from bot.quotes.pricing import PricingError, estimate


class SubmitQuote(TurnAction):
    """Prices the job, stores the request with its notice, and shows the estimate."""

    action_name = "action_submit_quote"

    async def act(self, turn: Turn) -> list[Event] | None:
        """Nothing is said to be sent before it is stored."""
        job = QuoteSlots.of(turn)
        request = job.request()
        try:
            priced = estimate(turn.file, request, today=turn.today)
        except PricingError as error:
            values = {key: turn.voice.number(value) for key, value in error.values.items()}
            turn.say("utter_quote_failed", reason=turn.phrase(error.phrase, **values))
            return [SlotSet("contact_message", job.description), SlotSet("pending_offer", OFFER_PERSON)]
        placed = await _place(turn, job, request, priced)
        await _tell(turn, job, request, priced, placed)
        return [SlotSet("quote_number", placed.number), *(SlotSet(slot, None) for slot in JOB_SLOTS)]


async def _place(turn: Turn, job: QuoteSlots, request: QuoteRequest, priced: Estimate) -> Placed:
    placed = await turn.app.database.call(
        place,
        freelancer=turn.freelancer,
        client=Client(turn.conversation, job.name, job.email, turn.language),
        request=request,
        estimate=priced,
        description=job.description,
        today=turn.today,
        notice=await _notice(turn, job, request, priced),
    )
    turn.app.delivery.wake()
    return placed


async def _tell(turn: Turn, job: QuoteSlots, request: QuoteRequest, priced: Estimate, placed: Placed) -> None:
    if placed.replaced is not None:
        turn.say("utter_quote_revised", old=placed.replaced, new=placed.number)
    service = turn.file.service(request.service)
    name: str | Translation = await turn.own(service.name) if service else request.service
    turn.send(
        turn.phrase("utter_quote_header", number=placed.number, service=name),
        *await price_lines(priced, request.deadline, turn.voice),
        turn.phrase("utter_quote_not_binding"),
    )
    turn.say("utter_quote_sent", email=job.email or "")


async def _notice(
    turn: Turn, job: QuoteSlots, request: QuoteRequest, priced: Estimate
) -> Callable[[str], str]:
    """What the freelancer reads, in their home language, as a function of the number the request will get."""
    home = turn.app.voice_for(turn.file, turn.file.home)
    service = turn.file.service(request.service)
    about = QuoteRequested(
        number="",
        service=(await home.own(service.name)).text if service else request.service,
        client_name=job.name,
        client_email=job.email,
        client_language=turn.language,
        description=job.description,
        translation=await turn.for_freelancer(job.description),
        price=[line.text for line in await price_lines(priced, request.deadline, home)],
    )
    return lambda number: quote_requested(
        replace(about, number=number), language=turn.file.home, phrase=turn.app.phrase_text
    )
