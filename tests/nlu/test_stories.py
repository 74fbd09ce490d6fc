"""`rasa test` with whole conversations."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from bot.dialogue_model import ENGINE_PYTHON, engine_environment, train
from bot.settings import ROOT, Settings

pytestmark = pytest.mark.conversation


def test_rules_and_stories_lead_where_they_should(tmp_path: Path) -> None:
    model = train(Settings())
    command = (
        "test",
        "core",
        "--stories",
        "tests/nlu/test_stories.yml",
        "--model",
        str(model),
        "--out",
        str(tmp_path),
    )
    done = subprocess.run(
        [str(ENGINE_PYTHON), "-m", "rasa", *command, "--fail-on-prediction-errors", "--no-plot"],
        cwd=ROOT,
        env=engine_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
