"""Telling what the freelancer offers, and from what price."""

from __future__ import annotations

import asyncio

from actions.faq import answer_if_sure
from actions.service_details import price_of
from actions.turn import Button, Event, Turn, TurnAction
from bot.language.translation import Translation


class ListServices(TurnAction):
    """Lists the services with their prices and a button each."""

    action_name = "action_list_services"

    async def act(self, turn: Turn) -> list[Event] | None:
        """One message: a line per service, buttons that begin an estimate; or the answer about just one."""
        if not turn.is_button and await answer_if_sure(turn):
            return None
        names = await asyncio.gather(*(turn.own(service.name) for service in turn.file.services))
        lines = [
            turn.phrase("utter_service_line", service=name, price=price_of(turn, service))
            for service, name in zip(turn.file.services, names, strict=True)
        ]
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
