"""What people translated word for word is said in their words."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.language.memory import TranslationMemory

ROWS = """en\tes\tde
Call-out fee\tGastos de desplazamiento\tAnfahrtspauschale
Do you work at weekends?\t¿Trabaja los fines de semana?\tArbeiten Sie am Wochenende?
Do you work at weekends?\t¿Trabajas los fines de semana?\tArbeitest du am Wochenende?
It costs {price}.\tCuesta {price}.\tEs kostet {price}.
We can begin at once.\tPodemos empezar enseguida.\t
"""


@pytest.fixture
def memory(tmp_path: Path) -> TranslationMemory:
    (tmp_path / "services.tsv").write_text(ROWS)
    return TranslationMemory(tmp_path)


@pytest.mark.parametrize(
    ("text", "source", "target", "wanted"),
    [
        ("Call-out fee", "en", "es", "Gastos de desplazamiento"),
        ("CALL-OUT FEE.", "en", "es", "Gastos de desplazamiento."),
        ("call-out fee", "en", "de", "Anfahrtspauschale"),
        ("gastos de desplazamiento", "es", "de", "Anfahrtspauschale"),
        ("we can begin at once", "en", "es", "Podemos empezar enseguida"),
    ],
)
def test_a_known_text_is_found_however_it_is_typed(
    memory: TranslationMemory, text: str, source: str, target: str, wanted: str
) -> None:
    assert memory.translate(text, source, target) == wanted


@pytest.mark.parametrize(
    ("text", "source", "target"),
    [
        ("Call-out fee and more", "en", "es"),
        ("Do you work at weekends", "en", "es"),  # a statement or half a question: not the same text
        ("Call-out fee?", "en", "es"),
        ("It costs {price}.", "en", "es"),
        ("We can begin at once.", "en", "de"),
        ("", "en", "es"),
    ],
)
def test_what_is_not_known_word_for_word_is_left_to_the_models(
    memory: TranslationMemory, text: str, source: str, target: str
) -> None:
    assert memory.translate(text, source, target) is None


def test_of_two_translations_the_one_in_the_wished_address_is_taken(memory: TranslationMemory) -> None:
    asked = "Do you work at weekends?", "en", "de"
    assert memory.translate(*asked, "formal") == "Arbeiten Sie am Wochenende?"
    assert memory.translate(*asked, "informal") == "Arbeitest du am Wochenende?"


def test_without_files_there_is_no_memory(tmp_path: Path) -> None:
    assert TranslationMemory(tmp_path / "nowhere").translate("Call-out fee", "en", "es") is None
