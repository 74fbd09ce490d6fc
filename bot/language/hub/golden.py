"""Golden sentences: a model that cannot translate these must not speak for anybody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from sacrebleu.metrics.chrf import CHRF

from bot.language.registry import Model

GOLDEN = Path(__file__).with_name("golden.tsv")
LEAST_CHRF = 30.0
"""Mean over the sentences. A sound model has 50 and more; the wrong language, a damaged file or a wrong
vocabulary stay under 15, measured with the bundled models."""


@cache
def golden_sentences() -> dict[str, tuple[str, ...]]:
    """The same sentences by language, ISO 639-1."""
    lines = GOLDEN.read_text(encoding="utf-8").splitlines()
    return {code: tuple(sentences) for code, *sentences in (line.split("\t") for line in lines)}


def wrong_translations(model: Model, translate: Callable[[Sequence[str]], list[str]]) -> list[str]:
    """What a model got wrong, a line for each pair of languages it fails in; empty if all is well.

    Languages without golden sentences are only looked at for an answer at all.
    """
    wrong = []
    golden = golden_sentences()
    for source in model.sources:
        for target in model.targets:
            if source == target or source not in golden:
                continue
            outputs = translate([model.prompt(sentence, target) for sentence in golden[source]])
            fault = _fault(outputs, golden.get(target))
            if fault is not None:
                wrong.append(
                    f"{source}-{target}: {fault}, for example {outputs[1]!r} for {golden[source][1]!r}"
                )
    return wrong


def _fault(outputs: Sequence[str], expected: Sequence[str] | None) -> str | None:
    if not all(output.strip() for output in outputs):
        return "it says nothing"
    if len(set(outputs)) < len(outputs) // 2:
        return "it says the same to everything"
    if expected is None:
        return None
    chrf = CHRF()
    scores = [chrf.sentence_score(o, [e]).score for o, e in zip(outputs, expected, strict=True)]
    mean = sum(scores) / len(scores)
    return None if mean >= LEAST_CHRF else f"chrF {mean:.0f}, at least {LEAST_CHRF:.0f} is wanted"
