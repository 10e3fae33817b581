"""Keeps a few child processes together: all of them live, or none. Knows nothing of what they do."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from types import FrameType

ENDING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


@dataclass(frozen=True)
class Child:
    name: str
    command: Sequence[str]


@dataclass(frozen=True)
class End:
    """Why everything ended: a child did so by itself, or (no name) somebody asked for it."""

    name: str | None
    status: int

    @property
    def asked_for(self) -> bool:
        return self.name is None


def keep(
    children: Sequence[Child], *, environment: Mapping[str, str] | None = None,
    started: Callable[[], None] = lambda: None, grace: float = 10.0,
) -> End:
    """Runs the children until one ends or a signal asks for the end. On return no child, nor a child's child, is left.

    `started` is called in a thread of its own once all have been started. Who has not ended `grace` seconds after
    SIGTERM is killed.
    """
    events: SimpleQueue[End] = SimpleQueue()
    running: dict[str, subprocess.Popen[bytes]] = {}
    with _signals_into(events):
        try:
            _start_all(children, environment, running, events)
            Thread(target=started, daemon=True).start()
            return events.get()
        finally:
            _end(running, events, grace)


@contextmanager
def _signals_into(events: "SimpleQueue[End]") -> Iterator[None]:
    def ask(signum: int, frame: FrameType | None) -> None:
        events.put(End(None, signum))  # a SimpleQueue, because its put may interrupt its own get

    before = {signum: signal.signal(signum, ask) for signum in ENDING}
    try:
        yield
    finally:
        for signum, handler in before.items():
            signal.signal(signum, handler)


def _start_all(
    children: Sequence[Child], environment: Mapping[str, str] | None,
    running: "dict[str, subprocess.Popen[bytes]]", events: "SimpleQueue[End]",
) -> None:
    """Starts the threads that wait only when no more processes are to be started: fork and threads do not mix."""
    try:
        for child in children:
            running[child.name] = _start(child, environment)
    finally:
        for name, process in running.items():
            Thread(target=lambda n, p: events.put(End(n, p.wait())), args=(name, process), daemon=True).start()


def _start(child: Child, environment: Mapping[str, str] | None) -> "subprocess.Popen[bytes]":
    """In a session of its own, so that Ctrl-C reaches only the keeper, and all that a child starts can be found."""
    return subprocess.Popen(
        child.command, env=environment, stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=_end_with_parent
    )


def _end_with_parent() -> None:
    """Also when the keeper itself is killed. Only Linux can do this."""
    if LIBC:
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _end(running: Mapping[str, "subprocess.Popen[bytes]"], events: "SimpleQueue[End]", grace: float) -> None:
    deadline = monotonic() + grace
    for process in running.values():
        if process.poll() is None:
            process.terminate()
    while any(process.poll() is None for process in running.values()) and monotonic() < deadline:
        try:
            events.get(timeout=max(0.0, deadline - monotonic()))
        except Empty:
            break
    for process in running.values():
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass  # the usual case: the child and all it had started are gone
        process.wait()
