"""Very short utterances come from tables written by hand."""

from __future__ import annotations

import pytest

from bot.language.short import ShortPhrases
from bot.settings import ROOT

TABLES = ShortPhrases(ROOT / "data" / "locales" / "short")
BUNDLED = ("en", "es", "fr", "de", "pt", "it")


@pytest.mark.parametrize(
    ("text", "source", "target", "wanted"),
    [
        ("sí", "es", "en", "yes"),
        ("SI!!", "es", "en", "Yes!!"),
        ("Vale", "es", "en", "Ok"),
        ("¿Cuánto cuesta?", "es", "en", "How much is it?"),
        ("merci beaucoup !", "fr", "en", "thank you very much!"),
        ("d’accord", "fr", "en", "ok"),
        ("Nein, danke.", "de", "en", "No, thanks."),
        ("tudo bem?", "pt", "en", "ok?"),
        ("grazie mille", "it", "en", "thank you very much"),
        ("thanks!", "en", "es", "¡gracias!"),
        ("Sorry", "en", "fr", "Désolé"),
        ("gracias", "es", "de", "danke"),
        ("perche?", "it", "en", "why?"),
    ],
)
def test_known_utterances(text: str, source: str, target: str, wanted: str) -> None:
    assert TABLES.translate(text, source, target) == wanted


@pytest.mark.parametrize("text", ["logo", "sí quiero un logo", "", "?", "👍"])
def test_anything_else_is_not_theirs(text: str) -> None:
    assert TABLES.translate(text, "es", "en") is None


@pytest.mark.parametrize("language", BUNDLED)
def test_every_table_says_the_same_things(language: str) -> None:
    assert len(TABLES._tables[language]) >= 60
    assert set(TABLES._tables[language]) == set(TABLES._tables["en"])


@pytest.mark.parametrize("language", BUNDLED[1:])
def test_what_is_said_is_also_understood(language: str) -> None:
    for english in TABLES._tables["en"]:
        said = TABLES.translate(english, "en", language)
        assert said is not None
        assert TABLES.translate(said, language, "en") is not None


def test_a_damaged_table_says_where(tmp_path: pytest.TempPathFactory) -> None:
    (tmp_path / "xx.tsv").write_text("hello\tola\nbroken line\n")  # type: ignore[operator]
    with pytest.raises(ValueError, match=r"xx\.tsv, line 2"):
        ShortPhrases(tmp_path).translate("x", "xx", "en")  # type: ignore[arg-type]
