"""Translation for the command line: the same models and checks, with the desk running or not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from bot.language.translator import Translator
from bot.settings import Settings


@contextmanager
def translator_for(settings: Settings) -> Iterator[Translator]:
    """A translator of its own for one command, closed at the end; models load when first needed."""
    translator = Translator(settings)
    try:
        yield translator
    finally:
        translator.close()
