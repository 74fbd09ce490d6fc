#!/usr/bin/env bash
# Renews the lock files from the .in files. torch stays out: scripts/setup.sh installs its CPU build.
set -euo pipefail
cd "$(dirname "$0")"
lock() { uv pip compile --quiet --upgrade --no-header --no-emit-find-links --no-emit-index-url "$@"; }
lock --python-version 3.11 --overrides overrides.txt --no-emit-package torch desk.in -o desk.txt
lock --python-version 3.11 --no-emit-package torch dev.in -o dev.txt
lock --python-version 3.10 engine.in -o engine.txt
lock --python-version 3.10 engine-dev.in -o engine-dev.txt
