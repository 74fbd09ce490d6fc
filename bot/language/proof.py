"""Proves a translation by the way back: does what a client will read still mean what was written?

The checks of bot.language.checks see numbers, negations and names. They do not see that a small model turned
"Standard" into a verb. Translated back and compared by meaning, it shows.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable

from bot.language.translation import Translation, identity, untranslated

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
        if done.confidence < SURE_FROM:
            return untranslated(done.original, done.original_language)
        key = (done.original, done.text, done.language)
        if key not in self._known:
            before = await self._english(done.original, done.original_language)
            after = await self._english(done.text, done.language)
            if before.passing or after.passing:
                return untranslated(done.original, done.original_language, passing=True)
            self._remember(key, await self._alike(before, after))
        return done if self._known[key] else untranslated(done.original, done.original_language)

    async def _alike(self, before: Translation, after: Translation) -> bool:
        if "untranslated" in (before.made, after.made):
            return False
        return await self._likeness(before.text, after.text) >= ALIKE_FROM

    def _remember(self, key: tuple[str, str, str], holds: bool) -> None:
        self._known[key] = holds
        if len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)

    async def _english(self, text: str, language: str) -> Translation:
        if language == _PIVOT:
            return identity(text, language)
        return await self._translate(text, language, _PIVOT)
