"""Telling what the freelancer offers, and from what price."""

from __future__ import annotations

import asyncio

from actions.turn import Button, Event, Turn, TurnAction
from bot.language.translation import Translation
from bot.quotes.price_tag import price_tag
from bot.services.offer import Service


class ListServices(TurnAction):
    """Lists the services with their prices and a button each."""

    action_name = "action_list_services"

    async def act(self, turn: Turn) -> list[Event] | None:
        """One message: a line per service, buttons that begin an estimate."""
        names = await asyncio.gather(*(turn.own(service.name) for service in turn.file.services))
        lines = [_line(turn, service, name) for service, name in zip(turn.file.services, names, strict=True)]
        turn.send(
            turn.phrase("utter_services"),
            *lines,
            turn.phrase("utter_services_choose"),
            buttons=service_buttons(turn, names),
        )
        return None


def service_buttons(turn: Turn, names: list[Translation]) -> list[Button]:
    """A button for each service, which begins an estimate for it."""
    return [
        {"title": name.text, "payload": f'/request_quote{{"option":"{service.id}"}}'}
        for service, name in zip(turn.file.services, names, strict=True)
    ]


def _line(turn: Turn, service: Service, name: Translation) -> Translation:
    tag = price_tag(service)
    price = turn.phrase(tag.phrase, **{key: turn.voice.money(value) for key, value in tag.amounts.items()})
    return turn.phrase("utter_service_line", service=name, price=price)
