import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.dates import read_dates

BUNDLED = ("en", "es", "fr", "de", "pt", "it")
TUESDAY = dt.date(2026, 11, 24)


def days(text: str, language: str, locale: str | None = None) -> list[str]:
    found = read_dates(text, language, today=TUESDAY, locale=locale)
    assert all(text[date.start : date.end] == date.text for date in found)
    return [date.day.isoformat() for date in found]


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "4,000 words translated into French by Friday", "2026-11-27"),
        ("en", "can you do it by fri?", "2026-11-27"),
        ("en", "next Monday please", "2026-11-30"),
        ("en", "Tuesday", "2026-12-01"),
        ("en", "Wednesday of next week", "2026-12-02"),
        ("es", "para el viernes", "2026-11-27"),
        ("es", "el miercoles que viene", "2026-11-25"),
        ("es", "el lunes de la semana que viene", "2026-11-30"),
        ("fr", "pour vendredi", "2026-11-27"),
        ("fr", "mardi de la semaine prochaine", "2026-12-01"),
        ("de", "bis Freitag", "2026-11-27"),
        ("de", "nächste Woche Donnerstag", "2026-12-03"),
        ("pt", "até sexta", "2026-11-27"),
        ("pt", "segunda-feira", "2026-11-30"),
        ("pt", "na quarta", "2026-11-25"),
        ("it", "entro venerdì", "2026-11-27"),
        ("it", "per giovedi", "2026-11-26"),
    ],
)
def test_weekdays_are_the_next_ones(language, text, day):
    assert days(text, language) == [day]


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "tomorrow", "2026-11-25"),
        ("en", "the day after tomorrow", "2026-11-26"),
        ("en", "I need it today", "2026-11-24"),
        ("en", "next week", "2026-12-04"),
        ("en", "by the end of the week", "2026-11-27"),
        ("en", "end of next week", "2026-12-04"),
        ("en", "end of the month", "2026-11-30"),
        ("en", "sometime next month", "2026-12-31"),
        ("es", "mañana", "2026-11-25"),
        ("es", "pasado mañana", "2026-11-26"),
        ("es", "para hoy", "2026-11-24"),
        ("es", "a fin de mes", "2026-11-30"),
        ("es", "la semana que viene", "2026-12-04"),
        ("fr", "demain", "2026-11-25"),
        ("fr", "après-demain", "2026-11-26"),
        ("fr", "à la fin du mois", "2026-11-30"),
        ("de", "morgen", "2026-11-25"),
        ("de", "übermorgen", "2026-11-26"),
        ("de", "bis Monatsende", "2026-11-30"),
        ("de", "nächste Woche", "2026-12-04"),
        ("pt", "amanhã", "2026-11-25"),
        ("pt", "depois de amanhã", "2026-11-26"),
        ("pt", "até o fim do mês", "2026-11-30"),
        ("it", "domani", "2026-11-25"),
        ("it", "dopodomani", "2026-11-26"),
        ("it", "a fine mese", "2026-11-30"),
        ("en", "end of the year", "2026-12-31"),
        ("en", "this weekend", "2026-11-29"),
    ],
)
def test_words_for_days_and_periods(language, text, day):
    assert days(text, language) == [day]


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "in two weeks", "2026-12-08"),
        ("en", "within 10 days", "2026-12-04"),
        ("en", "3 weeks from now", "2026-12-15"),
        ("en", "in a month", "2026-12-24"),
        ("es", "dentro de dos semanas", "2026-12-08"),
        ("es", "en 15 días", "2026-12-09"),
        ("fr", "dans quinze jours", "2026-12-09"),
        ("fr", "d'ici 2 semaines", "2026-12-08"),
        ("de", "in zwei Wochen", "2026-12-08"),
        ("de", "innerhalb von 3 Tagen", "2026-11-27"),
        ("pt", "daqui a uma semana", "2026-12-01"),
        ("it", "tra due settimane", "2026-12-08"),
        ("it", "entro 3 giorni", "2026-11-27"),
    ],
)
def test_counted_from_today(language, text, day):
    assert days(text, language) == [day]


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "14/03", "2027-03-14"),
        ("en", "14/03/2028", "2028-03-14"),
        ("en", "2027-03-14", "2027-03-14"),
        ("en", "March 5th", "2027-03-05"),
        ("en", "5 May 2027", "2027-05-05"),
        ("en", "the 5th of May", "2027-05-05"),
        ("en", "December 1", "2026-12-01"),
        ("en", "end of March", "2027-03-31"),
        ("es", "el 14/03", "2027-03-14"),
        ("es", "5 de marzo", "2027-03-05"),
        ("es", "el 5 de marzo de 2028", "2028-03-05"),
        ("es", "a mediados de enero", "2027-01-15"),
        ("fr", "le 1er mars", "2027-03-01"),
        ("fr", "fin janvier", "2027-01-31"),
        ("de", "am 14.03.", "2027-03-14"),
        ("de", "bis 14.3.2027", "2027-03-14"),
        ("de", "am 5. März", "2027-03-05"),
        ("de", "am 5. maerz", "2027-03-05"),
        ("pt", "dia 14/03", "2027-03-14"),
        ("pt", "5 de março", "2027-03-05"),
        ("it", "il 14 marzo", "2027-03-14"),
        ("it", "primo marzo 2027", "2027-03-01"),
        ("en", "29 February", "2028-02-29"),
    ],
)
def test_days_of_the_calendar_are_the_next_such_days(language, text, day):
    assert days(text, language) == [day]


def test_the_month_comes_first_where_the_browser_says_so():
    assert days("by 03/04", "en") == ["2027-04-03"]
    assert days("by 03/04", "en", "en-US") == ["2027-03-04"]
    assert days("by 14/03", "en", "en-US") == ["2027-03-14"]
    assert days("03/14/2027", "en") == ["2027-03-14"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "how are you today, my friend?"),
        ("en", "we are open 24/7"),
        ("en", "1/2 page or 3/4 page"),
        ("en", "10-12 pages at 12.50 each"),
        ("en", "I may go so far as to say a lot"),
        ("en", "do you work weekends?"),
        ("es", "buenas, un logo con mar y sol"),
        ("es", "por la mañana"),
        ("es", "los fines de semana"),
        ("de", "guten Morgen, so ein Mo-Logo"),
        ("fr", "mon mari a vu la mer en mai"),
        ("pt", "a segunda opção do sex shop"),
        ("it", "fino a domenicali di mar"),
        ("en", "31/02"),
        ("en", "version 2.1.0 of 4.000"),
    ],
)
def test_small_words_fractions_and_versions_are_no_dates(language, text):
    assert days(text, language) == []


def test_a_date_in_the_past_with_its_year_is_read_as_said():
    assert days("5 March 2020", "en") == ["2020-03-05"]


def test_several_dates_come_in_order():
    assert days("not Friday but 5 December", "en") == ["2026-11-27", "2026-12-05"]


def test_other_languages_are_read_with_care():
    assert days("graag voor 5 maart", "nl") == ["2027-03-05"]
    assert days("perjantaina 14.3.2027", "fi")[-1] == "2027-03-14"
    assert days("a so mar", "nl") == []
    assert days("whatever", "xx") == []


def test_today_is_that_of_the_time_zone():
    east, west = (
        read_dates("tomorrow", "en", time_zone=zone) for zone in ("Pacific/Kiritimati", "Pacific/Niue")
    )
    assert east[0].day - west[0].day == dt.timedelta(days=1)


@given(text=st.text(max_size=200), language=st.sampled_from(BUNDLED))
def test_no_text_breaks_it(text, language):
    for date in read_dates(text, language, today=TUESDAY):
        assert text[date.start : date.end] == date.text


WORDS = "in 2 two weeks 99999 months next Friday week 14/03 31.02. 2027 March end of 5 by tomorrow , -"
PARTS = st.sampled_from(WORDS.split())


@given(parts=st.lists(PARTS, max_size=12), today=st.dates())
def test_no_jumble_of_date_words_breaks_it_on_any_day(parts, today):
    text = " ".join(parts)
    for date in read_dates(text, "en", today=today):
        assert 0 <= date.start < date.end <= len(text)
