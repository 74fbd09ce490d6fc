"""The documentation is part of the product: nothing a person can set, run or write may be undocumented."""

from __future__ import annotations

import re

import pytest
from typer.main import get_command

from bot.cli import app
from bot.settings import ROOT, Settings

DOCS = ROOT / "docs"


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented(name: str) -> None:
    assert f"`LIAISON_{name.upper()}`" in (DOCS / "settings.md").read_text()


def test_no_setting_is_documented_that_does_not_exist() -> None:
    documented = re.findall(r"^\| `LIAISON_([A-Z_]+)`", (DOCS / "settings.md").read_text(), re.MULTILINE)
    assert {name.lower() for name in documented} == set(Settings.model_fields)


@pytest.mark.parametrize("name", get_command(app).commands)  # type: ignore[attr-defined]
def test_every_command_and_option_is_documented(name: str) -> None:
    page = (DOCS / "commands.md").read_text()
    assert f"## liaison {name}" in page
    section = page.split(f"## liaison {name}\n")[1].split("\n## ")[0]
    for parameter in get_command(app).commands[name].params:  # type: ignore[attr-defined]
        option = next((flag for flag in parameter.opts if flag.startswith("--")), None)
        if option and option != "--help":
            assert f"`{option}`" in section, f"{option} of liaison {name}"


def test_the_readme_names_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text()
    assert "make run" in readme
    assert "make test" in readme


def test_every_page_of_the_docs_is_linked_from_the_readme() -> None:
    readme = (ROOT / "README.md").read_text()
    for page in DOCS.glob("*.md"):
        assert f"docs/{page.name}" in readme, page.name


def test_links_between_pages_lead_somewhere() -> None:
    for page in [ROOT / "README.md", *DOCS.rglob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text()):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"
