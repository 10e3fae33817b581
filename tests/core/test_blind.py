"""Nobody can be worked out: not from few answers, not by subtraction, not over occasions."""

from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from spegla.core.blind import FEWEST, may_show, may_tell_functions

GROUPS = st.dictionaries(st.sampled_from(["", "elected-official", "senior-manager", "strategist"]), st.integers(1, 9))
MANY = {"elected-official": 3, "senior-manager": 4}


@pytest.mark.parametrize(("answers", "shown"), [(0, False), (1, False), (2, False), (3, True), (60, True)])
def test_answers_are_shown_from_three_on(answers, shown):
    assert may_show(answers) is shown


@pytest.mark.parametrize(
    ("sizes", "others", "told"),
    [
        (MANY, [], True),
        (MANY | {"strategist": 2}, [], False),  # the two would be what is left
        (MANY | {"": 1}, [], False),  # who did not say her function is somebody too
        (MANY | {"": 3}, [], True),
        ({"elected-official": 5}, [], False),  # nothing to tell apart
        ({}, [], False),
        (MANY, [MANY], True),
        (MANY, [{"elected-official": 3, "senior-manager": 5}], False),
        (MANY, [{"elected-official": 5, "senior-manager": 4}], False),
        (MANY, [{"elected-official": 6, "senior-manager": 7}], True),
        (MANY, [MANY, {"elected-official": 4, "senior-manager": 4}], False),  # one is enough
        (MANY, [{"strategist": 3, "elected-official": 3}], True),  # other groups altogether
    ],
)
def test_functions_are_told_only_where_nobody_can_be_worked_out(sizes, others, told):
    assert may_tell_functions(sizes, others) is told


@given(GROUPS, st.lists(GROUPS, max_size=3))
@example(MANY, [])
@example(MANY, [{"elected-official": 6, "senior-manager": 4}])
def test_what_is_told_leaves_no_rest_of_one_or_two(sizes, others):
    """Every group, every total without some groups, and every group without its own at another occasion."""
    if not may_tell_functions(sizes, others):
        return
    total = sum(sizes.values())
    for many in range(len(sizes)):
        for known in combinations(sizes.values(), many):
            assert total - sum(known) >= FEWEST
    for shown in others:
        assert all(abs(sizes.get(key, 0) - shown.get(key, 0)) not in (1, 2) for key in {*sizes, *shown})


@given(GROUPS, st.lists(GROUPS, max_size=3), GROUPS)
def test_more_that_is_known_never_allows_more(sizes, others, another):
    if may_tell_functions(sizes, [*others, another]):
        assert may_tell_functions(sizes, others)


@given(GROUPS)
def test_one_small_group_keeps_all_untold(sizes):
    assert not may_tell_functions(sizes | {"key-person": FEWEST - 1})
