"""The sentences of the bot's own, in every language they were written in.

English is the source: the `responses:` of domain.yml. Translations are gettext catalogues, one per
language, in data/locales/<language>/LC_MESSAGES/liaison.po, where the message context is the name of the
response:

    utter_thank            the sentence, in the polite form of address
    utter_thank|informal   the same among first names; where it is missing, the polite one serves
    utter_greet.button.1   the title of the first button
"""

from __future__ import annotations

import argparse
import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from ruamel.yaml import YAML

from bot.language.formality import Tone
from bot.language.translation import Made, Translation

log = logging.getLogger(__name__)

SOURCE = "en"
"""The language the responses of domain.yml are written in."""

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
"""A value to be filled in: `{freelancer}`. Anything else in braces is text."""


CATALOGUES = "*/LC_MESSAGES/liaison.po"
"""Where the catalogues are, below the folder of the locales."""


class UnknownPhrase(KeyError):
    """There is no response of this name in domain.yml."""


class MissingValue(KeyError):
    """A phrase has a placeholder that no value was given for."""


class Button(NamedTuple):
    """One button under a message: what the client reads and what it sends."""

    title: str
    payload: str


@dataclass(frozen=True, slots=True)
class Response:
    """One response of domain.yml: its English text and buttons."""

    name: str
    text: str
    buttons: tuple[Button, ...] = ()

    def messages(self) -> Iterator[tuple[str, str]]:
        """What there is to translate: (message context, English text)."""
        yield self.name, self.text
        for number, button in enumerate(self.buttons, start=1):
            yield f"{self.name}.button.{number}", button.title


class Phrasebook:
    """All responses with their translations, read once and then only looked up.

    `strict` is for tests and development: a missing value raises `MissingValue`. In a conversation (the
    default) it is logged as an error and an ellipsis stands in its place, so that the client still gets
    the sentence. Raises OSError, ValueError or babel's PoFileError where the files cannot be read.
    """

    def __init__(self, domain: Path, locales: Path, *, strict: bool = False) -> None:
        self.responses: Mapping[str, Response] = read_responses(domain)
        self._strict = strict
        self._machine: dict[str, dict[str, str]] = {}
        self._catalogues: Mapping[str, Catalog] = {
            path.parent.parent.name: read_catalogue(path) for path in sorted(locales.glob(CATALOGUES))
        }

    def languages(self) -> tuple[str, ...]:
        """The languages the bot itself speaks, English first."""
        return (SOURCE, *(code for code in self._catalogues if code != SOURCE))

    def names(self, prefix: str = "") -> tuple[str, ...]:
        """Names of the responses that begin with `prefix`, in the order of domain.yml."""
        return tuple(name for name in self.responses if name.startswith(prefix))

    def render(self, name: str, language: str, /, *, tone: Tone = "formal", **values: object) -> Translation:
        """The sentence `name` in `language` with its values filled in; in English where it is not translated.

        Values are shown as they are: format amounts and dates for the language before. Raises
        `UnknownPhrase`.
        """
        response = self._response(name)
        text, spoken, made = self._lookup(name, response.text, language, tone)
        original = self.fill(name, response.text, values)
        return Translation(self.fill(name, text, values), spoken, original, SOURCE, made)

    def learn(self, language: str, english: str, text: str) -> None:
        """Take a machine's translation of a sentence, for a language nobody has written a catalogue for.

        Raises ValueError where its placeholders are not those of the English.
        """
        if sorted(PLACEHOLDER.findall(english)) != sorted(PLACEHOLDER.findall(text)):
            raise ValueError(f"{text!r} has other placeholders than {english!r}")
        self._machine.setdefault(language, {})[english] = text

    def wording(self, name: str, language: str, tone: Tone = "formal") -> tuple[str, str, Made]:
        """The sentence with its placeholders, its language, and how it was made. Raises `UnknownPhrase`."""
        return self._lookup(name, self._response(name).text, language, tone)

    def buttons(self, name: str, language: str, tone: Tone = "formal") -> list[Button]:
        """The buttons of the response `name`, their titles in `language`. Raises `UnknownPhrase`."""
        return [
            Button(self._lookup(f"{name}.button.{number}", button.title, language, tone)[0], button.payload)
            for number, button in enumerate(self._response(name).buttons, start=1)
        ]

    def coverage(self, language: str) -> float:
        """Share of the sentences and button titles that are translated into `language`, from 0 to 1."""
        messages = sum(1 for response in self.responses.values() for _ in response.messages())
        return 1 - len(self.untranslated(language)) / messages if messages else 1.0

    def untranslated(self, language: str) -> list[str]:
        """Contexts of the sentences and button titles that `language` lacks; none for English."""
        return [
            context
            for response in self.responses.values()
            for context, english in response.messages()
            if language != SOURCE and self._translation(context, english, language) is None
        ]

    def _response(self, name: str) -> Response:
        try:
            return self.responses[name]
        except KeyError:
            raise UnknownPhrase(f"domain.yml has no response {name!r}") from None

    def _lookup(self, context: str, english: str, language: str, tone: Tone) -> tuple[str, str, Made]:
        contexts = (f"{context}|informal", context) if tone == "informal" else (context,)
        for candidate in contexts:
            text = self._translation(candidate, english, language)
            if text is not None:
                return text, language, "phrase"
        machine = self._machine.get(language, {}).get(english)
        return (machine, language, "model") if machine is not None else (english, SOURCE, "phrase")

    def _translation(self, context: str, english: str, language: str) -> str | None:
        catalogue = self._catalogues.get(language)
        message = catalogue.get(english, context) if catalogue is not None else None
        return str(message.string) if message is not None and message.string and not message.fuzzy else None

    def fill(self, name: str, text: str, values: Mapping[str, object]) -> str:
        """A sentence with its values in place of the placeholders; `name` is for the log."""

        def value(found: re.Match[str]) -> str:
            if found[1] in values:
                return str(values[found[1]])
            if self._strict:
                raise MissingValue(f"{name} needs a value for {found[0]}")
            log.error("phrase %s was asked for without a value for %s", name, found[0])
            return "…"

        return PLACEHOLDER.sub(value, text)


def read_responses(domain: Path) -> dict[str, Response]:
    """The responses of a Rasa domain file, each by its first variant that has a text."""
    content: dict[str, Any] = YAML(typ="safe", pure=True).load(domain.read_text(encoding="utf-8")) or {}
    responses = {}
    for name, variants in (content.get("responses") or {}).items():
        spoken = next((variant for variant in variants or () if variant.get("text")), None)
        if spoken is None:
            continue
        buttons = tuple(Button(button["title"], button["payload"]) for button in spoken.get("buttons") or ())
        responses[name] = Response(name, spoken["text"], buttons)
    return responses


def read_catalogue(path: Path) -> Catalog:
    """A gettext catalogue; raises babel.messages.pofile.PoFileError with the line where the file is
    damaged."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name, abort_invalid=True)


def update(domain: Path, path: Path) -> Catalog:
    """Bring a catalogue up to date with the responses and write it back.

    New sentences are added untranslated, translations of those that are still there are kept, the others
    are kept as obsolete entries at the end. Nothing is guessed: a sentence whose English changed is a new
    one.
    """
    catalogue = read_catalogue(path)
    wanted = Catalog(locale=catalogue.locale, creation_date=catalogue.creation_date)
    for response in read_responses(domain).values():
        for context, english in response.messages():
            wanted.add(english, context=context)
            if catalogue.get(english, f"{context}|informal") is not None:
                wanted.add(english, context=f"{context}|informal")
    catalogue.update(wanted, no_fuzzy_matching=True, keep_user_comments=True)
    write_catalogue(path, catalogue)
    return catalogue


def write_catalogue(path: Path, catalogue: Catalog) -> None:
    """Write a catalogue as a .po file, in the order of its entries."""
    with path.open("wb") as file:
        write_po(file, catalogue, width=100, sort_output=False)


def main() -> None:
    """Command: refresh every catalogue from domain.yml and say what is left to translate."""
    from bot.settings import ROOT, Settings

    parser = argparse.ArgumentParser(prog="python -m bot.language.phrases", description=main.__doc__)
    parser.add_argument("--update", action="store_true", help="write the catalogues, not only report")
    arguments = parser.parse_args()
    domain, locales = ROOT / "domain.yml", Settings().locales_dir
    for path in sorted(locales.glob(CATALOGUES)):
        if arguments.update:
            update(domain, path)
    phrasebook = Phrasebook(domain, locales)
    for language in phrasebook.languages():
        missing = phrasebook.untranslated(language)
        print(f"{language}: {len(missing)} to translate" + "".join(f"\n  {context}" for context in missing))


if __name__ == "__main__":
    main()
