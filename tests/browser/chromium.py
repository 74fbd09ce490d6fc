"""Finds Chromium and says how the browser tests start it."""

from __future__ import annotations

import os
import shutil

INSTALL = "Chromium is missing: install it with `apt-get update && apt-get install -y chromium`."
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find() -> str | None:
    """Path of the browser: LIAISON_CHROMIUM, or the first Chromium on the PATH; None without one."""
    named = os.environ.get("LIAISON_CHROMIUM")
    return named or shutil.which("chromium") or shutil.which("chromium-browser")
