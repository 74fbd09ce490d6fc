"""Numbers are read in their locale, exactly, and written back in another."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.numerals import NUMBER, read_number, with_currency


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("4.000", "de", "4000"),
        ("4.000", "es", "4000"),
        ("4.125", "en", "4.125"),
        ("4,000", "en", "4000"),
        ("4,125", "de", "4.125"),
        ("1,200", "es", "1200"),  # Mexico
        ("1.200,50", "de", "1200.50"),
        ("1,200.50", "en", "1200.50"),
        ("1,200.50", "es", "1200.50"),
        ("12 500", "fr", "12500"),
        ("12\u202f500,75", "fr", "12500.75"),
        ("1'200.50", "de", "1200.50"),
        ("1.234.567", "pt", "1234567"),
        ("0,125", "it", "0.125"),
        ("0.125", "de", "0.125"),
        ("37,5", "es", "37.5"),
        ("2026", "en", "2026"),
    ],
)
def test_reads_a_number_in_its_locale(text: str, language: str, value: str) -> None:
    number = read_number(text, language)
    assert number is not None
    assert number.value == Decimal(value)


@pytest.mark.parametrize("text", ["1.2.3", "12.05.2026", "192.168.0.1", "1,2,3", "1.20,3,4"])
def test_what_is_no_number_is_left_alone(text: str) -> None:
    assert read_number(text, "en") is None


@pytest.mark.parametrize(
    "text",
    ["1'250.00", "1’250.00", "12 500,75", "1.250,00", "1,250.00", "12\u202f500.5", "1'250", "1'250'000.05"],
)
def test_thousands_and_decimals_are_one_number(text: str) -> None:
    match = NUMBER.match(text)
    assert match is not None
    assert match.group() == text


@pytest.mark.parametrize(
    ("text", "source", "target", "written"),
    [
        ("1'250.00", "de", "en", "1,250.00"),
        ("1.200,50", "de", "en", "1,200.50"),
        ("1,200.50", "en", "de", "1.200,50"),
        ("12 500", "fr", "en", "12,500"),
        ("4.000", "es", "en", "4,000"),
        ("12,5", "es", "en", "12.5"),
        ("0.12", "en", "fr", "0,12"),
    ],
)
def test_writes_the_same_number_for_another_language(
    text: str, source: str, target: str, written: str
) -> None:
    number = read_number(text, source)
    assert number is not None
    assert number.written(target) == written


@given(
    st.decimals(min_value=0, max_value=10**9, places=2),
    st.sampled_from(["en", "es", "fr", "de", "pt", "it"]),
    st.sampled_from(["en", "es", "fr", "de", "pt", "it"]),
)
def test_a_value_survives_any_pair_of_languages(value: Decimal, source: str, target: str) -> None:
    from bot.language.numerals import Number

    there = read_number(Number(value, 2, True).written(source), source)
    assert there is not None
    back = read_number(there.written(target), target)
    assert back is not None
    assert back.value == value


def test_currency_goes_where_the_language_puts_it() -> None:
    assert with_currency("1,200", "€", "en") == "€1,200"
    assert with_currency("1.200", "€", "de") == "1.200\u00a0€"
    assert with_currency("300", "CHF", "en") == "CHF\u00a0300"


@pytest.mark.parametrize("text", ["A.0", "0.A", "1,00A", "...", "A00,000.00", "-", ""])
def test_what_only_looks_like_a_number_is_none(text: str) -> None:
    assert read_number(text, "en") is None
