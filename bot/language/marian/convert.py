"""Converts a MarianMT checkpoint to CTranslate2 int8, once and in a process of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from filelock import FileLock

from bot.language.marian import EngineError

_ROOT = Path(__file__).resolve().parents[3]
_LONGEST_S = 600
_QUICK = "bot.language.marian.specification"
_THOROUGH = "bot.language.marian.convert"
"""For layouts the quick one does not know, such as separate vocabularies for source and target."""


def converted(checkpoint: Path, revision: str, cache: Path) -> Path:
    """Folder of the converted checkpoint inside `cache`, made when it is not there yet.

    Safe to call from several processes at once: one converts, the others wait, and nobody sees half a model.
    Raises EngineError with the converter's last words when it fails.
    """
    folder = cache / f"{checkpoint.name}-{revision[:16]}-ct{version('ctranslate2')}-int7"
    if folder.is_dir():
        return folder
    cache.mkdir(parents=True, exist_ok=True)
    with FileLock(cache / f"{folder.name}.lock", timeout=_LONGEST_S):
        if not folder.is_dir():
            _convert_beside(checkpoint, folder)
            _forget_older(folder, checkpoint.name)
    return folder


def _convert_beside(checkpoint: Path, folder: Path) -> None:
    workplace = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".converting-"))
    made = workplace / "model"
    try:
        reason = _run(_QUICK, checkpoint, made)
        if reason is not None:
            shutil.rmtree(made, ignore_errors=True)
            reason = _run(_THOROUGH, checkpoint, made)
        if reason is not None:
            raise EngineError(f"{checkpoint}: cannot be converted for CTranslate2: {reason}")
        made.rename(folder)
    finally:
        shutil.rmtree(workplace, ignore_errors=True)


def _run(module: str, checkpoint: Path, folder: Path) -> str | None:
    """Run a converter; what it said last where it failed, else None."""
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-m", module, str(checkpoint.resolve()), str(folder)]
    try:
        done = subprocess.run(
            command,
            cwd=_ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=_LONGEST_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"it took longer than {_LONGEST_S} s"
    return None if done.returncode == 0 else (done.stderr.strip().splitlines() or ["no reason given"])[-1]


def _forget_older(folder: Path, name: str) -> None:
    """Remove conversions of earlier revisions of the same model."""
    for other in folder.parent.glob(f"{name}-*-int[78]"):
        if other != folder and len(other.name) == len(folder.name):
            shutil.rmtree(other, ignore_errors=True)


def convert_with_transformers(checkpoint: str, folder: str) -> None:
    """What CTranslate2 ships for the purpose; needs torch and transformers, and takes some ten seconds."""
    import torch
    from ctranslate2.converters import TransformersConverter

    from bot.language.marian.specification import save

    torch.set_num_threads(1)
    save(TransformersConverter(checkpoint)._load(), Path(folder))


if __name__ == "__main__":
    convert_with_transformers(*sys.argv[1:3])
