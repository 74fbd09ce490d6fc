"""Translates the freelancers' own texts before a client asks: when Liaison starts and when a file changes."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from contextlib import suppress

import structlog

from bot.language.phrases import SOURCE
from bot.language.wording import Wording
from bot.services.catalogue import Catalogue
from bot.services.text import LocalizedText, texts_of

log = structlog.get_logger(__name__)


class Pretranslation:
    """Goes through the services files one text at a time: a client's message waits for one at most."""

    def __init__(self, catalogue: Catalogue, wording: Wording, languages: Iterable[str]) -> None:
        self._catalogue = catalogue
        self._wording = wording
        self._languages = tuple(languages)
        self._waiting: asyncio.Queue[str | None] = asyncio.Queue()
        """Slugs of files to translate; None stands for the bot's own sentences."""
        self.done = False
        """Whether every text as it is now has been translated."""

    async def translate_forever(self) -> None:
        """Translate every file now and each again when it changes, until cancelled."""
        loop = asyncio.get_running_loop()
        self.begin_anew(self._languages)

        def changed(slugs: frozenset[str]) -> None:
            for slug in slugs:
                loop.call_soon_threadsafe(self._waiting.put_nowait, slug)

        stop = self._catalogue.subscribe(changed)
        try:
            while True:
                self.done = self._waiting.empty()
                slug = await self._waiting.get()
                self.done = False
                await (self._translate_phrases() if slug is None else self._translate(slug))
        finally:
            stop()

    def begin_anew(self, languages: Iterable[str]) -> None:
        """Translate everything (again), because other models or languages are there."""
        self._languages = tuple(languages)
        self.done = False
        for slug in (None, *self._catalogue.slugs()):
            self._waiting.put_nowait(slug)

    async def _translate_phrases(self) -> None:
        """The bot's own sentences, for languages that nobody has written a catalogue for."""
        phrasebook = self._wording.phrasebook
        sentences = {
            english for response in phrasebook.responses.values() for _, english in response.messages()
        }
        for language in set(self._languages) - set(phrasebook.languages()):
            learned = 0
            for english in sorted(sentences):
                done = await self._wording.own(LocalizedText({SOURCE: english}, SOURCE), language)
                if done.made != "untranslated":
                    with suppress(ValueError):
                        phrasebook.learn(language, english, done.text)
                        learned += 1
            share = round(learned / len(sentences), 3)
            log.info("phrases_translated", language=language, shown=share)

    async def _translate(self, slug: str) -> None:
        file = self._catalogue.get(slug)
        if file is None:
            return
        shown = 0
        texts = list(dict.fromkeys(texts_of(file)))
        for language in self._languages:
            for text in texts:
                done = await self._wording.own(
                    text, language, glossary=file.glossary, tone=file.freelancer.tone
                )
                shown += done.made != "untranslated"
        share = round(shown / max(1, len(texts) * len(self._languages)), 3)
        log.info("services_file_translated", freelancer=slug, texts=len(texts), shown=share)
