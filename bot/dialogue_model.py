"""Training the dialogue model, only when what it is trained on has changed."""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from bot.settings import ROOT, Settings

ENGINE_PYTHON = ROOT / ".venv-engine" / "bin" / "python"
SOURCES = (
    "config.yml",
    "domain.yml",
    "data/nlu",
    "data/rules",
    "bot/engine/multilingual_classifier.py",
    "bot/engine/sentence_featurizer.py",
)


class TrainingFailed(RuntimeError):
    """Raised when `rasa train` fails; carries the end of what it printed."""


def model_path(settings: Settings) -> Path:
    """Where the model for the present training data is or will be."""
    digest = hashlib.sha256()
    for path in _source_files():
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return settings.models_dir / "dialogue" / f"{digest.hexdigest()[:16]}.tar.gz"


def train(settings: Settings, *, force: bool = False) -> Path:
    """Trains unless a model for the same data is there; older models are removed; raises TrainingFailed."""
    path = model_path(settings)
    if path.exists() and not force:
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    name = path.name.removesuffix(".tar.gz")
    command = [str(ENGINE_PYTHON), "-m", "rasa", "train", "--force", "--out", str(path.parent)]
    done = subprocess.run(
        [*command, "--fixed-model-name", name],
        cwd=ROOT,
        env=engine_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0 or not path.exists():
        raise TrainingFailed((done.stdout + done.stderr)[-3000:])
    for old in path.parent.glob("*.tar.gz"):
        if old != path:
            old.unlink()
    return path


def engine_environment() -> dict[str, str]:
    """Environment in which Rasa finds the project's own components and reports to nobody."""
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "2",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "PYTHONWARNINGS": "ignore",
    }


def _source_files() -> Iterator[Path]:
    for name in SOURCES:
        path = ROOT / name
        if path.is_dir():
            yield from sorted(each for each in path.rglob("*") if each.suffix in (".yml", ".tsv"))
        elif path.exists():
            yield path
