"""What is wrong with a services file: where, in plain words, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one file.

    ``line`` counts from 1 (None: the file as a whole). ``field`` is a path such as
    ``services[2].pricing.price``, list items counting from 1, or empty.
    """

    file: Path
    line: int | None
    field: str
    message: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.file.name}, line {self.line}" if self.line else self.file.name
        field = f"{self.field}: " if self.field else ""
        return f"{place}: {field}{self.message} {self.remedy}".strip()


class ServicesFileError(Exception):
    """A services file that cannot be used; ``problems`` says everything that is wrong with it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))
