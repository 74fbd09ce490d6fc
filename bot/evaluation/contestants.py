"""What is measured: Liaison as it runs, and beside it whatever else is installed for a pair."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec

from bot.language.marian.documented import translate_as_documented
from bot.language.registry import Model
from bot.language.translator import Translator

Translate = Callable[[Sequence[str]], list[str]]


@dataclass(frozen=True)
class Contestant:
    """Something that translates: its name, how, and the memory its model takes in MB where that is known."""

    name: str
    translate: Translate
    memory_mb: int | None = None


def ours(translator: Translator, source: str, target: str) -> Contestant:
    """Liaison: masking, checks and all; what it does not trust stays in the original."""
    asyncio.run(translator.prewarm([(source, target)]))
    model = translator.registry.direct(source, target)[0]
    return Contestant(
        "Liaison",
        lambda texts: translator.translate_lines(texts, source, target),
        translator.stats()["memory_by_model"].get(model.name),
    )


def others(model: Model, source: str, target: str) -> Iterator[Contestant]:
    """The same weights as transformers documents their use, and Argos Translate where it has the pair."""
    if find_spec("torch") is not None:
        yield Contestant("transformers as documented", _transformers(model, target))
    if find_spec("argostranslate") is not None and (argos := _argos(source, target)) is not None:
        yield Contestant("Argos Translate", argos)


def _transformers(model: Model, target: str) -> Translate:
    one = translate_as_documented(model.folder)
    return lambda texts: [one(model.prompt(text, target)) for text in texts]


def _argos(source: str, target: str) -> Translate | None:
    from argostranslate import translate  # type: ignore[import-not-found,unused-ignore]

    installed = {language.code: language for language in translate.get_installed_languages()}
    if source not in installed or target not in installed:
        return None
    found = installed[source].get_translation(installed[target])
    return (lambda texts: [str(found.translate(text)) for text in texts]) if found else None
