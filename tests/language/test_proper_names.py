"""Names are found by their capitals, where a language keeps capitals for names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.proper_names import proper_names


def found(text: str, language: str) -> set[str]:
    return {text[start:end] for start, end in proper_names(text, language)}


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("es", "Hola, me llamo María López y vivo en Gran Vía 78.", {"María López", "Gran Vía"}),
        ("es", "Las fotos las hice con una Canon en el taller de Rui.", {"Canon", "Rui"}),
        ("fr", "C'est pour mon site chez Ionos, fait avec WordPress.", {"Ionos", "WordPress"}),
        ("pt", "Atualizei o Elementor pra nova versão.", {"Elementor"}),
        ("en", "My company is based in Leeds.", {"Leeds"}),
        ("de", "Die Bilder sind mit der Nikon Z6 II entstanden, per DHL verschickt.", {"Nikon Z6 II", "DHL"}),
        ("it", "Il carrello si blocca su iPhone 13 mini.", {"iPhone 13 mini"}),
        ("de", "Die Videos sind mit einem Galaxy S24 Ultra gedreht.", {"Galaxy S24 Ultra"}),
        ("de", "Der Shop läuft mit WooCommerce.", {"WooCommerce"}),
    ],
)
def test_names_within_a_sentence_are_found(language: str, text: str, names: set[str]) -> None:
    assert names <= found(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Necesito un logo. Es para mi bar. ¿Cuánto cuesta?"),
        ("es", "NECESITO UN LOGO"),
        ("es", "El precio con IVA en España, ¿y en Alemania?"),
        ("en", "I think that I'd like it by Monday or in March, in English or German."),
        ("en", "Logo Design And Brand Identity"),
        ("de", "Ich brauche ein Logo für meine Bäckerei in der Innenstadt."),
        ("fr", "Bonjour Madame, pouvez-vous traduire en Anglais ?"),
        ("it", "Buon Natale e grazie mille!"),
    ],
)
def test_what_languages_translate_is_no_name(language: str, text: str) -> None:
    assert found(text, language) == set()


def test_a_noun_before_a_number_is_no_name() -> None:
    text = "Die Rechnung RE-2026-117 und die Bestellung A123 im Format A4."
    assert not any("Rechnung" in n or "Bestellung" in n or "Format" in n for n in found(text, "de"))


@given(st.text(max_size=200), st.sampled_from(["en", "es", "fr", "de", "pt", "it", "zz"]))
def test_no_text_breaks_the_search(text: str, language: str) -> None:
    for start, end in proper_names(text, language):
        assert 0 <= start < end <= len(text)
