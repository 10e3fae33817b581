#!/bin/sh
# Everything from a fresh clone to a product that answers. The Makefile names the variables.
set -eu
cd "$(dirname "$0")/.."
sh tools/environment.sh run
exec .venv/bin/spegla run
