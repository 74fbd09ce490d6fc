"""The sets that quality is measured on: dev sets, messages with entities, messages with intents."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from bot.language.numerals import NUMBER, read_number
from bot.language.translation import Translation
from bot.settings import ROOT

NASTY = ROOT / "tests" / "data" / "nasty_messages.tsv"
CLIENTS = ROOT / "tests" / "data" / "client_messages.tsv"
ADDRESSED = ROOT / "tests" / "data" / "sentences_to_clients.txt"
DEV = ROOT / "models" / "training" / "dev"


@dataclass(frozen=True)
class NastyMessage:
    """A message with entities that must survive; `=1200.50` stands for a number by its value."""

    source: str
    target: str
    text: str
    entities: tuple[str, ...]

    def lost(self, done: Translation) -> list[str]:
        """The entities that a translation lost; none where the original is shown."""
        if done.made == "untranslated":
            return []
        return [entity for entity in self.entities if not _survives(entity, done)]


@dataclass(frozen=True)
class ClientMessage:
    """A client's message in one language, and its intent."""

    language: str
    text: str
    intent: str


def nasty_messages(path: Path = NASTY) -> list[NastyMessage]:
    """The messages with entities; a `\\n` in the file is a line break."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return [
        NastyMessage(source, target, text.replace("\\n", "\n"), tuple(kept.replace("\\n", "\n").split(" | ")))
        for source, target, text, kept in rows
    ]


def client_messages(path: Path = CLIENTS) -> list[ClientMessage]:
    """The messages with intents, in every language of the file."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    languages = [name for name in rows[0] if name != "intent"]
    return [ClientMessage(code, row[code], row["intent"]) for code in languages for row in rows]


def sentences_to_clients(path: Path = ADDRESSED) -> list[str]:
    """English sentences that a freelancer addresses to a client, one a line."""
    return path.read_text(encoding="utf-8").splitlines()


def dev_pairs(source: str, target: str, folder: Path = DEV) -> list[tuple[str, str]]:
    """The held-out Tatoeba pairs of two languages, one of them English; none where the set is not there."""
    foreign = target if source == "en" else source
    path = folder / f"tatoeba-dev.en-{foreign}.tsv"
    if "en" not in (source, target) or not path.exists():
        return []
    sides = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    pairs = [(english.strip(), other.strip()) for english, other in (s for s in sides if len(s) == 2)]
    return pairs if source == "en" else [(other, english) for english, other in pairs]


def _survives(entity: str, done: Translation) -> bool:
    """The entity stands in the text as it was written, or its value does as the language writes it."""
    if not entity.startswith("="):
        return entity in done.text
    found = (read_number(match.group(), done.language) for match in NUMBER.finditer(done.text))
    values = {number.value for number in found if number is not None}
    values |= {Decimal(k.replace(",", ".")) * 1000 for k in re.findall(r"(\d+(?:[.,]\d+)?)k", done.text)}
    return Decimal(entity[1:]) in values
