"""What follows from moving a date, and whom it concerns. No database."""

import datetime as dt
from dataclasses import replace

import pytest
from msgspec.structs import replace as with_parts

from spegla.programme.loader import load_programme
from spegla.rounds.moves import DatePlan, Pin, consequences, disorders

START = dt.date(2027, 1, 14)
NORTH, SOUTH = 1, 2


@pytest.fixture(scope="module")
def plan():
    """A start on a Thursday, two clusters; the round has set the third meeting, the south its second."""
    pins = {(None, "bm3"): dt.date(2027, 10, 20), (SOUTH, "bm2"): dt.date(2027, 8, 25)}
    return DatePlan(load_programme("skr-2020"), "one-year", START, pins, (NORTH, SOUTH))


def told(before, after):
    return {(row.key, row.stays): (row.old, row.new, row.scopes) for row in consequences(before, after)}


def test_moving_a_meeting_moves_what_is_counted_from_it_and_nothing_else(plan):
    after = plan.changed([Pin(None, "bm1", dt.date(2027, 4, 1))])
    week = dt.timedelta(days=7)
    assert {key for key, stays in told(plan, after)} == {
        "bm1", "bm1-opens", "bm1-invitation", "bm1-presentation", "bm1-feedback"
    }
    assert all(new - old == week and scopes == (None, NORTH, SOUTH) for old, new, scopes in told(plan, after).values())


def test_moving_the_start_lists_what_a_person_has_set_as_staying(plan):
    found = told(plan, plan.changed([Pin(None, "start", START + dt.timedelta(days=14))]))
    assert found["bm3", True] == (dt.date(2027, 10, 20), dt.date(2027, 10, 20), (None, NORTH, SOUTH))
    assert found["bm2", True] == (dt.date(2027, 8, 25), dt.date(2027, 8, 25), (SOUTH,))
    assert found["bm2", False][2] == (None, NORTH)
    assert ("bm3-presentation", False) not in found
    assert found["conference", False][1] == dt.date(2028, 1, 27)


def test_a_date_of_one_cluster_concerns_that_cluster_alone(plan):
    found = told(plan, plan.changed([Pin(NORTH, "bm2", dt.date(2027, 9, 1))]))
    assert {scopes for _, _, scopes in found.values()} == {(NORTH,)}
    assert found["bm2-presentation", False][1] == dt.date(2027, 8, 25)


def test_what_a_cluster_has_set_stays_when_the_round_moves_the_same_date(plan):
    found = told(plan, plan.changed([Pin(None, "bm2", dt.date(2027, 9, 1))]))
    assert found["bm2", False][2] == (None, NORTH)
    assert found["bm2", True] == (dt.date(2027, 8, 25), dt.date(2027, 8, 25), (SOUTH,))


def test_a_cleared_date_is_counted_again(plan):
    after = plan.changed([Pin(None, "bm3", None), Pin(SOUTH, "bm2", None)])
    assert after.dates(SOUTH) == replace(plan, pins={}).dates()
    assert told(plan, after)["bm2", False] == (dt.date(2027, 8, 25), dt.date(2027, 7, 15), (SOUTH,))


def test_setting_a_date_where_it_is_moves_nothing_but_is_a_change(plan):
    after = plan.changed([Pin(None, "bm1", plan.dates()["bm1"])])
    assert consequences(plan, after) == []
    assert plan.differences(after) == [Pin(None, "bm1", plan.dates()["bm1"])]
    assert after.fingerprint != plan.fingerprint


def test_the_start_cannot_be_cleared(plan):
    assert plan.changed([Pin(None, "start", None)]) == plan


def test_a_cluster_may_start_on_another_day(plan):
    after = plan.changed([Pin(NORTH, "start", dt.date(2027, 1, 21))])
    assert (after.start_on, after.dates(SOUTH), after.dates(NORTH)["bm1"]) == (
        START, plan.dates(SOUTH), dt.date(2027, 4, 1)
    )


def test_dates_that_only_one_programme_has_are_no_consequence(plan):
    fewer = with_parts(plan.programme, date=tuple(day for day in plan.programme.date if day.key != "sustain-12"))
    held = replace(plan, pins={**plan.pins, (SOUTH, "sustain-12"): START, (None, "sustain-12"): START})
    assert consequences(held, replace(held, programme=fewer)) == []


def test_no_edition_comes_in_disorder(plan):
    assert disorders(plan.programme, plan.dates()) == []


@pytest.mark.parametrize(
    ("key", "day", "found"),
    [
        ("bm2", dt.date(2027, 3, 1), {("bm2", "bm1")}),
        ("bm1-presentation", dt.date(2027, 4, 2), {("bm1", "bm1-presentation")}),
        ("bm1-opens", dt.date(2027, 5, 1), {("bm1", "bm1-opens")}),
    ],
)
def test_a_day_that_comes_too_early_or_too_late_is_named(plan, key, day, found):
    after = plan.changed([Pin(None, key, day)])
    assert {(one.key, one.before) for one in disorders(plan.programme, after.dates())} >= found
