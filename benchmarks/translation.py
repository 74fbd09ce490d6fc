"""Our translation beside transformers as documented and bare CTranslate2: same weights and sentences.

`python -m benchmarks.translation --json PATH` prints a table and writes its numbers. Ratios hold within one
run only.
"""

from __future__ import annotations

import argparse
import asyncio
import csv
import json
import random
import re
import tempfile
import time
import warnings
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.latency import percentiles
from bot.language.marian.convert import converted
from bot.language.marian.documented import translate_as_documented
from bot.language.memory import TranslationMemory
from bot.language.registry import Model
from bot.language.sentences import FIRST_BEAM
from bot.language.translator import Translator
from bot.settings import ROOT, Settings

SENTENCES = ROOT / "models" / "training" / "domain" / "clients.tsv"
CLIENTS = (1, 16)
PAIR = "es-en"
COUNT = 100
_EXAMPLES = {
    "price": "450 €", "email": "ana@example.com", "url": "https://example.com/a?b=1", "order": "Q-2026-0001",
    "name": "Ana", "date": "12/05/2026", "time": "15:30", "percent": "15 %", "big": "2500",
}  # fmt: skip

Translate = Callable[[str], Awaitable[str]]


@dataclass(frozen=True)
class Measure:
    """One contestant with so many clients at once: latency in ms, throughput in sentences a second."""

    contestant: str
    clients: int
    p50_ms: float
    p95_ms: float
    per_second: float


def sentences(language: str, count: int) -> list[str]:
    """Varied sentences of clients, all different, the same in every run; slots filled with examples."""
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        lines = [
            row[language]
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            if row[language]
        ]
    random.Random(7).shuffle(lines)
    filled = [
        re.sub(r"\{([a-z]+)[_0-9]*\}", lambda slot: _EXAMPLES.get(slot[1], "3"), line) for line in lines
    ]
    return list(dict.fromkeys(filled))[:count]


async def timed(contestant: str, translate: Translate, texts: Sequence[str], clients: int) -> Measure:
    """Every text once, by so many clients that each send their next when the last has come back."""
    waiting = iter(texts)
    took: list[float] = []

    async def client() -> None:
        for text in waiting:
            began = time.perf_counter()
            await translate(text)
            took.append((time.perf_counter() - began) * 1000)

    began = time.perf_counter()
    await asyncio.gather(*(client() for _ in range(clients)))
    seconds = time.perf_counter() - began
    return Measure(contestant, clients, *percentiles(took), round(len(texts) / seconds, 1))


def ours(settings: Settings, source: str, target: str) -> tuple[Translate, Translator]:
    """Liaison: masking, checks, batching and all; cache and memory find nothing, every sentence is new."""
    translator = Translator(settings, memory=TranslationMemory(settings.var_dir / "nothing"))

    async def translate(text: str) -> str:
        return (await translator.translate(text, source, target)).text

    return translate, translator


def transformers_as_documented(model: Model, threads: ThreadPoolExecutor) -> Translate:
    """The three lines of the MarianMT documentation, one call a request."""
    return _in_threads(translate_as_documented(model.folder), threads)


def bare_ctranslate2(model: Model, cache: Path, threads: ThreadPoolExecutor) -> Translate:
    """CTranslate2 and the tokenizer, nothing else: int8, the same beam and threads as ours."""
    import ctranslate2
    from transformers import MarianTokenizer

    tokenizer: Any = MarianTokenizer.from_pretrained(model.folder)
    folder = converted(model.folder, model.revision, cache)
    network = ctranslate2.Translator(str(folder), inter_threads=2, intra_threads=1, compute_type="int8")

    def now(text: str) -> str:
        tokens = tokenizer.convert_ids_to_tokens(tokenizer.encode(text))
        result = network.translate_batch([tokens], beam_size=FIRST_BEAM)[0].hypotheses[0]
        return str(tokenizer.decode(tokenizer.convert_tokens_to_ids(result)))

    return _in_threads(now, threads)


def _in_threads(now: Callable[[str], str], threads: ThreadPoolExecutor) -> Translate:
    async def translate(text: str) -> str:
        return await asyncio.get_running_loop().run_in_executor(threads, now, text)

    return translate


async def contest(source: str, target: str, count: int) -> list[Measure]:
    """All contestants, warmed up, one after the other."""
    texts = sentences(source, count)
    measures: list[Measure] = []
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(max(CLIENTS)) as threads:
        settings = Settings(var_dir=Path(folder), translation_timeout_s=300)
        for clients in CLIENTS:
            translate, translator = ours(settings, source, target)
            await translator.prewarm([(source, target)])
            await translate("Zzz zzz.")
            measures.append(await timed("liaison", translate, texts, clients))
            translator.close()
        model = translator.registry.direct(source, target)[0]
        others = {
            "transformers": transformers_as_documented(model, threads),
            "ctranslate2": bare_ctranslate2(model, settings.var_dir / "translation", threads),
        }
        for name, translate in others.items():
            for clients in CLIENTS:
                await translate("Zzz zzz.")
                measures.append(await timed(name, translate, texts, clients))
    return measures


def measure(pair: str = PAIR, count: int = COUNT) -> list[dict[str, Any]]:
    """The numbers as rows, each beside the others: throughput by transformers', median by CTranslate2's.

    Empty when there is no model for the pair. Aimed at: 5 times transformers at 16 clients, 1.3 times the
    median of bare CTranslate2 at one.
    """
    source, target = pair.split("-")
    if (source, target) not in Translator(Settings()).pairs():
        return []
    warnings.filterwarnings("ignore", message="Recommended: pip install sacremoses")
    measures = asyncio.run(contest(source, target, count))
    found = {(one.contestant, one.clients): one for one in measures}
    return [
        asdict(one)
        | {
            "by_transformers": round(one.per_second / found["transformers", one.clients].per_second, 2),
            "p50_by_ctranslate2": round(one.p50_ms / found["ctranslate2", one.clients].p50_ms, 2),
        }
        for one in measures
    ]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, help="where to write the numbers")
    parser.add_argument("--pair", default=PAIR, help="languages, such as es-en")
    parser.add_argument("--sentences", type=int, default=COUNT)
    arguments = parser.parse_args()
    rows = measure(arguments.pair, arguments.sentences)
    if not rows:
        parser.error(f"no model for {arguments.pair}: see models/translation, or train one with make train")
    table = Table(*rows[0], title=f"Translation {arguments.pair}, {arguments.sentences} sentences")
    for row in rows:
        table.add_row(*(str(value) for value in row.values()))
    Console().print(table)
    if arguments.json:
        arguments.json.parent.mkdir(parents=True, exist_ok=True)
        arguments.json.write_text(json.dumps(rows, indent=2) + "\n")


if __name__ == "__main__":
    main()
