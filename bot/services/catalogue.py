"""The services files of a deployment, kept current while it runs."""

from __future__ import annotations

import asyncio
import logging
import os
import tempfile
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import watchfiles

from bot.services.loading import SUFFIXES, load, services_files, twin_problem
from bot.services.problems import Problem, ServicesFileError
from bot.services.schema import ServicesFile
from bot.services.source import LARGEST_FILE

log = logging.getLogger(__name__)

Callback = Callable[[frozenset[str]], None]
"""Is told the slugs whose services file is new, changed or gone; runs in the thread that reloads."""


@dataclass(frozen=True)
class _Entry:
    """One file as last seen: its content, the last good version, and what is wrong with the current one."""

    content: bytes | None
    good: ServicesFile | None
    problems: tuple[Problem, ...] = ()


class Catalogue:
    """The services file of each freelancer, by slug (the file's name without its suffix).

    A file that breaks keeps its last good version, here and, with ``keep`` (a folder), across restarts.
    May be used from any thread.
    """

    def __init__(self, folder: Path, *, keep: Path | None = None) -> None:
        self._folder = folder
        self._keep = keep
        self._entries: Mapping[str, _Entry] = MappingProxyType({})
        self._folder_problems: tuple[Problem, ...] = ()
        self._callbacks: list[Callback] = []
        self._reloading = threading.Lock()

    def load(self) -> None:
        """Reads every file in the folder."""
        self.reload_changed()

    def get(self, slug: str) -> ServicesFile | None:
        """The freelancer's current services file; None if there is none that was ever good."""
        entry = self._entries.get(slug)
        return entry.good if entry else None

    def slugs(self) -> tuple[str, ...]:
        """The freelancers that can be served, by name."""
        return tuple(slug for slug, entry in sorted(self._entries.items()) if entry.good)

    def problems(self) -> list[Problem]:
        """Everything wrong with the files as they are now, whether or not a good version is in use."""
        inside = (problem for _, entry in sorted(self._entries.items()) for problem in entry.problems)
        return [*self._folder_problems, *inside]

    def subscribe(self, callback: Callback) -> Callable[[], None]:
        """Has the callback told of every change from now on; what it returns ends that."""
        self._callbacks.append(callback)
        return lambda: self._callbacks.remove(callback) if callback in self._callbacks else None

    def reload_changed(self) -> frozenset[str]:
        """Reads what changed since last time and tells subscribers; gives the slugs that changed."""
        with self._reloading:
            before = self._entries
            entries = self._read(before)
            # One assignment: readers see either all of the old files or all of the new.
            self._entries = MappingProxyType(entries)
            changed = frozenset(
                slug for slug in before.keys() | entries.keys() if _good(before, slug) != _good(entries, slug)
            )
            for slug in sorted(changed):
                self._keep_good(slug, entries.get(slug))
        if changed:
            self._tell(changed)
        return changed

    async def watch(self, *, debounce_ms: int = 300) -> None:
        """Reloads whenever a file in the folder changes, until cancelled."""
        while True:
            try:
                # What changed before watching began would otherwise go unnoticed.
                await asyncio.to_thread(self.reload_changed)
                async for _ in watchfiles.awatch(self._folder, recursive=False, debounce=debounce_ms):
                    await asyncio.to_thread(self.reload_changed)
            except FileNotFoundError:
                log.warning("The folder of the services files is gone: %s", self._folder)
            except Exception:
                log.exception("Watching the services files failed; starting again.")
            await asyncio.sleep(1)

    def _read(self, before: Mapping[str, _Entry]) -> dict[str, _Entry]:
        try:
            files = services_files(self._folder)
        except OSError as error:
            message = f"The folder of the services files cannot be read: {error.strerror}."
            remedy = "Check LIAISON_FREELANCERS_DIR."
            self._folder_problems = (Problem(self._folder, None, "", message, remedy),)
            return dict(before)
        entries: dict[str, _Entry] = {}
        problems: list[Problem] = []
        taken: dict[str, Path] = {}
        for file in files:
            if (twin := taken.setdefault(file.stem, file)) != file:
                problems.append(twin_problem(file, twin))
            else:
                entries[file.stem] = self._entry(file, before.get(file.stem))
        self._folder_problems = tuple(problems)
        return entries

    def _entry(self, file: Path, last: _Entry | None) -> _Entry:
        content = _content(file)
        if last and content is not None and content == last.content:
            return last
        try:
            return _Entry(content, load(file, content))
        except ServicesFileError as error:
            problems = error.problems
        except Exception:
            # Whatever one file does to the reader, the others go on.
            log.exception("Reading %s failed.", file.name)
            message, remedy = (
                "The file cannot be read.",
                "Compare it with the samples; the log has the details.",
            )
            problems = (Problem(file, None, "", message, remedy),)
        for problem in problems:
            log.warning("%s", problem)
        return _Entry(content, last.good if last else self._kept(file.stem), problems)

    def _tell(self, changed: frozenset[str]) -> None:
        for callback in tuple(self._callbacks):
            try:
                callback(changed)
            except Exception:
                log.exception("A subscriber failed on changed services files.")

    def _kept(self, slug: str) -> ServicesFile | None:
        """The last good version from before the restart, if it was kept and is still good."""
        if not self._keep:
            return None
        copy = self._keep / f"{slug}{SUFFIXES[0]}"
        try:
            return load(copy) if copy.is_file() else None
        except ServicesFileError as error:
            log.warning("The kept version of %s is of no use: %s", slug, error)
            return None

    def _keep_good(self, slug: str, entry: _Entry | None) -> None:
        """Keeps a copy of a good version, or removes it with its file; a failure costs only the copy."""
        if not self._keep:
            return
        copy = self._keep / f"{slug}{SUFFIXES[0]}"
        try:
            if entry is None:
                copy.unlink(missing_ok=True)
            elif entry.good and not entry.problems and entry.content is not None:
                _write_whole(copy, entry.content)
        except OSError as error:
            log.warning("No copy of %s could be kept in %s: %s", slug, self._keep, error)


def _good(entries: Mapping[str, _Entry], slug: str) -> ServicesFile | None:
    return entries[slug].good if slug in entries else None


def _content(file: Path) -> bytes | None:
    """What the file holds; None if it is too large or cannot be read, which loading then reports."""
    try:
        return file.read_bytes() if file.stat().st_size <= LARGEST_FILE else None
    except OSError:
        return None


def _write_whole(file: Path, content: bytes) -> None:
    """Writes a file so that a crash leaves either the old content or the new."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".")
    with os.fdopen(handle, "wb") as new:
        new.write(content)
        new.flush()
        os.fsync(new.fileno())
    Path(name).replace(file)
