"""One task in a process of its own: what comes back, what it may not take, and that nothing is left of it."""

import os
import tempfile

import pytest

from spegla.documents import child
from spegla.documents.child import run_task
from spegla.documents.problems import DocumentError

MODEST = {"seconds": 60, "megabytes": 200}  # one second is plenty; a busy machine takes more


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    """The folder for temporary files; after each test it must be empty."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(child, "_run", child._run.__wrapped__)
    yield tmp_path
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def task(tmp_path_factory, monkeypatch):
    """Put the lines of a task in the place of the product's tasks: `data` is what comes in."""
    folder = tmp_path_factory.mktemp("tasks")

    def write(*lines):
        body = "\n    ".join(lines)
        (folder / "probe.py").write_text(f"def work(data):\n    {body}\n")
        runner = "import sys; from spegla.documents import tasks, __main__ as child; tasks.TASKS['probe'] = 'probe:work'; " \
                 "sys.exit(child.main('probe', float(sys.argv[2]), int(sys.argv[3])))"
        python = folder / "python"
        python.write_text(f"#!/bin/sh\nshift 4\nPYTHONPATH=$PYTHONPATH:{folder} exec {child.sys.executable} -B -c \"{runner}\" \"$@\"\n")
        python.chmod(0o755)
        monkeypatch.setattr(child.sys, "executable", str(python))

    return write


def problem_of(name, **limits):
    with pytest.raises(DocumentError) as caught:
        run_task(name, b"data", **MODEST | limits)
    return caught.value.trouble, caught.value.details


def test_what_the_task_makes_comes_back():
    assert run_task("echo", b"\x00\xffdata", **MODEST) == b"\x00\xffdata"


def test_a_name_that_is_no_task_is_a_problem_and_no_traceback():
    assert problem_of("no-such-task") == ("broken", {})


def test_what_the_task_refuses_comes_back_with_its_details(task):
    task("from spegla.documents.problems import DocumentError, Trouble", "raise DocumentError(Trouble.TOO_MANY_ROWS, most=5)")
    assert problem_of("probe") == ("too-many-rows", {"most": 5})


def test_a_task_that_breaks_says_no_more_than_that(task, capfd):
    task("raise ValueError('secret')")
    assert problem_of("probe") == ("broken", {})
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("line", ["bytearray(400_000_000)", "x = []\n    while True: x.append(' ' * 1_000_000)"])
def test_a_task_that_takes_too_much_memory_is_stopped(task, line):
    task(line)
    assert problem_of("probe") == ("too-much-memory", {})


def test_a_task_that_takes_too_long_is_stopped(task):
    task("while True: pass")
    assert problem_of("probe", seconds=0.5) == ("too-slow", {})


def test_the_task_knows_nothing_of_our_settings(task, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://somebody:password@db/spegla")
    task("import os", "return ' '.join(sorted(os.environ)).encode()")
    known = set(run_task("probe", b"", **MODEST).decode().split()) - {"PWD", "_", "LC_CTYPE", "SHLVL", "OLDPWD"}
    assert known == set(child._environment(""))


def test_what_the_task_writes_for_itself_is_gone_afterwards(task):
    task("import tempfile", "tempfile.mkstemp()", "open('here', 'w').write('x')", "return tempfile.gettempdir().encode()")
    assert not os.path.exists(run_task("probe", b"", **MODEST).decode())


def test_a_third_task_at_the_same_time_waits_and_is_then_told(monkeypatch):
    with child.AT_ONCE, child.AT_ONCE:
        assert problem_of("echo", seconds=0.01) == ("busy", {})
    assert run_task("echo", b"free again", **MODEST) == b"free again"
