"""What `make run` says on a machine where it cannot begin: one plain sentence, and nothing is left half done."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tools.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
NEEDED = ("tools/environment.sh", "requirements/run.txt", "requirements/dev.txt", "requirements/uv.txt", "pyproject.toml")
NOBODY = 65534


@pytest.fixture
def clone():
    """A fresh tree that everybody may look into (pytest's own folder is closed to others)."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file in NEEDED:
            (folder / file).parent.mkdir(exist_ok=True)
            shutil.copy(ROOT / file, folder / file)
        folder.chmod(0o755)
        yield folder


@pytest.fixture
def python(clone):
    """Makes a Python that says it is of a version, and agrees to have everything or not."""

    def make(version, *, enough):
        program = clone / "a-python"
        program.write_text(f'#!/bin/sh\n[ "$1" = -V ] && echo "Python {version}" || exit {0 if enough else 1}\n')
        program.chmod(0o755)
        return str(program)

    return make


def begin(clone, python, *, user=None, **variables):
    """Status and what is said. `user`: as somebody else, where one may."""
    environment = {"PATH": "/usr/local/bin:/usr/bin:/bin", "PYTHON": python, "HOME": str(clone), **variables}
    other = {"user": user, "group": user, "extra_groups": []} if user and os.geteuid() == 0 else {}
    done = subprocess.run(["sh", str(clone / "tools/environment.sh"), "run"], env=environment, capture_output=True, text=True, **other)
    return done.returncode, done.stdout + done.stderr


def test_a_python_that_is_missing(clone):
    assert begin(clone, "python3.99") == (
        1, "spegla: Python 3.11 or newer is missing; install it, on Debian with: apt install python3 python3-venv\n"
    )


def test_a_python_that_is_too_old(clone, python):
    status, said = begin(clone, python("3.9.2", enough=False))
    assert status == 1
    assert said == ("spegla: Python 3.11 or newer is needed and this is Python 3.9.2;"
                    " install a newer one and name it, as in: make run PYTHON=python3.12\n")


def test_a_folder_that_may_not_be_written_in(clone, python):
    program = python("3.12.1", enough=True)
    clone.chmod(0o555)
    status, said = begin(clone, program, user=NOBODY)
    assert (status, said) == (
        1, f"spegla: the folder {clone} cannot be written in; give yourself the right to, or clone into another.\n"
    )


def test_a_registry_that_does_not_answer(clone):
    closed = f"http://127.0.0.1:{free_port()}/simple"
    python = getattr(sys, "_base_executable", sys.executable)
    nowhere = {"PIP_INDEX_URL": closed, "UV_DEFAULT_INDEX": closed, "PIP_CONFIG_FILE": os.devnull}
    status, said = begin(clone, python, **nowhere)
    assert status == 1
    assert said.splitlines()[1:] == [
        "spegla: the package registry cannot be reached; check the network, or name a mirror (UV_DEFAULT_INDEX and "
        "PIP_INDEX_URL), and run this again (details: install.log)."
    ]
    assert not (clone / ".venv" / ".run").exists()
