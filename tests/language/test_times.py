import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.times import read_times


@pytest.mark.parametrize(
    ("language", "text", "clock"),
    [
        ("en", "at 14:30", "14:30"),
        ("en", "call me at 2 pm", "14:00"),
        ("en", "2:30 p.m. please", "14:30"),
        ("en", "12 am", "00:00"),
        ("en", "at 3", "03:00"),
        ("es", "a las 15:00", "15:00"),
        ("es", "mañana a las 9", "09:00"),
        ("fr", "à 14h30", "14:30"),
        ("fr", "vers 10 heures", "10:00"),
        ("de", "um 9 Uhr", "09:00"),
        ("de", "um 9 Uhr 30", "09:30"),
        ("de", "14.30 Uhr", "14:30"),
        ("pt", "às 15h", "15:00"),
        ("it", "alle 15", "15:00"),
        ("it", "alle 15.30", "15:30"),
    ],
)
def test_times_of_day(language, text, clock):
    (found,) = read_times(text, language)
    assert found.time == dt.time.fromisoformat(clock)
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "3 hours"),
        ("en", "at 15 euros"),
        ("en", "25:00"),
        ("fr", "à 15 pages"),
        ("en", "13 pm"),
        ("de", "um 9 Logos"),
    ],
)
def test_durations_and_amounts_are_no_times(language, text):
    assert read_times(text, language) == []


@given(text=st.text(max_size=200), language=st.sampled_from(["en", "es", "fr", "de", "pt", "it", "xx"]))
def test_no_text_breaks_it(text, language):
    for found in read_times(text, language):
        assert text[found.start : found.end] == found.text
