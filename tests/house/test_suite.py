"""`make test` says what it could not run, and fails where that is required."""

import pytest

from tools import suite


@pytest.fixture
def nothing_here(monkeypatch):
    """A machine without Chromium, and with no PostgreSQL where it is looked for."""
    for name in ("DATABASE_URL", "SPEGLA_REQUIRE_POSTGRES", "SPEGLA_REQUIRE_CHROMIUM", "SPEGLA_TEST_CHROMIUM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(suite, "_likely_addresses", lambda: ["postgres://nobody@127.0.0.1:1/postgres"])
    monkeypatch.setattr(suite.shutil, "which", lambda name: None)


def test_what_is_missing_is_said_with_what_to_do(nothing_here):
    steps, missing = suite.plan("test")
    assert [outcome.good for outcome in missing] == [True, True]
    assert "refused" in missing[0].words
    assert "DATABASE_URL" in missing[0].words
    assert "apt install chromium" in missing[1].words
    assert [step.name for step in steps if not step.is_check] == ["tests on SQLite"]


@pytest.mark.parametrize(("what", "good"), [("POSTGRES", [False, True]), ("CHROMIUM", [True, False])])
def test_what_is_missing_and_required_is_a_failure(nothing_here, monkeypatch, what, good):
    monkeypatch.setenv(f"SPEGLA_REQUIRE_{what}", "1")
    assert [outcome.good for outcome in suite.plan("test")[1]] == good


def test_a_database_that_was_named_and_does_not_answer_is_a_failure(nothing_here, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://nobody@127.0.0.1:1/postgres")
    assert suite.plan("test")[1][0].good is False


def test_with_everything_here_both_databases_and_the_browser_are_tried(monkeypatch):
    monkeypatch.setattr(suite, "find_postgres", lambda: ("postgres://me@127.0.0.1/postgres", ""))
    monkeypatch.setattr(suite, "has_chromium", lambda: True)
    steps, missing = suite.plan("test")
    assert missing == []
    assert [step.name for step in steps if not step.is_check] == [
        "tests on SQLite", "browser on SQLite", "tests on PostgreSQL", "browser on PostgreSQL",
    ]


@pytest.mark.parametrize(("status", "good"), [(0, True), (3, False)])
def test_a_step_is_as_good_as_its_end(tmp_path, capfd, status, good):
    step = suite.Step("a check", ["sh", "-c", f"echo said; exit {status}"])
    assert suite.run(step, str(tmp_path)).good is good
    assert ("said" in capfd.readouterr().out) is not good
