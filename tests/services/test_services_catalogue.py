"""Services files that change, break and vanish while the desk runs."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from bot.services.catalogue import Catalogue
from bot.services.loading import load
from bot.services.schema import ServicesFile


@pytest.fixture
def folder(tmp_path: Path, small: str) -> Path:
    """Two freelancers' files."""
    folder = tmp_path / "freelancers"
    folder.mkdir()
    (folder / "jonas.yml").write_text(small)
    (folder / "maria.yml").write_text(small.replace("Jonas Weber", "Maria Braun"))
    return folder


@pytest.fixture
def loaded(folder: Path) -> Catalogue:
    catalogue = Catalogue(folder)
    catalogue.load()
    return catalogue


def name(catalogue: Catalogue, slug: str) -> str | None:
    file = catalogue.get(slug)
    return file.freelancer.name if file else None


def test_each_file_is_a_freelancer(loaded: Catalogue) -> None:
    assert loaded.slugs() == ("jonas", "maria")
    assert name(loaded, "jonas") == "Jonas Weber"
    assert loaded.get("nobody") is None
    assert loaded.problems() == []


def test_a_saved_change_is_live_after_reloading(loaded: Catalogue, folder: Path, small: str) -> None:
    (folder / "jonas.yml").write_text(small.replace("Jonas Weber", "Jonas Winter"))
    assert loaded.reload_changed() == {"jonas"}
    assert name(loaded, "jonas") == "Jonas Winter"


def test_nothing_changed_means_nothing_is_read_again(loaded: Catalogue) -> None:
    before = loaded.get("jonas")
    assert loaded.reload_changed() == frozenset()
    assert loaded.get("jonas") is before


def test_a_broken_file_keeps_its_last_good_version(loaded: Catalogue, folder: Path, small: str) -> None:
    (folder / "jonas.yml").write_text(small.replace("300", "-300"))
    assert loaded.reload_changed() == frozenset()
    assert name(loaded, "jonas") == "Jonas Weber"
    [problem] = loaded.problems()
    assert (problem.file.name, problem.line) == ("jonas.yml", 12)


def test_a_broken_file_leaves_the_others_alone(loaded: Catalogue, folder: Path, small: str) -> None:
    (folder / "jonas.yml").write_bytes(b"\xff\xfe\x00 [ {")
    (folder / "maria.yml").write_text(small.replace("Jonas Weber", "Maria Sommer"))
    assert loaded.reload_changed() == {"maria"}
    assert name(loaded, "maria") == "Maria Sommer"
    assert name(loaded, "jonas") == "Jonas Weber"


def test_a_mended_file_has_no_problems_left(loaded: Catalogue, folder: Path, small: str) -> None:
    (folder / "jonas.yml").write_text("a: [")
    loaded.reload_changed()
    assert loaded.problems()
    (folder / "jonas.yml").write_text(small.replace("300", "400"))
    assert loaded.reload_changed() == {"jonas"}
    assert loaded.problems() == []


def test_a_new_file_that_was_never_good_is_reported_and_not_served(loaded: Catalogue, folder: Path) -> None:
    (folder / "new.yml").write_text("freelancer:\n")
    assert loaded.reload_changed() == frozenset()
    assert loaded.slugs() == ("jonas", "maria")
    assert {problem.file.name for problem in loaded.problems()} == {"new.yml"}


def test_a_removed_file_is_a_freelancer_who_left(loaded: Catalogue, folder: Path) -> None:
    (folder / "maria.yml").unlink()
    assert loaded.reload_changed() == {"maria"}
    assert loaded.slugs() == ("jonas",)


def test_a_folder_that_vanishes_is_a_problem_and_everyone_stays(loaded: Catalogue, folder: Path) -> None:
    folder.rename(folder.with_name("elsewhere"))
    assert loaded.reload_changed() == frozenset()
    assert loaded.slugs() == ("jonas", "maria")
    assert "LIAISON_FREELANCERS_DIR" in loaded.problems()[0].remedy


def test_a_second_file_for_one_freelancer_is_reported(loaded: Catalogue, folder: Path, small: str) -> None:
    (folder / "jonas.yaml").write_text(small.replace("Jonas Weber", "Another"))
    loaded.reload_changed()
    assert len(loaded.problems()) == 1


def test_an_error_of_the_reader_itself_stays_with_its_file(
    folder: Path, small: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(file: Path, content: bytes | None = None) -> ServicesFile:
        if file.stem == "jonas":
            raise RuntimeError("boom")
        return load(file, content)

    monkeypatch.setattr("bot.services.catalogue.load", failing)
    catalogue = Catalogue(folder)
    catalogue.load()
    assert catalogue.slugs() == ("maria",)
    assert catalogue.problems()[0].file.name == "jonas.yml"


def test_the_last_good_version_survives_a_restart(folder: Path, tmp_path: Path) -> None:
    keep = tmp_path / "var" / "services"
    Catalogue(folder, keep=keep).load()
    (folder / "jonas.yml").write_text("freelancer: [")
    restarted = Catalogue(folder, keep=keep)
    restarted.load()
    assert name(restarted, "jonas") == "Jonas Weber"
    assert restarted.problems()


def test_the_kept_version_goes_with_its_file(folder: Path, tmp_path: Path) -> None:
    keep = tmp_path / "kept"
    catalogue = Catalogue(folder, keep=keep)
    catalogue.load()
    (folder / "jonas.yml").unlink()
    catalogue.reload_changed()
    assert [file.name for file in keep.iterdir()] == ["maria.yml"]


def test_a_kept_version_that_cannot_be_written_costs_only_itself(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file, not a folder")
    catalogue = Catalogue(folder, keep=tmp_path / "kept")
    catalogue.load()
    assert catalogue.slugs() == ("jonas", "maria")


def test_subscribers_hear_of_changes_until_they_leave(loaded: Catalogue, folder: Path, small: str) -> None:
    heard: list[frozenset[str]] = []

    def failing(slugs: frozenset[str]) -> None:
        raise RuntimeError("a subscriber's own trouble")

    loaded.subscribe(failing)
    leave = loaded.subscribe(heard.append)
    (folder / "jonas.yml").write_text(small.replace("300", "301"))
    loaded.reload_changed()
    leave()
    leave()
    (folder / "jonas.yml").write_text(small.replace("300", "302"))
    loaded.reload_changed()
    assert heard == [{"jonas"}]


def test_readers_never_see_half_a_reload(loaded: Catalogue, folder: Path, small: str) -> None:
    seen: set[tuple[str | None, bool]] = set()
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            file = loaded.get("jonas")
            seen.add((file.freelancer.name if file else None, len(loaded.slugs()) == 2))

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for number in range(5):
            (folder / "jonas.yml").write_text(small.replace("Jonas Weber", f"Jonas {number}"))
            loaded.reload_changed()
    finally:
        done.set()
        reader.join()
    assert all(there and whole for there, whole in seen)


@asynccontextmanager
async def watching(catalogue: Catalogue) -> AsyncIterator[None]:
    task = asyncio.create_task(catalogue.watch(debounce_ms=50))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def named(
    catalogue: Catalogue, slug: str, expected: str, save: Callable[[], object] | None = None
) -> None:
    """Waits until the freelancer has this name; saves again until then, as watching may not have begun."""
    async with asyncio.timeout(30):
        while name(catalogue, slug) != expected:
            if save:
                save()
            await asyncio.sleep(0.05)


async def test_a_saved_change_is_live_without_asking(loaded: Catalogue, folder: Path, small: str) -> None:
    changed = small.replace("Jonas Weber", "Jonas Winter")
    async with watching(loaded):
        await named(loaded, "jonas", "Jonas Winter", lambda: (folder / "jonas.yml").write_text(changed))


async def test_an_editor_that_replaces_the_file_is_noticed(
    loaded: Catalogue, folder: Path, small: str
) -> None:
    async with watching(loaded):
        await named(loaded, "third", "Jonas Weber", lambda: (folder / "third.yml").write_text(small))
        new = folder / "jonas.yml~"
        new.write_text(small.replace("Jonas Weber", "Jonas Neu"))
        new.replace(folder / "jonas.yml")
        await named(loaded, "jonas", "Jonas Neu")


async def test_what_changed_before_watching_began_is_noticed(
    loaded: Catalogue, folder: Path, small: str
) -> None:
    (folder / "maria.yml").write_text(small.replace("Jonas Weber", "Maria Neu"))
    async with watching(loaded):
        await named(loaded, "maria", "Maria Neu")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_reported(loaded: Catalogue, folder: Path) -> None:
    (folder / "jonas.yml").chmod(0)
    loaded.reload_changed()
    assert "cannot be read" in loaded.problems()[0].message
    assert name(loaded, "jonas") == "Jonas Weber"
