"""Short answers that say "nothing" or "no hurry" are read in the client's own words."""

from __future__ import annotations

import pytest

from bot.quotes.short_answers import nothing, unhurried


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "No"),
        ("en", "no, nothing else thanks"),
        ("en", "none"),
        ("es", "no, nada más"),
        ("es", "nada mas, gracias"),
        ("es", "No, gracias."),
        ("es", "ninguno"),
        ("fr", "non, rien d'autre"),
        ("fr", "Rien de plus, merci"),
        ("fr", "aucun"),
        ("de", "nein, sonst nichts"),
        ("de", "nichts weiter"),
        ("de", "Keine, danke"),
        ("pt", "não, mais nada"),
        ("pt", "nada mais obrigada"),
        ("it", "no, nient'altro"),
        ("it", "niente, grazie"),
        ("pt", "no thanks"),
    ],
)
def test_nothing_is_nothing(language: str, text: str) -> None:
    assert nothing(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "no idea"),
        ("en", "nothing fancy, just the source files"),
        ("es", "no, el otro"),
        ("es", "nada más las ilustraciones"),
        ("de", "nein, doch 3.600 Wörter"),
        ("de", "keine Ahnung"),
        ("it", "no, il secondo"),
        ("pt", "não sei"),
    ],
)
def test_what_goes_on_after_a_no_is_not_nothing(language: str, text: str) -> None:
    assert not nothing(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "no tengo prisa"),
        ("de", "Das eilt nicht"),
        ("fr", "rien ne presse"),
        ("en", "whenever you can"),
    ],
)
def test_no_hurry_is_understood(language: str, text: str) -> None:
    assert unhurried(text, language)
