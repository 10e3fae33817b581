"""Units stand side by side: each cell is a unit's own answer, whoever stands beside it."""

from hypothesis import given
from hypothesis import strategies as st

from spegla.core.scoring import UNANSWERED, Answer, AnswerState, scored
from spegla.core.units import Across, Unit, side_by_side

CANNOT = Answer(AnswerState.CANNOT_JUDGE)
KEYS = ["decision", "budget", "statistics"]


def test_not_asked_is_something_else_than_unanswered():
    whole = Unit("whole", KEYS, {"decision": scored(3)})
    board = Unit("board", ["budget"], {"budget": scored(1)})
    assert side_by_side([whole, board], KEYS) == [
        Across("decision", (scored(3), None)), Across("budget", (UNANSWERED, scored(1))), Across("statistics", (UNANSWERED, None)),
    ]


def test_what_nobody_is_asked_is_no_row():
    assert side_by_side([Unit("board", ["budget"], {})], KEYS) == [Across("budget", (UNANSWERED,))]


def test_units_differ_only_by_their_levels():
    cells = [(scored(2), scored(2)), (scored(2), CANNOT), (scored(2), None), (scored(2), UNANSWERED), (scored(2), scored(3))]
    assert [Across("a", pair).differs for pair in cells] == [False, False, False, False, True]


answers = st.one_of(st.integers(1, 4).map(scored), st.sampled_from([UNANSWERED, CANNOT]))
units = st.lists(
    st.builds(Unit, st.integers(), st.sets(st.sampled_from(KEYS)), st.dictionaries(st.sampled_from(KEYS), answers)), max_size=5
)


@given(units)
def test_each_cell_is_the_units_own_answer(found):
    for row in side_by_side(found, KEYS):
        for unit, answer in zip(found, row.answers, strict=True):
            assert answer == (unit.answers.get(row.key, UNANSWERED) if row.key in unit.asked else None)


@given(units, units)
def test_one_more_unit_changes_nothing_for_the_others(found, more):
    known = {row.key: row.answers for row in side_by_side(found, KEYS)}
    for row in side_by_side([*found, *more], KEYS):
        assert row.answers[: len(found)] == known.get(row.key, (None,) * len(found))


@given(units)
def test_every_item_that_somebody_is_asked_is_there_once_in_the_order_of_the_list(found):
    asked = set().union(*(unit.asked for unit in found)) if found else set()
    assert [row.key for row in side_by_side(found, KEYS)] == [key for key in KEYS if key in asked]
