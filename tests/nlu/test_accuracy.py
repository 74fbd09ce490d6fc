"""The trained model on sentences it has not seen, those that `rasa test nlu` reads too."""

from __future__ import annotations

from collections import Counter

import pytest

from bot.dialogue_model import train
from bot.parsing import classify
from bot.settings import Settings
from tests.nlu.test_examples import HELD_OUT

pytestmark = pytest.mark.conversation

LEAST_ACCURACY = 0.93
FALLBACK = "nlu_fallback"
COSTLY = {"accept_quote", "decline_quote", "delete_my_data"}
"""Intents that must not be read into other words: something is done at once."""


@pytest.fixture(scope="module")
def found() -> list[str | None]:
    """The intent the model gives each held-out sentence, in order."""
    return [each.intent for each in classify(train(Settings()), [(text, text) for _, text in HELD_OUT])]


def test_most_sentences_are_understood(found: list[str | None]) -> None:
    wrong = [
        (expected, intent, text)
        for (expected, text), intent in zip(HELD_OUT, found, strict=True)
        if intent != expected
    ]
    assert len(wrong) <= (1 - LEAST_ACCURACY) * len(HELD_OUT), wrong


def test_no_intent_is_mostly_misread(found: list[str | None]) -> None:
    total = Counter(intent for intent, _ in HELD_OUT)
    # What is out of scope and what is not understood get the same: the FAQ is tried, then it is admitted.
    right = Counter(
        expected
        for (expected, _), intent in zip(HELD_OUT, found, strict=True)
        if intent == expected or (expected, intent) == ("out_of_scope", FALLBACK)
    )
    assert {intent: right[intent] for intent in total if right[intent] < 0.75 * total[intent]} == {}


def test_what_has_consequences_is_rarely_read_into_other_words(found: list[str | None]) -> None:
    wrong = [
        (intent, text)
        for (expected, text), intent in zip(HELD_OUT, found, strict=True)
        if intent in COSTLY and intent != expected
    ]
    assert len(wrong) <= 3, wrong


GREETED = [
    ("Hello, I need an online shop", "I need an online shop"),
    ("Bonjour, j'ai besoin d'une boutique en ligne", "I need a online shop"),
    ("Hallo, ich brauche einen Onlineshop", "I need an online shop."),
    ("Buongiorno, mi serve un negozio online", "I need a online shop"),
    ("Olá, preciso de uma loja virtual", "I need an online shop"),
    ("Hola, necesito un logo para mi cafetería", "I need a logo for my cafe"),
]
"""What clients open a chat with, a greeting and what they want: as written, and as the desk translates it."""


def test_who_says_hello_and_names_a_job_wants_a_price() -> None:
    found = classify(train(Settings()), GREETED)
    assert [each.intent for each in found] == ["request_quote"] * len(GREETED)
