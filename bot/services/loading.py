"""Loads and checks services files: every error at once, with its line and its remedy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError

from bot.services.consistency import inconsistencies
from bot.services.part import checked_id
from bot.services.plain_words import explained
from bot.services.problems import Problem, ServicesFileError
from bot.services.schema import ServicesFile
from bot.services.source import Source, read_source

SUFFIXES = (".yml", ".yaml")


def load(file: Path, content: bytes | None = None) -> ServicesFile:
    """The services file at this path, or ``content`` in its place; ServicesFileError says all problems."""
    source = read_source(file, content)
    problems = list(source.problems)
    loaded: ServicesFile | None = None
    if isinstance(source.data, dict):
        try:
            loaded = ServicesFile.model_validate(source.data)
        except ValidationError as error:
            problems += explained(error, source)
        problems += inconsistencies(source)
    problems += _wrong_name(source)
    if loaded is None or problems:
        raise ServicesFileError(sorted(set(problems), key=lambda problem: (problem.line or 0, problem.field)))
    return loaded


def check(paths: Iterable[Path]) -> list[Problem]:
    """Everything wrong with these files, and with the services files in these folders."""
    problems: list[Problem] = []
    stems: dict[tuple[Path, str], Path] = {}
    for file in _files(paths, problems):
        if (twin := stems.setdefault((file.parent, file.stem), file)) != file:
            problems.append(twin_problem(file, twin))
        try:
            load(file)
        except ServicesFileError as error:
            problems += error.problems
    return problems


def services_files(folder: Path) -> list[Path]:
    """The services files in a folder, by name; hidden files and editors' copies are left out."""
    return sorted(
        file
        for file in folder.iterdir()
        if file.suffix in SUFFIXES and not file.name.startswith((".", "_", "#")) and file.is_file()
    )


def twin_problem(file: Path, twin: Path) -> Problem:
    """Two files stand for the same freelancer."""
    return Problem(
        file, None, "", f"{twin.name} is for the same freelancer.", "Remove or rename one of the two."
    )


def _files(paths: Iterable[Path], problems: list[Problem]) -> Iterator[Path]:
    for path in paths:
        if not path.is_dir():
            yield path
        elif files := services_files(path):
            yield from files
        else:
            problems.append(
                Problem(
                    path, None, "", "There is no services file in this folder.", "Copy one of the samples."
                )
            )


def _wrong_name(source: Source) -> list[Problem]:
    stem = source.file.stem
    try:
        checked_id(stem)
    except ValueError:
        remedy = "Rename it, with small letters a to z, digits and dashes, for example anna-petersen.yml."
        return [source.problem((), f'The file name "{stem}" cannot be part of an address.', remedy)]
    return []
