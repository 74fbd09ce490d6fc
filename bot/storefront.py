"""What a website shows of a freelancer: the card on the demo page, and the widget's own words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.language.locales import direction, own_name
from bot.language.phrases import Phrasebook
from bot.services.schema import ServicesFile


def card(slug: str, file: ServicesFile, language: str) -> dict[str, Any]:
    """Name and trade of a freelancer, in a language where the file has it."""
    who = file.freelancer
    return {
        "slug": slug,
        "name": who.name,
        "trade": who.trade.wording(language)[0],
        "languages": list(who.spoken),
    }


def widget(
    slug: str, file: ServicesFile, language: str, languages: Sequence[str], phrasebook: Phrasebook
) -> dict[str, Any]:
    """Everything the widget says by itself, in the language nearest to the one asked for."""
    spoken = language if language in languages else "en"
    who = file.freelancer
    values = {"freelancer": who.name, "language": "{language}", "over": "{over}", "left": "{left}"}
    strings = {
        name: phrasebook.render(name, spoken, tone=who.tone, **values).text
        for name in phrasebook.names("widget_")
    }
    return {
        "freelancer": card(slug, file, spoken),
        "language": spoken,
        "direction": direction(spoken),
        "languages": [{"code": code, "name": own_name(code)} for code in languages],
        "strings": strings,
    }
