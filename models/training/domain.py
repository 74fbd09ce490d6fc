"""The hand-written freelance sentences with slots (domain/*.tsv), expanded by code into training pairs."""

from __future__ import annotations

import csv
import hashlib
import random
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.language.memory import read_rows

from .augment import PLACEHOLDERS, surrogate
from .corpora import Pair

DOMAIN = Path(__file__).resolve().parent / "domain"
LANGUAGES = ("en", "es", "fr", "de", "pt", "it")
HELD_OUT_SHARE = 0.1
EXAMPLES = Path(__file__).resolve().parents[2] / "data" / "nlu" / "translations.tsv"
"""The lines named "examples": what Rasa learns intents from, in every language."""
VOCABULARY = frozenset({"words"})
"""Files of single words and set phrases, all learned from: a word held out is a word never met."""

Line = Mapping[str, str]
"""One sentence by language, slots unfilled: {"en": "It costs {price}.", "es": "Cuesta {price}.", ...}."""

_SLOT = re.compile(r"\{([a-z_]+?)_?(\d*)\}")
_MASKED = {"email", "url", "order", "name", "id", "phone", "file", "term", "glossary"}
_PRICES = {"price", "amount", "money", "budget", "total", "deposit"}


def read_lines(path: Path) -> list[Line]:
    """Lines of a domain file; its first row names the languages. Only English must be there."""
    return [{code: text for code, text in row.items() if code in LANGUAGES} for row in read_rows(path)]


def read_slots(path: Path) -> dict[str, list[Line]]:
    """Values by slot name: {"service": [{"en": "a logo", "es": "un logo", ...}, ...]}.

    The first column of the file is the slot's name, the others are languages.
    """
    slots: dict[str, list[Line]] = {}
    if not path.exists():
        return slots
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        name_column = (rows.fieldnames or ["slot"])[0]
        for row in rows:
            values = {key: value.strip() for key, value in row.items() if key in LANGUAGES and value}
            slots.setdefault((row[name_column] or "").strip().strip("{}"), []).append(values)
    return slots


def training_lines(folder: Path, name: str) -> list[Line]:
    """The lines of `name`.tsv to learn from."""
    return [line for line in _named(folder, name) if not _is_dev(line, name)]


def dev_lines(folder: Path, name: str) -> list[Line]:
    """The lines of `name`.tsv to measure with, never learned from."""
    return [line for line in _named(folder, name) if _is_dev(line, name)]


def _named(folder: Path, name: str) -> list[Line]:
    return read_lines(EXAMPLES if name == "examples" else folder / f"{name}.tsv")


def _is_dev(line: Line, name: str) -> bool:
    return name not in VOCABULARY and is_held_out(line["en"])


def is_held_out(english: str) -> bool:
    """True for the tenth of the lines that is kept for the domain dev set; the English text alone decides."""
    digest = hashlib.sha256(english.strip().lower().encode()).digest()
    return digest[0] < 256 * HELD_OUT_SHARE


def expand(
    line: Line, source: str, target: str, slots: Mapping[str, list[Line]], rng: random.Random
) -> Pair | None:
    """Fill the slots of a line with the same values on both sides.

    None when a language is missing, the sides have different slots, or a slot has no values.
    """
    if source not in line or target not in line:
        return None
    names = list(dict.fromkeys(m.group() for m in _SLOT.finditer(line[source])))
    if set(names) != {m.group() for m in _SLOT.finditer(line[target])}:
        return None
    left, right = line[source], line[target]
    masks = iter(_mask_order(rng))
    for slot in names:
        value = _fill(slot, source, target, slots, masks, rng)
        if value is None:
            return None
        left, right = left.replace(slot, value.source), right.replace(slot, value.target)
    return Pair(_sentence_case(left, line[source]), _sentence_case(right, line[target]))


def _mask_order(rng: random.Random) -> list[str]:
    start = 0 if rng.random() < 0.7 else rng.randrange(len(PLACEHOLDERS))
    return PLACEHOLDERS[start:] + PLACEHOLDERS[:start]


def _fill(
    slot: str,
    source: str,
    target: str,
    slots: Mapping[str, list[Line]],
    masks: Iterator[str],
    rng: random.Random,
) -> Pair | None:
    match = _SLOT.fullmatch(slot)
    assert match is not None
    name = match.group(1)
    values = [v for v in slots.get(name, []) if v.get(source) and v.get(target)]
    if name in _MASKED and (not values or rng.random() < 0.85):
        mask = next(masks)
        return Pair(mask, mask)
    if name in _PRICES and (not values or rng.random() < 0.8):
        amount = surrogate(rng)
        return Pair(amount, amount)
    if not values:
        return None
    if name == "number" and rng.random() < 0.5:
        number = str(rng.randrange(2, 100))
        return Pair(number, number)
    value = rng.choice(values)
    return Pair(value[source], value[target])


def _sentence_case(text: str, template: str) -> str:
    return text[:1].upper() + text[1:] if template.startswith("{") else text
