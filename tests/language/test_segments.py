"""Texts are cut into sentences; what is between them stays exactly as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.segments import clauses, halves, split

LINES = st.text(alphabet=st.sampled_from(list("aB .,!?¿\n\t-*1)…\"'»。é;:()\ue000")), max_size=60)


def sentences(text: str, language: str = "es", ornaments: str = "") -> list[str]:
    return [segment.text for segment in split(text, language, ornaments) if segment.sentence]


@given(st.one_of(LINES, st.text(max_size=80)), st.sampled_from(["es", "de", "en"]))
def test_segments_joined_are_the_text_and_know_their_place(text: str, language: str) -> None:
    segments = split(text, language)
    assert "".join(segment.text for segment in segments) == text
    assert all(text[segment.start : segment.end] == segment.text for segment in segments)


@given(LINES)
def test_clauses_lose_no_word(sentence: str) -> None:
    assert "".join("".join(clauses(sentence)).split()) == "".join(sentence.split())


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("hola. cuanto cuesta? gracias", "es", ["hola.", "cuanto cuesta?", "gracias"]),
        ("¡Hola! ¿Qué tal? Bien.", "es", ["¡Hola!", "¿Qué tal?", "Bien."]),
        ("Soy el Sr. García, p.ej. de Lugo. Adiós.", "es", ["Soy el Sr. García, p.ej. de Lugo.", "Adiós."]),
        ("Am 15. März passt es. Danke!", "de", ["Am 15. März passt es.", "Danke!"]),
        ("Das ist z.B. gut, d.h. ok. Ja.", "de", ["Das ist z.B. gut, d.h. ok.", "Ja."]),
        ("Mr. Smith paid. Good.", "en", ["Mr. Smith paid.", "Good."]),
        ("bueno... no sé", "es", ["bueno... no sé"]),
        ("Bueno... No sé", "es", ["Bueno...", "No sé"]),
        ('Dijo "sí." Luego se fue.', "es", ['Dijo "sí."', "Luego se fue."]),
        ("你好。谢谢。", "zh", ["你好。", "谢谢。"]),
        ("- Uno\n  2) Dos\n\n* Tres", "es", ["Uno", "Dos", "Tres"]),
        ("   \n\t\n", "es", []),
    ],
)
def test_cuts_where_a_reader_would(text: str, language: str, expected: list[str]) -> None:
    assert sentences(text, language) == expected


def test_bullets_and_indentation_stand_alone() -> None:
    assert [s.text for s in split("  - Uno dos\n", "es")] == ["  - ", "Uno dos", "\n"]


def test_emoji_before_and_after_a_sentence_stay_outside() -> None:
    assert sentences("\ue001 Hola \ue000 mundo \ue001", ornaments="\ue000\ue001") == ["Hola \ue000 mundo"]


def test_a_long_sentence_is_cut_at_its_commas() -> None:
    assert clauses("Si puedes, ven mañana; si no, avisa.") == [
        "Si puedes,",
        "ven mañana;",
        "si no,",
        "avisa.",
    ]


def test_what_has_no_natural_cut_can_be_halved() -> None:
    assert clauses("uno dos tres") == ["uno dos tres"]
    assert halves("uno") == ["uno"]
    assert halves("uno dos tres cuatro cinco seis siete ocho") == [
        "uno dos tres cuatro",
        "cinco seis siete ocho",
    ]
