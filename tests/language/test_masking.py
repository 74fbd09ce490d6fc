"""What a translation must not touch is found, taken out, and put back for the reader."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.entities import find_entities
from bot.language.masking import TooManyMarks, cleaned, mask, stand_ins

LANGUAGES = st.sampled_from(["en", "es", "fr", "de", "pt", "it", "ja"])
TRICKY = st.text(
    alphabet=st.sampled_from(list("aéñ ß0123456789.,:;/@#$€%-_()[]{}<>`'\"!?¿\n\tXQ+&=*|")), max_size=80
)


@pytest.mark.parametrize(
    ("text", "language", "kinds"),
    [
        ("Mi correo es ana.garcia+web@correo.es.", "es", {"email": "ana.garcia+web@correo.es"}),
        (
            "Mira https://ejemplo.com/a_b?c=1&d=2#e, por favor",
            "es",
            {"url": "https://ejemplo.com/a_b?c=1&d=2#e"},
        ),
        (
            "see (https://en.wikipedia.org/wiki/Logo_(design)).",
            "en",
            {"url": "https://en.wikipedia.org/wiki/Logo_(design)"},
        ),
        ("sur boutique-lefevre.com:8080/admin, mais", "fr", {"url": "boutique-lefevre.com:8080/admin"}),
        ("unsere Seite baeckerei-mueller.de ist alt", "de", {"url": "baeckerei-mueller.de"}),
        ("order Q-2026-0001 please", "en", {"id": "Q-2026-0001"}),
        ("pedido #4711-B", "es", {"id": "#4711-B"}),
        ("RE: ticket INV/2026/00042", "en", {"id": "INV/2026/00042"}),
        ("adjunto logo_final_v3.ai", "es", {"file": "logo_final_v3.ai"}),
        ("we use Node.js", "en", {"file": "Node.js"}),
        ("sígueme en @ana_disena", "es", {"handle": "@ana_disena"}),
        ("llámame al +34 600 123 456", "es", {"phone": "+34 600 123 456"}),
        ("mon numéro : 06 12 34 56 78", "fr", {"phone": "06 12 34 56 78"}),
        ("Tel. (030) 1234567", "de", {"phone": "(030) 1234567"}),
        ("cuesta 1.200,50 €", "es", {"money": "1.200,50 €"}),
        ("about $1.5k", "en", {"money": "$1.5k"}),
        ("500-800 euros", "es", {"money": "500-800 euros"}),
        ("R$ 1.500,00", "pt", {"money": "R$ 1.500,00"}),
        ("1'200 CHF", "de", {"money": "1'200 CHF"}),
        ("4.000 palabras", "es", {"number": "4.000"}),
        ("4000 palabras", "es", {"number": "4000"}),
        ("run `npm install` first", "en", {"code": "`npm install`"}),
        ("IBAN ES91 2100 0418 4502 0005 1332", "es", {"id": "ES91 2100 0418 4502 0005 1332"}),
        ("um 17.30 Uhr", "de", {"time": "17.30 Uhr"}),
        ("à 15h30", "fr", {"time": "15h30"}),
        ("genial 👍🏽", "es", {"emoji": "👍🏽"}),
        ("XQ0 is our code", "en", {"id": "XQ0"}),
        ("server 192.168.0.1:8080", "en", {"id": "192.168.0.1:8080"}),
        ('/internal{"x":1}', "en", {"code": '/internal{"x":1}'}),
    ],
)
def test_finds_what_must_survive(text: str, language: str, kinds: dict[str, str]) -> None:
    assert {entity.kind: entity.text for entity in find_entities(text, language)} == kinds


@pytest.mark.parametrize(
    "text",
    [
        "el 12/05/2026 a las 15:30",
        "un descuento del 15 %",
        "al 100 % segura",
        "24/7, y/o, 3 páginas",
        "the 1st of May, 3pm",
        "hola... ¿qué tal?",
    ],
)
def test_dates_times_and_percentages_stay_digits(text: str) -> None:
    assert find_entities(text, "en") == []


def test_terms_are_whole_words_only() -> None:
    found = find_entities("Logo Express, logos, logotipo y LOGO", "es", protect=["logo", "Logo Express"])
    assert [entity.text for entity in found] == ["Logo Express", "LOGO"]


def test_a_fixed_term_brings_its_translation_with_the_capital_of_the_original() -> None:
    masked = mask("Presupuesto o presupuesto", "es", fixed={"presupuesto": "estimate"})
    assert masked.restored(masked.text, "es", "en") == "Estimate o estimate"


@pytest.mark.parametrize(
    ("text", "source", "target", "restored"),
    [
        ("1.200,50 €", "es", "en", "€1,200.50"),
        ("€1,200.50", "en", "es", "1.200,50\u00a0€"),
        ("$5k", "en", "de", "5k\u00a0$"),
        ("500–800 €", "de", "en", "€500–800"),
        ("1200,- €", "de", "en", "€1200"),
        ("20 bucks", "en", "fr", "20\u00a0$"),
        ("17.30 Uhr", "de", "en", "17:30"),
        ("4.000", "de", "en", "4,000"),
    ],
)
def test_amounts_keep_their_value_and_change_their_dress(
    text: str, source: str, target: str, restored: str
) -> None:
    masked = mask(text, source)
    assert masked.restored(masked.text, source, target) == restored


def test_control_tokens_and_control_characters_go() -> None:
    assert cleaned(">>fr<< hola</s><pad> \x00\x07mundo\u202e \ue000 <</s>s>") == " hola mundo\u202e  "


def test_a_sentence_gets_stand_ins_that_are_not_in_it() -> None:
    masked = mask("Pago 450 € a ana@x.es por 941px", "es")
    seen = stand_ins(masked.text, masked)
    assert seen.sentence == "Pago $872 a XQ0 por 941px"
    output = seen.unmasked("I pay 872 $ to xq0 for 941 pages")
    assert output is not None
    assert masked.restored(output, "es", "en") == "I pay €450 to ana@x.es for 941 pages"


@pytest.mark.parametrize(
    "output", ["Write to", "Write to XQ0 and XQ0", "Write to XQ0 or XQ1", "XQ0 $941", "XQ01"]
)
def test_a_lost_doubled_or_invented_stand_in_is_noticed(output: str) -> None:
    masked = mask("Escribe a ana@x.es", "es")
    assert stand_ins(masked.text, masked).unmasked(output) is None


def test_more_things_than_stand_ins_are_refused() -> None:
    masked = mask(" ".join(f"a{i}@x.es" for i in range(11)), "es")
    with pytest.raises(TooManyMarks):
        stand_ins(masked.text, masked)


@given(st.one_of(st.text(max_size=120), TRICKY), LANGUAGES)
def test_any_text_comes_back_from_masking(text: str, language: str) -> None:
    clean = cleaned(text)
    for every_digit in (False, True):
        assert mask(clean, language, every_digit=every_digit).original() == clean


@given(TRICKY, LANGUAGES)
def test_cleaning_twice_changes_nothing(text: str, language: str) -> None:
    assert cleaned(cleaned(text)) == cleaned(text)


def test_long_garbage_takes_no_time() -> None:
    for piece in ("a@", "1.", "1 ", "www.", "a-", "(", "A1", "$", "1,000 ", "/a", "{", "<a", "00 1"):
        mask(piece * 3000, "es")
