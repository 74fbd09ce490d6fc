"""What is searched and what is offered, on small services files."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.faq import facts
from bot.faq.entries import entries_of, searched_texts
from bot.faq.index import FaqIndex
from bot.faq.policies import PHRASINGS, QUESTIONS
from bot.faq.vectors import KeptVectors
from bot.services.schema import POLICIES
from tests.faq.conftest import services_file, unneeded

PARKING = {"id": "parking", "question": "Where can I park?", "answer": "In the yard."}


async def test_a_policy_answers_without_an_entry_in_the_faq(vectors: KeptVectors) -> None:
    file = services_file(faq=[PARKING], policies={"cancellation": "Free of charge until the first draft."})
    match = await (await FaqIndex.build(file, vectors, unneeded)).answer("what if I cancel?")
    assert match.kind == "answer"
    assert match.entries[0].answer.wording("en")[0] == "Free of charge until the first draft."


async def test_only_policies_that_were_written_are_offered(vectors: KeptVectors) -> None:
    index = await FaqIndex.build(services_file(faq=[PARKING]), vectors, unneeded)
    assert [entry.id for entry in index.entries if entry.kind in ("faq", "policy")] == ["parking"]
    assert (await index.answer("what if I cancel?")).kind == "none"


async def test_a_file_without_questions_has_no_answers(vectors: KeptVectors) -> None:
    index = await FaqIndex.build(services_file(), vectors, unneeded)
    assert (await index.answer("where can I park?")).kind == "none"


async def test_the_entry_behind_a_button_is_found_until_it_is_gone(vectors: KeptVectors) -> None:
    index = await FaqIndex.build(services_file(faq=[PARKING]), vectors, unneeded)
    entry = index.entry("parking")
    assert entry is not None
    assert str(entry.answer) == "In the yard."
    assert index.entry("gone") is None


async def test_entries_that_fit_equally_well_are_both_offered(vectors: KeptVectors) -> None:
    twice = [{**PARKING, "answer": "In the yard."}, {**PARKING, "id": "parking-2", "answer": "In the yard."}]
    index = await FaqIndex.build(services_file(faq=twice), vectors, unneeded)
    match = await index.answer("Where can I park?")
    assert match.kind == "offer"
    assert {entry.id for entry in match.entries} == {"parking", "parking-2"}


async def test_at_most_three_are_offered_best_first(vectors: KeptVectors) -> None:
    parks = [{**PARKING, "id": f"p{number}"} for number in range(6)]
    match = await (await FaqIndex.build(services_file(faq=parks), vectors, unneeded)).answer(
        "Where can I park?"
    )
    assert len(match.entries) == 3
    assert list(match.scores) == sorted(match.scores, reverse=True)


async def test_what_is_not_in_english_is_translated_for_the_search(vectors: KeptVectors) -> None:
    file = services_file(
        freelancer={
            "name": "Ida Berg",
            "trade": "Designerin",
            "home_language": "de",
            "time_zone": "Europe/Berlin",
            "currency": "EUR",
        },
        faq=[{"id": "parking", "question": "Wo kann ich parken?", "answer": "Im Hof."}],
    )
    translations = {"Wo kann ich parken?": "Where can I park?", "Im Hof.": "In the yard.", "Logo": "Logo"}

    async def to_english(text: str, language: str) -> str:
        assert language == "de"
        return translations[text]

    match = await (await FaqIndex.build(file, vectors, to_english)).answer(
        "where do I leave my car, can I park?"
    )
    assert [entry.id for entry in match.entries] == ["parking"]
    assert match.entries[0].answer.wording("de") == ("Im Hof.", "de")


async def test_phrasings_in_other_languages_are_not_translated_beside_english_ones() -> None:
    phrasings = {"de": ["Gibt es Parkplätze?"], "en": ["Is there a car park?"]}
    entry, *_ = entries_of(services_file(faq=[{**PARKING, "phrasings": phrasings}]))
    texts = await searched_texts(entry, unneeded)
    assert texts == ["Where can I park?", "Where can I park? In the yard.", "Is there a car park?"]


def test_every_policy_has_a_question_in_every_bundled_language_and_phrasings() -> None:
    assert set(QUESTIONS) == set(PHRASINGS) == set(POLICIES)
    for name, question in QUESTIONS.items():
        assert set(question.languages) == {"en", "es", "fr", "de", "pt", "it"}, name
        assert len(PHRASINGS[name]) >= 5


def test_every_fact_has_a_question_in_every_bundled_language_and_phrasings() -> None:
    assert set(facts.QUESTIONS) == set(facts.PHRASINGS)
    for name, question in facts.QUESTIONS.items():
        assert set(question.languages) == {"en", "es", "fr", "de", "pt", "it"}, name
        assert len(facts.PHRASINGS[name]) >= 3


def test_only_facts_that_the_file_holds_are_known() -> None:
    assert facts.known_facts(services_file()) == ("languages", "vat", "validity")
    assert "hours" in facts.known_facts(services_file(hours={"monday": "09:00-17:00"}))
    assert "deposit" in facts.known_facts(services_file(deposit="30%"))
    assert "hours" not in facts.known_facts(services_file(hours={}))


class Counting:
    """Stands in for the sentence model and counts what it is asked."""

    fingerprint = "counting"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked.extend(texts)
        return np.ones((len(texts), 4), dtype=np.float32)


@pytest.mark.parametrize("words", [[], ["a"], ["a", "b", "a"]])
def test_each_text_is_embedded_once_even_across_restarts(tmp_path, words: list[str]) -> None:
    first, second = Counting(), Counting()
    assert KeptVectors(first, tmp_path / "kept.npz").embed(words).shape[0] == len(words)
    again = KeptVectors(second, tmp_path / "kept.npz")
    assert np.array_equal(again.embed(words), np.ones((len(words), 4), dtype=np.float32)) or not words
    assert sorted(first.asked) == sorted(set(words))
    assert second.asked == []


def test_vectors_of_another_model_are_not_used(tmp_path) -> None:
    KeptVectors(Counting(), tmp_path / "kept.npz").embed(["a"])
    other = Counting()
    other.fingerprint = "newer"
    KeptVectors(other, tmp_path / "kept.npz").embed(["a"])
    assert other.asked == ["a"]


@pytest.mark.parametrize("content", [b"", b"garbage", b"PK\x03\x04 cut off", b"\x93NUMPY"])
def test_a_damaged_file_is_made_anew(tmp_path, content: bytes) -> None:
    path = tmp_path / "kept.npz"
    path.write_bytes(content)
    assert KeptVectors(Counting(), path).embed(["a"]).shape == (1, 4)
    untouched = Counting()
    KeptVectors(untouched, path).embed(["a"])
    assert untouched.asked == []


def test_a_folder_that_cannot_be_written_costs_no_answer(tmp_path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert KeptVectors(Counting(), tmp_path / "file" / "kept.npz").embed(["a"]).shape == (1, 4)
