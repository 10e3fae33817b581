#!/usr/bin/env bash
# Makes the lock files anew from pyproject.toml. Run after a dependency has been added, changed or removed.
set -euo pipefail
cd "$(dirname "$0")/.."
compile() { .uv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-annotate --no-header "$@"; }
compile pyproject.toml --group build -o requirements/run.txt
compile pyproject.toml --group build --group dev -c requirements/run.txt -o requirements/dev.txt
echo "uv==0.13.9" | compile - -o requirements/uv.txt
