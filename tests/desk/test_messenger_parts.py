"""Long texts are cut into messages without losing a word or tearing a character apart."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desk.messenger import cut
from bot.desk.slack import SlackBot
from bot.desk.telegram import TelegramBot


def one(_character: str) -> int:
    return 1


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=120), limit=st.integers(min_value=4, max_value=40))
def test_nothing_but_white_space_at_the_cuts_is_lost(text: str, limit: int) -> None:
    pieces = cut(text, limit, one)
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(piece and len(piece) <= limit for piece in pieces)


def test_a_text_is_cut_at_paragraphs_then_lines_then_words() -> None:
    assert cut("Total: 1.190 €\n\nGültig bis: 22. Dezember", 30, one) == [
        "Total: 1.190 €",
        "Gültig bis: 22. Dezember",
    ]
    assert cut("un logo y una web", 9, one) == ["un logo y", "una web"]


def test_a_word_longer_than_a_message_is_cut_between_whole_characters() -> None:
    family = "👩\u200d👩\u200d👧"
    pieces = cut(family * 4, 12, one)
    assert "".join(pieces) == family * 4
    assert not any(piece.startswith("\u200d") or piece.endswith("\u200d") for piece in pieces)
    accented = unicodedata.normalize("NFD", "é" * 40)
    assert not any(unicodedata.combining(piece[0]) for piece in cut(accented, 11, one))


async def test_telegram_takes_4096_utf_16_units() -> None:
    bot = TelegramBot("1:x")
    assert [len(part) for part in bot.parts("é" * 5000)] == [4096, 904]
    assert [len(part) for part in bot.parts("🎉" * 3000)] == [2048, 952]
    await bot.close()


async def test_slack_counts_what_it_is_sent() -> None:
    bot = SlackBot("xoxb-1")
    parts = bot.parts("&" * 9000)
    assert [len(part) for part in parts] == [8000, 1000]
    await bot.close()


@pytest.mark.parametrize("text", ["", "  \n "])
def test_nothing_makes_no_message(text: str) -> None:
    assert cut(text, 10, one) == []
