"""Everything dated, in the order of the days."""

import datetime as dt

from spegla.core.calendar import Awkward
from spegla.reporting.timeline import step_now, timeline_of
from spegla.rounds import actions as rounds
from spegla.rounds.calendar import dates_of, pins_of
from spegla.rounds.content import programme_of
from tests.reporting.conftest import BM1
from tests.world import NOW


def rows_at(world, today):
    pins = pins_of(world.round)
    return timeline_of(programme_of(world.round), dates_of(world.round, pins=pins), pins, today=today)


def test_every_date_is_there_once_and_in_order(world):
    rows = rows_at(world, BM1)

    assert sorted(row.date.key for row in rows) == sorted(date.key for date in programme_of(world.round).date)
    assert [row.on for row in rows] == sorted(row.on for row in rows)


def test_what_was_what_is_next_and_what_comes_later(world):
    rows = {row.date.key: row for row in rows_at(world, BM1)}

    assert (rows["start"].when, rows["bm1"].when, rows["bm2"].when) == ("past", "next", "later")
    assert [row.when for row in rows_at(world, dt.date(2040, 1, 1))] == ["past"] * len(rows)


def test_a_pinned_date_says_so_and_moves_what_is_counted_from_it(world):
    saturday = dt.date(2027, 4, 3)
    rounds.pin_date(world.round, "bm1", saturday, by=world.officer, now=NOW)
    rows = {row.date.key: row for row in rows_at(world, BM1)}

    assert (rows["bm1"].on, rows["bm1"].pinned, rows["bm1"].awkward) == (saturday, True, (Awkward.WEEKEND,))
    assert (rows["bm1-presentation"].on, rows["bm1-presentation"].pinned) == (saturday - dt.timedelta(days=7), False)


def test_a_date_belongs_to_the_step_of_its_meeting_or_of_what_is_due_by_it(world):
    rows = {row.date.key: row for row in rows_at(world, BM1)}

    assert {key: rows[key].step.key for key in ("start", "bm1", "bm1-presentation", "bm2-opens", "report")} == {
        "start": "startup", "bm1": "bm1", "bm1-presentation": "bm1", "bm2-opens": "bm2", "report": "conference",
    }
    assert rows["sustain-12"].step is None


def test_the_step_of_today_is_the_one_that_began_last(world):
    programme, dates = programme_of(world.round), dates_of(world.round)

    def step_at(day):
        found = step_now(programme, dates, today=day)
        return found and found.key

    assert step_at(BM1) == "home1"
    assert step_at(dates["bm2-opens"]) == "bm2"
    assert step_at(dt.date(2020, 1, 1)) is None
    assert step_at(dt.date(2040, 1, 1)) is None
