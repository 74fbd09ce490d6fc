"""Questions of clients against the sample services files, with the real sentence model."""

from __future__ import annotations

from typing import cast

import pytest
from ruamel.yaml import YAML

from bot.faq.index import FaqIndex
from bot.settings import ROOT
from tests.faq.conftest import SAMPLES

ALL = YAML(typ="safe").load(ROOT / "tests" / "faq" / "questions.yml")
ASKED = [
    (slug, entry, question)
    for slug in SAMPLES
    for entry, questions in cast("dict[str, list[str]]", ALL[slug]).items()
    for question in questions
]


async def test_most_questions_find_their_entry_and_few_are_answered_wrongly(
    indexes: dict[str, FaqIndex],
) -> None:
    answered, offered, wrong, missed = 0, 0, [], []
    for slug, entry, question in ASKED:
        match = await indexes[slug].answer(question)
        found = [each.id for each in match.entries]
        if match.kind == "answer" and found != [entry]:
            wrong.append((question, found))
        elif entry not in found:
            missed.append((question, match.kind, found))
        elif match.kind == "answer":
            answered += 1
        else:
            offered += 1
    report = f"answered {answered}, offered {offered}, wrong {wrong}, missed {missed} of {len(ASKED)}"
    assert len(ASKED) >= 40
    assert len(wrong) <= 1, report
    assert answered >= 0.65 * len(ASKED), report
    assert answered + offered >= 0.93 * len(ASKED), report


async def test_nothing_off_topic_is_answered_and_little_gets_an_offer(indexes: dict[str, FaqIndex]) -> None:
    matches = {
        (slug, question): await index.answer(question)
        for slug, index in indexes.items()
        for question in ALL["off_topic"]
    }
    kinds = [match.kind for match in matches.values()]
    assert "answer" not in kinds, {key: match for key, match in matches.items() if match.kind == "answer"}
    assert kinds.count("none") >= 0.9 * len(kinds)


@pytest.mark.parametrize(
    ("slug", "question", "entry"),
    [
        (
            "translator",
            "Hello! I found your website today. Do you use machine translation? Thank you.",
            "machine",
        ),
        (
            "designer",
            "Good morning Anna,\nI have a question before I order.\nWhat if I cancel?",
            "policy:cancellation",
        ),
    ],
)
async def test_a_question_among_other_sentences_is_found(
    indexes: dict[str, FaqIndex], slug: str, question: str, entry: str
) -> None:
    match = await indexes[slug].answer(question)
    assert entry in [each.id for each in match.entries]
    assert match.kind == "answer"


async def test_misspelt_questions_are_found(indexes: dict[str, FaqIndex]) -> None:
    match = await indexes["developer"].answer("can i pay in instalmants")
    assert [each.id for each in match.entries] == ["pay-in-parts"]


@pytest.mark.parametrize(
    "question", ["", "   ", "?", "😀", "🤷 🤷", "1234", "x" * 5000, "\x00\x01", "<b></b>"]
)
async def test_what_is_no_question_gets_no_answer(indexes: dict[str, FaqIndex], question: str) -> None:
    assert (await indexes["designer"].answer(question)).kind == "none"
