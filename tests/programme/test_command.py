"""`spegla editions`: what it says and when it fails."""

import pytest
from django.core.management import CommandError, call_command

from spegla.jobs.management.commands import editions
from tests.programme.small_library import FILES, change, write_library


@pytest.fixture
def theirs(library, settings, monkeypatch, tmp_path):
    """A deployer's folder beside the small library in the place of ours."""
    files = {
        name.replace("/small/", "/large/"): text.replace('key = "small"', 'key = "large"')
        for name, text in FILES.items()
        if name.startswith("editions/")
    }
    root = write_library(tmp_path / "theirs", files)
    settings.SPEGLA_EDITIONS = str(root)
    monkeypatch.setattr(editions, "library_folders", lambda extra: (library, root) if extra else (library,))
    return root


def run(capsys, *arguments):
    call_command("editions", *arguments)
    return capsys.readouterr().out.splitlines()


def test_check_looks_at_all_folders(library, theirs, capsys):
    assert run(capsys, "check") == [f"Nothing wrong in {library}, {theirs}"]
    change(theirs, "editions/large/edition.toml", '"Manager"', '""')
    with pytest.raises(CommandError, match=f"1 problem in {library}, {theirs}"):
        call_command("editions", "check")
    assert capsys.readouterr().out == "editions/large/edition.toml: manager: `title` the English text is empty\n"


def test_check_looks_at_the_folder_that_is_named(library, theirs, capsys):
    change(theirs, "editions/large/edition.toml", '"Manager"', '""')
    assert run(capsys, "check", str(library / "editions/small")) == [f"Nothing wrong in {library}/editions/small"]
    with pytest.raises(CommandError, match="1 problem in"):
        call_command("editions", "check", str(theirs))


def test_coverage_lists_every_point_and_fails_when_one_is_missing(library, theirs, capsys):
    lines = run(capsys, "coverage", "small")
    assert lines[1:] == [
        "talk:2\tp. 2\tpeople agree on what to try\ttry",
        "talk:3\tp. 3\tthere is a decision\tdecision",
        "All 3 points are carried.",
    ]
    change(library, "editions/small/steps/02-try.toml", '["talk:2"]', '["talk:1"]')
    with pytest.raises(CommandError, match="1 of 4 points are carried by nothing"):
        call_command("editions", "coverage")
    assert "talk:2\tp. 2\tpeople agree on what to try\tMISSING" in capsys.readouterr().out


def test_coverage_says_when_files_could_not_be_read(library, theirs, capsys):
    change(library, "editions/small/report.toml", 'en = "Result"', "en = 1")
    call_command("editions", "coverage", "small")
    assert "Some files are not read whole" in capsys.readouterr().err


def test_coverage_of_an_edition_without_source_fails(theirs):
    with pytest.raises(CommandError, match='No source is carried by "large"'):
        call_command("editions", "coverage", "large")


def test_list_names_the_editions_and_those_that_are_broken(theirs, capsys):
    assert run(capsys, "list") == ["large\t2024-01-01\tLiten", "small\t2024-01-01\tLiten"]
    change(theirs, "editions/large/report.toml", 'en = "Result"', "en = 1")
    with pytest.raises(CommandError, match="large: 1 problems"):
        call_command("editions", "list")
    assert capsys.readouterr().out == "small\t2024-01-01\tLiten\n"


def test_without_a_deployers_folder_ours_stands_alone(library, theirs, settings, capsys):
    settings.SPEGLA_EDITIONS = ""
    assert run(capsys, "list") == ["small\t2024-01-01\tLiten"]
