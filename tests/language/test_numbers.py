from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.numbers import read_numbers

BUNDLED = ("en", "es", "fr", "de", "pt", "it")


def values(text: str, language: str, locale: str | None = None) -> list[str]:
    return [format(number.value.normalize(), "f") for number in read_numbers(text, language, locale)]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("de", "4.000 Wörter", "4000"),
        ("es", "4.000 palabras", "4000"),
        ("it", "4.000 parole", "4000"),
        ("pt", "4.000 palavras", "4000"),
        ("en", "4,000 words", "4000"),
        ("en", "4.000 words", "4"),
        ("en", "about 2.5 hours", "2.5"),
        ("fr", "4 000 mots", "4000"),
        ("fr", "4\u202f000 mots", "4000"),
        ("de", "1.200,50", "1200.5"),
        ("en", "1,200.50", "1200.5"),
        ("de", "2,5 Stunden", "2.5"),
        ("de", "1.234.567 Zeichen", "1234567"),
        ("en", "4000words", "4000"),
        ("en", "4k words", "4000"),
        ("en", "2.5k words", "2500"),
        ("es", "4 mil palabras", "4000"),
        ("de", "4 tausend Wörter", "4000"),
        ("it", "4 mila parole", "4000"),
        ("en", "1.5 million words", "1500000"),
        ("en", "½ page", "0.5"),
        ("en", "2x banners", "2"),
        ("en", "banners x3", "3"),
    ],
)
def test_figures_by_the_marks_of_the_language(language, text, value):
    assert values(text, language) == [value]


def test_the_browser_s_locale_can_make_thousands_of_it():
    assert values("4.000 words", "en", "de-DE") == ["4000"]
    assert values("4.000 words", "en", "en-US") == ["4"]
    assert values("2.5 hours", "en", "de-DE") == ["2.5"]
    assert values("4,000 Wörter", "de", "en-US") == ["4000"]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("es", "cuatro mil palabras", "4000"),
        ("es", "cuatro mil quinientas", "4500"),
        ("en", "ten logos", "10"),
        ("en", "four thousand two hundred words", "4200"),
        ("de", "zwei Logos", "2"),
        ("de", "zweitausendfünfhundert Wörter", "2500"),
        ("de", "zwoelf Seiten", "12"),
        ("fr", "quatre-vingt-dix mots", "90"),
        ("fr", "deux mille cinq cents mots", "2500"),
        ("pt", "dois mil e quinhentas palavras", "2500"),
        ("pt", "três páginas", "3"),
        ("it", "tremilacinquecento parole", "3500"),
        ("it", "mille parole", "1000"),
        ("es", "mil palabras", "1000"),
    ],
)
def test_number_words(language, text, value):
    assert values(text, language) == [value]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "a dozen pages", "12"),
        ("en", "half a dozen icons", "6"),
        ("en", "two dozen", "24"),
        ("es", "una docena", "12"),
        ("es", "media docena", "6"),
        ("fr", "une vingtaine de pages", "20"),
        ("fr", "une centaine de mots", "100"),
        ("de", "ein Dutzend Seiten", "12"),
        ("pt", "meia dúzia de logos", "6"),
        ("it", "una dozzina", "12"),
        ("en", "two and a half hours", "2.5"),
        ("es", "dos horas y media", "2"),
        ("de", "anderthalb Stunden", "1.5"),
    ],
)
def test_dozens_and_halves(language, text, value):
    assert values(text, language) == [value]


def test_one_is_a_number_only_when_it_is_the_answer():
    assert values("one", "en") == ["1"]
    assert values("solo uno", "es") == ["1"]
    assert values("necesito un logo para una tienda", "es") == []
    assert values("could I get one of those logos", "en") == []
    assert values("ich brauche ein Logo", "de") == []


def test_rates_and_amounts_say_what_they_are():
    rate, amount, dollars = read_numbers("10 % off 1.200 €, not US$ 50", "es")
    assert (rate.value, rate.percent, rate.currency) == (10, True, None)
    assert (amount.value, amount.currency, amount.text) == (1200, "EUR", "1.200 €")
    assert (dollars.value, dollars.currency) == (50, "USD")
    assert read_numbers("quinze por cento", "pt")[0].percent
    assert read_numbers("fünfhundert Euro", "de")[0].currency == "EUR"


@pytest.mark.parametrize(
    "text",
    [
        "write to jane2@doe99.com",
        "see https://example.com/2024/12?x=4",
        "it is about Q-2026-0001",
        "call +44 20 7946 0958",
        "on 14/03/2027",
        "by 5 March",
        "in two weeks",
        "at 14:30",
        "at 3 pm",
        "version 2.1.0",
        "A4 in MP3",
        "the 2nd one",
    ],
)
def test_digits_with_another_meaning_are_not_numbers(text):
    assert values(text, "en") == []


def test_a_message_may_have_several():
    assert values("10-12 pages, or 4,000 words in 2 files", "en") == ["10", "12", "4000", "2"]
    assert values("no, 5.000 palabras, no 4.000", "es") == ["5000", "4000"]


def test_a_sign_is_kept_but_a_dash_is_none():
    assert values("-5 words", "en") == ["-5"]
    assert values("- 5 words", "en") == ["5"]


def test_spans_are_those_of_the_text():
    text = "Sobre 4 mil palabras, a 0,08 €"
    assert [text[number.start : number.end] for number in read_numbers(text, "es")] == ["4 mil", "0,08 €"]


@given(value=st.integers(0, 999_999), language=st.sampled_from(BUNDLED))
def test_plain_whole_numbers_are_read_in_every_language(value, language):
    assert [number.value for number in read_numbers(f"{value}", language)] == [Decimal(value)]


@given(text=st.text(max_size=200), language=st.sampled_from([*BUNDLED, "fi", "xx"]))
def test_no_text_breaks_it(text, language):
    for number in read_numbers(text, language):
        assert 0 <= number.start < number.end <= len(text)
        assert number.text == text[number.start : number.end]


WORDS = "dos mil zwei und zwanzig fünf cent quatre-vingt et half a dozen y media 4 k . , % € $ x3 ½ -"
PARTS = st.sampled_from(WORDS.split())


@given(parts=st.lists(PARTS, max_size=12), language=st.sampled_from(BUNDLED))
def test_no_jumble_of_number_words_breaks_it(parts, language):
    text = " ".join(parts)
    for number in read_numbers(text, language):
        assert number.text == text[number.start : number.end]
