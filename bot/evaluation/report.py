"""The quality report: docs/quality.md, and the same on the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.evaluation.measure import AddressScore, SurvivalScore, TranslationScore, UnderstandingScore


@dataclass(frozen=True)
class Report:
    """All that was measured, and on which models: name and revision."""

    models: Sequence[tuple[str, str]]
    translations: Sequence[TranslationScore]
    survivals: Sequence[SurvivalScore]
    addresses: Sequence[AddressScore]
    understandings: Sequence[UnderstandingScore]

    def markdown(self) -> str:
        """The report as a page of the documentation."""
        parts = [
            "# Quality of translation and understanding\n\n"
            "Written by `liaison models evaluate`; do not edit. Milliseconds are those "
            "of the machine it ran on: compare them within one table only.\n",
            "Models: " + ", ".join(f"{name} ({revision[:12]})" for name, revision in self.models) + ".\n",
        ]
        sections = (
            (_TRANSLATION, TRANSLATION_HEAD, [_translation_row(score) for score in self.translations]),
            (_SURVIVAL, SURVIVAL_HEAD, [_survival_row(score) for score in self.survivals]),
            (_ADDRESS, ADDRESS_HEAD, [_address_row(score) for score in self.addresses]),
            (
                _UNDERSTANDING,
                UNDERSTANDING_HEAD,
                [_understanding_row(score) for score in self.understandings],
            ),
        )
        for about, head, rows in sections:
            if rows:
                parts += [about, _table(head, rows)]
        return "\n".join(parts)


_TRANSLATION = """## Translation

Held-out Tatoeba sentences, chrF and BLEU by sacrebleu. Liaison leaves in the original what fails its \
checks, which counts against it here, and translates them together. The others got fewer, the \
first of the same set, one by one as they are documented.
"""
_SURVIVAL = """## What must survive

Messages with amounts, addresses, numbers, names and the like, made to be hard \
(tests/data/nasty_messages.tsv). Damaged means that one of them was lost or changed.
"""
_ADDRESS = """## Form of address

English sentences of a freelancer to a client (tests/data/sentences_to_clients.txt), translated for one \
whose services file asks for formal or informal address. How a translation addresses its reader, its words \
tell (bot/language/formality.py); where they tell nothing, or both, it is open.
"""
_UNDERSTANDING = """## Understanding

Clients' messages of every intent, the same in each language (tests/data/client_messages.tsv), each as the \
first of a conversation: is its language recognised, and after translation its intent?
"""
TRANSLATION_HEAD = ("pair", "engine", "sentences", "chrF", "BLEU", "ms a sentence", "MB in memory")
SURVIVAL_HEAD = ("pair", "messages", "shown untranslated", "damaged")
ADDRESS_HEAD = ("language", "wished", "sentences", "as wished", "the other way", "open")
UNDERSTANDING_HEAD = ("language", "messages", "language right", "intent right")


def _translation_row(score: TranslationScore) -> tuple[object, ...]:
    memory = score.memory_mb if score.memory_mb is not None else ""
    pair = f"{score.source}-{score.target}"
    return pair, score.contestant, score.sentences, score.chrf, score.bleu, score.ms, memory


def _survival_row(score: SurvivalScore) -> tuple[object, ...]:
    share = f"{score.untranslated} ({100 * score.untranslated / score.messages:.0f} %)"
    return f"{score.source}-{score.target}", score.messages, share, score.damaged


def _address_row(score: AddressScore) -> tuple[object, ...]:
    untold = score.sentences - score.wished - score.other
    return score.target, score.tone, score.sentences, score.wished, score.other, untold


def _understanding_row(score: UnderstandingScore) -> tuple[object, ...]:
    return score.language, score.messages, f"{score.detected} %", f"{score.intent} %"


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in row) + " |" for row in lines) + "\n"
