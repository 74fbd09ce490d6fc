"""`rasa test` with messages the classifier has not seen, and with whole conversations."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from bot.dialogue_model import ENGINE_PYTHON, engine_environment, train
from bot.settings import ROOT, Settings

pytestmark = pytest.mark.conversation

LEAST_ACCURACY = 0.85
LEAST_RECALL = 0.6


def rasa(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(ENGINE_PYTHON), "-m", "rasa", *arguments],
        cwd=ROOT,
        env=engine_environment(),
        capture_output=True,
        text=True,
        check=False,
    )


def test_intents_of_unseen_messages_are_recognised(tmp_path: Path) -> None:
    model = train(Settings())
    command = (
        "test",
        "nlu",
        "--nlu",
        "tests/nlu/test_nlu.yml",
        "--model",
        str(model),
        "--out",
        str(tmp_path),
    )
    done = rasa(*command, "--no-plot")
    assert done.returncode == 0, done.stderr[-2000:]
    report = json.loads((tmp_path / "intent_report.json").read_text())
    assert report["accuracy"] >= LEAST_ACCURACY
    weak = {
        name: round(scores["recall"], 2)
        for name, scores in report.items()
        if isinstance(scores, dict) and "confused_with" in scores and scores["recall"] < LEAST_RECALL
    }
    assert weak == {}


def test_rules_and_stories_lead_where_they_should(tmp_path: Path) -> None:
    model = train(Settings())
    command = ("test", "core", "--stories", "data/stories", "--model", str(model), "--out", str(tmp_path))
    done = rasa(*command, "--fail-on-prediction-errors", "--no-plot")
    assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
