"""A series says what moved between neighbours, breaks at a skipped occasion, and never takes silence for a level."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spegla.core.scoring import UNANSWERED, Answer, AnswerState, Direction, scored, shift
from spegla.core.series import says_something, series

CANNOT = Answer(AnswerState.CANNOT_JUDGE)
KEYS = ["decision", "budget", "statistics"]


def test_each_occasion_is_set_against_the_one_before():
    [found] = series([{"a": scored(1)}, {"a": scored(3)}, {"a": scored(2)}], ["a"])
    assert [(one.start, one.end, one.shift.steps) for one in found.strokes] == [(0, 1, 2), (1, 2, -1)]
    assert found.answers == (scored(1), scored(3), scored(2))


def test_a_skipped_occasion_is_a_hole_that_the_stroke_goes_over():
    [found] = series([{"a": scored(1)}, {}, {"a": scored(2)}], ["a"])
    assert found.answers == (scored(1), None, scored(2))
    assert [(one.start, one.end, one.over_hole, one.shift.steps) for one in found.strokes] == [(0, 2, True, 1)]


def test_an_item_without_a_level_at_an_occasion_that_was_answered_breaks_its_own_series():
    found = series([{"a": scored(1), "b": scored(1)}, {"b": scored(2)}, {"a": scored(2), "b": CANNOT}], ["a", "b"])
    assert [[one.shift.direction for one in item.strokes] for item in found] == [
        [Direction.HOLE, Direction.NEW], [Direction.UP, Direction.HOLE],
    ]


@pytest.mark.parametrize(("sheet", "says"), [({}, False), ({"a": UNANSWERED}, False), ({"a": CANNOT}, True)])
def test_an_occasion_says_something_when_one_item_is_answered(sheet, says):
    assert says_something(sheet) is says


def test_what_led_to_an_occasion_is_found_by_its_number():
    [found] = series([{"a": scored(1)}, {}, {"a": scored(2)}], ["a"])
    assert [found.stroke_to(number) for number in range(3)] == [None, None, found.strokes[0]]


# Laws

answers = st.one_of(st.integers(1, 4).map(scored), st.sampled_from([UNANSWERED, CANNOT]))
sheets = st.lists(st.dictionaries(st.sampled_from(KEYS), answers), max_size=5)


@given(sheets)
def test_holes_are_exactly_the_occasions_that_say_nothing(occasions):
    for item in series(occasions, KEYS):
        assert [answer is None for answer in item.answers] == [not says_something(sheet) for sheet in occasions]


@given(sheets)
def test_the_strokes_go_through_every_occasion_that_says_something_once(occasions):
    said = [number for number, sheet in enumerate(occasions) if says_something(sheet)]
    for item in series(occasions, KEYS):
        assert [(one.start, one.end) for one in item.strokes] == list(pairwise(said))


@given(sheets)
def test_the_steps_add_up_to_the_way_from_the_first_to_the_last(occasions):
    """Where every stroke has a length, the whole is the sum of its parts."""
    for item in series(occasions, KEYS):
        steps = [one.shift.steps for one in item.strokes]
        if steps and None not in steps:
            first, last = item.answers[item.strokes[0].start], item.answers[item.strokes[-1].end]
            [whole] = shift({item.key: first}, {item.key: last}, [item.key])
            assert whole.steps == sum(steps)


@given(sheets, st.integers(0, 5))
def test_a_skipped_occasion_put_in_anywhere_moves_nothing(occasions, place):
    place = min(place, len(occasions))
    with_hole = [*occasions[:place], {}, *occasions[place:]]
    for one, other in zip(series(occasions, KEYS), series(with_hole, KEYS), strict=True):
        assert [stroke.shift for stroke in one.strokes] == [stroke.shift for stroke in other.strokes]
