"""Reading what a client calls themselves, and which language they ask for."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from babel import Locale

from bot.language.detection import GREETINGS, SMALL_WORDS

_GREETING = r"(?:(?:hi|hello|hey|hola|bonjour|salut|hallo|guten\stag|ol[áa]|oi|ciao|buongiorno)\b)?[,!.\s]*"
_INTRODUCTIONS = {
    "en": r"my\s(?:full\s)?name\sis|my\sname['’]?s|i\sam|i['’]?m|this\sis|it['’]?s|it\sis|call\sme|name:?",
    "es": r"me\sllamo|mi\snombre\s(?:completo\s)?es|soy|nombre:?|ll[aá]mame|ll[aá]meme",
    "fr": r"je\sm['’]?\s?appelle|mon\snom\s(?:complet\s)?(?:est|c['’]est)|moi\sc['’]est|c['’]est|je\ssuis|"
    r"nom\s?:?|ici",
    "de": r"ich\shei(?:ß|ss)e|mein\sname\sist|mein\sname|ich\sbin(?:\s(?:der|die))?|hier\s(?:ist|spricht)|"
    r"name:?|das\sist",
    "pt": r"(?:eu\s)?me\schamo|chamo-me|(?:o\s)?meu\snome\s(?:completo\s)?[ée]|(?:eu\s)?sou(?:\s[oa])?|"
    r"nome:?|aqui\s[ée](?:\s[oa])?|pode\sme\schamar\sde",
    "it": r"mi\schiamo|(?:il\s)?mio\snome\s(?:completo\s)?[èe]|sono(?:\s(?:il|la))?|nome:?|chiamami",
}
_AFTER_NAME = re.compile(
    r"\s*(?:[,;!(]|(?<=[^\W\d_]{4})\.\s|\s[-–—]\s|\s(?:from|of|at|with|and|bei|und|chez|et|presso|y\sde|da\sempresa|"
    r"de\sla\sempresa|por\sfavor|please|bitte)(?!\w)).*$",
    re.IGNORECASE | re.DOTALL,
)
_NAME = re.compile(r"[^\W\d_][\w'’.\-]*(?:\s+[^\W\d_][\w'’.\-]*){0,5}")
_PARTICLES_LIST = (
    "de del la las los van von der den zu zum da das do dos di du le y e i af al bin ben ter ten"
)
_PARTICLES = frozenset(_PARTICLES_LIST.split())
_NOT_NAMES_LIST = (
    "why what how who when where which because later no yes nothing nobody same por qué que cómo como "
    "cuánto cuanto cuándo quien quién nada pourquoi quoi comment combien qui rien warum was wie wer "
    "wann wo nichts porquê quem quando perché cosa chi niente interested looking sorry not just here "
    "fine good okay ok"
)
_NOT_NAMES = frozenset(_NOT_NAMES_LIST.split())
_LONGEST = 80


def read_name(text: str, language: str) -> str | None:
    """The name in an answer to "What is your name?", None where there is none.

    Takes introductions off ("me llamo", "ich heiße") and what follows the name ("from Acme"). A name
    written all in small letters gets its capitals. Questions, numbers, addresses and greetings are not
    names.
    """
    line = " ".join(unicodedata.normalize("NFC", text).split())
    if "?" in line or "¿" in line or "@" in line or "/" in line or re.search(r"\d", line):
        return None
    introduced, line = _without_introduction(line, language)
    line = _AFTER_NAME.sub("", line).strip(" .,!:;\"'“”«»¡*")
    if not _NAME.fullmatch(line) or len(line) > _LONGEST:
        return None
    words = [word.casefold() for word in line.split()]
    if any(word in _NOT_NAMES for word in words[:1]) or all(_is_common(word, language) for word in words):
        return None
    if not introduced and len(words) > 4 and line == line.lower():
        return None
    return _capitalised(line) if line == line.lower() else line


def is_clearly_a_name(text: str, language: str) -> bool:
    """Whether a message that `read_name` reads is one by its form alone, whatever a model makes of it.

    That is so after "me llamo" or "my name is", and with two words or more that are all capitalised.
    """
    name = read_name(text, language)
    if name is None:
        return False
    words = [word for word in name.split() if word not in _PARTICLES]
    introduced, _ = _without_introduction(" ".join(text.split()), language)
    return introduced or (len(words) > 1 and name in text and all(word[0].isupper() for word in words))


def _without_introduction(line: str, language: str) -> tuple[bool, str]:
    for code in dict.fromkeys((language, *_INTRODUCTIONS)):
        match = re.match(
            rf"{_GREETING}(?:{_INTRODUCTIONS.get(code, '(?!)')})(?:\s+|(?<=:))(?=\w)", line, re.IGNORECASE
        )
        if match:
            return True, line[match.end() :]
    return False, line


def _is_common(word: str, language: str) -> bool:
    return any(word in table.get(code, ()) for table in (GREETINGS, SMALL_WORDS) for code in (language, "en"))


def _capitalised(name: str) -> str:
    words = name.split()
    return " ".join(
        word if word in _PARTICLES and 0 < place < len(words) - 1 else _capital(word)
        for place, word in enumerate(words)
    )


def _capital(word: str) -> str:
    return "".join(part[:1].upper() + part[1:] for part in re.split(r"([-'’])", word))


def read_language_name(text: str) -> str | None:
    """Which language a message asks for ("auf Deutsch bitte", "¿hablas español?", "português"), ISO 639-1.

    Names are known in English, the bundled languages and each language's own. With several, the last one
    named counts ("not French, English"). None where no language is named.
    """
    words = re.findall(r"[^\W\d_]+", _plain(text))
    names = _language_names()
    found: str | None = None
    position = 0
    while position < len(words):
        for length in (3, 2, 1):
            name = " ".join(words[position : position + length])
            if name in names:
                found, position = names[name], position + length - 1
                break
        position += 1
    return found


_READ_IN = ("en", "es", "fr", "de", "pt", "it")
_LARGE_LIST = (
    "en es fr de pt it nl pl ru uk tr ar zh ja ko el he hi fa sv no da fi cs sk hu ro bg hr sr sl et "
    "lv lt ca gl eu vi th id ms bn ur ta te ka hy sq mk is ga mt sw af nb"
)
_LARGE = _LARGE_LIST.split()
"""Languages whose names are looked for: the rest have names that are other words (Ewe, Fon, Bini)."""
_MORE_NAMES = {
    "castellano": "es",
    "castilian": "es",
    "spanisch": "es",
    "ingles": "en",
    "brasileiro": "pt",
    "brazilian": "pt",
    "chinese": "zh",
    "mandarin": "zh",
    "chines": "zh",
    "chino": "zh",
    "aleman": "de",
    "deutschen": "de",
    "englischen": "en",
    "anglais": "en",
    "flemish": "nl",
    "norwegian": "no",
    "noruego": "no",
}


@lru_cache(maxsize=1)
def _language_names() -> dict[str, str]:
    """Languages by their names without accents, in the bundled languages and in their own."""
    names: dict[str, str] = {}
    for code in _LARGE:
        wanted = [Locale(reader).languages.get(code) for reader in _READ_IN]
        try:
            wanted.append(Locale.parse(code).languages.get(code))
        except Exception:  # Babel has no data for this language: its own name stays unknown
            wanted.append(None)
        for name in wanted:
            if name and len(name) > 1:
                names.setdefault(" ".join(re.findall(r"[^\W\d_]+", _plain(str(name)))), code)
    return {**names, **_MORE_NAMES}


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in bare if not unicodedata.combining(letter))
