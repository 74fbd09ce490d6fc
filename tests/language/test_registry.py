"""Models are found by what their folders say, and the best way between two languages is taken."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from scripted import DATA, FixedRegistry, model

from bot.language.registry import Registry, RegistryError, edition, installed, read_model, replace_folder
from bot.settings import ROOT


def copied(folder: Path, name: str, **changes: object) -> Path:
    """A copy of a tiny checkpoint with other values in its liaison.json."""
    target = folder / name
    shutil.copytree(DATA / "translation" / "es-en", target)
    about = json.loads((target / "liaison.json").read_text())
    (target / "liaison.json").write_text(json.dumps({**about, "name": name, **changes}))
    return target


def test_reads_a_checkpoint_folder() -> None:
    found = read_model(DATA / "translation" / "es-en")
    assert (found.name, found.sources, found.targets) == ("es-en", ("es",), ("en",))
    assert found.revision == "tiny-es-en"


def test_the_bundled_models_take_every_language_to_english_and_from_it() -> None:
    registry = installed(ROOT / "models")
    for language in ("es", "fr", "de", "pt", "it"):
        assert registry.direct(language, "en")
        assert registry.direct("en", language)


def test_a_model_without_a_revision_gets_one_from_its_weights(tmp_path: Path) -> None:
    assert len(read_model(copied(tmp_path, "a", revision="")).revision) == 64


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda folder: (folder / "target.spm").unlink(), "target.spm missing"),
        (lambda folder: (folder / "liaison.json").write_text("{"), "liaison.json"),
        (lambda folder: (folder / "liaison.json").write_text('{"targets": ["en"]}'), "liaison.json"),
    ],
)
def test_a_damaged_folder_is_left_out_and_reported(tmp_path: Path, change, message: str) -> None:  # type: ignore[no-untyped-def]
    copied(tmp_path, "good")
    change(copied(tmp_path, "bad"))
    registry = Registry([tmp_path])
    assert [found.name for found in registry.models] == ["good"]
    assert message in registry.problems[0]
    with pytest.raises(RegistryError):
        read_model(tmp_path / "bad")


def test_translations_kept_by_an_older_edition_are_not_used_by_a_newer_one(tmp_path: Path) -> None:
    (tmp_path / "checks.py").write_text("strict = False")
    before = edition(tmp_path)
    edition.cache_clear()
    (tmp_path / "checks.py").write_text("strict = True")
    assert edition(tmp_path) != before
    edition.cache_clear()


async def test_watching_goes_on_after_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    began = 0

    async def awatch(*_: Path, **__: object) -> AsyncIterator[set[object]]:
        nonlocal began
        began += 1
        if began == 1:
            raise OSError("inotify watch limit reached")
        yield set()

    monkeypatch.setattr("watchfiles.awatch", awatch)
    monkeypatch.setattr("bot.language.registry._WATCH_AGAIN_S", 0)
    changes = Registry([tmp_path]).changes()
    await anext(changes)  # whatever changed meanwhile is looked at
    await anext(changes)
    assert began == 2
    await changes.aclose()


def test_a_downloaded_model_is_preferred_then_the_better_score(tmp_path: Path) -> None:
    copied(tmp_path / "bundled", "better", chrf={"es-en": 70})
    copied(tmp_path / "bundled", "worse", chrf={"es-en": 60})
    copied(tmp_path / "downloads", "hub", chrf=None)
    registry = Registry([tmp_path / "downloads", tmp_path / "bundled"])
    assert [found.name for found in registry.direct("es", "en")] == ["hub", "better", "worse"]


def test_models_that_appear_later_are_seen_after_a_reload(tmp_path: Path) -> None:
    registry = Registry([tmp_path])
    assert registry.pairs() == set()
    copied(tmp_path, "new")
    registry.reload()
    assert registry.pairs() == {("es", "en")}


def test_without_a_direct_model_the_way_goes_through_english() -> None:
    registry = FixedRegistry(
        model("mul-en", "es fr", "en"), model("en-de", "en", "de"), model("fr-de", "fr", "de")
    )
    assert registry.routes("es", "de") == [(("es", "en"), ("en", "de"))]
    assert registry.routes("fr", "de") == [(("fr", "de"),), (("fr", "en"), ("en", "de"))]
    assert registry.routes("de", "es") == []
    assert registry.pairs() == {("es", "en"), ("fr", "en"), ("en", "de"), ("fr", "de"), ("es", "de")}


def test_a_model_of_several_targets_is_told_which() -> None:
    many = model("en-mul", "en", "es de", tag=">>xx<<")
    assert many.prompt("Hello", "de") == ">>de<< Hello"
    assert model("en-de", "en", "de").prompt("Hello", "de") == "Hello"


async def test_a_model_put_into_place_is_noticed_and_a_download_under_way_is_not(tmp_path: Path) -> None:
    folders = [tmp_path / "translation" / "downloads", tmp_path / "translation"]
    copied(folders[1], "bundled")
    registry = Registry(folders)
    changes = registry.changes()
    noticed = asyncio.ensure_future(anext(changes))
    while not noticed.done():  # watching begins at an unknown moment: change until it is seen
        arriving = copied(tmp_path, "arriving")
        replace_folder(arriving, folders[1] / "new")
        await asyncio.wait([noticed], timeout=0.2)
    assert [model.name for model in registry.models] == ["bundled"]
    assert [model.name for model in registry.look_again().models] == ["bundled", "arriving"]
    await changes.aclose()
