"""The notice of a quote request says everything the freelancer needs, in their language and formats."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.desk.notices import Item, QuoteRequested, quote_requested
from bot.desk.phrases import in_english

REQUEST = QuoteRequested(
    number="Q-2026-0001",
    service="Übersetzung",
    client_name="Ana García",
    client_email="ana@example.es",
    client_language="es",
    description="Necesito un contrato en alemán {urgente} 100 %",
    translation="Ich brauche einen Vertrag auf Deutsch",
    deadline=date(2026, 12, 4),
    currency="EUR",
    items=(Item("4.000 Wörter", Decimal("480.00")), Item("Eilzuschlag", Decimal("120.00"))),
    subtotal=Decimal("600.00"),
    vat_rate=Decimal(19),
    vat=Decimal("114.00"),
    total=Decimal("714.00"),
    deposit=Decimal("357.00"),
    valid_until=date(2026, 12, 22),
)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_the_whole_notice_reads_as_it_should() -> None:
    assert plain(quote_requested(REQUEST, language="de", phrase=in_english)) == "\n".join(
        [
            "New quote request Q-2026-0001: Übersetzung",
            "",
            "Client: Ana García",
            "E-mail: ana@example.es",
            "Language: Spanisch",
            "",
            "In the client's words:",
            "Necesito un contrato en alemán {urgente} 100 %",
            "",
            "Machine translation (Deutsch):",
            "Ich brauche einen Vertrag auf Deutsch",
            "",
            "4.000 Wörter: 480,00 €",
            "Eilzuschlag: 120,00 €",
            "Subtotal: 600,00 €",
            "VAT 19 %: 114,00 €",
            "Total: 714,00 €",
            "Deposit: 357,00 €",
            "Wanted by: 4. Dezember 2026",
            "Valid until: 22. Dezember 2026",
            "",
            "The client knows that this is an estimate. It is not binding until you approve it.",
        ]
    )


def test_every_phrase_is_asked_for_in_the_home_language() -> None:
    asked = []

    def phrase(name: str, language: str, /, **values: str) -> str:
        asked.append(language)
        return in_english(name, language, **values)

    quote_requested(REQUEST, language="it", phrase=phrase)
    assert set(asked) == {"it"}


def test_what_is_not_known_leaves_no_empty_line() -> None:
    bare = replace(
        REQUEST,
        client_name=None,
        client_email=None,
        client_language=None,
        description=None,
        translation=None,
        deadline=None,
        vat_rate=None,
        vat=None,
        deposit=None,
        valid_until=None,
    )
    text = plain(quote_requested(bare, language="en", phrase=in_english))
    assert text.split("\n\n") == [
        "New quote request Q-2026-0001: Übersetzung",
        "4.000 Wörter: €480.00\nEilzuschlag: €120.00\nTotal: €714.00",
        "The client knows that this is an estimate. It is not binding until you approve it.",
    ]


def test_a_description_already_in_the_home_language_is_shown_once() -> None:
    same = replace(REQUEST, description="Ein Logo", translation="Ein Logo ")
    assert quote_requested(same, language="de", phrase=in_english).count("Ein Logo") == 1
    assert "Machine translation" not in quote_requested(
        replace(REQUEST, translation=None), language="de", phrase=in_english
    )
