"""Services files for tests: a small good one, and ways to write others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.services.loading import load
from bot.services.problems import Problem, ServicesFileError

SMALL = """\
freelancer:
  name: Jonas Weber
  trade: Texter
  home_language: de
  time_zone: Europe/Berlin
  currency: EUR
services:
  - id: text
    name: Werbetext
    pricing:
      model: fixed
      price: 300
"""

Problems = Callable[[str], list[Problem]]


@pytest.fixture
def small() -> str:
    """The smallest services file that is of use."""
    return SMALL


@pytest.fixture
def problems_of(tmp_path: Path) -> Problems:
    """Everything wrong with a services file of this content."""

    def problems(content: str | bytes) -> list[Problem]:
        file = tmp_path / "jonas.yml"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        try:
            load(file)
        except ServicesFileError as error:
            return list(error.problems)
        return []

    return problems
