"""What the quote form asks, each question with buttons where there is something to choose from."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from actions.quote_slots import QuoteSlots
from actions.services import service_buttons
from actions.turn import Button, Event, Turn, TurnAction
from bot.quotes.pricing import PricingError, estimate
from bot.quotes.reading import FLEXIBLE, options_of, unit_of
from bot.services.amounts import Charge
from bot.services.offer import Package, Service


class AskService(TurnAction):
    """Asks which service the quote is about."""

    action_name = "action_ask_quote_service"

    async def act(self, turn: Turn) -> list[Event] | None:
        """Offers every service as a button."""
        names = await asyncio.gather(*(turn.own(service.name) for service in turn.file.services))
        turn.say("utter_ask_quote_service", buttons=service_buttons(turn, names))
        return None


class AskPackage(TurnAction):
    """Asks which package or scope it should be."""

    action_name = "action_ask_quote_package"

    async def act(self, turn: Turn) -> list[Event] | None:
        """Shows each with its price, where it has one, and what it is."""
        options = options_of(_service(turn))
        lines, buttons = [], []
        for option in options:
            name = await turn.own(option.name)
            label = name.text
            if isinstance(option, Package):
                label = f"{name.text} · {turn.voice.money(option.price)}"
            about = getattr(option, "description", None)
            if about is not None:
                lines.append(turn.phrase("utter_option_line", option=name, about=await turn.own(about)))
            buttons.append(_button(label, "package", option.id))
        turn.send(turn.phrase("utter_ask_quote_package"), *lines, buttons=buttons)
        return None


class AskQuantity(TurnAction):
    """Asks how many words, pages, pieces or hours it is."""

    action_name = "action_ask_quote_quantity"

    async def act(self, turn: Turn) -> list[Event] | None:
        """The question depends on what the service counts."""
        turn.say(f"utter_ask_quantity_{unit_of(_service(turn))}")
        return None


class AskExtras(TurnAction):
    """Asks whether any extras are wanted."""

    action_name = "action_ask_quote_extras"

    async def act(self, turn: Turn) -> list[Event] | None:
        """Each extra with its price as a button, and one for none."""
        buttons = []
        for extra in turn.file.extras_of(_service(turn)):
            name = await turn.own(extra.name)
            buttons.append(_button(f"{name.text} · {_charge(turn, extra.price)}", "extras", extra.id))
        none = _button(turn.phrase("utter_extras_none").text, "extras", "")
        turn.say("utter_ask_quote_extras", buttons=[*buttons, none])
        return None


class AskDeadline(TurnAction):
    """Asks when the work is needed."""

    action_name = "action_ask_quote_deadline"

    async def act(self, turn: Turn) -> list[Event] | None:
        """Offers two likely dates and "no hurry" as buttons."""
        days = [turn.today + timedelta(days=days) for days in (7, 21)]
        buttons = [_button(turn.voice.date(day), "deadline", day.isoformat()) for day in days]
        none = _button(turn.phrase("utter_deadline_flexible").text, "deadline", FLEXIBLE)
        turn.say("utter_ask_quote_deadline", buttons=[*buttons, none])
        return None


class AskDescription(TurnAction):
    """Asks what the job is about, in the client's own words."""

    action_name = "action_ask_quote_description"

    async def act(self, turn: Turn) -> list[Event] | None:
        """The freelancer reads these words as they are."""
        turn.say("utter_ask_quote_description")
        return None


class AskClientName(TurnAction):
    """Tells the price and asks who it is for."""

    action_name = "action_ask_client_name"

    async def act(self, turn: Turn) -> list[Event] | None:
        """The price comes before anything personal is asked for."""
        if turn.tracker.active_loop_name == "quote_form":
            _preview(turn)
        turn.say("utter_ask_client_name")
        return None


def _preview(turn: Turn) -> None:
    try:
        priced = estimate(turn.file, QuoteSlots.of(turn).request(), today=turn.today)
    except PricingError:
        # Said when the form is complete, together with what can be done about it.
        return
    total = turn.voice.money(priced.total)
    if priced.high is not None:
        total = turn.phrase("utter_price_range", low=total, high=turn.voice.money(priced.high.total)).text
    turn.say("utter_quote_preview", total=total)


def _service(turn: Turn) -> Service:
    service = turn.file.service(turn.slot("quote_service") or "")
    if service is None:
        raise LookupError("the quote form asked for details before a service was chosen")
    return service


def _button(title: str, field: str, value: str) -> Button:
    return {"title": title, "payload": f'/inform{{"option":"{field}:{value}"}}'}


def _charge(turn: Turn, charge: Charge) -> str:
    if charge.percent is not None:
        return f"+{turn.voice.percent(charge.percent)}"
    return f"+{turn.voice.money(charge.amount)}" if charge.amount else ""
