#!/usr/bin/env bash
# Makes sure that a Chromium is there for the browser tests, or says how to get one.
set -euo pipefail
if command -v chromium >/dev/null || command -v chromium-browser >/dev/null; then exit 0; fi
how="The browser tests need Chromium. On Debian: apt-get install chromium"
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  echo "Installing Debian's chromium for the browser tests…"
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-core; } >/dev/null && exit 0
fi
echo "$how" >&2
[ "${CI:-}" != true ]
