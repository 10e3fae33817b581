"""Each rule finds what it names and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spegla.core.findings import (
    Written,
    functions_missing,
    nothing_not_working,
    occasions_skipped,
    score_without_reason,
    top_without_evidence,
    without_owner,
)

NEEDED = ({"elected-official"}, {"senior-manager"}, {"key-person", "strategist"})


def test_a_score_without_a_reason_is_found_and_an_item_without_a_score_is_not():
    sheet = {"a": Written(2, reason="Så."), "b": Written(2), "c": Written(3, reason=" \n"), "d": Written(None)}
    assert score_without_reason(sheet) == ("b", "c")


def test_the_highest_level_without_evidence_is_found():
    sheet = {"a": Written(3, evidence="§ 4"), "b": Written(3), "c": Written(2), "d": Written(None)}
    assert top_without_evidence(sheet, top=3) == ("b",)
    assert top_without_evidence(sheet, top=4) == ()


@pytest.mark.parametrize(("sheet", "found"), [
    ({}, False), ({"a": Written(None)}, False), ({"a": Written(2)}, True), ({"a": Written(2), "b": Written(None, not_working=" ")}, True),
    ({"a": Written(2), "b": Written(None, not_working="Det hinns inte.")}, False),
])
def test_nothing_not_working_is_said_only_where_there_are_scores(sheet, found):
    assert nothing_not_working(sheet) is found


@pytest.mark.parametrize(("there", "missing"), [
    ({}, ()), ({"key-person": 0}, ()),
    ({"key-person": 1}, (("elected-official",), ("senior-manager",))),
    ({"elected-official": 2, "senior-manager": 1}, (("key-person", "strategist"),)),
    ({"elected-official": 2, "senior-manager": 1, "strategist": 1, "other": 4}, ()),
    ({"elected-official": 1, "senior-manager": 0, "key-person": 1}, (("senior-manager",),)),
])
def test_a_function_is_missing_only_where_somebody_has_said_who_was_there(there, missing):
    assert functions_missing(there, NEEDED) == missing


def test_an_action_without_an_owner_is_found():
    assert without_owner({"mall": "Per-Olof", "kurs": "", "karta": "  "}) == ("kurs", "karta")


@pytest.mark.parametrize(("answered", "skipped"), [
    ([], ()), ([("bm1", False)], ()), ([("bm1", True), ("bm2", True)], ()), ([("bm1", False), ("bm2", True)], ("bm1",)),
    ([("bm1", True), ("bm2", False), ("bm3", False)], ("bm2",)),
])
def test_an_occasion_was_skipped_when_it_lies_before_the_present_one(answered, skipped):
    assert occasions_skipped(answered) == skipped


words = st.sampled_from(["", " ", "Ord."])
sheets = st.dictionaries(st.sampled_from("abcd"), st.builds(Written, st.one_of(st.none(), st.integers(1, 3)), words, words, words))


@given(sheets, st.sampled_from("abcd"))
def test_writing_what_was_asked_for_removes_the_finding_and_makes_no_other(sheet, item):
    level = sheet[item].level if item in sheet else None
    better = sheet | {item: Written(level, "Så.", "§ 4", "Det hinns inte.")}
    assert set(score_without_reason(better)) == set(score_without_reason(sheet)) - {item}
    assert set(top_without_evidence(better, top=3)) == set(top_without_evidence(sheet, top=3)) - {item}
    assert not nothing_not_working(better)


@given(sheets)
def test_only_what_has_a_score_is_ever_asked_for_more(sheet):
    asked = {*score_without_reason(sheet), *top_without_evidence(sheet, top=3)}
    assert all(sheet[item].level is not None for item in asked)
