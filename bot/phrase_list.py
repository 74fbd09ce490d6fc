"""Everything the bot may say in one language, and whose words they are: for `liaison phrases`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.language.kept import KeptTranslations
from bot.language.phrases import SOURCE, Phrasebook
from bot.language.wording import best_source, terms_for
from bot.services.schema import ServicesFile
from bot.services.text import texts_of

Made = Literal["by hand", "yours", "machine", "original"]
"""by hand: this product's catalogues. yours: the services file. machine: translated and proven. original: no
translation was good enough, or none was made yet; the client reads it as it was written."""


@dataclass(frozen=True)
class Said:
    """One sentence: its name (or where it was written), what a client reads, and whose words it is."""

    name: str
    text: str
    made: Made


def own_sentences(phrasebook: Phrasebook, language: str, file: ServicesFile | None) -> Iterator[Said]:
    """The bot's own sentences and button titles, as this freelancer's clients read them."""
    tone = file.freelancer.tone if file is not None else "formal"
    overridden = file.phrases if file is not None else {}
    for name in phrasebook.names():
        if name in overridden and language in overridden[name].texts:
            yield Said(name, overridden[name].texts[language], "yours")
            continue
        text, spoken, made = phrasebook.wording(name, language, tone)
        by_hand: Made = "machine" if made == "model" else "by hand"
        yield Said(name, text, by_hand if spoken == language else "original")


def file_texts(file: ServicesFile, language: str, kept: KeptTranslations) -> Iterator[Said]:
    """The texts of a services file, as a client who speaks `language` reads them."""
    for text in dict.fromkeys(texts_of(file)):
        if language in text.texts:
            yield Said(str(text), text.texts[language], "yours")
            continue
        words, written = best_source(text, language)
        done = kept.get(
            words, written, language, terms_for(file.glossary, written, language), file.freelancer.tone
        )
        yield Said(str(text), done.text if done else words, "machine" if done else "original")


def coverage(phrasebook: Phrasebook) -> list[tuple[str, float, int]]:
    """Each language with the share of sentences that are written in it and how many are not."""
    return [
        (code, phrasebook.coverage(code), len(phrasebook.untranslated(code)))
        for code in phrasebook.languages()
        if code != SOURCE
    ]
