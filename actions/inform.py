"""Bare pieces of information outside a form: a change to the latest estimate, or the start of a new one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from rasa_sdk.events import FollowupAction

from actions.faq import answer
from actions.quote_form import StartQuote, heard_in
from actions.quote_slots import QuoteSlots, field_of, needed_slots
from actions.turn import Event, Turn, TurnAction
from bot.quotes import life
from bot.quotes.reading import FLEXIBLE, Heard
from bot.store import quotes
from bot.store.models import Quote


class Inform(TurnAction):
    """Takes up what the client adds or corrects: "no, 5,000 words" after an estimate makes a new one."""

    action_name = "action_inform"

    async def act(self, turn: Turn) -> list[Event] | None:
        """Revises the open estimate of this conversation, begins one, or looks the message up as one."""
        quote = await _open_quote(turn)
        service = turn.file.service(quote.service) if quote else None
        if quote is not None and service is not None:
            job = _job_of(quote)
            revised = job.with_heard(_changes(heard_in(turn, service, None)))
            if revised != job:
                missing = [slot for slot in needed_slots(turn.file, service) if _lacks(revised, slot)]
                follow = "quote_form" if missing else "action_submit_quote"
                return [*revised.events(), FollowupAction(follow)]
        if await turn.app.service_meant(turn.freelancer, turn.english) is not None:
            return await StartQuote().act(turn)
        return await answer(turn, nothing_found="utter_not_understood")


def _changes(heard: Heard) -> Heard:
    """Only what changes a price; a name or address alone changes no estimate."""
    return Heard(quantity=heard.quantity, package=heard.package, extras=heard.extras, deadline=heard.deadline)


async def _open_quote(turn: Turn) -> Quote | None:
    found = await turn.app.database.read(quotes.of_conversation, turn.conversation)
    latest = next(iter(found), None)
    if latest is None:
        return None
    status = life.status_on(latest.status, expires_on=latest.expires_on, today=turn.today)
    return latest if status == "requested" else None


def _job_of(quote: Quote) -> QuoteSlots:
    """The stored request as the form holds it."""
    request = quote.request
    deadline = request.get("deadline")
    return QuoteSlots(
        service=quote.service,
        package=request.get("package"),
        description=quote.description,
        name=quote.client_name,
        email=quote.client_email,
    ).with_heard(
        Heard(
            quantity=Decimal(request["quantity"]) if request.get("quantity") else None,
            extras=tuple(request.get("extras") or ()),
            deadline=date.fromisoformat(deadline) if deadline else FLEXIBLE,
        )
    )


def _lacks(job: QuoteSlots, slot: str) -> bool:
    return getattr(job, field_of(slot)) is None
