"""What Liaison makes of messages without a conversation: language, English, intent. For `liaison parse`."""

from __future__ import annotations

import asyncio
import json
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.dialogue_model import ENGINE_PYTHON, engine_environment, train
from bot.language.detection import Detector
from bot.language.offline import translator_for
from bot.language.phrases import Phrasebook
from bot.language.understanding import Understanding, Understood
from bot.settings import ROOT, Settings

Row = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Classified:
    """The intent that a trained model gives a line, and how sure it is; nothing for an empty line."""

    intent: str | None
    confidence: float | None


class ParsingFailed(RuntimeError):
    """Raised when the engine could not classify the lines; carries the end of what it said."""


def parse_lines(settings: Settings, lines: Sequence[str]) -> Iterator[Row]:
    """Language, English, intent and confidence of each line, in order; raises ParsingFailed."""
    understood = asyncio.run(_understand(settings, lines))
    results = classify(
        train(settings), [(message.original, _one_line(message.english)) for message in understood]
    )
    for message, result in zip(understood, results, strict=True):
        shown = f"{result.confidence:.3f}" if result.confidence is not None else ""
        yield message.spoken, _one_line(message.english), result.intent or "", shown


async def _understand(settings: Settings, lines: Sequence[str]) -> list[Understood]:
    phrasebook = Phrasebook(ROOT / "domain.yml", settings.locales_dir)
    with translator_for(settings) as translator:
        sources = {source for source, target in translator.pairs() if target == "en"}
        served = [code for code in phrasebook.languages() if code == "en" or code in sources]
        understanding = Understanding(Detector(served), translator, phrasebook, settings)
        return [await understanding.understand(line) for line in lines]


def classify(model: Path, messages: Sequence[tuple[str, str]]) -> list[Classified]:
    """Intent and confidence of each message (original, English), in order; raises ParsingFailed."""
    done = subprocess.run(
        [str(ENGINE_PYTHON), "-m", "bot.engine.parse", str(model)],
        input="".join(
            json.dumps({"original": original, "english": english}) + "\n" for original, english in messages
        ),
        cwd=ROOT,
        env=engine_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise ParsingFailed(done.stderr[-2000:])
    answers = [line for line in done.stdout.splitlines() if line.startswith('{"intent"')]
    return [Classified(**json.loads(line)) for line in answers]


def _one_line(text: str) -> str:
    return " ".join(text.split())
