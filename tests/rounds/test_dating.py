import datetime as dt

import pytest

from spegla.core.calendar import CalendarError
from spegla.journal.models import Event
from spegla.rounds.actions import move_dates
from spegla.rounds.calendar import date_plan_of, dates_of
from spegla.rounds.dating import MovedMeanwhileError
from spegla.rounds.models import PinnedDate, Round
from spegla.rounds.moves import Pin
from tests.world import NOW, START

DAY = dt.date(2027, 9, 1)


def move(world, *changes, seen=None):
    seen = seen or date_plan_of(world.round).fingerprint
    return move_dates(world.round, changes, seen=seen, by=world.officer, now=NOW)


def saved():
    return set(PinnedDate.objects.values_list("cluster", "key", "on", "by", "at"))


def test_several_dates_are_saved_together_and_journalled_once(world):
    north = world.clusters[0].pk
    found = move(world, Pin(None, "start", DAY), Pin(north, "bm1", DAY), Pin(None, "bm2", DAY))
    by = world.officer.pk
    assert saved() == {(north, "bm1", DAY, by, NOW), (None, "bm2", DAY, by, NOW)}
    assert Round.objects.get().start_on == world.round.start_on == DAY
    assert "bm1-presentation" in {row.key for row in found}
    event = Event.objects.get(what="dates-moved")
    assert (event.at, event.by_id, event.round_id) == (NOW, by, world.round.pk)
    assert event.details == {
        "start_on": "2027-09-01",
        "dates": [{"cluster": north, "key": "bm1", "on": "2027-09-01"}, {"cluster": None, "key": "bm2", "on": "2027-09-01"}],
    }


def test_a_cleared_date_is_gone(world):
    move(world, Pin(None, "bm1", DAY))
    move(world, Pin(None, "bm1", None))
    assert saved() == set()


def test_pressing_twice_changes_nothing_the_second_time(world):
    seen = date_plan_of(world.round).fingerprint
    assert move(world, Pin(None, "bm1", DAY), seen=seen) != []
    before = saved()
    assert move(world, Pin(None, "bm1", DAY), seen=seen) == []
    assert (saved(), Event.objects.filter(what="dates-moved").count()) == (before, 1)


def test_a_preview_of_another_calendar_saves_nothing(world):
    seen = date_plan_of(world.round).fingerprint
    move(world, Pin(None, "bm2", DAY))
    with pytest.raises(MovedMeanwhileError):
        move(world, Pin(None, "bm1", DAY), seen=seen)
    assert {row[1] for row in saved()} == {"bm2"}


def test_what_cannot_be_worked_out_saves_nothing(world):
    with pytest.raises(CalendarError):
        move(world, Pin(None, "conference", dt.date(9999, 12, 30)))
    assert (saved(), dates_of(world.round)["start"]) == (set(), START)
