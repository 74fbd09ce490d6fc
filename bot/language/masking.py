"""Puts stand-ins a model copies in the place of what it would damage, and the real things back after."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.language.entities import Entity, find_entities

_FIRST_MARK, _LAST_MARK = 0xE000, 0xF8FF
MARK = f"[{chr(_FIRST_MARK)}-{chr(_LAST_MARK)}]"
_MARK = re.compile(MARK)
PLACEHOLDERS = 10
_AMOUNTS = (941, 872, 653, 764, 538, 427, 319, 286, 195, 683, 951, 846)
_CONTROL_TOKENS = re.compile(r">>[^<>\n]{0,40}<<|</?s>|<pad>|<unk>|<eo[pd]>|\u2581")
_STAND_IN = re.compile(
    r"XQ ?(\d)(?!\d)|US ?\$ ?(\d{3})(?![\d])|\$ ?(\d{3})(?![\d])|(?<![\d.,$])(\d{3}) ?\$", re.IGNORECASE
)


def cleaned(text: str) -> str:
    """A text without what would steer a model: control characters, `>>fr<<`, `</s>`, private-use marks.

    Line breaks and tabs stay; letters come out composed (NFC).
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Co", "Cs", "Cn"))
    while (shorter := _CONTROL_TOKENS.sub("", text)) != text:
        text = shorter
    return text


@dataclass(frozen=True, slots=True)
class Masked:
    """A text in which each entity is one private-use character, its mark: U+E000 for entity 0, and so on."""

    text: str
    entities: tuple[Entity, ...]
    symbols_only: bool = False
    """Whether money, too, is shown to the model as `XQ0`, for a model that damages `$941`."""

    @property
    def ornaments(self) -> str:
        """Marks of emoji, which need no model when they stand before or after a sentence."""
        return "".join(
            chr(_FIRST_MARK + i) for i, entity in enumerate(self.entities) if entity.kind == "emoji"
        )

    def restored(self, text: str, source: str, target: str) -> str:
        """Any text with these marks, each replaced by its entity as the target language writes it."""
        return _MARK.sub(lambda mark: self._entity(mark.group()).written(source, target), text)

    def original(self, text: str | None = None) -> str:
        """The text (or another with these marks) as it was before masking."""
        return _MARK.sub(lambda mark: self._entity(mark.group()).text, self.text if text is None else text)

    def _entity(self, mark: str) -> Entity:
        return self.entities[ord(mark) - _FIRST_MARK]


def mask(
    text: str,
    source: str,
    *,
    protect: Sequence[str] = (),
    fixed: Mapping[str, str] | None = None,
    every_digit: bool = False,
) -> Masked:
    """Replace the entities of a text by marks; it must be `cleaned`, without private-use characters."""
    found = find_entities(text, source, protect=protect, fixed=fixed, every_digit=every_digit)
    entities = found[: _LAST_MARK - _FIRST_MARK + 1]
    parts: list[str] = []
    done = 0
    for index, entity in enumerate(entities):
        parts += [text[done : entity.start], chr(_FIRST_MARK + index)]
        done = entity.end
    return Masked("".join([*parts, text[done:]]), tuple(entities), symbols_only=every_digit)


class TooManyMarks(ValueError):
    """A sentence has more entities than there are stand-ins."""


@dataclass(frozen=True, slots=True)
class StandIns:
    """A sentence as a model sees it: `XQ0`, `XQ1` for things and `$941` for money in place of marks."""

    sentence: str
    marks: Mapping[str, str]

    def unmasked(self, output: str) -> str | None:
        """The output with its marks back; None unless every stand-in is there exactly once and no other."""
        seen: list[str] = []

        def mark_of(match: re.Match[str]) -> str:
            digit, *amounts = match.groups()
            name = f"XQ{digit}" if digit is not None else "$" + next(a for a in amounts if a is not None)
            seen.append(name)
            return self.marks.get(name, name)

        text = _STAND_IN.sub(mark_of, output)
        return text if sorted(seen) == sorted(self.marks) else None


def stand_ins(sentence: str, masked: Masked) -> StandIns:
    """Give each mark of a sentence a stand-in the model copies. Raises TooManyMarks."""
    amounts = iter(a for a in _AMOUNTS if str(a) not in sentence)
    names = (f"XQ{digit}" for digit in range(PLACEHOLDERS))
    marks: dict[str, str] = {}
    for mark in _MARK.findall(sentence):
        money = not masked.symbols_only and masked.entities[ord(mark) - _FIRST_MARK].kind == "money"
        name = next((f"${amount}" for amount in amounts), None) if money else next(names, None)
        if name is None:
            raise TooManyMarks(sentence)
        marks[name] = mark
    by_mark = {mark: name for name, mark in marks.items()}
    return StandIns(_MARK.sub(lambda mark: by_mark[mark.group()], sentence), marks)


def without_stand_ins(text: str) -> str:
    """A model's sentence without its stand-ins, for checks that look at words and digits only."""
    return _STAND_IN.sub(" ", text)


def letters(text: str) -> int:
    """How many letters a masked text has outside its marks."""
    return sum(1 for _ in _letters(text))


def _letters(text: str) -> Iterator[str]:
    return (c for c in text if c.isalpha() and not _MARK.match(c))
