"""Text that a freelancer wrote, in their home language or in several."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any

from babel import Locale
from pydantic import AfterValidator, BaseModel, GetCoreSchemaHandler, GetJsonSchemaHandler, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from bot.services.wrong import closest, shown, wrong

LONGEST_TEXT = 5000

_NAMED_BY_THEMSELVES = ("de", "es", "fr", "it", "pt", "nl", "pl", "tr", "ru", "uk")

_home: ContextVar[str] = ContextVar("home_language", default="en")


@dataclass(frozen=True, slots=True)
class LocalizedText:
    """One text in one or more languages: ``texts`` maps language codes to wordings.

    ``home`` is the language of the freelancer. In a services file it is a plain string in that language, or a
    map by language.
    """

    texts: Mapping[str, str]
    home: str

    def wording(self, language: str) -> tuple[str, str]:
        """The text and the language it is in: the one asked for, else home, else English, else the first."""
        for code in (language, self.home, "en"):
            if code in self.texts:
                return self.texts[code], code
        code, text = next(iter(self.texts.items()))
        return text, code

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages this text was written in, in the order of the file."""
        return tuple(self.texts)

    def __str__(self) -> str:
        return self.wording(self.home)[0]

    def __hash__(self) -> int:
        return hash((self.home, frozenset(self.texts.items())))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        by_language = core_schema.dict_schema(
            handler.generate_schema(Language), handler.generate_schema(Wording), min_length=1
        )
        built = core_schema.no_info_after_validator_function(
            lambda texts: cls(texts, _home.get()),
            core_schema.no_info_before_validator_function(_by_language, by_language),
        )
        return core_schema.no_info_wrap_validator_function(
            lambda value, validate: value if isinstance(value, cls) else validate(value),
            built,
            serialization=core_schema.plain_serializer_function_ser_schema(lambda text: dict(text.texts)),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        text = {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT}
        return {
            "description": "Text in your home language, or a map from language codes to texts.",
            "anyOf": [
                text,
                {"type": ["number", "boolean"]},
                {
                    "type": "object",
                    "propertyNames": {"pattern": "^[a-z]{2}$"},
                    "additionalProperties": text,
                    "minProperties": 1,
                },
            ],
        }


@contextmanager
def written_in(home_language: str) -> Iterator[None]:
    """Within it, texts given as plain strings are read as being in this language."""
    token = _home.set(home_language)
    try:
        yield
    finally:
        _home.reset(token)


def joined(first: LocalizedText, second: LocalizedText, between: str = " – ") -> LocalizedText:
    """Two texts as one, in every language that both have; the second alone if they share none."""
    both = [code for code in first.texts if code in second.texts]
    if not both:
        return second
    return LocalizedText(
        {code: first.texts[code] + between + second.texts[code] for code in both}, second.home
    )


@cache
def known_languages() -> Mapping[str, str]:
    """English names of the languages that have a two-letter code (ISO 639-1), by code."""
    names = Locale("en").languages
    return {code: name for code, name in names.items() if re.fullmatch("[a-z]{2}", code)}


def checked_language(code: str) -> str:
    """The code in lower case; raises an error with the code that was probably meant."""
    code = code.strip()
    if code.lower() in known_languages():
        return code.lower()
    by_name = {name: known for known, name in known_languages().items()}
    by_name |= {str(Locale(known).languages[known]): known for known in _NAMED_BY_THEMSELVES}
    start = re.split("[-_]", code.lower())[0]
    meant = start if start in known_languages() else by_name.get(closest(code, by_name) or "")
    remedy = "Write the two-letter code of the language, for example de, en, es, fr, it or pt."
    if meant:
        remedy = f"Write the two-letter code: {meant}."
    raise wrong(f'"{shown(code)}" is not a language code I know.', remedy)


def checked_wording(text: str) -> str:
    """The text without the blanks around it; raises an error if nothing or far too much is left."""
    text = text.strip()
    if not text:
        raise wrong("The text is empty.", "Write the text, or remove the line.")
    if len(text) > LONGEST_TEXT:
        raise wrong(
            f"The text has {len(text)} characters.", f"Shorten it to at most {LONGEST_TEXT} characters."
        )
    return text


def _by_language(value: object) -> object:
    if isinstance(value, str):
        return {_home.get(): value}
    if isinstance(value, Mapping):
        return value
    raise wrong(
        "A text is missing here.",
        "Write a text, or one line per language such as  en: …  below it, indented.",
    )


Language = Annotated[
    str, AfterValidator(checked_language), WithJsonSchema({"type": "string", "pattern": "^[a-z]{2}$"})
]
Wording = Annotated[str, AfterValidator(checked_wording)]


_NEVER_SHOWN = frozenset({"phrasings"})


def texts_of(part: object) -> Iterator[LocalizedText]:
    """Every text of a services file, or of a part of it, that a client may come to read."""
    if isinstance(part, LocalizedText):
        yield part
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            if name not in _NEVER_SHOWN:
                yield from texts_of(getattr(part, name))
    elif isinstance(part, list | tuple):
        for each in part:
            yield from texts_of(each)
