"""Nothing false with the bundled models: what must survive does, or the original is shown and labelled."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from bot.language.numerals import NUMBER, read_number
from bot.language.translation import Translation
from bot.language.translator import Translator
from bot.settings import Settings

MESSAGES = Path(__file__).parents[1] / "data" / "nasty_messages.tsv"


def messages() -> list[tuple[str, str, str, list[str]]]:
    lines = [line for line in MESSAGES.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return [
        (source, target, text.replace("\\n", "\n"), entities.replace("\\n", "\n").split(" | "))
        for source, target, text, entities in rows
    ]


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Translator]:
    var = tmp_path_factory.mktemp("var")
    translator = Translator(Settings(var_dir=var, translation_timeout_s=120, _env_file=None))
    yield translator
    translator.close()


def survives(entity: str, done: Translation) -> bool:
    """The entity stands in the text as it was written, or its value does as the language writes it."""
    if not entity.startswith("="):
        return entity in done.text
    found = (read_number(match.group(), done.language) for match in NUMBER.finditer(done.text))
    values = {number.value for number in found if number is not None}
    values |= {Decimal(k.replace(",", ".")) * 1000 for k in re.findall(r"(\d+(?:[.,]\d+)?)k", done.text)}
    return Decimal(entity[1:]) in values


def test_there_are_enough_messages() -> None:
    assert len(messages()) >= 40


@pytest.mark.parametrize(("source", "target", "text", "entities"), messages())
async def test_what_must_survive_survives(
    bundled: Translator, source: str, target: str, text: str, entities: list[str]
) -> None:
    if (source, target) not in bundled.pairs():
        pytest.skip(f"no model for {source}-{target}")
    done = await bundled.translate(text, source, target)
    if done.made == "untranslated":
        assert done.text == text
        assert done.language == source
    else:
        lost = [entity for entity in entities if not survives(entity, done)]
        assert not lost, f"{done.text!r} lost {lost}"
