"""The voice in which one client is spoken to: language, register, region and currency bound together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.language import locales
from bot.language.formality import Tone
from bot.language.translation import Translation, weakest
from bot.language.wording import Wording
from bot.services.schema import ServicesFile
from bot.services.text import LocalizedText


@dataclass(frozen=True)
class Voice:
    """Everything said to one client goes through here, so that language and register never mix."""

    wording: Wording
    file: ServicesFile
    language: str

    @property
    def tone(self) -> Tone:
        """How the freelancer wants their clients to be addressed."""
        return self.file.freelancer.tone

    def phrase(self, name: str, **values: str | Translation) -> Translation:
        """One of the bot's own sentences; a value that a model made marks the whole as made by it."""
        tone = self.tone
        said = self._said(name, tone, {k: _text(v) for k, v in values.items()})
        worst = weakest(value for value in values.values() if isinstance(value, Translation))
        if worst is None or worst.made not in ("model", "untranslated"):
            return said
        originals = {k: v.original if isinstance(v, Translation) else v for k, v in values.items()}
        original = self.wording.phrase(name, worst.original_language, tone, **originals)
        return Translation(
            text=said.text,
            language=said.language,
            original=original.text,
            original_language=worst.original_language,
            made=worst.made,
            confidence=worst.confidence,
        )

    def _said(self, name: str, tone: Tone, values: dict[str, str]) -> Translation:
        """The sentence as the catalogues have it, or as the freelancer put it in the services file."""
        said = self.wording.phrase(name, self.language, tone, **values)
        instead = self.file.phrases.get(name)
        if instead is None or self.language not in instead.texts:
            return said
        text = self.wording.phrasebook.fill(name, instead.texts[self.language], values)
        return replace(said, text=text, language=self.language, made="own")

    def buttons(self, name: str) -> list[dict[str, str]]:
        """The buttons that belong to one of the bot's own sentences."""
        found = self.wording.buttons(name, self.language, self.tone)
        return [{"title": title, "payload": payload} for title, payload in found]

    async def own(self, text: LocalizedText) -> Translation:
        """A text of the freelancer's, in their words where the file has the language."""
        return await self.wording.own(text, self.language, glossary=self.file.glossary, tone=self.tone)

    async def free(self, text: str, source: str) -> Translation:
        """What somebody else wrote, in this voice's language."""
        return await self.wording.free(
            text, source, self.language, glossary=self.file.glossary, tone=self.tone
        )

    def money(self, amount: Decimal) -> str:
        """An amount in the freelancer's currency, written the client's way."""
        return locales.money(amount, self.file.freelancer.currency, self.language)

    def number(self, value: Decimal) -> str:
        """A number written the client's way."""
        return locales.number(value, self.language)

    def percent(self, value: Decimal) -> str:
        """A percentage written the client's way; 19 stands for 19 %."""
        return locales.percent(value, self.language)

    def date(self, day: dt.date) -> str:
        """A date written out the client's way."""
        return locales.date(day, self.language)

    def list(self, items: Sequence[str]) -> str:
        """Items joined as a list is in the client's language."""
        return locales.enumeration(items, self.language)


def _text(value: str | Translation) -> str:
    return value.text if isinstance(value, Translation) else value
