"""What a client wrote, made ready for the dialogue: its language, its English, or why it was not taken.

Nothing that a client types may look like a command to Rasa, which executes "/restart" and "/intent{...}":
leading slashes are taken off the original and off its translation, since a translation may begin with one
too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from bot.language.detection import Detection, Detector
from bot.language.formality import Tone
from bot.language.locales import enumeration, language_name
from bot.language.phrases import Phrasebook
from bot.language.segments import Segment, split
from bot.language.translation import Made, Translation, identity, weakest
from bot.language.wording import Translates

Refusal = Literal["empty", "too_long", "not_text", "language"]
"""Why a message was not taken: nothing in it, too many characters, not a text, or a language nobody
serves."""

PIVOT = "en"
"""The language the dialogue is conducted in."""

_PHRASES: dict[Refusal, str] = {
    "empty": "utter_empty",
    "too_long": "utter_too_long",
    "not_text": "utter_not_text",
    "language": "utter_language_unknown",
}
_DETECTED_CHARS = 1000
"""So much of a message tells its language."""
_COMMAND = re.compile("^[\\s/／⁄∕\u00ad\u200b-\u200f\u2060-\u2064]+")
"""Slashes, and what nobody sees before them."""
_DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u2028\u2029")
"""Characters that turn the order of a line round and can make a text look like another one."""


class Limits(Protocol):
    """The settings that bound a message: bot.settings.Settings."""

    @property
    def message_chars(self) -> int:
        """Longest message a client may send, in characters."""
        ...


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message as the engine hands it over; `chosen` is a language picked from the menu."""

    conversation: str
    freelancer: str
    channel: str
    text: str
    locale: str | None = None
    chosen: str | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """A client's message, understood or refused.

    `language` is what the conversation goes on in, `spoken` what this message is written in. `original` is
    the client's text without control characters and leading slashes, `english` the same in English, made as
    `made` says. `confidence` is the translation's, 0 to 1. `sure` is false where the language is a guess.
    `pending` belongs to the conversation: hand it in with its next message. For a refused message `refused`
    says why and `text` tells the client so, in `language`; nothing of it may go on to the dialogue, but
    `original` still holds all of it.
    """

    language: str
    spoken: str
    english: str
    original: str
    made: Made
    confidence: float = 1.0
    sure: bool = True
    pending: str | None = None
    refused: Refusal | None = None
    text: str | None = None


_OWN_LANGUAGE_WORDS = 4
_OWN_LANGUAGE_SURE = 0.95
"""From so many words and so sure on, a sentence of a message may be in a language of its own."""
_GREETING = re.compile(
    r"\W*(?:hi+|hello+|hey+|good (?:morning|afternoon|evening|day)|greetings|dear \w+)"
    r"(?: (?:there|again|everyone|all|sir|madam))?\s*[,.!;:–-]+\s*(?=(?:\S+\s+){2}\S)",
    re.IGNORECASE,
)


_WISH = re.compile(
    r"\?|\b(?:need|want\w*|like|looking for|search\w*|how|what|when|where|which|can|could|do|does|"
    r"price|cost|quote|"
    r"estimate|order|book|help|ask\w*|question)\b",
    re.IGNORECASE,
)


def to_the_point(english: str) -> str:
    """A message without the greeting before it: who says hello and asks for a price wants the price."""
    greeting = _GREETING.match(english)
    point = english[greeting.end() :] if greeting else ""
    return point if _WISH.search(point) else english


class Understanding:
    """Reads what clients write, in any of the languages the detector serves."""

    def __init__(
        self, detector: Detector, translator: Translates, phrasebook: Phrasebook, limits: Limits
    ) -> None:
        self._detector = detector
        self._translator = translator
        self._phrasebook = phrasebook
        self._limits = limits

    def serve(self, detector: Detector) -> None:
        """Read the languages of another detector from now on."""
        self._detector = detector

    async def understand(
        self,
        text: object,
        *,
        conversation_language: str | None = None,
        chosen: bool = False,
        locale: str | None = None,
        home: str | None = None,
        pending: str | None = None,
        tone: Tone = "formal",
        ignore: Sequence[str] = (),
        protect: Sequence[str] = (),
        fixed: Mapping[str, str] | None = None,
    ) -> Understood:
        """A client's message in English, or the reason why it is refused. Never raises for any text.

        `conversation_language` is the language so far; `chosen` means that the client picked it, so it stays.
        `locale` is the browser's, `home` the freelancer's language, for when nothing else tells. `pending`
        is that of the message before. `ignore`: names that tell no language. `protect` and `fixed`: the
        glossary, as for the translator.
        """
        written = text if isinstance(text, str) else ""
        found = self._detect(written, conversation_language, chosen, locale, home, pending, ignore)
        taken = Understood(
            found.language,
            found.spoken,
            "",
            written,
            "identity",
            sure=found.sure,
            pending=found.pending,
        )
        refusal = self._refusal(text, found)
        if refusal is not None:
            return self._refused(taken, refusal, tone)
        original = without_command(cleaned(written))
        if found.spoken == PIVOT or not any(letter.isalpha() for letter in original):
            return replace(taken, english=to_the_point(original), original=original)
        english = await self._in_english(original, found.spoken, protect, fixed or {})
        said = without_command(english.text) or original
        return replace(
            taken,
            english=to_the_point(said),
            original=original,
            made=english.made,
            confidence=english.confidence,
        )

    async def _in_english(
        self, text: str, spoken: str, protect: Sequence[str], fixed: Mapping[str, str]
    ) -> Translation:
        """A message in English; sentences of it that are clearly in another language from that one."""
        parts = list(self._by_language(text, spoken))
        done = [
            await self._translator.translate(part, language, PIVOT, protect=protect, fixed=fixed)
            if language != PIVOT
            else identity(part, PIVOT)
            for part, language in parts
        ]
        worst = weakest(done) or identity(text, spoken)
        whole = "".join(part.text for part in done)
        confidence = min((part.confidence for part in done), default=1.0)
        return replace(worst, text=whole, original=text, original_language=spoken, confidence=confidence)

    def _by_language(self, text: str, spoken: str) -> Iterator[tuple[str, str]]:
        """Stretches of a text with the language each is in, together the whole text."""
        segments = split(text, spoken)
        if sum(segment.sentence for segment in segments) < 2:
            yield text, spoken
            return
        stretch, language = "", spoken
        for segment in segments:
            found = self._language_of(segment, spoken) or language
            if stretch.strip() and found != language:
                yield stretch, language
                stretch = ""
            stretch, language = stretch + segment.text, found
        yield stretch, language

    def _language_of(self, segment: Segment, spoken: str) -> str | None:
        """The language of a sentence: that of the message unless it is long and surely another one."""
        if not segment.sentence:
            return None
        if len(segment.text.split()) < _OWN_LANGUAGE_WORDS:
            return spoken
        found = self._detector.detect(segment.text, locale=spoken)
        other = found.sure and found.unserved is None and found.confidence >= _OWN_LANGUAGE_SURE
        return found.spoken if other else spoken

    def _detect(
        self,
        text: str,
        conversation_language: str | None,
        chosen: bool,
        locale: str | None,
        home: str | None,
        pending: str | None,
        ignore: Sequence[str],
    ) -> Detection:
        found = self._detector.detect(
            cleaned(text[:_DETECTED_CHARS]),
            conversation=conversation_language,
            locale=locale,
            home=home,
            pending=pending,
            ignore=ignore,
        )
        if chosen and conversation_language in self._detector.served:
            return replace(found, language=str(conversation_language), sure=True, pending=None)
        return found

    def _refusal(self, text: object, found: Detection) -> Refusal | None:
        if not isinstance(text, str):
            return "not_text"
        if len(text) > self._limits.message_chars:
            return "too_long"
        if not without_command(cleaned(text)):
            return "empty"
        return "language" if found.unserved else None

    def _refused(self, message: Understood, refusal: Refusal, tone: Tone) -> Understood:
        """The message with what the client is told instead of an answer."""
        served = self._detector.served
        names = [language_name(code, message.language) for code in served]
        told = self._phrasebook.render(
            _PHRASES[refusal],
            message.language,
            tone=tone,
            chars=self._limits.message_chars,
            languages=enumeration(names, message.language),
        )
        return replace(message, refused=refusal, text=told.text)


def cleaned(text: str) -> str:
    """The text in Unicode's composed form, without control characters and blanks around; line breaks stay."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    kept = "".join(letter for letter in text if letter == "\n" or not _is_control(letter))
    return unicodedata.normalize("NFC", kept).strip()


def _is_control(letter: str) -> bool:
    return letter in _DIRECTIONS or unicodedata.category(letter) in ("Cc", "Cs", "Cn", "Co")


def without_command(text: str) -> str:
    """The text without what would make Rasa take it for a command."""
    return _COMMAND.sub("", text)
