"""The library that the product ships."""

import pytest

from spegla.programme.checks import check_folder
from spegla.programme.content import content_of, from_json
from spegla.programme.coverage import coverage, missing
from spegla.programme.library import read_library
from spegla.programme.loader import OURS, edition_keys, load_checklist, load_programme


def test_nothing_is_wrong_in_it():
    assert [str(problem) for problem in check_folder(OURS)] == []


def test_every_point_of_every_source_is_carried():
    rows = coverage(read_library((OURS,)))
    assert rows
    assert [f"{row.source}:{row.n} {row.gist}" for row in missing(rows)] == []


@pytest.mark.parametrize("key", edition_keys())
def test_a_round_can_be_opened_from_every_edition(key):
    programme = load_programme(key)
    structs = [programme, *(load_checklist(checklist) for checklist in programme.edition.checklists)]
    for struct in structs:
        content = content_of(struct)
        assert from_json(content.kind, content.body) == struct
