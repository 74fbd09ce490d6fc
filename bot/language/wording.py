"""The one place that words for a client leave through.

A phrase of the bot's own comes from the catalogues; the freelancer's wording is used where the services
file has the client's language; everything else is machine-translated, and says so. Where no translation
can be trusted the original is shown, labelled.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from bot.language.formality import Tone
from bot.language.kept import KeptTranslations
from bot.language.phrases import Button, Phrasebook
from bot.language.proof import Proof
from bot.language.translation import Translation, identity, weakest

_DASH = " – "
_LABEL_WORDS = 5
"""Labels set side by side ("Logo design – Basic") are no sentence and are translated one by one."""
PIVOT = "en"
"""The language that translation between two others leads through."""


class Translates(Protocol):
    """What turns a text into another language: the Translator, or a stand-in for it in tests."""

    async def translate(
        self,
        text: str,
        source: str,
        target: str,
        *,
        protect: Sequence[str] = (),
        fixed: Mapping[str, str] = ...,
        tone: Tone | None = None,
    ) -> Translation:
        """Translate `text`; never raises for its content, but returns it untranslated."""
        ...


class Localized(Protocol):
    """A text of the freelancer's that may exist in several languages: bot.services.text.LocalizedText."""

    @property
    def languages(self) -> Sequence[str]:
        """The languages it was written in."""
        ...

    def wording(self, language: str) -> tuple[str, str]:
        """The text and the language it is in: `language` if it has that, else the next best."""
        ...


class FixedTerm(Protocol):
    """A term of the glossary with the translations the freelancer insists on."""

    @property
    def term(self) -> str:
        """The term as the freelancer writes it."""
        ...

    @property
    def translations(self) -> Mapping[str, str]:
        """The term by language."""
        ...


class Glossary(Protocol):
    """The freelancer's glossary: bot.services.schema."""

    @property
    def keep(self) -> Sequence[str]:
        """Terms that are never translated."""
        ...

    @property
    def fixed(self) -> Sequence[FixedTerm]:
        """Terms that are translated in one way only."""
        ...


class Wording:
    """Words for clients: phrases of the bot's own, the freelancer's texts, and free text."""

    def __init__(
        self,
        phrasebook: Phrasebook,
        translator: Translates,
        proof: Proof | None = None,
        kept: KeptTranslations | None = None,
    ) -> None:
        self.phrasebook = phrasebook
        self._translator = translator
        self._proof = proof
        self._kept = kept

    def phrase(self, name: str, language: str, tone: Tone = "formal", /, **values: object) -> Translation:
        """A sentence of the bot's own; in English where there is no catalogue for `language`.

        Values are shown as they are given: already formatted for the language. Raises `UnknownPhrase`.
        """
        return self.phrasebook.render(name, language, tone=tone, **values)

    def buttons(self, name: str, language: str, tone: Tone = "formal") -> list[Button]:
        """The buttons under a sentence of the bot's own. Raises `UnknownPhrase`."""
        return self.phrasebook.buttons(name, language, tone)

    async def own(
        self,
        text: Localized,
        language: str,
        *,
        glossary: Glossary | None = None,
        tone: Tone | None = None,
    ) -> Translation:
        """A text of the freelancer's: their own wording if they wrote `language`, else a translation of it.

        What they wrote in English is translated rather than their home language: every other way leads
        through English anyway. A translation speaks in their name, so it must be proven, or it is not shown.
        """
        words, written = best_source(text, language)
        if written == language:
            return Translation(words, language, words, language, "own")
        parts = words.split(_DASH)
        if len(parts) > 1 and all(len(part.split()) <= _LABEL_WORDS for part in parts):
            labels = [await self._translated(part, written, language, glossary, tone) for part in parts]
            return _joined(labels)
        return await self._translated(words, written, language, glossary, tone)

    async def _translated(
        self, words: str, written: str, language: str, glossary: Glossary | None, tone: Tone | None
    ) -> Translation:
        """A text of the freelancer's in a language they did not write: kept, or translated and proven."""
        terms = terms_for(glossary, written, language)
        known = self._kept.get(words, written, language, terms, tone) if self._kept is not None else None
        if known is not None:
            return known
        done = await self.free(words, written, language, glossary=glossary, tone=tone)
        if self._proof is not None:
            done = await self._proof.proven(done)
        if self._kept is not None:
            self._kept.put(done, language, terms, tone)
        return done

    async def free(
        self,
        text: str,
        source: str,
        target: str,
        *,
        glossary: Glossary | None = None,
        tone: Tone | None = None,
    ) -> Translation:
        """Any other text, for example what a client and the freelancer write to each other.

        `tone` is how its reader is addressed, where the target language makes a difference.
        """
        if source == target or not text.strip():
            return identity(text, target)
        return await self._translator.translate(
            text,
            source,
            target,
            protect=kept_terms(glossary),
            fixed=fixed_terms(glossary, source, target),
            tone=tone,
        )


def _joined(labels: Sequence[Translation]) -> Translation:
    worst = weakest(labels) or labels[0]
    return replace(
        worst,
        text=_DASH.join(label.text for label in labels),
        original=_DASH.join(label.original for label in labels),
        confidence=min(label.confidence for label in labels),
    )


def best_source(text: Localized, language: str) -> tuple[str, str]:
    """The wording to show or to translate from, and its language: English before the home language."""
    words, written = text.wording(language)
    return text.wording(PIVOT) if written != language and PIVOT in text.languages else (words, written)


def terms_for(glossary: Glossary | None, source: str, target: str) -> dict[str, str | None]:
    """The terms a translation depends on, each with its fixed translation or None where it is kept."""
    return {**dict.fromkeys(kept_terms(glossary)), **fixed_terms(glossary, source, target)}


def kept_terms(glossary: Glossary | None) -> tuple[str, ...]:
    """What the freelancer wants left as it is, in every language."""
    return tuple(glossary.keep) if glossary is not None else ()


def fixed_terms(glossary: Glossary | None, source: str, target: str) -> dict[str, str]:
    """The freelancer's own translations from `source` to `target`: term in the source -> term in the
    target."""
    if glossary is None:
        return {}
    return {
        entry.translations.get(source, entry.term): entry.translations[target]
        for entry in glossary.fixed
        if target in entry.translations
    }
