"""The bot's own sentences in English whatever the language, for tests of what is said and not how."""

from __future__ import annotations

from bot.language.phrases import Phrasebook
from bot.settings import ROOT

_PHRASEBOOK = Phrasebook(ROOT / "domain.yml", ROOT / "data" / "locales", strict=True)


def in_english(name: str, _language: str, /, **values: str) -> str:
    """Say a sentence of domain.yml in English."""
    return _PHRASEBOOK.render(name, "en", **values).text
