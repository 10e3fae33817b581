from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spegla.core.scoring import Answer, AnswerState, scored
from spegla.core.status import Lack, RoundTaken, by_rounds, by_scores

KEYS = list("abcd")
RULE = {"forbidden": [1], "level": 3, "share": 0.5}


def sheet(levels):
    return {key: scored(level) for key, level in zip(KEYS, levels, strict=True)}


def test_met_with_nothing_forbidden_and_more_than_the_share_at_the_level():
    found = by_scores(sheet([3, 3, 3, 2]), KEYS, **RULE)
    assert found
    assert (found.lacks, found.items, found.at_level, found.needed) == ((), 4, 3, 3)


@pytest.mark.parametrize(
    ("levels", "lacks"),
    [
        ([3, 3, 2, 2], (Lack.TOO_FEW_AT_LEVEL,)),  # half is not more than half
        ([3, 3, 3, 1], (Lack.AT_FORBIDDEN,)),
        ([3, 3, 1, 1], (Lack.AT_FORBIDDEN, Lack.TOO_FEW_AT_LEVEL)),
    ],
)
def test_not_met_says_what_is_lacking(levels, lacks):
    found = by_scores(sheet(levels), KEYS, **RULE)
    assert not found
    assert found.lacks == lacks


def test_the_items_that_stand_in_the_way_are_named():
    answers = sheet([3, 3, 3, 1]) | {"b": Answer(AnswerState.CANNOT_JUDGE)}
    del answers["c"]
    found = by_scores(answers, KEYS, **RULE)
    assert (found.not_scored, found.at_forbidden, found.at_level) == (("b", "c"), ("d",), 1)
    assert found.lacks == (Lack.NOT_ALL_SCORED, Lack.AT_FORBIDDEN, Lack.TOO_FEW_AT_LEVEL)


def test_an_item_without_level_keeps_the_status_back_however_high_the_rest():
    answers = sheet([3, 3, 3, 3]) | {"d": Answer(AnswerState.NOT_AGREED)}
    assert by_scores(answers, KEYS, **RULE).lacks == (Lack.NOT_ALL_SCORED,)


def test_a_level_above_counts_as_well():
    assert by_scores(sheet([4, 4, 4, 2]), KEYS, **RULE).at_level == 3


def test_no_items_is_no_status():
    assert by_scores({}, [], **RULE).lacks == (Lack.NO_ITEMS, Lack.TOO_FEW_AT_LEVEL)


@pytest.mark.parametrize(
    ("share", "items", "needed"), [(0.5, 13, 7), (0.5, 10, 6), (0.3, 10, 4), (0.0, 5, 1), (0.29, 100, 30)]
)
def test_more_than_a_share_is_counted_by_its_decimals(share, items, needed):
    """0.3 of 10 is exactly 3, and 0.29 of 100 exactly 29, whatever binary fractions make of it."""
    keys = list(range(items))
    found = by_scores({}, keys, forbidden=[], level=3, share=share)
    assert found.needed == needed


@given(st.lists(st.integers(1, 3), min_size=1, max_size=13), st.data())
def test_a_higher_answer_never_takes_the_status_away(levels, data):
    keys = range(len(levels))
    answers = {key: scored(level) for key, level in enumerate(levels)}
    raised = answers | {data.draw(st.sampled_from(keys)): scored(3)}
    assert bool(by_scores(raised, keys, **RULE)) >= bool(by_scores(answers, keys, **RULE))


def taken(role, started, finished, name="r"):
    return RoundTaken(name, role, date(started, 2, 1), date(finished, 3, 1) if finished else None)


FIRST = taken("participant", 2019, 2020)
THEN = taken("mentor", 2020, 2021)


def test_met_by_a_participant_round_and_a_later_mentor_round():
    found = by_rounds([THEN, FIRST])
    assert found
    assert (found.lacks, found.participant, found.mentor) == ((), FIRST, THEN)


@pytest.mark.parametrize(
    ("rounds", "lacks", "participant"),
    [
        ([], (Lack.NO_PARTICIPANT_ROUND, Lack.NO_LATER_MENTOR_ROUND), None),
        ([THEN], (Lack.NO_PARTICIPANT_ROUND, Lack.NO_LATER_MENTOR_ROUND), None),
        ([FIRST], (Lack.NO_LATER_MENTOR_ROUND,), FIRST),
        ([FIRST, taken("mentor", 2020, None)], (Lack.NO_LATER_MENTOR_ROUND,), FIRST),
        ([FIRST, taken("mentor", 2017, 2018)], (Lack.NO_LATER_MENTOR_ROUND,), FIRST),
        ([FIRST, taken("mentor", 2018, 2021)], (Lack.NO_LATER_MENTOR_ROUND,), FIRST),
        ([FIRST, taken("mentor", 2019, 2021)], (Lack.NO_LATER_MENTOR_ROUND,), FIRST),
        ([taken("participant", 2019, None), THEN], (Lack.NO_PARTICIPANT_ROUND, Lack.NO_LATER_MENTOR_ROUND), None),
    ],
    ids=["none", "mentor-only", "participant-only", "mentor-unfinished", "mentor-before", "mentor-around", "mentor-same-start",
         "participant-unfinished"],
)  # fmt: skip
def test_not_met_says_which_round_is_lacking(rounds, lacks, participant):
    found = by_rounds(rounds)
    assert not found
    assert (found.lacks, found.participant, found.mentor) == (lacks, participant, None)


def test_the_end_of_one_round_may_overlap_the_start_of_the_next():
    assert FIRST.finished > THEN.started
    assert by_rounds([FIRST, THEN])


def test_it_rests_on_the_first_pair_to_be_completed():
    later = taken("mentor", 2021, 2022)
    again = taken("participant", 2021, 2022)
    found = by_rounds([again, later, THEN, FIRST])
    assert (found.participant, found.mentor) == (FIRST, THEN)
