"""`spegla run` as it is started by a person: on an empty folder, with real processes, until it is told to stop."""

import os
import signal
import socket
import subprocess
import sys
from urllib.request import urlopen

import pytest
from django.conf import settings

from tools.ports import free_port

pytestmark = pytest.mark.skipif("postgresql" in settings.DATABASES["default"]["ENGINE"], reason="it would use the real database")


def start(folder, port, **variables):
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("SPEGLA_", "DJANGO_", "DATABASE_"))}
    environment = {**ours, "SPEGLA_DATA": str(folder), "SPEGLA_PORT": str(port), "PYTHONUNBUFFERED": "1", **variables}
    command = [sys.executable, "-m", "spegla.config.command", "run"]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def test_it_prepares_answers_and_stops(tmp_path):
    port = free_port()
    with start(tmp_path / "data", port) as process:
        said = [next(process.stdout) for _ in range(3)]
        with urlopen(f"http://127.0.0.1:{port}/") as answer:
            assert answer.status == 200
        process.send_signal(signal.SIGTERM)
        rest = process.stdout.read()
    assert [line.strip() for line in said] == [
        "Preparing the database …",
        "Collecting static files …",
        f"Spegla answers on http://127.0.0.1:{port}/ (stop with Ctrl-C)",
    ]
    assert (rest.splitlines()[-1], process.returncode) == ("Stopped.", 0)  # a slow machine may be told what was not awaited


def test_a_taken_port_is_said_in_one_sentence_and_nothing_is_made(tmp_path):
    with socket.create_server(("127.0.0.1", free_port())) as other, start(tmp_path / "data", other.getsockname()[1]) as process:
        said = process.stdout.read()
    assert process.returncode == 1
    assert said.startswith("spegla: port ")
    assert said.count("\n") == 1
    assert not (tmp_path / "data" / "spegla.sqlite3").exists()
