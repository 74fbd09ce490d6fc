"""What a freelancer is told, in their home language: here, that a client asks for a quote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.desk.phrases import Phrase
from bot.language import locales


@dataclass(frozen=True)
class Item:
    """One line of an estimate: what it is for, in the freelancer's home language, and what it comes to."""

    label: str
    amount: Decimal


@dataclass(frozen=True)
class QuoteRequested:
    """A client's request for a quote, with the estimate they were shown.

    Amounts are in `currency` (ISO 4217), `vat_rate` is per hundred, languages are ISO 639-1. `description` is
    in the client's words; `translation` is the same in the home language, where it had to be translated.
    """

    number: str
    service: str
    client_name: str | None
    client_email: str | None
    client_language: str | None
    description: str | None
    translation: str | None
    deadline: date | None
    currency: str
    items: Sequence[Item]
    subtotal: Decimal
    vat_rate: Decimal | None
    vat: Decimal | None
    total: Decimal
    deposit: Decimal | None
    valid_until: date | None


def quote_requested(request: QuoteRequested, *, language: str, phrase: Phrase) -> str:
    """Write the notice of a new quote request in the freelancer's home language, as plain text."""
    blocks = (
        [phrase("desk_quote_requested", language, number=request.number, service=request.service)],
        list(_client(request, language, phrase)),
        list(_description(request, language, phrase)),
        list(_price(request, language, phrase)),
        [phrase("desk_quote_not_binding", language)],
    )
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _client(request: QuoteRequested, language: str, phrase: Phrase) -> Iterator[str]:
    if request.client_name:
        yield phrase("desk_quote_client", language, name=request.client_name)
    if request.client_email:
        yield phrase("desk_quote_email", language, email=request.client_email)
    if request.client_language:
        name = locales.language_name(request.client_language, language)
        yield phrase("desk_quote_language", language, language=name)


def _description(request: QuoteRequested, language: str, phrase: Phrase) -> Iterator[str]:
    if not request.description or not request.description.strip():
        return
    yield phrase("desk_quote_words", language)
    yield request.description.strip()
    if request.translation and request.translation.strip() != request.description.strip():
        yield ""
        name = locales.language_name(language, language)
        yield phrase("desk_quote_translation", language, language=name)
        yield request.translation.strip()


def _price(request: QuoteRequested, language: str, phrase: Phrase) -> Iterator[str]:
    def money(amount: Decimal) -> str:
        return locales.money(amount, request.currency, language)

    for item in request.items:
        yield phrase("desk_quote_line", language, label=item.label, amount=money(item.amount))
    if request.vat and request.vat_rate is not None:
        rate = locales.percent(request.vat_rate, language)
        yield phrase("desk_quote_subtotal", language, amount=money(request.subtotal))
        yield phrase("desk_quote_vat", language, rate=rate, amount=money(request.vat))
    yield phrase("desk_quote_total", language, amount=money(request.total))
    if request.deposit:
        yield phrase("desk_quote_deposit", language, amount=money(request.deposit))
    if request.deadline:
        yield phrase("desk_quote_deadline", language, date=locales.date(request.deadline, language))
    if request.valid_until:
        yield phrase("desk_quote_valid_until", language, date=locales.date(request.valid_until, language))
