import pytest

from spegla.people.models import Function
from spegla.people.policy import MANAGERS, may_change_team, may_give, may_see_team


@pytest.mark.parametrize("function", Function)
def test_everybody_in_a_team_sees_it_and_four_functions_change_it(function):
    held = frozenset({function.value})
    assert may_see_team(held, is_office=False)
    changes = function in ("key-person", "strategist", "senior-manager", "programme-officer")
    assert bool(may_change_team(held, is_office=False)) is changes
    assert (function in MANAGERS) is changes


def test_strangers_see_nothing_and_the_office_sees_and_changes():
    assert not may_see_team(frozenset(), is_office=False)
    assert not may_change_team(frozenset(), is_office=False)
    assert may_see_team(frozenset(), is_office=True)
    assert may_change_team(frozenset(), is_office=True)


@pytest.mark.parametrize("held", [frozenset({"key-person"}), frozenset({"senior-manager"}), frozenset()])
@pytest.mark.parametrize("is_office", [True, False])
def test_only_who_runs_rounds_there_gives_that_to_others(held, is_office):
    assert not may_give("programme-officer", held, is_office=is_office)
    assert may_give("programme-officer", held | {"programme-officer"}, is_office=is_office)
