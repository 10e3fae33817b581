"""The supervisor with real processes. A named pipe tells when they are ready, and when the last of them is gone."""

import os
import select
import signal
import subprocess
import sys
import textwrap

import pytest

from spegla.jobs.supervisor import Child, keep
from tests.patience import PATIENCE

WAITS = "import os, signal; pipe = os.open('{pipe}', os.O_WRONLY); os.write(pipe, b'ready\\n'); signal.pause()"
STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + WAITS
WITH_STUBBORN_CHILD = "import subprocess, sys; subprocess.run([sys.executable, '-c', {stubborn!r}])"


class Witness:
    """Reads the pipe that the processes hold open. Its end comes when no process holds it."""

    def __init__(self, path):
        self.path = path
        os.mkfifo(path)

    def wait_until_ready(self):
        self.reader = open(self.path, "rb", buffering=0)  # noqa: SIM115 (all_gone closes it)
        assert self.reader.read(6) == b"ready\n"

    def all_gone(self):
        with self.reader:
            readable, _, _ = select.select([self.reader], [], [], PATIENCE / 1000)
            return bool(readable) and self.reader.read() == b""


@pytest.fixture
def witness(tmp_path):
    return Witness(tmp_path / "pipe")


def python(name, code, **names):
    return Child(name, [sys.executable, "-c", code.format(**names)])


def ask(signum, witness):
    def started():
        witness.wait_until_ready()
        os.kill(os.getpid(), signum)

    return started


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_asked_to_end_it_ends_all(witness, signum):
    end = keep([python("waits", WAITS, pipe=witness.path)], started=ask(signum, witness))
    assert end.asked_for
    assert witness.all_gone()


def test_one_that_ends_by_itself_ends_the_others_and_is_named(witness):
    ends = Child("ends", ["/bin/sh", "-c", f"read line < {witness.path}.go; exit 3"])
    os.mkfifo(f"{witness.path}.go")

    def let_it_end():
        witness.wait_until_ready()
        with open(f"{witness.path}.go", "w") as go:
            go.write("go\n")

    end = keep([python("waits", WAITS, pipe=witness.path), ends], started=let_it_end)
    assert (end.name, end.status, end.asked_for) == ("ends", 3, False)
    assert witness.all_gone()


def test_who_will_not_end_is_killed(witness):
    keep([python("stubborn", STUBBORN, pipe=witness.path)], started=ask(signal.SIGTERM, witness), grace=0.1)
    assert witness.all_gone()


def test_what_a_child_has_started_is_gone_too(witness):
    stubborn = STUBBORN.format(pipe=witness.path)
    keep([python("parent", WITH_STUBBORN_CHILD, stubborn=stubborn)], started=ask(signal.SIGTERM, witness))
    assert witness.all_gone()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent has died")
def test_children_end_when_the_keeper_is_killed(witness):
    keeper = """
        import sys
        from spegla.jobs.supervisor import Child, keep
        keep([Child("waits", [sys.executable, "-c", sys.argv[1]])])
    """
    command = [sys.executable, "-c", textwrap.dedent(keeper), WAITS.format(pipe=witness.path)]
    with subprocess.Popen(command) as process:
        witness.wait_until_ready()
        process.kill()
    assert witness.all_gone()


def test_a_child_that_cannot_be_started_ends_those_that_were(monkeypatch):
    processes = []
    original = subprocess.Popen

    def noted(*args, **kwargs):
        processes.append(original(*args, **kwargs))
        return processes[-1]

    monkeypatch.setattr(subprocess, "Popen", noted)
    with pytest.raises(FileNotFoundError):
        keep([python("waits", "import signal; signal.pause()"), Child("missing", ["/no/such/program"])])
    assert [process.returncode for process in processes] == [-signal.SIGTERM]


def test_signals_are_handled_as_before_afterwards():
    before = signal.getsignal(signal.SIGTERM)
    keep([python("ends", "pass")])
    assert signal.getsignal(signal.SIGTERM) == before
