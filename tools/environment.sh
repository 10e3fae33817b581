#!/bin/sh
# Builds .venv from the lock files: `sh tools/environment.sh run`, or `dev` for the tests as well.
# Does nothing when nothing has changed. What it cannot do, it says in one sentence.
set -eu
cd "$(dirname "$0")/.."
kind=$1
python=${PYTHON:-python3}
# Compiled once here: where PYTHONDONTWRITEBYTECODE is set, each process would else compile every package again.
export UV_COMPILE_BYTECODE=1 UV_PYTHON_DOWNLOADS=never UV_NO_PROGRESS=1 PIP_DISABLE_PIP_VERSION_CHECK=1
export UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-1}" # what the machine trusts: a municipality's proxy may have its own certificate

stop() {
    echo "spegla: $*" >&2
    exit 1
}

stamped() { # the file with the stamp, what it must say, the program that must be there
    [ -x "$3" ] && [ -f "$1" ] && [ "$(cat "$1")" = "$2" ]
}

attempt() { # a sentence in case it fails, the command
    sentence=$1
    shift
    "$@" >>"$log" 2>&1 || explain "$sentence"
}

explain() {
    if grep -qiE 'certificate_verify_failed|invalid peer certificate|unknownissuer' "$log"; then
        stop "this machine does not trust the certificate of the package registry, or of a proxy before it;" \
            "install that certificate, or name a mirror (UV_DEFAULT_INDEX and PIP_INDEX_URL), and run this again" \
            "(details: $log)."
    elif grep -qiE 'error sending request|dns error|resolution|connect|timed out|unreachable|no matching distribution' "$log"; then
        stop "the package registry cannot be reached; check the network, or name a mirror" \
            "(UV_DEFAULT_INDEX and PIP_INDEX_URL), and run this again (details: $log)."
    elif grep -qi 'no space left' "$log"; then
        stop "the disk is full; make room (about 1 GB) and run this again."
    fi
    stop "$1; the reason stands in $log."
}

command -v "$python" >/dev/null 2>&1 ||
    stop "Python 3.11 or newer is missing; install it, on Debian with: apt install python3 python3-venv"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    stop "Python 3.11 or newer is needed and this is $("$python" -V 2>&1);" \
        "install a newer one and name it, as in: make run PYTHON=python3.12"

# What a stamp must say: the same place, the same Python, the same lists.
place="$PWD $("$python" -V)"
run_state="$place $(cat pyproject.toml requirements/run.txt | cksum)"
dev_state="$run_state $(cksum <requirements/dev.txt)"
uv_state="$place $(cksum <requirements/uv.txt)"
stamped .venv/.dev "$dev_state" .venv/bin/spegla && exit 0
[ "$kind" = run ] && stamped .venv/.run "$run_state" .venv/bin/spegla && exit 0

"$python" -c 'import ensurepip, venv' 2>/dev/null ||
    stop "Python's venv module is missing; install it, on Debian with: apt install python3-venv"
(: >.writable) 2>/dev/null ||
    stop "the folder $PWD cannot be written in; give yourself the right to, or clone into another."
rm -f .writable
log=install.log
: >"$log"
echo "Installing packages (once; up to half a minute) ..." >&2
if ! stamped .uv/.state "$uv_state" .uv/bin/uv; then
    attempt "an environment for uv could not be made" "$python" -m venv --clear .uv
    attempt "uv could not be installed" .uv/bin/python -m pip install --retries 1 --require-hashes -r requirements/uv.txt
    echo "$uv_state" >.uv/.state
fi
if [ ! -x .venv/bin/python ] || [ "$(cat .venv/.place 2>/dev/null || echo "$place")" != "$place" ]; then
    attempt "the environment .venv could not be made" .uv/bin/uv venv --clear --python "$(command -v "$python")" .venv
fi
echo "$place" >.venv/.place
pip() { .uv/bin/uv pip "$@" --python .venv/bin/python; }
if [ "$kind" = dev ]; then
    attempt "the packages of the tests could not be installed" pip sync --require-hashes requirements/dev.txt
else # not sync: whoever runs the tests here keeps their packages
    attempt "the packages could not be installed" pip install --require-hashes -r requirements/run.txt
fi
attempt "Spegla itself could not be installed" pip install --no-deps --no-build-isolation -e .
rm -f .venv/.dev .venv/.run
if [ "$kind" = dev ]; then
    echo "$dev_state" >.venv/.dev
else
    echo "$run_state" >.venv/.run
fi
