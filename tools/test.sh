#!/usr/bin/env bash
# Everything the tests need, then all of them (tools/suite.py).
set -euo pipefail
cd "$(dirname "$0")/.."
sh tools/environment.sh dev

has_chromium() { command -v chromium chromium-browser google-chrome >/dev/null; }

# The person who may install packages without being asked for a password: root, or who is trusted by sudo.
may() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

if ! has_chromium && [ -z "${SPEGLA_TEST_CHROMIUM:-}" ] && command -v apt-get >/dev/null && may true 2>/dev/null; then
    echo "Installing Chromium for the browser tests ..." >&2
    log=install.log
    may apt-get update -qq >"$log" 2>&1 || true # an old list may do
    may env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >>"$log" 2>&1 ||
        echo "Chromium could not be installed (details: $log)." >&2
fi
exec .venv/bin/python tools/suite.py test
