"""Finds in a text what a translation must not touch: addresses, amounts, numbers, names of things."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from bot.language.numerals import NUMBER, read_number, with_currency

Kind = Literal[
    "term", "code", "url", "email", "phone", "file", "id", "handle", "money", "number", "time", "emoji"
]


@dataclass(frozen=True, slots=True)
class Entity:
    """A stretch of text, from `start` to `end`, and what it says in another language where that differs."""

    kind: Kind
    start: int
    end: int
    text: str
    translation: str | None = None

    def written(self, source: str, target: str) -> str:
        """The entity in the target language: same value, that language's separators, symbol where it goes."""
        if self.translation is not None:
            return _cased_like(self.text, self.translation)
        if self.kind == "money":
            return _money(self.text, source, target)
        if self.kind == "number":
            number = read_number(self.text, source)
            return number.written(target) if number else self.text
        if self.kind == "time":
            hours, minutes = re.findall(r"\d+", self.text)[:2]
            return f"{int(hours):02d}:{minutes}"
        return self.text


_EXTENSIONS = (
    "pdf|docx?|xlsx?|pptx?|odt|ods|rtf|txt|csv|json|xml|ya?ml|html?|css|jsx?|tsx?|php|py|sql|md|sh|exe|apk|png|jpe?g|gif|"
    "svg|webp|tiff?|bmp|ico|psd|ai|eps|indd|idml|fig|sketch|xd|cdr|zip|rar|7z|tar|gz|mp3|mp4|mov|avi|wav|mkv|flac|"
    "srt|vtt|ttf|otf|woff2?|log|tmx|xliff|sdlxliff|po|pot|tex|epub|key|pages|numbers"
)
_TLDS = (
    "com|org|net|info|biz|io|dev|app|co|me|tv|shop|store|online|site|studio|design|agency|blog|cloud|ai|eu|es|fr|de|it|"
    "pt|br|mx|ar|cl|pe|uk|us|ca|ch|at|be|nl|pl|ie|se|no|dk|fi|cat|edu|gov|int|xyz|tech|page|example|test|local"
)
_SYMBOL = r"(?:(?:US|R|A|AU|C|CA|NZ|MX|S|HK|AR|CL|COL)\$|[$€£¥₹₽₩₺₴₪₫₱฿])"
_CODE = (
    r"(?:USD|EUR|GBP|CHF|BRL|MXN|ARS|COP|CLP|PEN|UYU|CAD|AUD|NZD|JPY|CNY|INR|SEK|NOK|DKK|PLN|CZK|HUF|RON|BGN|TRY|RUB|"
    r"UAH|ZAR|SGD|HKD|KRW|ILS|AED|SAR|MAD|TND|EGP|THB|IDR|MYR|PHP|VND)"
)
_WORDS = {
    "€": r"euros?",
    "$": r"dollars?|bucks|d[óo]lar(?:es)?|dollar[oi]",
    "R$": r"reais",
}
_WORD = "|".join(_WORDS.values())
_NUM = NUMBER.pattern
_AMOUNT = rf"(?:{_NUM})(?:,[-–—])?(?:[kK](?!\w))?"
_RANGE = rf"{_AMOUNT}(?:\s?[-–—]\s?{_AMOUNT})?"
_MONEY = (
    rf"(?<![\w.,])(?:{_SYMBOL}|{_CODE})[ \u00a0\u202f]?{_RANGE}(?:[ \u00a0\u202f]?(?:{_CODE})(?!\w))?(?![\w])"
    rf"|(?<![\w.,:/-]){_RANGE}[ \u00a0\u202f]?(?:{_SYMBOL}(?!\d)|(?:{_CODE})(?!\w)|(?i:{_WORD})(?!\w))"
)

_PATTERNS: tuple[tuple[Kind, str], ...] = (
    ("code", r"```[\s\S]+?```|`[^`\n]+`"),
    ("code", r"(?<!\S)/\w+\{[^\n]*\}|\{\{[^{}\n]*\}\}|\$?\{[^{}\n]*\}|%\(\w+\)[sd]|(?<!\w)%[sd](?!\w)"),
    ("code", r"</?[A-Za-z][^<>\n]{0,200}>|&(?:[a-z]{2,8}|#\d{1,6});"),
    ("email", r"(?:mailto:)?[\w.+'-]+@(?:[\w-]+\.)+[^\W\d_]{2,24}(?![\w-])"),
    ("url", r"(?i:https?|ftp)://[^\s<>\"“”«»]+|(?i:www)\.[^\s<>\"“”«»]+"),
    ("url", rf"(?<![\w@./-])(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?\.)+(?i:{_TLDS})(?:/[^\s<>\"“”«»]*|(?![\w.-]*\w))"),
    ("file", rf"(?<![\w@/.-])[\w()-][\w().-]*\.(?i:{_EXTENSIONS})(?!\w)|(?<![\w.])\.(?i:{_EXTENSIONS})(?!\w)"),
    ("code", r"(?<!\S)(?:[A-Za-z]:\\|~/|\.{1,2}/|/)\w[\w./\\-]*"),
    ("handle", r"(?<![\w@.])@[A-Za-z0-9_](?:[\w.]{0,38}\w)?|(?<![\w&#])#[^\W\d_]\w*"),
    ("id", r"(?<![\w-])[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}(?![\w-])"),
    ("id", r"(?<!\w)[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,3})?(?!\w)"),
    ("id", r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?(?![\w.]*\d)"),
    ("money", _MONEY),
    ("time", r"(?<![\w.,:])(?:[01]?\d|2[0-3])[h.:][0-5]\d(?:[ \u00a0]?Uhr(?!\w))|(?<![\w.,:])(?:[01]?\d|2[0-3])h[0-5]\d(?!\w)"),
    ("phone", r"(?<![\w.,+])(?:\+|00)\d[\d ().\u00a0/-]{5,20}\d(?![\w])|(?<![\w.,])\(\d{2,5}\)[ \u00a0]?\d[\d .-]{4,14}\d(?!\w)"),
    ("phone", r"(?<![\w.,/-])0\d{1,4}[ /-]\d[\d /-]{4,12}\d(?!\w)|(?<![\w.,/-])\d{2,3}(?:[ .-]\d{2,4}){2,4}(?<=\d{2})(?![\w/-])"),
    ("id", r"(?<!\w)[#№]\s?\d[\w/-]*\w|(?<!\w)[#№]\s?\d(?!\w)"),
    ("id", r"(?<![\w-])(?=[\w./-]*\d)(?:[A-Za-z]{1,8}[-/_.]?\d[\w./_-]*\w|[A-Za-z]{1,8}\d)(?!\w)"),
    ("id", r"(?<![\w-])(?=\w*[A-Z])(?=\w*\d)[A-Z0-9]{5,}(?:-[A-Z0-9]+)*(?!\w)"),
    ("id", r"(?<![\w.])\d+(?:\.\d+){2,}(?![\w.]*\d)"),
    ("id", r"(?<!\w)XQ\d(?!\w)"),
    ("emoji", r"[\U0001F000-\U0001FAFF\u2600-\u27BF\u2B00-\u2BFF\uFE0F\u200D\U0001F1E6-\U0001F1FF]+"),
    ("emoji", r"(?<![\w)])(?:[:;=]['´]?-?[)(DPp*|]+|<3|\^_?\^)(?!\w)"),
)  # fmt: skip
_FOUND = tuple((kind, re.compile(pattern)) for kind, pattern in _PATTERNS)
_ANY_DIGITS = re.compile(r"\d[\d.,:/]*\d|\d")
_DATE = re.compile(
    r"(?<![\d.,/-])(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2})(?![\d/-])"
)
_TRAILING = ".,;:!?…)]}'\"»”’"


def find_entities(
    text: str,
    source: str,
    *,
    protect: Sequence[str] = (),
    fixed: Mapping[str, str] | None = None,
    every_digit: bool = False,
) -> list[Entity]:
    """Entities of a text in order, none overlapping. Terms win over everything, then the order of the patterns.

    Plain whole numbers, dates and times are left to the model, which copies digits well, unless `every_digit`.
    """
    taken: list[Entity] = []
    for entity in _candidates(text, source, tuple(protect), fixed or {}, every_digit):
        if all(entity.end <= other.start or entity.start >= other.end for other in taken):
            taken.append(entity)
    return sorted(taken, key=lambda entity: entity.start)


def _candidates(
    text: str, source: str, protect: tuple[str, ...], fixed: Mapping[str, str], every_digit: bool
) -> Iterator[Entity]:
    translations = {term.casefold(): translation for term, translation in fixed.items() if term.strip()}
    terms = _terms(tuple(sorted({*protect, *fixed})))
    if terms is not None:
        for match in terms.finditer(text):
            yield Entity("term", *match.span(), match.group(), translations.get(match.group().casefold()))
    dates = [match.span() for match in _DATE.finditer(text)]
    for kind, pattern in _FOUND:
        for match in pattern.finditer(text):
            entity = _trimmed(kind, match)
            if kind not in ("phone", "id") or not _within(entity, dates):
                yield entity
    yield from _numbers(text, source, dates)
    if every_digit:
        for match in _ANY_DIGITS.finditer(text):
            yield Entity("id", *match.span(), match.group())


def _numbers(text: str, source: str, dates: list[tuple[int, int]]) -> Iterator[Entity]:
    """Numbers with separators, which another language writes otherwise."""
    for match in re.finditer(rf"(?<![\w.,:/]){_NUM}(?![\w:/]|[.,]\d)", text):
        entity = Entity("number", *match.span(), match.group())
        if (
            not match.group().isdecimal()
            and not _within(entity, dates)
            and read_number(match.group(), source)
        ):
            yield entity


def _within(entity: Entity, spans: list[tuple[int, int]]) -> bool:
    return any(start < entity.end and entity.start < end for start, end in spans)


def _trimmed(kind: Kind, match: re.Match[str]) -> Entity:
    """Without the punctuation that ends the sentence around an address."""
    start, text = match.start(), match.group()
    if kind in ("url", "email"):
        kept = text.rstrip(_TRAILING)
        if text[len(kept) :].startswith(")") and kept.count("(") > kept.count(")"):
            kept += ")"
        text = kept
    return Entity(kind, start, start + len(text), text)


@lru_cache(maxsize=512)
def _terms(terms: tuple[str, ...]) -> re.Pattern[str] | None:
    """Whole words only, whatever their capitals, longest first: "logo" is not found in "logos" or "logotipo"."""
    wanted = sorted((term.strip() for term in terms if term.strip()), key=len, reverse=True)
    if not wanted:
        return None
    spelled = "|".join(r"\s+".join(re.escape(word) for word in term.split()) for term in wanted)
    return re.compile(rf"(?<![\w-])(?:{spelled})(?![\w-]*\w)", re.IGNORECASE)


def _cased_like(original: str, translation: str) -> str:
    """The translation of a term, with a capital where the original begins with one."""
    return translation[:1].upper() + translation[1:] if original[:1].isupper() else translation


def _money(text: str, source: str, target: str) -> str:
    """An amount in the target language; as it was written where its numbers cannot be read."""
    found = list(re.finditer(_NUM, text))
    numbers = [read_number(match.group(), source) for match in found]
    if not found or None in numbers:
        return text
    outside = text[: found[0].start()] + text[found[-1].end() :]
    thousands = "k" if re.search(r"\d\s?[kK](?!\w)", text) else ""
    currency = _currency(re.sub(r",[-–—]|(?<!\w)[kK](?!\w)", "", outside).strip(" \u00a0\u202f-–—"))
    dash = next(iter(re.findall(r"(?<=[\dkK])\s?[-–—]\s?(?=\d)", text)), "-")
    written = dash.join(number.written(target) + thousands for number in numbers if number)
    return with_currency(written, currency, target) if currency else text


def _currency(written: str) -> str:
    for symbol, words in _WORDS.items():
        if re.fullmatch(words, written, re.IGNORECASE):
            return symbol
    return written
