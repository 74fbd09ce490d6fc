"""Reading the numbers in a client's own words: "4.000", "4k", "cuatro mil", "a dozen", "2,5 %", "€ 1.200".

A mark before exactly three digits sets thousands apart where the language, or the client's own locale,
uses it so: "4.000" is four thousand in German and 4 in English, and four thousand again for an English
message from a German browser. With both marks, or a mark repeated, the shape itself decides. Digits
inside addresses, dates, times, phone and order numbers are not numbers. Number words come from text2num
(Spanish, French, German, Portuguese, Italian, English, Dutch, Danish).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from text_to_num import find_numbers  # type: ignore[import-untyped]

from bot.language.dates import date_spans
from bot.language.entities import find_entities
from bot.language.numerals import NUMBER, read_number
from bot.language.times import read_times

_NOT_NUMBERS = frozenset({"code", "url", "email", "phone", "file", "id", "handle", "time"})
_WORD_LANGUAGES = frozenset({"en", "es", "fr", "de", "pt", "it", "nl", "da"})
_LARGEST_LENGTH = 18
"""Digits; a longer row of them is an account or a card, not an amount."""

_THOUSAND = r"(?:k|mil|mila|mille|miles|milhares|tausend|tsd\.?|thousand)"
_MILLION = r"(?:m|mio\.?|millions?|million(?:en)?|mill[oó]n(?:es)?|milh[aã]o|milh[oõ]es|milion[ei])"
_GAP = r"[ \u00a0\u202f]"
_TIMES = re.compile(rf"{_GAP}?(?:(?P<thousand>{_THOUSAND})|(?P<million>{_MILLION}))(?![\w'’])", re.IGNORECASE)
_HALF = re.compile(
    r"\s(?:and\sa\shalf|y\smedi[ao]|et\sdemie?|e\smei[ao]|e\smezz[oa])(?!\w)|\s?½", re.IGNORECASE
)
_PERCENT = re.compile(
    rf"{_GAP}?(?:%|(?:per{_GAP}?cent|por{_GAP}cien(?:to)?|pour{_GAP}cent|prozent|p[oe]r{_GAP}cento)(?!\w))",
    re.IGNORECASE,
)
_CURRENCIES = {
    "€": "EUR",
    "£": "GBP",
    "R$": "BRL",
    "US$": "USD",
    "$": "USD",
    "¥": "JPY",
    "₹": "INR",
    "zł": "PLN",
}
_CURRENCY_WORDS = (
    ("EUR", r"euros?"),
    ("USD", r"dollars?|d[oó]lar(?:es)?|dollar[oi]|bucks"),
    ("GBP", r"pounds?|libras?|livres?\ssterling|pfund|sterlin[ae]"),
    ("BRL", r"rea(?:l|is)"),
    ("CHF", r"francos?\ssuizos?|francs?\ssuisses?|franken|franchi"),
)
_CODES = r"EUR|USD|GBP|CHF|BRL|MXN|ARS|COP|CLP|PEN|CAD|AUD|NZD|JPY|CNY|INR|SEK|NOK|DKK|PLN|CZK|TRY"
_NAMED = "|".join(words for _, words in _CURRENCY_WORDS)
_SYMBOLS = "|".join(re.escape(symbol) for symbol in _CURRENCIES)
_BEFORE = re.compile(rf"(?:(?<!\w)(?P<code>{_CODES})|(?P<symbol>{_SYMBOLS})){_GAP}?$", re.IGNORECASE)
_AFTER = re.compile(
    rf"{_GAP}?(?:(?P<symbol>{_SYMBOLS})|(?P<code>{_CODES})(?!\w)|(?P<word>{_NAMED})(?!\w))", re.IGNORECASE
)
_DIGITS = re.compile(rf"(?<![\w.,:/])(?:{NUMBER.pattern})(?![.,:/]\d)")
_MULTIPLIED = re.compile(r"(?<!\w)[x×]\s?(?P<number>\d{1,4})(?!\w)|(?<!\w)(?P<before>\d{1,4})[x×](?!\w)")
_FRACTIONS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_FRACTION = re.compile("[½¼¾]")
_ENDS = re.compile(r"(?!\w)|[^\W\d_]{3,}")
"""What may follow a figure: nothing of a word, or all of one ("4000words"); not "3D"."""
_ORDINAL = re.compile(r"(?:st|nd|rd|th|er|ère|e|ème|º|ª|°)(?!\w)", re.IGNORECASE)

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|[^\w\s]|\d+")
_ARTICLES_LIST = "one un una uno unos unas une ein eine einen einem einer eines eins um uma uns umas un' een"
_ARTICLES = frozenset(_ARTICLES_LIST.split())
"""Words for one that are mostly articles or pronouns: a number only where they are about all that was
said."""

_COLLECTIVES: dict[str, int] = {
    **dict.fromkeys(("dozen", "docena", "douzaine", "dutzend", "dúzia", "duzia", "dozzina", "dozijn"), 12),
    **dict.fromkeys(("decena", "dizaine", "dezena", "decina"), 10),
    **dict.fromkeys(("veintena", "vingtaine", "ventina"), 20),
    **dict.fromkeys(("trentaine", "treintena", "trentina"), 30),
    **dict.fromkeys(("centenar", "centaine", "centena", "centinaio"), 100),
    **dict.fromkeys(("millar", "millier", "milhar", "migliaio"), 1000),
}
_COLLECTIVE = re.compile(rf"(?<!\w)(?:{'|'.join(_COLLECTIVES)})(?!\w)", re.IGNORECASE)
_COUNT_CHARS = 40
"""How far before a dozen its count may begin."""
_HALF_A = re.compile(
    r"(?<!\w)(?:half\sa|media|une\sdemi-|demi-|ein\shalbes|halbes|meia|mezza)\s?$", re.IGNORECASE
)
_GERMAN_HALVES = {
    "anderthalb": "1.5", "eineinhalb": "1.5", "zweieinhalb": "2.5", "dreieinhalb": "3.5", "viereinhalb":
    "4.5", "fünfeinhalb": "5.5", "sechseinhalb": "6.5", "siebeneinhalb": "7.5", "achteinhalb": "8.5",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text, from `start` to `end`, exact; `currency` as ISO 4217 where one stands beside it.

    `percent` is true for rates, whose value is per hundred.
    """

    value: Decimal
    start: int
    end: int
    text: str
    percent: bool = False
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class _Token:
    """A word as text2num wants it."""

    word: str
    start: int
    end: int

    def text(self) -> str:
        return self.word

    def nt_separated(self, previous: object) -> bool:
        return False

    def not_a_number_part(self) -> bool:
        return False


def read_numbers(text: str, language: str, locale: str | None = None) -> list[Number]:
    """The numbers in a text written in `language`, in order; `locale` is the client's browser's, where
    known."""
    taken = _taken(text, language)
    found: list[Number] = []
    for number in (*_multiplied(text), *_figures(text, language, locale), *_words(text, language)):
        if not any(number.start < end and start < number.end for start, end in taken):
            found.append(number)
            taken.append((number.start, number.end))
    return sorted(found, key=lambda number: number.start)


def _taken(text: str, language: str) -> list[tuple[int, int]]:
    """Spans whose digits mean something else: addresses, dates, times, order numbers."""
    spans = [
        (entity.start, entity.end)
        for entity in find_entities(text, language)
        if entity.kind in _NOT_NUMBERS
        and not _MULTIPLIED.fullmatch(entity.text)
        and not (entity.kind in ("phone", "id") and read_number(entity.text, language))
    ]
    spans += [(time.start, time.end) for time in read_times(text, language)]
    return spans + date_spans(text, language)


def _multiplied(text: str) -> Iterator[Number]:
    """ "x3" and "3x"."""
    for match in _MULTIPLIED.finditer(text):
        yield Number(Decimal(match["number"] or match["before"]), *match.span(), match.group())


def _figures(text: str, language: str, locale: str | None) -> Iterator[Number]:
    for match in _DIGITS.finditer(text):
        value = _value(match.group(), language, locale)
        if value is None or len(match.group()) > _LARGEST_LENGTH or _ORDINAL.match(text, match.end()):
            continue
        number = _extended(text, Number(value, *match.span(), match.group()))
        if _ENDS.match(text, number.end):
            yield number
    for match in _FRACTION.finditer(text):
        yield Number(_FRACTIONS[match.group()], *match.span(), match.group())


def _value(written: str, language: str, locale: str | None) -> Decimal | None:
    """The value by the language's marks; by the browser's, where only they make thousands of it."""
    number = read_number(written, language)
    if number is None:
        return None
    if locale and number.decimals == 3 and not number.grouped:
        by_browser = read_number(written, locale)
        if by_browser is not None and by_browser.decimals == 0:
            return by_browser.value
    return number.value


def _words(text: str, language: str) -> Iterator[Number]:
    if language == "de":
        yield from _german_halves(text)
    yield from _collectives(text, language)
    yield from _spelled(text, language)


def _spelled(text: str, language: str) -> Iterator[Number]:
    """Number words, with what multiplies them and what stands beside them."""
    if language not in _WORD_LANGUAGES:
        return
    tokens = [_Token(_spelling(m.group(), language), *m.span()) for m in _WORD.finditer(text)]
    words = sum(token.word[0].isalpha() for token in tokens)
    for run in _runs(tokens):
        for found in find_numbers(run, language, threshold=0):
            part = run[found.start : found.end]
            if found.is_ordinal or (part[0].word.casefold() in _ARTICLES and len(part) == 1 and words > 2):
                continue
            start, end = part[0].start, part[-1].end
            yield _extended(text, Number(Decimal(found.text.replace(",", ".")), start, end, text[start:end]))


def _runs(tokens: Sequence[_Token]) -> Iterator[list[_Token]]:
    """Stretches of words: digits and punctuation part them, since text2num joins "two, three" and panics
    on some."""
    run: list[_Token] = []
    for token in tokens:
        if token.word[0].isalpha():
            run.append(token)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _spelling(word: str, language: str) -> str:
    """A word as text2num knows it: composed, and in German with its umlauts even where they were typed as
    ue."""
    word = unicodedata.normalize("NFC", word).casefold()
    if language == "de":
        word = re.sub(r"fuenf", "fünf", re.sub(r"zwoelf", "zwölf", word))
        word = word.replace("dreissig", "dreißig")
    return word


def _collectives(text: str, language: str) -> Iterator[Number]:
    """A dozen, half a dozen, two dozen."""
    for match in _COLLECTIVE.finditer(text):
        value = Decimal(_COLLECTIVES[match.group().casefold()])
        start, before = match.start(), text[: match.start()]
        half = _HALF_A.search(before)
        if half:
            value, start = value / 2, half.start()
        else:
            near = max(0, start - _COUNT_CHARS)
            counted = [n for n in _counts(before[near:], language) if not before[near + n.end :].strip()]
            if counted:
                value, start = value * counted[-1].value, near + counted[-1].start
        yield Number(value, start, match.end(), text[start : match.end()])


def _counts(before: str, language: str) -> Iterator[Number]:
    yield from _figures(before, language, None)
    yield from _spelled(before, language)


def _german_halves(text: str) -> Iterator[Number]:
    for match in re.finditer(
        r"(?<!\w)(?:ander(?=thalb)|\w{3,6}ein(?=halb))t?halb(?!\w)", text, re.IGNORECASE
    ):
        value = _GERMAN_HALVES.get(match.group().casefold())
        if value:
            yield _extended(text, Number(Decimal(value), *match.span(), match.group()))


def _extended(text: str, number: Number) -> Number:
    """The number with what belongs to it: a thousand, a half, a sign, a per cent or a currency."""
    value, start, end = number.value, number.start, number.end
    if (times := _TIMES.match(text, end)) and not _is_spelled_thousand(text[start:end]):
        value, end = value * (1000 if times["thousand"] else 1_000_000), times.end()
    if half := _HALF.match(text, end):
        value, end = value + Decimal("0.5"), half.end()
    if text[start - 1 : start] in ("-", "−") and (start == 1 or text[start - 2].isspace()):
        value, start = -value, start - 1
    if percent := _PERCENT.match(text, end):
        return Number(value, start, percent.end(), text[start : percent.end()], percent=True)
    number = replace(number, value=value, start=start, end=end, text=text[start:end])
    return _with_currency(text, number)


def _is_spelled_thousand(words: str) -> bool:
    """ "cuatro mil" already has its thousand."""
    return not any(letter.isdigit() for letter in words) and bool(re.search(_THOUSAND, words, re.IGNORECASE))


def _with_currency(text: str, number: Number) -> Number:
    if after := _AFTER.match(text, number.end):
        end = after.end()
        return replace(number, end=end, text=text[number.start : end], currency=_code(after))
    if before := _BEFORE.search(text, max(0, number.start - 8), number.start):
        start = before.start()
        return replace(number, start=start, text=text[start : number.end], currency=_code(before))
    return number


def _code(match: re.Match[str]) -> str:
    groups = match.groupdict()
    if groups["code"]:
        return str(groups["code"]).upper()
    if groups["symbol"]:
        return _CURRENCIES.get(groups["symbol"].upper(), _CURRENCIES.get(groups["symbol"], ""))
    return next(code for code, words in _CURRENCY_WORDS if re.fullmatch(words, match["word"], re.IGNORECASE))
