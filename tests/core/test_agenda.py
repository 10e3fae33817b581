"""The time of a meeting: how it is shared out, when items fall, what the clock says; also in the night the clocks change."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spegla.core.agenda import Entry, clock, meter, times

FORMS = ("talk", "own-work", "lecture", "reflection", "practical", "pause")
ENTRIES = st.lists(st.builds(Entry, st.just("x"), st.integers(1, 90), st.sampled_from(FORMS)), max_size=12)
BEGAN = dt.datetime(2027, 3, 1, 9, 0, tzinfo=dt.UTC)
DAY = [Entry("welcome", 10, "practical"), Entry("show", 20, "lecture"), Entry("lunch", 45, "pause"), Entry("talk", 70, "talk")]


def test_pauses_do_not_count():
    found = meter(DAY)
    assert (found.minutes, found.own_percent, found.lecture_percent) == (100, 70, 20)
    assert found.has_enough_own
    assert found.has_little_lecture


@pytest.mark.parametrize(("talk", "lecture", "enough", "little"), [(60, 20, True, True), (59, 20, False, True), (60, 21, True, False)])
def test_the_advice_has_its_limits(talk, lecture, enough, little):
    found = meter([Entry("a", talk, "own-work"), Entry("b", lecture, "lecture"), Entry("c", 100 - talk - lecture, "practical")])
    assert (found.has_enough_own, found.has_little_lecture) == (enough, little)


def test_an_empty_agenda_is_no_fault():
    assert (meter([]).own_percent, meter([]).has_enough_own, meter([]).has_little_lecture) == (0, True, True)


@given(ENTRIES)
def test_percents_are_parts_of_a_whole(entries):
    found = meter(entries)
    assert 0 <= found.own + found.lecture <= found.minutes
    assert 0 <= found.own_percent <= 100


def test_items_follow_each_other():
    found = times(DAY, BEGAN)
    assert [(begins.hour, begins.minute) for begins, _ in found.values()] == [(9, 0), (9, 10), (9, 30), (10, 15)]
    assert found["talk"][1] == BEGAN + dt.timedelta(minutes=145)


def test_in_the_night_when_clocks_change_an_hour_is_an_hour():
    begins = dt.datetime(2027, 3, 28, 1, 30, tzinfo=ZoneInfo("Europe/Stockholm"))
    ends = times([Entry("a", 60, "talk")], begins)["a"][1]
    assert (ends.hour, ends.minute) == (3, 30)
    assert ends.astimezone(dt.UTC) - begins.astimezone(dt.UTC) == dt.timedelta(hours=1)


@pytest.mark.parametrize(("passed", "left", "over"), [(0, 20, False), (20, 0, False), (25, -5, True)])
def test_the_clock_counts_from_when_the_item_began(passed, left, over):
    found = clock(DAY, "show", BEGAN, now=BEGAN + dt.timedelta(minutes=passed))
    assert (found.left, found.is_over, found.after) == (dt.timedelta(minutes=left), over, DAY[2])


def test_the_last_item_has_none_after_and_one_that_is_gone_has_no_clock():
    assert clock(DAY, "talk", BEGAN, now=BEGAN).after is None
    assert clock(DAY, "gone", BEGAN, now=BEGAN) is None
