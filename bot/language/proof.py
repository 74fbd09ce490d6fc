"""Proves a translation by the way back: does what a client will read still mean what was written?

The checks of bot.language.checks see numbers, negations and names. They do not see that a small model turned
"Standard" into a verb. Translated back and compared by meaning, it shows.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable

from bot.language.translation import Translation, untranslated

Likeness = Callable[[str, str], Awaitable[float]]
"""How alike two English texts are in meaning, 1 for the same."""
Translate = Callable[[str, str, str], Awaitable[Translation]]
"""Text, source and target to a translation: `Translator.translate`."""

ALIKE_FROM = 0.75
SURE_FROM = 0.60
"""Measured on the texts of the sample services files: below either, three in four translations were wrong or
nonsense; above both, few were more than clumsy."""
_PIVOT = "en"
_REMEMBERED = 20_000


class Proof:
    """Lets through only those translations whose way back to English means the same."""

    def __init__(self, translate: Translate, likeness: Likeness) -> None:
        self._translate = translate
        self._likeness = likeness
        self._known: OrderedDict[tuple[str, str, str], bool] = OrderedDict()

    async def proven(self, done: Translation) -> Translation:
        """The translation, or its original where the way back means something else.

        Into English there is no way back to compare in, so such a translation is let through.
        """
        if done.made != "model" or done.language == _PIVOT:
            return done
        if done.confidence >= SURE_FROM and await self._holds(done):
            return done
        return untranslated(done.original, done.original_language)

    async def _holds(self, done: Translation) -> bool:
        key = (done.original, done.text, done.language)
        known = self._known.get(key)
        if known is None:
            before = await self._english(done.original, done.original_language)
            after = await self._english(done.text, done.language)
            if before is None or after is None:
                known = False
            else:
                known = await self._likeness(before, after) >= ALIKE_FROM
            self._known[key] = known
            if len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return known

    async def _english(self, text: str, language: str) -> str | None:
        if language == _PIVOT:
            return text
        done = await self._translate(text, language, _PIVOT)
        return None if done.made == "untranslated" else done.text
