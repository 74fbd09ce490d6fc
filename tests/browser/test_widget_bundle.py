"""The committed bundle is the one its sources make, small, and free of addresses."""

from __future__ import annotations

import gzip
import hashlib
import re
from pathlib import Path

WIDGET = Path(__file__).resolve().parents[2] / "bot" / "widget"
BUNDLE = WIDGET / "dist" / "liaison.js"


def sources() -> str:
    """The digest that vite.config.ts writes into the bundle."""
    files = [path for path in (WIDGET / "src").rglob("*.ts") if not path.name.endswith(".test.ts")]
    names = [path.relative_to(WIDGET).as_posix() for path in files] + ["package-lock.json", "vite.config.ts"]
    return hashlib.sha256(b"".join((WIDGET / name).read_bytes() for name in sorted(names))).hexdigest()[:16]


def test_the_bundle_is_current() -> None:
    written = re.search(r"Sources: (\w+)", BUNDLE.read_text(encoding="utf-8"))
    assert written is not None
    assert written[1] == sources(), (
        "bot/widget/src changed: run `npm run build` in bot/widget and commit dist"
    )


def test_the_bundle_is_small() -> None:
    assert len(gzip.compress(BUNDLE.read_bytes())) < 60_000


def test_the_lock_file_names_no_registry() -> None:
    assert '"resolved"' not in (WIDGET / "package-lock.json").read_text(encoding="utf-8")


def test_the_bundle_runs_under_a_strict_policy() -> None:
    code = BUNDLE.read_text(encoding="utf-8")
    assert re.search(r"\beval\(|new Function\b", code) is None
