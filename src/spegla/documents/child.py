"""Run one task of this room in a process of its own, which knows no secrets and may take only so much time and memory.

The libraries that read and write Office files and PDF are loaded there and nowhere else. See tasks.py for the names.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from threading import BoundedSemaphore

from spegla.documents.problems import DocumentError, Trouble

AT_ONCE = BoundedSemaphore(2)  # in one process of ours
SOURCE = Path(__file__).parents[2]
DONE, REFUSED, OUT_OF_MEMORY = 0, 3, 4  # how the child ends; anything else is something we did not think of


def run_task(name: str, payload: bytes, *, seconds: float, megabytes: int) -> bytes:
    """What the task makes of the payload. It may take so many seconds, and so much memory, its libraries included.

    Raises DocumentError with what the task itself found, or too-slow, too-much-memory, broken or busy. Whatever happens,
    no process and no file of it is left.
    """
    if not AT_ONCE.acquire(timeout=seconds):
        raise DocumentError(Trouble.BUSY)
    try:
        with tempfile.TemporaryDirectory(prefix="spegla-document-") as folder:
            return _run([name, str(seconds), str(megabytes)], payload, seconds, folder)
    finally:
        AT_ONCE.release()


def _run(arguments: list[str], payload: bytes, seconds: float, folder: str) -> bytes:
    command = [sys.executable, "-s", "-P", "-m", "spegla.documents", *arguments]
    try:
        done = subprocess.run(
            command, input=payload, capture_output=True, timeout=seconds, cwd=folder, env=_environment(folder), check=False
        )
    except subprocess.TimeoutExpired:
        raise DocumentError(Trouble.TOO_SLOW) from None
    if done.returncode == DONE:
        return done.stdout
    raise _problem(done.returncode, done.stdout)


def _environment(folder: str) -> dict[str, str]:
    """Nothing of ours: no addresses, keys or passwords. Files it makes for itself go into the folder."""
    return {"PATH": os.defpath, "PYTHONPATH": str(SOURCE), "LANG": "C.UTF-8", "HOME": folder, "TMPDIR": folder,
            "PYTHONDONTWRITEBYTECODE": "1", "OMP_NUM_THREADS": "1", "RAYON_NUM_THREADS": "1"}


def _problem(code: int, said: bytes) -> DocumentError:
    if code == REFUSED:
        told = json.loads(said)
        return DocumentError(Trouble(told["trouble"]), **told["details"])
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        return DocumentError(Trouble.TOO_SLOW)
    if code in (OUT_OF_MEMORY, -signal.SIGABRT, -signal.SIGSEGV):
        return DocumentError(Trouble.TOO_MUCH_MEMORY)
    return DocumentError(Trouble.BROKEN)
