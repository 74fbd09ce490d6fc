"""Cuts a text into sentences that can be translated alone, and what stands between them and stays."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.language.masking import MARK

_ABBREVIATED = (
    "sr sra srta dr dra d dña ud uds vd prof ing lic arq avda av c núm num nº pág págs p.ej ej etc aprox tel "
    "tfno cía s.a "
    "mr mrs ms st vs e.g i.e approx inc ltd co dept min max fig vol "
    "m mm mme mlle me env p.ex cf art réf tél n° "
    "hr fr nr bzw z.b d.h u.a inkl zzgl ca ggf usw evtl str tel bspw max mind abs u.s.w s.o "
    "sig sigg dott dott.ssa avv rag ecc p.es pag n tel "
    "exmo exma eng"
)
_ABBREVIATIONS = frozenset(_ABBREVIATED.split())
_CLOSE = r"[\"'”’»)\]]*"
_END = re.compile(rf"(?:[.!?…]+{_CLOSE}(?=\s)|[。！？]+{_CLOSE}|(?<=[^\d\s]);(?=\s))")
_BULLET = re.compile(r"\s*(?:[-–—*•·▪◦‣>+]+|\d{1,2}[.)]|[a-zA-Z][.)]|\(\w{1,2}\))(?=\s)\s*")
_CORE_START = re.compile(rf"[\w¿¡\"'“„«(\[{MARK[1:-1]}$€£#@%+~&/]")
_CLAUSE = re.compile(r"(?<=[,;:])\s+|\s+(?=[–—-]\s)|\s+(?=\()|(?<=\))\s+")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a text by its offsets; `sentence` tells whether it is to be translated."""

    start: int
    end: int
    text: str
    sentence: bool


def split(text: str, source: str, ornaments: str = "") -> list[Segment]:
    """Segments that joined give the text back exactly: line breaks, bullets, spaces and symbols stand alone.

    `ornaments` are characters, such as marks of emoji, that stay outside before or after a sentence.
    """
    segments: list[Segment] = []
    for line in re.finditer(r"[^\n]+|\n+", text):
        if line.group()[0] == "\n":
            segments.append(Segment(line.start(), line.end(), line.group(), False))
        else:
            segments += _line(line.group(), line.start(), source, ornaments)
    return segments


def _line(line: str, offset: int, source: str, ornaments: str) -> list[Segment]:
    bullet = _BULLET.match(line)
    begin = bullet.end() if bullet else 0
    cuts = [begin]
    for match in _END.finditer(line, begin):
        if _ends_sentence(line, match, source):
            cuts.append(match.end())
    segments = [Segment(offset, offset + begin, line[:begin], False)] if begin else []
    for start, end in zip(cuts, [*cuts[1:], len(line)], strict=True):
        segments += _trimmed(line, start, end, offset, ornaments)
    return segments


def _ends_sentence(line: str, match: re.Match[str], source: str) -> bool:
    following = line[match.end() :].lstrip()
    if not following:
        return False
    if match.group()[0] != ".":
        return True
    if match.group().startswith(".."):
        return not following[0].islower()
    before = re.search(r"[^\s(\"'«“]*$", line[: match.start()])
    word = before.group().casefold() if before else ""
    if word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha()):
        return False
    if word.isdecimal() and (source == "de" or following[0].islower()):
        return False
    return not (following[0].islower() and len(word) < 3)


def _trimmed(line: str, start: int, end: int, offset: int, ornaments: str) -> list[Segment]:
    """The sentence between two cuts, and around it what is neither word nor its punctuation."""
    first = next(
        (i for i in range(start, end) if line[i] not in ornaments and _CORE_START.match(line, i)), end
    )
    stop = end
    while stop > first and (line[stop - 1].isspace() or line[stop - 1] in ornaments):
        stop -= 1
    edges = [(start, first, False), (first, stop, True), (stop, end, False)]
    return [Segment(offset + a, offset + b, line[a:b], kind) for a, b, kind in edges if b > a]


def clauses(sentence: str) -> list[str]:
    """Parts of a sentence at its natural cuts: after commas and the like, around brackets and dashes."""
    cuts = [match.span() for match in _CLAUSE.finditer(sentence)]
    return _cut(sentence, cuts)


def halves(sentence: str) -> list[str]:
    """A sentence cut at the space nearest its middle, for what is too long and has no natural cut."""
    spaces = [match.span() for match in re.finditer(r"\s+", sentence.rstrip())]
    middle = len(sentence) // 2
    return _cut(sentence, [min(spaces, key=lambda span: abs(span[0] - middle))] if spaces else [])


def _cut(sentence: str, cuts: list[tuple[int, int]]) -> list[str]:
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(sentence)]
    return [sentence[a:b] for a, b in zip(starts, ends, strict=True) if b > a]
