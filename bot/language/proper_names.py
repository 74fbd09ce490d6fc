"""Finds names of people, places, firms and things in a message: a small model spells them by sound.

What is found is masked and comes back as it was written. Names that languages translate (countries,
languages, months, feasts) are left to the model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.language.lexicon import calendar_words
from bot.language.numerals import locale_of

Span = tuple[int, int]

_WORD = re.compile(r"[^\W\d_][\w'’&-]*")
_ENDS_SENTENCE = re.compile(r"[.!?:;…\n•*\"“”«»()¿¡][\s\"“”«»()¿¡*-]*$")
_VARIANT = r"(?:\s(?:I{1,3}|IV|VI?|[Pp]ro|[Mm]ax|[Uu]ltra|[Pp]lus|[Mm]ini|[Aa]ir|SE|FE|[Ll]ite)\b)"
_TYPE = r"(?![ABC]\d\b)(?:[A-Z]-)?[A-Z]{1,2}\d{1,2}[a-z]?(?![\w-])"
_CAMEL = re.compile(
    r"(?<![\w@./-])(?:[a-z]{1,3}[A-Z][a-z]\w*|[A-Z][a-z]+(?:[A-Z][a-z]*)+\d*)(?![\w./@-]*\w)"
    rf"(?:\s\d{{1,3}}\b{_VARIANT}{{0,2}})?"
)
_MODEL = re.compile(rf"(?<![\w@./-])[A-Z][a-zà-ÿ]+\s{_TYPE}{_VARIANT}{{0,2}}")
"""What devices are called: "iPhone 13 mini", "Nikon Z6 II"."""
_CAPITALISED_NOUNS = frozenset({"de", "lb"})
_TRANSLATED_LIST = (
    "i i'm i've i'd i'll ok usted ustedes ud uds sr sra srta don doña dr dra mr mrs ms miss sir "
    "madam monsieur "
    "madame mademoiselle m mme mlle signor signora signorina dott senhor senhora herr frau seu dona vous sie "
    "lei ella vd vds internet web online email e-mail mail pdf "
    "navidad nochebuena pascua reyes noël pâques christmas easter natal páscoa natale pasqua ramadan "
    "europa europe européen européenne eu ue usa eeuu ee uu uk "
    "iva tva vat mwst cif nif siret isbn iban bic faq vip cv dni qr usb wifi wi-fi "
    "dios dieu god bonjour hola hello hi ciao olá hallo gracias merci thanks obrigado obrigada grazie "
    "british american swiss austrian european catholic belgian irish canadian mexican brazilian "
    "estado gobierno état iglesia universidad ministerio no sí yes oui non não"
)
_TRANSLATED = frozenset(_TRANSLATED_LIST.split())


def proper_names(text: str, language: str) -> Iterator[Span]:
    """Start and end of each name: capitalised within a sentence, or in capitals as firms write themselves.

    German capitalises every noun, so there only the latter count.
    """
    if not _headline(text):
        yield from (_acronyms if language in _CAPITALISED_NOUNS else _capitalised)(text, language)
    for pattern in (_MODEL, _CAMEL):
        for match in pattern.finditer(text):
            yield match.span()


def _capitalised(text: str, language: str) -> Iterator[Span]:
    """Names of several words in one piece: "Gran Vía", "María López"."""
    start = end = -1
    before = 0
    for match in _WORD.finditer(text):
        word = match.group()
        begins = match.start() == 0 or _ENDS_SENTENCE.search(text[before : match.start()]) is not None
        before = match.end()
        if not word[0].isupper() or begins or _is_translated(word, language):
            continue
        if start >= 0 and text[end : match.start()] == " ":
            end = match.end()
            continue
        if start >= 0:
            yield start, end
        start, end = match.span()
    if start >= 0:
        yield start, end


def _acronyms(text: str, language: str) -> Iterator[Span]:
    for match in _WORD.finditer(text):
        word = match.group()
        if 2 <= len(word) <= 5 and word.isupper() and not _is_translated(word, language):
            yield match.span()


def _headline(text: str) -> bool:
    """Whether a text is written in capitals, or each word with one: then a capital says nothing."""
    words = _WORD.findall(text)
    return len(words) > 2 and sum(word[0].isupper() for word in words) > 0.7 * len(words)


def _is_translated(word: str, language: str) -> bool:
    plain = re.sub(r"['’]s$", "", word.casefold())
    return plain in _TRANSLATED or plain in calendar_words(language) or plain in _known_names(language)


@lru_cache(maxsize=16)
def _known_names(language: str) -> frozenset[str]:
    """Single words of the names of countries and languages, which every language has its own for."""
    locale = locale_of(language)
    names = [*locale.territories.values(), *locale.languages.values()]
    return frozenset(word.casefold() for name in names for word in _WORD.findall(str(name)))
