"""What is read from clients' messages about a job, in their own words and languages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.quotes.reading import FLEXIBLE, Message, named, read_message
from bot.services.loading import load
from bot.services.schema import ServicesFile
from bot.settings import ROOT

TODAY = date(2026, 11, 23)  # a Monday


def services(name: str) -> ServicesFile:
    return load(Path(ROOT / "data" / "freelancers" / f"{name}.yml"))


TRANSLATOR, DESIGNER, DEVELOPER = (services(name) for name in ("translator", "designer", "developer"))


@pytest.mark.parametrize(
    ("original", "english", "language", "words"),
    [
        ("4,000 words please", "4,000 words please", "en", 4000),
        ("unas 4.000 palabras", "about 4,000 words", "es", 4000),
        ("etwa 4.000 Wörter", "about 4,000 words", "de", 4000),
        ("environ 4 000 mots", "about 4,000 words", "fr", 4000),
        ("umas 4.000 palavras", "about 4,000 words", "pt", 4000),
        ("circa 4.000 parole", "about 4,000 words", "it", 4000),
        ("no, 5,000 words", "no, 5,000 words", "en", 5000),
        ("3 files, together 1200 words", "3 files, together 1200 words", "en", 1200),
    ],
)
def test_a_quantity_is_read_in_the_clients_own_notation(
    original: str, english: str, language: str, words: int
) -> None:
    service = TRANSLATOR.service("general")
    heard = read_message(Message(original, english, language), TRANSLATOR, service, asked=None, today=TODAY)
    assert heard.quantity == Decimal(words)


def test_a_bare_number_counts_only_when_it_was_asked_for() -> None:
    service = TRANSLATOR.service("general")
    message = Message("1500", "1500", "es")
    assert read_message(message, TRANSLATOR, service, asked="quantity", today=TODAY).quantity == 1500
    assert read_message(message, TRANSLATOR, service, asked="extras", today=TODAY).quantity is None


def test_one_message_fills_several_slots() -> None:
    service = TRANSLATOR.service("general")
    text = "4,000 words by Friday, answer to ann@example.com"
    heard = read_message(Message(text, text, "en"), TRANSLATOR, service, asked=None, today=TODAY)
    assert heard.quantity == 4000
    assert heard.deadline == date(2026, 11, 27)
    assert heard.email == "ann@example.com"


@pytest.mark.parametrize(
    ("original", "english", "language"),
    [
        ("para el viernes", "by Friday", "es"),
        ("bis Freitag", "by Friday", "de"),
        ("pour vendredi", "for Friday", "fr"),
        ("até sexta-feira", "by Friday", "pt"),
        ("entro venerdì", "by Friday", "it"),
        ("27/11", "27/11", "es"),
    ],
)
def test_a_deadline_is_read_in_the_clients_language(original: str, english: str, language: str) -> None:
    message = Message(original, english, language)
    heard = read_message(message, DESIGNER, DESIGNER.services[0], asked="deadline", today=TODAY)
    assert heard.deadline == date(2026, 11, 27)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("no rush", "en"),
        ("whenever suits you", "en"),
        ("no", "en"),
        ("no tengo prisa", "es"),
        ("sin prisa", "es"),
        ("ce n'est pas urgent", "fr"),
        ("rien ne presse", "fr"),
        ("es eilt nicht", "de"),
        ("keine Eile", "de"),
        ("não tenho pressa", "pt"),
        ("senza fretta", "it"),
        ("nessuna urgenza", "it"),
    ],
)
def test_no_hurry_is_understood_without_a_translation(text: str, language: str) -> None:
    message = Message(text, "(badly translated)", language)
    heard = read_message(message, DESIGNER, DESIGNER.services[0], asked="deadline", today=TODAY)
    assert heard.deadline == FLEXIBLE


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("no thanks", "en"),
        ("no, gracias", "es"),
        ("ninguno", "es"),
        ("aucun, merci", "fr"),
        ("nein danke", "de"),
        ("keine", "de"),
        ("não, obrigada", "pt"),
        ("nessuno grazie", "it"),
    ],
)
def test_no_extras_is_understood_without_a_translation(text: str, language: str) -> None:
    message = Message(text, "(badly translated)", language)
    heard = read_message(message, DESIGNER, DESIGNER.services[0], asked="extras", today=TODAY)
    assert heard.extras == ()


def test_a_longer_answer_is_not_taken_for_no() -> None:
    message = Message("no sé qué son", "I do not know what they are", "es")
    assert read_message(message, DESIGNER, DESIGNER.services[0], asked="extras", today=TODAY).extras is None


@pytest.mark.parametrize(
    ("original", "english", "language", "package"),
    [
        ("das Basis-Paket", "the basic package", "de", "basic"),
        ("Premium please", "Premium please", "en", "premium"),
        ("la segunda", "the second", "es", "standard"),
        ("3", "3", "en", "premium"),
    ],
)
def test_a_package_is_chosen_by_name_or_place(
    original: str, english: str, language: str, package: str
) -> None:
    service = DESIGNER.service("logo")
    message = Message(original, english, language)
    assert read_message(message, DESIGNER, service, asked="package", today=TODAY).package == package


def test_extras_are_chosen_by_name_or_declined() -> None:
    service = DESIGNER.service("logo")
    for text, expected in (
        ("additional concept and animated logo (5 seconds)", ("extra_concept", "animation")),
        ("no thanks", ()),
        ("what do they look like", None),
    ):
        heard = read_message(Message(text, text, "en"), DESIGNER, service, asked="extras", today=TODAY)
        assert heard.extras == expected


def test_services_are_found_by_name_in_any_language_of_the_file() -> None:
    assert named(["Quiero subtitulado para un vídeo"], TRANSLATOR.services) == ["subtitles"]
    assert named(["I need proofreading"], TRANSLATOR.services) == ["proofreading"]
    assert named(["hello"], TRANSLATOR.services) == []


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["en", "es", "fr", "de", "pt", "it"]))
def test_no_text_breaks_the_reader(text: str, language: str) -> None:
    for asked in (None, "quantity", "package", "extras", "deadline", "name", "email", "description"):
        service = DESIGNER.services[0]
        heard = read_message(Message(text, text, language), DESIGNER, service, asked=asked, today=TODAY)
        assert heard.quantity is None or heard.quantity > 0
        assert not isinstance(heard.deadline, date) or heard.deadline >= TODAY
