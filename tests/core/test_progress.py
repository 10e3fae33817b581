"""How far things have come, and which few to do now."""

import datetime as dt
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spegla.core.progress import NOTHING, ProgressState, Seen, first_things, state_of, state_together

OPENS, DUE = dt.date(2027, 3, 1), dt.date(2027, 3, 10)
BEGUN, DONE = Seen(begun=True), Seen(begun=True, done=True)


@pytest.mark.parametrize(
    ("seen", "today", "state"),
    [
        (NOTHING, dt.date(2027, 2, 28), ProgressState.NOT_YET),
        (NOTHING, OPENS, ProgressState.AWAITED),
        (NOTHING, DUE, ProgressState.AWAITED),
        (NOTHING, dt.date(2027, 3, 11), ProgressState.LATE),
        (BEGUN, dt.date(2027, 2, 28), ProgressState.BEGUN),
        (BEGUN, DUE, ProgressState.BEGUN),
        (BEGUN, dt.date(2027, 3, 11), ProgressState.LATE),
        (DONE, dt.date(2027, 2, 28), ProgressState.DONE),
        (DONE, dt.date(2028, 3, 11), ProgressState.DONE),
    ],
)
def test_a_thing_is_late_only_after_its_day_and_done_for_ever(seen, today, state):
    assert state_of(seen, opens=OPENS, due=DUE, today=today) is state


@pytest.mark.parametrize(
    ("states", "whole"),
    [
        ([], None),
        (["done", "done"], "done"),
        (["done", "late", "awaited"], "late"),
        (["done", "awaited"], "begun"),
        (["done", "not-yet"], "begun"),
        (["begun", "awaited"], "begun"),
        (["awaited", "not-yet"], "awaited"),
        (["not-yet", "not-yet"], "not-yet"),
    ],
)
def test_a_step_is_late_if_anything_is_and_done_when_all_is(states, whole):
    assert state_together(map(ProgressState, states)) == whole


@dataclass(frozen=True)
class Thing:
    due: dt.date
    order: int
    awaited: bool = False


TODAY = dt.date(2027, 3, 1)
THINGS = st.lists(st.builds(Thing, due=st.dates(), order=st.integers(0, 50)))


@given(THINGS)
def test_never_more_than_three_and_nothing_left_out_was_due_before(things):
    first = first_things(things, today=TODAY)

    assert len(first) == min(3, len(things))
    rest = [thing for thing in things if thing not in first]
    assert all((thing.due, thing.order) >= (first[-1].due, first[-1].order) for thing in rest)


@given(THINGS)
def test_what_is_due_first_comes_first_and_of_one_day_in_the_programmes_order(things):
    keys = [(thing.due, thing.order) for thing in first_things(things, today=TODAY)]

    assert keys == sorted(keys)


def test_what_others_wait_for_leads_when_it_is_late_and_on_its_day():
    yesterday, before = TODAY - dt.timedelta(days=1), TODAY - dt.timedelta(days=9)
    late_tick, late_share, tick = Thing(before, 1), Thing(yesterday, 5, awaited=True), Thing(TODAY, 2)
    share = Thing(TODAY, 6, awaited=True)

    found = first_things([late_tick, tick, share, late_share], today=TODAY, limit=4)

    assert found == [late_share, late_tick, share, tick]
