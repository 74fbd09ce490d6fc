import datetime as dt

import pytest

from bot.language.reading import prepare, read_dates, read_numbers


def test_a_whole_request_is_read_at_once():
    text = "4.000 Wörter bis Freitag, 14 Uhr, höchstens 500 € bzw. 0,12 € pro Wort"
    assert [str(number.value) for number in read_numbers(text, "de")] == ["4000", "500", "0.12"]
    assert [date.day for date in read_dates(text, "de", today=dt.date(2026, 11, 24))] == [
        dt.date(2026, 11, 27)
    ]


@pytest.mark.timeout(20)
def test_the_longest_message_is_read_without_a_search_that_explodes():
    text = ("Necesito traducir 4.000 palabras para el viernes, a@b.com, " * 40)[:2000]
    prepare()
    assert len(read_numbers(text, "es")) == text.count("4.000")
    assert len(read_dates(text, "es")) == text.count("viernes")
