"""The names of tabs, and what a cell says of an answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spegla.documents.workbook import HEADINGS, LANGUAGES, TAB_LONGEST, WITHOUT_SCORE, Column, Said, is_own, tab_names
from tests.documents.books import a_book, scored


def test_a_name_that_can_be_used_is_used():
    assert tab_names(["BM 1", "Resultatkonferens"], "sv") == ["BM 1", "Resultatkonferens"]


def test_a_name_that_cannot_be_used_is_changed_as_little_as_possible():
    assert tab_names(["1/2: [start]", "BM", "bm", "Nivåer", ""], "sv") == ["1-2- -start-", "BM", "bm (3)", "Nivåer (4)", "5"]


def test_a_number_is_also_counted_and_never_taken_twice():
    long = "n" * TAB_LONGEST
    assert tab_names([*map(str, range(1, 11)), long, long], "sv")[-2:] == [long, f"{long[:26]} (12)"]
    assert tab_names(["BM (3)", "BM", "BM"], "sv") == ["BM (3)", "BM", "BM (4)"]


@given(st.lists(st.text(max_size=50), max_size=12), st.sampled_from(LANGUAGES))
def test_no_name_is_too_long_twice_there_or_forbidden(wanted, language):
    names = tab_names(wanted, language)
    assert len({name.casefold() for name in names}) == len(wanted)
    assert all(0 < len(name) <= TAB_LONGEST and not set(name) & set("[]:*?/\\") for name in names)
    assert not any(name.startswith("'") or name.endswith("'") for name in names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_has_a_heading_of_its_own(language):
    assert len({HEADINGS[column][language] for column in Column}) == len(Column)
    assert len({said[language] for said in WITHOUT_SCORE.values()}) == len(WITHOUT_SCORE)


@pytest.mark.parametrize(
    ("said", "words"),
    [(scored(2), "2 – Behöver utvecklas"), (Said(), ""), (Said("cannot-judge"), "Kan inte bedöma"),
     (Said("not-agreed"), "Inte överens")],
)
def test_what_a_cell_says(said, words):
    assert a_book().said(said) == words


def test_our_own_is_known_by_its_properties():
    assert is_own(a_book().properties)
    assert not is_own({"Company": "Ängby"})
