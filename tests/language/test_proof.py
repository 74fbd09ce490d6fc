"""A translation of the freelancer's words is shown only if its way back means the same."""

from __future__ import annotations

from bot.language.proof import Proof
from bot.language.translation import Translation, untranslated

BACK = {"Estándar": "Standard", "Párate": "Stop", "Kopf": None}
"""What the models make of a text on the way back to English; None for what they cannot translate."""


async def translate(text: str, source: str, target: str) -> Translation:
    back = BACK[text]
    if back is None:
        return untranslated(text, source)
    return Translation(back, target, text, source, "model", 0.9)


async def likeness(one: str, other: str) -> float:
    return 1.0 if one == other else 0.2


def model(text: str, original: str = "Standard", language: str = "es") -> Translation:
    return Translation(text, language, original, "en", "model", 0.6)


async def test_what_comes_back_the_same_is_shown() -> None:
    done = model("Estándar")
    assert await Proof(translate, likeness).proven(done) is done


async def test_what_comes_back_as_something_else_is_not_shown() -> None:
    shown = await Proof(translate, likeness).proven(model("Párate"))
    assert (shown.text, shown.language, shown.made) == ("Standard", "en", "untranslated")


async def test_what_the_model_was_not_sure_of_is_not_shown() -> None:
    guessed = Translation("Estándar", "es", "Standard", "en", "model", 0.4)
    assert (await Proof(translate, likeness).proven(guessed)).text == "Standard"


async def test_what_does_not_come_back_at_all_is_not_shown() -> None:
    assert (await Proof(translate, likeness).proven(model("Kopf"))).text == "Standard"


async def test_words_written_by_hand_need_no_proof() -> None:
    own = Translation("Párate", "es", "Párate", "es", "own")
    assert await Proof(translate, likeness).proven(own) is own
    english = model("Stop", "Párate", "en")
    assert await Proof(translate, likeness).proven(english) is english


async def test_a_text_is_proven_once() -> None:
    asked = []

    async def noted(text: str, source: str, target: str) -> Translation:
        asked.append(text)
        return await translate(text, source, target)

    proof = Proof(noted, likeness)
    for _ in range(3):
        await proof.proven(model("Estándar"))
    assert asked == ["Estándar"]


async def test_a_way_back_there_was_no_time_for_is_walked_again() -> None:
    slow = [untranslated("Estándar", "es", passing=True)]

    async def slowly(text: str, source: str, target: str) -> Translation:
        return slow.pop() if slow else await translate(text, source, target)

    proof = Proof(slowly, likeness)
    assert (await proof.proven(model("Estándar"))).passing
    assert (await proof.proven(model("Estándar"))).text == "Estándar"
