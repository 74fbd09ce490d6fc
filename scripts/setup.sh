#!/usr/bin/env bash
# Sets up both environments: .venv (the desk, Python >= 3.11) and .venv-engine (Rasa, Python 3.10).
# Usage: scripts/setup.sh [--dev]    --dev adds what tests and checks need.
# Does nothing when the lock files have not changed since the last time.
set -euo pipefail
cd "$(dirname "$0")/.."

torch_version=2.13.0
[ -z "${PIP_FIND_LINKS:-}" ] || export UV_FIND_LINKS="${UV_FIND_LINKS:-$PIP_FIND_LINKS}"

say() { printf '\033[1m%s\033[0m\n' "$*"; }
die() { printf '\033[31m%s\033[0m\n' "$*" >&2; exit 1; }

runs_python() { # runs_python CONDITION COMMAND: does COMMAND start a Python for which CONDITION holds?
  "$2" -c "import sys; sys.exit(not (sys.version_info[:2] $1))" >/dev/null 2>&1
}

first_python() { # first_python CONDITION CANDIDATE...: the first candidate that really runs
  local condition=$1 candidate
  shift
  for candidate in "$@"; do
    if [ -n "$candidate" ] && runs_python "$condition" "$candidate"; then
      "$candidate" -c 'import sys; print(sys.executable)'
      return
    fi
  done
  return 1
}

find_uv() {
  if command -v uv >/dev/null; then uv=$(command -v uv); return; fi
  if [ ! -x .uv/bin/uv ]; then
    say "Fetching uv, which installs everything else…"
    local python
    python=$(first_python '>= (3, 10)' python3 python3.11 python3.12 python3.13) || die "No Python 3 found. Install Python 3.11 and try again."
    "$python" -m venv .uv || die "Could not make a virtual environment. On Debian: apt-get install python3-venv"
    .uv/bin/python -m pip install --quiet uv
  fi
  uv=$PWD/.uv/bin/uv
}

desk_python() {
  first_python '>= (3, 11)' "${PYTHON311:-}" python3.11 python3.12 python3.13 python3 \
    "$HOME"/.pyenv/versions/3.1[1-3].*/bin/python /usr/local/bin/python3.1[1-3] /opt/homebrew/bin/python3.1[1-3] ||
    { "$uv" python install --quiet 3.11 && "$uv" python find 3.11; } ||
    die "No Python 3.11 or newer found. Install one, or set PYTHON311 to its path."
}

engine_python() {
  first_python '== (3, 10)' "${PYTHON310:-}" python3.10 "$HOME"/.pyenv/versions/3.10.*/bin/python \
    /usr/local/bin/python3.10 /opt/homebrew/bin/python3.10 /usr/local/opt/python@3.10/bin/python3.10 ||
    { "$uv" python install --quiet 3.10 && "$uv" python find 3.10; } ||
    die "Rasa 3.6 needs Python 3.10 and none was found. Install one, or set PYTHON310 to its path."
}

install_torch() { # a CPU build always: CUDA packages are gigabytes no small server can use
  if compgen -G "${UV_FIND_LINKS:-/nonexistent}/torch-$torch_version+cpu-*" >/dev/null; then
    "$uv" pip install --python .venv "torch==$torch_version+cpu"
  else
    "$uv" pip install --python .venv --torch-backend cpu "torch==$torch_version"
  fi
}

fingerprint() { cat scripts/setup.sh pyproject.toml "$@" | sha256sum | cut -d' ' -f1; }

up_to_date() { # up_to_date STAMP FINGERPRINT
  [ -f "$1" ] && [ "$(cat "$1")" = "$2" ]
}

install_desk() { # install_desk STAMP LOCK...
  local stamp=$1 lock requirements=() mark
  shift
  mark=$(fingerprint "$@")
  up_to_date "$stamp" "$mark" && return
  find_uv
  [ -x .venv/bin/python ] || { say "Making the desk's environment…"; "$uv" venv --quiet --python "$(desk_python)" .venv; }
  for lock in "$@"; do requirements+=(--requirement "$lock"); done
  say "Installing the desk (about 2 GB, mostly torch)…"
  .venv/bin/python -c "import torch; assert torch.__version__.split('+')[0] == '$torch_version'" 2>/dev/null || install_torch
  "$uv" pip install --python .venv --compile-bytecode "${requirements[@]}"
  "$uv" pip install --python .venv --quiet --no-deps --editable .
  echo "$mark" >"$stamp"
}

install_engine() { # install_engine STAMP LOCK...
  local stamp=$1 lock requirements=() mark
  shift
  mark=$(fingerprint "$@")
  up_to_date "$stamp" "$mark" && return
  find_uv
  [ -x .venv-engine/bin/python ] || { say "Making the engine's environment…"; "$uv" venv --quiet --python "$(engine_python)" .venv-engine; }
  for lock in "$@"; do requirements+=(--requirement "$lock"); done
  say "Installing the engine (Rasa and TensorFlow, about 2.6 GB)…"
  "$uv" pip install --python .venv-engine --compile-bytecode "${requirements[@]}"
  echo "$mark" >"$stamp"
}

install_widget_tools() { # for the accessibility checks of the browser tests; the built widget is committed
  command -v npm >/dev/null || return 0
  local stamp=bot/widget/node_modules/.liaison mark
  mark=$(sha256sum <bot/widget/package-lock.json)
  up_to_date "$stamp" "$mark" && return
  say "Installing the widget's build tools…"
  npm ci --prefix bot/widget --silent --no-audit --no-fund
  echo "$mark" >"$stamp"
}

install_desk .venv/.liaison-run requirements/desk.txt
install_engine .venv-engine/.liaison-run requirements/engine.txt
if [ "${1:-}" = --dev ]; then
  install_desk .venv/.liaison-dev requirements/desk.txt requirements/dev.txt
  install_engine .venv-engine/.liaison-dev requirements/engine.txt requirements/engine-dev.txt
  install_widget_tools
fi
if [ ! -f models/sentence/model.onnx ]; then
  say "Preparing the sentence model for the FAQ search…"
  .venv/bin/python -m models.training.sentence.export
fi
