import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import locales

BUNDLED = ("en", "es", "fr", "de", "pt", "it")
DAY = dt.date(2026, 11, 27)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "€1,200.50"),
        ("es", "1.200,50 €"),
        ("fr", "1\u202f200,50 €"),
        ("de", "1.200,50 €"),
        ("pt", "€ 1.200,50"),
        ("it", "1.200,50 €"),
    ],
)
def test_money_is_written_as_the_language_does(language, written):
    assert locales.money(Decimal("1200.50"), "EUR", language).replace("\u00a0", " ") == written


@given(
    cents=st.integers(-10_000_000, 10_000_000),
    currency=st.sampled_from(["EUR", "USD", "GBP", "CHF", "BRL"]),
    language=st.sampled_from(BUNDLED),
)
def test_an_amount_has_the_same_digits_in_every_language(cents, currency, language):
    written = locales.money(Decimal(cents) / 100, currency, language)
    assert "".join(filter(str.isdecimal, written)).lstrip("0") == str(abs(cents)).lstrip("0")


def test_money_is_never_rounded():
    assert locales.money(Decimal("0.085"), "EUR", "es").replace("\u00a0", " ") == "0,085 €"
    assert locales.money(Decimal("1200"), "JPY", "en") == "JP¥1,200"


def test_the_client_s_own_locale_counts_in_its_language_only():
    assert locales.money(Decimal("1200.5"), "MXN", "es", "es-MX") == "$1,200.50"
    assert locales.date(DAY, "en", "en-US") == "November 27, 2026"
    assert locales.date(DAY, "en", "de-DE") == "27 November 2026"
    assert locales.date(DAY, "en", "nonsense!") == "27 November 2026"


def test_numbers_and_rates():
    assert locales.number(4000, "de") == "4.000"
    assert locales.number(Decimal("4000.125"), "en") == "4,000.125"
    assert locales.percent(21, "es").replace("\u00a0", " ") == "21 %"
    assert locales.percent(Decimal("5.5"), "de").replace("\u00a0", " ") == "5,5 %"
    assert locales.percent(0, "en") == "0%"


@pytest.mark.parametrize(
    ("language", "long"),
    [
        ("en", "27 November 2026"),
        ("es", "27 de noviembre de 2026"),
        ("fr", "27 novembre 2026"),
        ("de", "27. November 2026"),
        ("pt", "27 de novembro de 2026"),
        ("it", "27 novembre 2026"),
    ],
)
def test_dates(language, long):
    assert locales.date(DAY, language) == long
    assert "27" in locales.date(DAY, language, style="short")
    assert locales.date(DAY, language, style="full").endswith(long)


def test_times_are_shown_in_their_own_zone():
    assert locales.time(dt.time(14, 30), "es") == "14:30"
    assert locales.time(dt.time(14, 30), "en", "en-US").replace("\u202f", " ") == "2:30 PM"
    noon = dt.datetime(2026, 11, 27, 12, tzinfo=dt.timezone(dt.timedelta(hours=5)))
    assert locales.time(noon, "de") == "12:00"


def test_enumerations():
    assert locales.enumeration(["a", "b", "c"], "es") == "a, b y c"
    assert locales.enumeration(["a", "b"], "de", style="or") == "a oder b"
    assert locales.enumeration([], "en") == ""


def test_languages_have_names():
    assert locales.language_name("de", "es") == "alemán"
    assert locales.language_name("xx", "es") == "xx"
    assert locales.own_name("pt") == "Português"
    assert locales.own_name("xx") == "Xx"
    assert locales.direction("ar") == "rtl"
    assert locales.direction("es") == "ltr"


def test_a_language_cldr_does_not_know_is_written_as_english():
    assert locales.number(4000, "xx") == "4,000"
