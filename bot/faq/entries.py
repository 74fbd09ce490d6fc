"""What can be answered from a services file: its FAQ and its policies, as entries of one kind."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from bot.faq.policies import PHRASINGS, QUESTIONS
from bot.services.schema import ServicesFile
from bot.services.text import LocalizedText

ToEnglish = Callable[[str, str], Awaitable[str]]
"""Translates a text from the language given second; the text itself where that is not possible."""

_POLICY_PREFIX = "policy:"


@dataclass(frozen=True)
class Entry:
    """A question, its answer and other ways to ask; `id` is unique within the file and fit for a button."""

    id: str
    question: LocalizedText
    answer: LocalizedText
    phrasings: tuple[LocalizedText, ...] = ()


def entries_of(file: ServicesFile) -> tuple[Entry, ...]:
    """The FAQ's entries, then one for each policy that was written."""
    asked = [Entry(each.id, each.question, each.answer, each.phrasings) for each in file.faq]
    terms = [
        # No id of the FAQ can hold a colon.
        Entry(
            _POLICY_PREFIX + name, QUESTIONS[name], answer, tuple(_english(text) for text in PHRASINGS[name])
        )
        for name, answer in file.policies.given().items()
    ]
    return (*asked, *terms)


def is_policy(id: str) -> bool:
    """Whether the id is that of a policy's entry."""
    return id.startswith(_POLICY_PREFIX)


async def searched_texts(entry: Entry, to_english: ToEnglish) -> list[str]:
    """The English texts an entry is found by: question, question with answer, and each phrasing."""
    wordings = (entry.question, entry.answer, *_in_english_if_any(entry.phrasings))
    question, answer, *phrasings = await asyncio.gather(*(english(text, to_english) for text in wordings))
    return [question, f"{question} {answer}", *phrasings]


async def english(text: LocalizedText, to_english: ToEnglish) -> str:
    """The freelancer's own English where there is one, a translation otherwise."""
    wording, language = text.wording("en")
    return wording if language == "en" else await to_english(wording, language)


def _in_english_if_any(phrasings: Sequence[LocalizedText]) -> Sequence[LocalizedText]:
    """Leaves out phrasings in other languages when the freelancer wrote some in English."""
    return [each for each in phrasings if "en" in each.languages] or phrasings


def _english(text: str) -> LocalizedText:
    return LocalizedText({"en": text}, "en")
