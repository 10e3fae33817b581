import pytest
from hypothesis import given
from hypothesis import strategies as st

from spegla.core.scoring import (
    UNANSWERED,
    Answer,
    AnswerState,
    Direction,
    Total,
    count_at_or_above,
    count_states,
    scored,
    shift,
    total,
)

CANNOT = Answer(AnswerState.CANNOT_JUDGE)
NOT_AGREED = Answer(AnswerState.NOT_AGREED)
KEYS = ["decision", "budget", "statistics", "training"]
ANSWERS = {"decision": scored(3), "budget": scored(1), "statistics": CANNOT}


def test_a_level_belongs_to_a_scored_answer_alone():
    for state, level in [(AnswerState.SCORED, None), (AnswerState.UNANSWERED, 0), (AnswerState.CANNOT_JUDGE, 2)]:
        with pytest.raises(ValueError, match="a level belongs to a scored answer alone"):
            Answer(state, level)


def test_a_state_may_come_as_the_word_that_is_stored():
    assert Answer("scored", 2) == scored(2)


def test_a_total_is_over_what_is_scored_and_says_how_many_are_missing():
    found = total(ANSWERS, KEYS, may_sum=True)
    assert found == Total(points=4, answered=2, missing=2)
    assert not found.complete
    assert total({key: scored(2) for key in KEYS}, KEYS, may_sum=True).complete


def test_there_is_no_total_where_the_checklist_forbids_it_or_nothing_is_scored():
    assert total(ANSWERS, KEYS, may_sum=False) is None
    assert total({"decision": CANNOT}, KEYS, may_sum=True) is None


def test_answers_to_what_is_not_asked_for_do_not_count():
    assert total(ANSWERS | {"old": scored(3)}, KEYS, may_sum=True).points == 4


def test_a_shift_says_what_happened_to_each_item_in_order():
    before = {"decision": scored(1), "budget": scored(3), "statistics": scored(2), "training": CANNOT}
    after = {"decision": scored(3), "budget": scored(2), "statistics": scored(2), "training": scored(1)}
    found = shift(before, after, KEYS)
    assert [(entry.key, entry.direction, entry.steps) for entry in found] == [
        ("decision", Direction.UP, 2),
        ("budget", Direction.DOWN, -1),
        ("statistics", Direction.SAME, 0),
        ("training", Direction.NEW, None),
    ]
    assert (found[0].before.level, found[0].after.level) == (1, 3)


@pytest.mark.parametrize("after", [UNANSWERED, CANNOT, NOT_AGREED])
@pytest.mark.parametrize("before", [scored(1), UNANSWERED, CANNOT])
def test_without_a_level_now_there_is_a_hole_and_no_fall(before, after):
    [found] = shift({"decision": before}, {"decision": after}, ["decision"])
    assert (found.direction, found.steps) == (Direction.HOLE, None)


def test_counts_at_or_above_a_level():
    answers = {"a": scored(1), "b": scored(2), "c": scored(3), "d": CANNOT}
    assert [count_at_or_above(answers, level) for level in (0, 1, 2, 3, 4)] == [3, 3, 2, 1, 0]


def test_every_state_is_counted():
    assert count_states(ANSWERS | {"training": NOT_AGREED}, [*KEYS, "new"]) == {
        AnswerState.SCORED: 2,
        AnswerState.CANNOT_JUDGE: 1,
        AnswerState.UNANSWERED: 1,
        AnswerState.NOT_AGREED: 1,
    }


# Laws

answers = st.one_of(st.integers(0, 4).map(scored), st.sampled_from([UNANSWERED, CANNOT, NOT_AGREED]))
sheets = st.dictionaries(st.sampled_from(KEYS), answers)
MIRROR = {Direction.UP: Direction.DOWN, Direction.DOWN: Direction.UP, Direction.SAME: Direction.SAME}


@given(sheets, sheets)
def test_seen_from_the_other_end_a_shift_has_the_other_sign(before, after):
    for there, back in zip(shift(before, after, KEYS), shift(after, before, KEYS), strict=True):
        if there.steps is None:
            assert back.steps is None
            assert {there.direction, back.direction} <= {Direction.NEW, Direction.HOLE}
        else:
            assert back.steps == -there.steps
            assert back.direction is MIRROR[there.direction]


@given(sheets)
def test_nothing_shifts_against_itself(sheet):
    assert {entry.direction for entry in shift(sheet, sheet, KEYS)} <= {Direction.SAME, Direction.HOLE}


@given(sheets, st.sampled_from([UNANSWERED, CANNOT, NOT_AGREED]))
def test_what_has_no_level_counts_nowhere(sheet, hole):
    """Filling every gap with one kind of hole or another changes no total, count or shift."""
    filled = {key: sheet[key] if key in sheet and sheet[key].level is not None else hole for key in KEYS}
    assert total(filled, KEYS, may_sum=True) == total(sheet, KEYS, may_sum=True)
    assert count_at_or_above(filled, 0) == count_at_or_above(sheet, 0)
    directions = [[entry.direction for entry in shift(one, sheet, KEYS)] for one in (filled, sheet)]
    assert directions[0] == directions[1]


@given(sheets, st.sampled_from(KEYS), st.integers(0, 4))
def test_a_scored_answer_adds_its_level_and_nothing_else(sheet, key, level):
    without = {name: answer for name, answer in sheet.items() if name != key}
    before = total(without, KEYS, may_sum=True) or Total(0, 0, len(KEYS))
    after = total(without | {key: scored(level)}, KEYS, may_sum=True)
    assert after == Total(before.points + level, before.answered + 1, before.missing - 1)
