"""What is measured: Liaison as it runs, and beside it whatever else is installed for a pair."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

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
    translator.translate_lines(["."], source, target)
    before = translator.stats()["memory_mb"]
    translator.translate_lines(["Hello there."], source, target)
    return Contestant(
        "Liaison",
        lambda texts: translator.translate_lines(texts, source, target),
        translator.stats()["memory_mb"] - before or None,
    )


def others(model: Model, source: str, target: str) -> Iterator[Contestant]:
    """The same weights as transformers documents their use, and Argos Translate where it has the pair."""
    if find_spec("torch") is not None:
        yield Contestant("transformers as documented", _transformers(model, target))
    if find_spec("argostranslate") is not None and (argos := _argos(source, target)) is not None:
        yield Contestant("Argos Translate", argos)


def _transformers(model: Model, target: str) -> Translate:
    """One call a sentence, as on https://huggingface.co/docs/transformers/model_doc/marian."""
    import torch
    from transformers import MarianMTModel, MarianTokenizer

    tokenizer: Any = MarianTokenizer.from_pretrained(model.folder)
    network: Any = MarianMTModel.from_pretrained(model.folder, dtype=torch.float32)

    def one(text: str) -> str:
        batch = tokenizer([model.prompt(text, target)], return_tensors="pt", padding=True)
        return str(tokenizer.decode(network.generate(**batch)[0], skip_special_tokens=True))

    return lambda texts: [one(text) for text in texts]


def _argos(source: str, target: str) -> Translate | None:
    from argostranslate import translate  # type: ignore[import-not-found,unused-ignore]

    installed = {language.code: language for language in translate.get_installed_languages()}
    if source not in installed or target not in installed:
        return None
    found = installed[source].get_translation(installed[target])
    return (lambda texts: [str(found.translate(text)) for text in texts]) if found else None
