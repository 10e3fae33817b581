"""Several folders as one library: ours, a deployer's, and one edition folder alone."""

import shutil

import pytest

from spegla.programme.checks import check_folder
from spegla.programme.library import read_library
from spegla.programme.loader import (
    OURS,
    LibraryError,
    edition_keys,
    library_folders,
    load_checklist,
    load_mappings,
    load_method,
    load_programme,
    load_sources,
)
from tests.programme.small_library import FILES, change, write_library


@pytest.fixture
def theirs(tmp_path):
    """A deployer's library: one edition of its own, with our checklist and our source."""
    files = {
        name.replace("/small/", "/large/"): text.replace('key = "small"', 'key = "large"')
        for name, text in FILES.items()
        if name.startswith("editions/")
    }
    return write_library(tmp_path / "theirs", files)


def said(error):
    return [(problem.key, problem.message) for problem in error.value.problems]


def test_a_deployers_folder_leans_on_ours(library, theirs):
    assert check_folder(theirs) == []
    assert edition_keys((library, theirs)) == ["large", "small"]
    assert load_programme("large", (library, theirs)).edition.checklists == ("plain",)
    assert load_checklist("plain", (library, theirs)).key == "plain"


def test_only_problems_of_the_folder_asked_for_are_told(library, theirs):
    change(library, "checklists/plain.toml", '"Ask"', '""')
    change(theirs, "editions/large/edition.toml", '"Manager"', '""')
    assert [(problem.file, problem.key) for problem in check_folder(theirs)] == [
        ("editions/large/edition.toml", "manager")
    ]


@pytest.mark.parametrize("file", ["editions/small/edition.toml", "checklists/plain.toml", "sources/talk.toml",
                                  "mappings/plain--later.toml"])  # fmt: skip
def test_a_key_in_two_folders_is_an_error(library, theirs, file):
    names = [name for name in FILES if name.startswith(file.rsplit("/", 1)[0] if "editions" in file else file)]
    write_library(theirs, {name: FILES[name] for name in names})
    key = file.split("/")[1].removesuffix(".toml")
    assert [tuple(problem) for problem in check_folder(theirs)] == [
        (file, key, "this key is already taken in an earlier folder")
    ]


def test_a_doubled_edition_is_not_loaded(library, theirs):
    shutil.copytree(library / "editions/small", theirs / "editions/small")
    with pytest.raises(LibraryError) as error:
        load_programme("small", (library, theirs))
    both = f"{library}/editions/small, {theirs}/editions/small"
    assert said(error) == [("small", f"there are several with this key: {both}")]


def test_their_sections_follow_ours_on_the_page_of_the_method(library, theirs):
    write_library(theirs, {"method.toml": FILES["method.toml"].replace('"why"', '"here"')})
    assert [section.key for section in load_method((library, theirs)).section] == ["why", "here"]
    assert check_folder(theirs) == []
    change(theirs, "method.toml", '"here"', '"why"')
    assert [problem.key for problem in check_folder(theirs)] == ["why"]


def test_one_edition_folder_takes_its_checklists_from_the_library_around_it(library, theirs):
    """The same edition fails once its checklist is neither there nor in ours."""
    assert check_folder(theirs / "editions/large") == []
    change(theirs, "editions/large/edition.toml", '["plain"]', '["own"]')
    assert [problem.file for problem in check_folder(theirs / "editions/large")] == ["edition.toml"]
    plain = FILES["checklists/plain.toml"].replace('key = "plain"', 'key = "own"')
    write_library(theirs, {"checklists/own.toml": plain})
    assert check_folder(theirs / "editions/large") == []


def test_an_edition_folder_that_lies_alone_uses_the_folders_beside_it(library, theirs, tmp_path):
    alone = tmp_path / "alone" / "large"
    shutil.copytree(theirs / "editions/large", alone)
    assert check_folder(alone) == []
    change(alone, "edition.toml", '["plain"]', '["own"]')
    plain = FILES["checklists/plain.toml"].replace('key = "plain"', 'key = "own"')
    write_library(alone.parent, {"checklists/own.toml": plain})
    assert check_folder(alone) == []
    change(alone, "steps/02-try.toml", '"Try"', '""')
    assert [(problem.file, problem.key) for problem in check_folder(alone)] == [("steps/02-try.toml", "try")]


def test_a_folder_that_is_none(library, tmp_path):
    assert [problem.message for problem in check_folder(tmp_path / "nowhere")] == ["there is no such folder"]
    assert [problem.message for problem in check_folder(library / "editions")] == [
        "is neither a library folder nor an edition folder"
    ]


def test_the_folders_are_ours_and_the_one_that_is_named(tmp_path):
    assert library_folders("") == (OURS,)
    assert library_folders(str(tmp_path)) == (OURS, tmp_path)


def test_a_programme_is_put_together_with_its_steps_in_order(library):
    programme = load_programme("small", (library,))
    assert [step.key for step in programme.step] == ["meet", "try"]
    assert [day.key for day in programme.date] == ["start", "meeting", "ready", "end"]
    assert [variant.key for variant in programme.variant] == ["short", "long"]
    assert [agenda.key for agenda in programme.agenda] == ["day"]
    assert [heading.key for heading in programme.heading] == ["result", "lessons"]
    assert programme.edition.title.in_language("en-GB") == "Small"


def test_mappings_and_sources_come_as_structs(library):
    assert [(mapping.of, mapping.to) for mapping in load_mappings((library,))] == [("plain", "later")]
    assert [source.key for source in load_sources((library,))] == ["page", "talk"]


def test_what_is_not_there_is_refused_by_name(library):
    for load, what in ((load_programme, "edition"), (load_checklist, "checklist")):
        with pytest.raises(LibraryError) as error:
            load("none", (library,))
        assert said(error) == [("none", f"there is no such {what}")]


def test_what_is_broken_is_refused_with_all_that_is_wrong(library):
    change(library, "editions/small/steps/02-try.toml", 'kind = "home"', 'kind = "away"')
    change(library, "editions/small/report.toml", 'en = "Result"', "")
    change(library, "checklists/plain.toml", "sum = true", "sum = 1")
    with pytest.raises(LibraryError) as edition:
        load_programme("small", (library,))
    with pytest.raises(LibraryError) as checklist:
        load_checklist("plain", (library,))
    assert {key for key, _ in said(edition)} == {"try", ""}
    assert said(checklist) == [("plain", "`sum` must be true or false, not 1")]
    assert "plain.toml: plain: `sum`" in str(checklist.value)


def test_a_library_keeps_what_could_be_read(library):
    change(library, "editions/small/steps/01-meet.toml", 'en = "Aim"', "en = 1")
    read = read_library((library,))
    files = read.editions["small"]
    assert not files.whole
    assert [sheet.content.key for sheet in files.steps] == ["meet", "try"]
    assert files.steps[0].content.aim == ()
    assert [problem.key for problem in read.problems] == ["meet-aim"]
