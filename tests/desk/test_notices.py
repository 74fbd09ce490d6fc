"""Notices say everything the freelancer needs, in their language, and nothing twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.desk.notices import (
    ContactNotice,
    QuoteChangeNotice,
    QuoteRequested,
    contact_wanted,
    quote_changed,
    quote_requested,
)
from bot.language.translation import Translation
from tests.desk.english import in_english


def german(text: str, confidence: float = 0.8) -> Translation:
    """What the models make of a client's Spanish."""
    return Translation(text, "de", "", "es", "model", confidence)


REQUEST = QuoteRequested(
    number="Q-2026-0001",
    service="Übersetzung",
    client_name="Ana García",
    client_email="ana@example.es",
    client_language="es",
    description="Necesito un contrato en alemán {urgente} 100 %",
    translation=german("Ich brauche einen Vertrag auf Deutsch"),
    price=("4.000 Wörter: 480,00 €", "Gesamt: 714,00 €", "Gültig bis 22. Dezember 2026"),
)
CONTACT = ContactNotice(
    conversation="designer.1",
    reason="human",
    message="¿Podemos hablar?",
    client_name="Ana García",
    client_email="ana@example.es",
    client_language="es",
    translation=german("Können wir reden?"),
)


def test_the_notice_of_a_quote_request_reads_as_it_should() -> None:
    assert quote_requested(REQUEST, language="de", phrase=in_english) == "\n".join(
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
            "Gesamt: 714,00 €",
            "Gültig bis 22. Dezember 2026",
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
    contact_wanted(CONTACT, language="it", phrase=phrase)
    assert set(asked) == {"it"}


def test_what_is_not_known_leaves_no_empty_line() -> None:
    bare = QuoteRequested("Q-2026-0001", "Logo", None, None, None, " ", None, ("Total: €480.00",))
    assert quote_requested(bare, language="en", phrase=in_english).split("\n\n") == [
        "New quote request Q-2026-0001: Logo",
        "Total: €480.00",
        "The client knows that this is an estimate. It is not binding until you approve it.",
    ]


def test_a_description_already_in_the_home_language_is_shown_once() -> None:
    same = replace(REQUEST, description="Ein Logo", translation=german("Ein Logo "))
    assert quote_requested(same, language="de", phrase=in_english).count("Ein Logo") == 1
    none = replace(REQUEST, translation=None)
    assert "Machine translation" not in quote_requested(none, language="de", phrase=in_english)


def test_a_translation_the_model_was_unsure_of_says_so() -> None:
    guessed = replace(REQUEST, translation=german("Ich brauche einen deutschen Vertreter", 0.41))
    shown = quote_requested(guessed, language="de", phrase=in_english)
    assert "uncertain: go by the client's own words.\nIch brauche einen deutschen Vertreter" in shown
    by_hand = replace(guessed, translation=replace(guessed.translation, made="phrase"))
    assert "uncertain" not in quote_requested(by_hand, language="de", phrase=in_english)


def test_a_client_who_wants_to_talk_is_quoted_with_where_to_answer() -> None:
    assert contact_wanted(CONTACT, language="de", phrase=in_english).split("\n\n") == [
        "Ana García would like to talk to you.",
        "In the client's words:\n¿Podemos hablar?",
        "Machine translation (Deutsch):\nKönnen wir reden?",
        "Language: Spanisch\nAnswer at ana@example.es",
    ]
    unknown = replace(CONTACT, reason="call", client_name=None, client_email=None, client_language=None)
    text = contact_wanted(unknown, language="en", phrase=in_english)
    assert text.startswith("A client would like a call with you.")
    assert text.endswith("Können wir reden?")


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ("accepted", "The client has accepted Q-2026-0001."),
        ("declined", "The client has declined Q-2026-0001."),
        ("wishes", "The client would like to go ahead with Q-2026-0001, which you have not approved yet."),
    ],
)
def test_a_client_s_decision_is_told(change: str, text: str) -> None:
    notice = QuoteChangeNotice("Q-2026-0001", change, "Ana")  # type: ignore[arg-type]
    assert quote_changed(notice, language="de", phrase=in_english) == f"{text}\nClient: Ana"
