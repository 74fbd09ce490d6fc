"""What a freelancer is told, in their home language as plain text: that a client asks, decides or calls."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.desk.phrases import Phrase
from bot.language import locales
from bot.language.translation import Translation

Change = Literal["wishes", "accepted", "declined"]
"""A client's decision on a quote; "wishes" accepts one that the freelancer has not approved yet."""


@dataclass(frozen=True)
class QuoteRequested:
    """A client's request for a quote, with the estimate they were shown.

    `service` and the lines of `price` are in the home language. `description` is in the client's words, and
    `translation` the same in the home language where it had to be translated. Languages are ISO 639-1.
    """

    number: str
    service: str
    client_name: str | None
    client_email: str | None
    client_language: str | None
    description: str | None
    translation: Translation | None
    price: Sequence[str]


@dataclass(frozen=True)
class ContactNotice:
    """A client's wish to talk to the freelancer, or for a call, with what they wrote about it."""

    conversation: str
    reason: Literal["human", "call"]
    message: str
    client_name: str | None
    client_email: str | None
    client_language: str | None
    translation: Translation | None = None


@dataclass(frozen=True)
class QuoteChangeNotice:
    """A client's decision on a quote."""

    number: str
    change: Change
    client_name: str | None


def quote_requested(request: QuoteRequested, *, language: str, phrase: Phrase) -> str:
    """Write the notice of a new quote request."""
    return _text(
        [phrase("desk_quote_requested", language, number=request.number, service=request.service)],
        _client(request, language, phrase),
        _words(request.description, language, phrase),
        _translation(request.description, request.translation, language, phrase),
        request.price,
        [phrase("desk_quote_not_binding", language)],
    )


def contact_wanted(notice: ContactNotice, *, language: str, phrase: Phrase) -> str:
    """Write the notice that a client wants to talk, or a call, and where to answer them."""
    name = notice.client_name or phrase("desk_contact_unknown", language)
    return _text(
        [phrase(f"desk_contact_{notice.reason}", language, name=name)],
        _words(notice.message, language, phrase),
        _translation(notice.message, notice.translation, language, phrase),
        _answer(notice, language, phrase),
    )


def quote_changed(notice: QuoteChangeNotice, *, language: str, phrase: Phrase) -> str:
    """Write the notice that a client accepts or declines a quote, or would if it were approved."""
    said = [phrase(f"desk_quote_{notice.change}", language, number=notice.number)]
    if notice.client_name:
        said.append(phrase("desk_quote_client", language, name=notice.client_name))
    return _text(said)


def _client(request: QuoteRequested, language: str, phrase: Phrase) -> Iterator[str]:
    if request.client_name:
        yield phrase("desk_quote_client", language, name=request.client_name)
    if request.client_email:
        yield phrase("desk_quote_email", language, email=request.client_email)
    yield from _writes_in(request.client_language, language, phrase)


def _answer(notice: ContactNotice, language: str, phrase: Phrase) -> Iterator[str]:
    yield from _writes_in(notice.client_language, language, phrase)
    if notice.client_email:
        yield phrase("desk_contact_answer", language, email=notice.client_email)


def _writes_in(client_language: str | None, language: str, phrase: Phrase) -> Iterator[str]:
    if client_language:
        name = locales.language_name(client_language, language)
        yield phrase("desk_quote_language", language, language=name)


def _words(written: str | None, language: str, phrase: Phrase) -> Iterator[str]:
    if written and written.strip():
        yield phrase("desk_quote_words", language)
        yield written.strip()


def _translation(
    written: str | None, translation: Translation | None, language: str, phrase: Phrase
) -> Iterator[str]:
    if translation and translation.text.strip() not in ("", (written or "").strip()):
        label = "desk_quote_translation" if translation.sure else "desk_quote_translation_unsure"
        yield phrase(label, language, language=locales.language_name(language, language))
        yield translation.text.strip()


def _text(*blocks: Iterable[str]) -> str:
    """Join lines to blocks with an empty line between them; an empty block leaves no trace."""
    return "\n\n".join(text for text in ("\n".join(block) for block in blocks) if text)
