"""Translations of the freelancers' own texts outlive a restart, but not the models they were made with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.language.kept import KeptTranslations
from bot.language.translation import Translation, untranslated

DONE = Translation("Dos rondas de cambios", "es", "Two rounds of changes", "en", "model", 0.8)
TERMS: dict[str, object] = {"Pantone": None}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "translation" / "own_texts.db"


@pytest.fixture
def kept(path: Path) -> Iterator[KeptTranslations]:
    table = KeptTranslations(path, "models-1")
    table.load()
    yield table
    table.close()


def again(path: Path, models: str = "models-1") -> KeptTranslations:
    table = KeptTranslations(path, models)
    table.load()
    table.close()
    return table


def test_what_was_translated_once_is_known_after_a_restart(kept: KeptTranslations, path: Path) -> None:
    assert kept.get(DONE.original, "en", "es", TERMS) is None
    kept.put(DONE, "es", TERMS)
    assert kept.get(DONE.original, "en", "es", TERMS) == DONE
    kept.close()
    assert again(path).get(DONE.original, "en", "es", TERMS) == DONE


def test_it_is_another_translation_with_other_terms_languages_or_address(kept: KeptTranslations) -> None:
    kept.put(DONE, "es", TERMS)
    assert kept.get(DONE.original, "en", "es", {}) is None
    assert kept.get(DONE.original, "en", "es", {"Pantone": "Pantone"}) is None
    assert kept.get(DONE.original, "en", "pt", TERMS) is None
    assert kept.get(DONE.original, "en", "es", TERMS, "informal") is None


def test_nothing_made_by_other_models_is_used(kept: KeptTranslations, path: Path) -> None:
    kept.put(DONE, "es", TERMS)
    kept.close()
    assert len(again(path, "models-2")) == 0
    assert len(again(path)) == 0


def test_a_text_no_model_translates_is_not_tried_again(kept: KeptTranslations, path: Path) -> None:
    failed = untranslated("Standard", "en")
    kept.put(failed, "es", {})
    assert kept.get("Standard", "en", "es", {}) == failed
    assert kept.get("Standard", "en", "de", {}) is None
    kept.close()
    assert again(path).get("Standard", "en", "es", {}) == failed


def test_a_text_there_was_no_time_for_is_tried_again(kept: KeptTranslations) -> None:
    kept.put(untranslated("Standard", "en", passing=True), "es", {})
    assert len(kept) == 0


def test_a_broken_table_is_put_aside(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(b"not a database " * 100)
    table = KeptTranslations(path, "models-1")
    table.load()
    table.put(DONE, "es", TERMS)
    table.close()
    assert len(again(path)) == 1
    assert path.with_suffix(".broken").exists()


def test_other_models_begin_with_an_empty_table(kept: KeptTranslations, path: Path) -> None:
    kept.put(DONE, "es", TERMS)
    kept.begin_anew("models-2")
    assert kept.get(DONE.original, "en", "es", TERMS) is None
    kept.put(DONE, "es", TERMS)
    kept.close()
    assert again(path, "models-2").get(DONE.original, "en", "es", TERMS) == DONE
