"""Compares intent classifiers on data/nlu; run with the engine's Python, from the root of the project.

    PYTHONPATH=. .venv-engine/bin/python benchmarks/classifier.py [--folds 5] [--only NAME ...]

For each pipeline: accuracy and macro F1 over stratified folds and on tests/nlu, seconds to train, and, in a
new process that loads the trained model as `rasa run` does, seconds to load, resident memory and milliseconds
a message. Times are processor time, so that other work on the machine does not count. Writes
benchmarks/results/classifier.json after each pipeline and prints a table; the results that the choice was
made on are in docs/decisions/0001-classifier.md.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from rasa.core.agent import load_agent
from rasa.model_training import train_nlu
from sklearn.metrics import accuracy_score, f1_score
from sklearn.model_selection import StratifiedKFold

Examples = list[tuple[str, str]]
"""Pairs of a text and its intent."""

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results" / "classifier.json"
WORDS = {"name": "CountVectorsFeaturizer", "analyzer": "word", "min_ngram": 1, "max_ngram": 2}
CHARACTERS = {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 2, "max_ngram": 4}
SPARSE = [{"name": "WhitespaceTokenizer"}, WORDS, CHARACTERS]
REGRESSION = {"name": "LogisticRegressionClassifier", "solver": "liblinear", "tol": 0.01, "max_iter": 300}
DIET = {
    "name": "DIETClassifier",
    "epochs": 20,
    "entity_recognition": False,
    "constrain_similarities": True,
    "random_seed": 7,
}


def meaning(scale: float) -> dict[str, Any]:
    """The sentence featurizer; logistic regression wants longer vectors than DIET."""
    return {"name": "bot.engine.sentence_featurizer.SentenceFeaturizer", "scale": scale}


PIPELINES: dict[str, list[dict[str, Any]]] = {
    "LR sparse": [*SPARSE, REGRESSION],
    "LR sparse + MiniLM": [*SPARSE, meaning(5), REGRESSION],
    "LR MiniLM": [{"name": "WhitespaceTokenizer"}, meaning(5), REGRESSION],
    "DIET sparse": [*SPARSE, DIET],
    "DIET sparse + MiniLM": [*SPARSE, meaning(1), DIET],
}


def main() -> None:
    """Measure the pipelines named on the command line, or all."""
    arguments = _arguments()
    if arguments.serve:
        print(json.dumps(asyncio.run(_serve(arguments.serve, json.loads(arguments.messages.read_text())))))
        return
    results = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    for name in arguments.only or PIPELINES:
        results[name] = _measure(PIPELINES[name], arguments.folds, arguments.rounds or arguments.folds)
        RESULTS.parent.mkdir(parents=True, exist_ok=True)
        RESULTS.write_text(json.dumps(results, indent=2))
    _print_table(results)


def _measure(pipeline: list[dict[str, Any]], folds: int, rounds: int) -> dict[str, Any]:
    """All numbers of one pipeline."""
    examples, held_out = _examples(ROOT / "data" / "nlu"), _examples(ROOT / "tests" / "nlu")
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        splits = itertools.islice(_folds(examples, folds), rounds)
        scores = [_fold(pipeline, kept, left, work) for kept, left in splits]
        started = time.process_time()
        model = _train(pipeline, examples, work)
        train_s = time.process_time() - started
        served = _serve_apart(model, [text for text, _ in held_out], work)
    return {
        "rounds": f"{rounds} of {folds}",
        "examples": [len(examples), len(held_out)],
        "cross_validation": scores,
        "held_out": _scores(held_out, served.pop("intents")),
        "train_cpu_s": train_s,
        **served,
    }


def _folds(examples: Examples, count: int) -> Iterator[tuple[Examples, Examples]]:
    """Stratified splits: what to train on and what to test with."""
    splitter = StratifiedKFold(count, shuffle=True, random_state=1)
    texts, intents = zip(*examples, strict=True)
    for kept, left in splitter.split(texts, intents):
        yield [examples[index] for index in kept], [examples[index] for index in left]


def _fold(pipeline: list[dict[str, Any]], kept: Examples, left: Examples, work: Path) -> dict[str, float]:
    """Accuracy and macro F1 of one round."""
    model = _train(pipeline, kept, work)
    return _scores(left, asyncio.run(_serve(str(model), [text for text, _ in left]))["intents"])


def _train(pipeline: list[dict[str, Any]], examples: Examples, work: Path) -> Path:
    """Train with Rasa on the examples; gives the path of the model."""
    by_intent: dict[str, list[str]] = {}
    for text, intent in examples:
        by_intent.setdefault(intent, []).append(f"- {text}")
    nlu = [{"intent": intent, "examples": "\n".join(lines)} for intent, lines in by_intent.items()]
    config = {"recipe": "default.v1", "assistant_id": "benchmark", "language": "en", "pipeline": pipeline}
    files = {
        "config.yml": config,
        "nlu.yml": {"version": "3.1", "nlu": nlu},
        "domain.yml": {"version": "3.1", "intents": sorted(by_intent)},
    }
    for name, content in files.items():
        (work / name).write_text(yaml.safe_dump(content, allow_unicode=True))
    # Else Rasa would take over what it trained for an earlier run, and the time would be that of copying.
    os.environ["RASA_CACHE_DIRECTORY"] = str(work / "cache")
    path = train_nlu(
        str(work / "config.yml"),
        str(work / "nlu.yml"),
        str(work),
        fixed_model_name="model",
        domain=str(work / "domain.yml"),
    )
    return Path(str(path))


def _scores(examples: Examples, found: list[str]) -> dict[str, float]:
    expected = [intent for _, intent in examples]
    return {
        "accuracy": float(accuracy_score(expected, found)),
        "macro_f1": float(f1_score(expected, found, average="macro", zero_division=0)),
    }


def _serve_apart(model: Path, messages: list[str], work: Path) -> dict[str, Any]:
    """Serve in a fresh process, for an honest reading of time to load and memory."""
    file = work / "messages.json"
    file.write_text(json.dumps(messages))
    command = [sys.executable, __file__, "--serve", str(model), "--messages", str(file)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    served: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return served


async def _serve(model: str, messages: list[str]) -> dict[str, Any]:
    """Load the model as the server does and classify each message."""
    started = time.process_time()
    agent = await load_agent(model_path=model)
    load_s = time.process_time() - started
    intents, times = [], []
    for text in messages:
        started = time.process_time()
        parsed = await agent.parse_message(text)
        times.append(time.process_time() - started)
        intents.append(parsed["intent"]["name"])
    return {
        "intents": intents,
        "load_cpu_s": load_s,
        "memory_mb": _resident_mb(),
        "message_cpu_ms": statistics.median(times) * 1000,
    }


def _resident_mb() -> float:
    """Resident memory of this process now."""
    return int(Path("/proc/self/status").read_text().split("VmRSS:")[1].split()[0]) / 1024


def _examples(folder: Path) -> Examples:
    """The (text, intent) pairs of the NLU files in a folder."""
    return [
        (line.removeprefix("- "), block["intent"])
        for path in sorted(folder.glob("*.yml"))
        for block in yaml.safe_load(path.read_text()).get("nlu", ())
        for line in block["examples"].splitlines()
    ]


def _print_table(results: dict[str, dict[str, Any]]) -> None:
    print("| pipeline | rounds | cross-validated accuracy / F1 | held out | train | load | RSS | message |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, each in results.items():
        rounds, held = each["cross_validation"], each["held_out"]
        accuracy, f1 = (statistics.mean(one[key] for one in rounds) for key in ("accuracy", "macro_f1"))
        print(
            f"| {name} | {each['rounds']} | {accuracy:.3f} / {f1:.3f}"
            f" | {held['accuracy']:.3f} / {held['macro_f1']:.3f} | {each['train_cpu_s']:.0f} s"
            f" | {each['load_cpu_s']:.1f} s | {each['memory_mb']:.0f} MB | {each['message_cpu_ms']:.1f} ms |"
        )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Compares intent classifiers on data/nlu.")
    parser.add_argument("--folds", type=int, default=5, help="folds of the cross-validation")
    parser.add_argument(
        "--rounds", type=int, help="of the folds, use only this many: DIET trains for minutes"
    )
    parser.add_argument("--only", nargs="*", choices=list(PIPELINES), help="measure only these pipelines")
    parser.add_argument("--serve", help=argparse.SUPPRESS)
    parser.add_argument("--messages", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
