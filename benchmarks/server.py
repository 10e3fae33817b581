"""Servers under measurement: started like `spegla run` starts them, watched through /proc, ended again."""

import os
import signal
import socket
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from time import monotonic, sleep

from benchmarks.places import ROOT, Place
from benchmarks.processes import cpu_seconds, family

LONGEST_START = 120.0


class StartError(Exception):
    """A server ended, or did not answer in time."""


@dataclass(frozen=True)
class Server:
    port: int
    process: subprocess.Popen[bytes]

    @property
    def pids(self) -> list[int]:
        return family(self.process.pid)

    def cpu(self) -> float:
        return cpu_seconds(self.pids)


@contextmanager
def serving(place: Place, facts: str) -> Iterator[Server]:
    """The product's pages and their limits under the product's own web server."""
    with started(place, place.command("benchmarks.serve"), BENCH_FACTS=facts) as server:
        wait_for(server, "/")
        yield server


@contextmanager
def started(place: Place, command: Sequence[str], **variables: str) -> Iterator[Server]:
    port = free_port()
    environment = place.environment(SPEGLA_PORT=str(port), **variables)
    process = subprocess.Popen(
        command, env=environment, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        yield Server(port, process)
    finally:
        end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """Asks it to end, and makes sure that nothing of its group is left."""
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass  # the usual case


def wait_for(server: Server, path: str) -> float:
    """Seconds until the path answers 200."""
    begun = monotonic()
    while monotonic() - begun < LONGEST_START:
        if server.process.poll() is not None:
            raise StartError(f"the server ended with status {server.process.returncode}")
        if status_of(server.port, path) == 200:
            return monotonic() - begun
        sleep(0.02)
    raise StartError(f"no answer on {path} within {LONGEST_START:.0f} s")


def status_of(port: int, path: str) -> int:
    """The status, or 0 while nobody answers."""
    line = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        line.request("GET", path)
        return line.getresponse().status
    except (OSError, HTTPException):
        return 0
    finally:
        line.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
