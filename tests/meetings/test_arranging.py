"""Those who organise a meeting say when and where, and tick off their list together."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from spegla.core.verdict import RefusedError
from spegla.journal.models import Event
from spegla.journal.versions import StaleError
from spegla.meetings.actions import arrange, tick_chore
from spegla.meetings.models import ChoreTick, Meeting
from spegla.meetings.queries import chores_of, day_of
from spegla.rounds.dating import pin_date
from spegla.steps.actions import choose_host
from tests.world import NOW

WHEN = {"starts": dt.time(9, 30), "ends": dt.time(15), "place": "Stadshuset"}


@pytest.fixture
def hosted(world, meeting):
    """Alvdala hosts, so Bäckinge does not organise."""
    choose_host(world.clusters[0], "bm1", world.places["Alvdala"], standing=world.standing("Mellby"), now=NOW)
    return meeting


def stamped(world, name="Alvdala", based_on=0, key="first"):
    return {"based_on": based_on, "request_key": key, "standing": world.standing(name), "now": NOW}


def test_the_host_arranges_it_and_others_do_not(world, hosted):
    saved = arrange(hosted, WHEN, **stamped(world))
    assert (saved.starts, saved.place, saved.version, saved.changed_by) == (dt.time(9, 30), "Stadshuset", 1, world.person("Alvdala"))
    assert Event.objects.filter(what="meeting-arranged", round_id=world.round.pk).count() == 1

    with pytest.raises(RefusedError):
        arrange(hosted, {"place": "Annat"}, **stamped(world, "Bäckinge", 1, "x"))
    assert Meeting.objects.get().place == "Stadshuset"


def test_two_who_arrange_lose_nothing(world, hosted):
    arrange(hosted, WHEN, **stamped(world))
    with pytest.raises(StaleError) as stale:
        arrange(hosted, {"place": "Biblioteket"}, **stamped(world, key="other"))
    assert (stale.value.current.place, stale.value.wanted) == ("Stadshuset", {"place": "Biblioteket"})


def test_a_time_that_the_night_skips_is_refused_and_nothing_is_saved(world, hosted):
    spring = dt.date(2027, 3, 28)
    pin_date(world.round, "bm1", spring, cluster=world.clusters[0], by=world.officer, now=NOW)
    with pytest.raises(ValidationError):
        arrange(hosted, {"starts": dt.time(2, 30), "ends": dt.time(5)}, **stamped(world))
    assert (Meeting.objects.get().starts, Meeting.objects.get().version) == (None, 0)


def test_the_list_is_dated_from_the_meeting_and_moves_with_it(world, hosted):
    def due():
        return {row.chore.key: row.due for row in chores_of(hosted, day_of(hosted))}["chore-invitation"]

    assert due() == day_of(hosted) - dt.timedelta(days=14)
    pin_date(world.round, "bm1", dt.date(2027, 5, 20), cluster=world.clusters[0], by=world.officer, now=NOW)
    assert due() == dt.date(2027, 5, 6)


def test_they_tick_together_and_see_who_did_it(world, hosted):
    for function in ("key-person", "senior-manager"):
        tick_chore(hosted, "chore-room", done=True, standing=world.standing("Alvdala", function), now=NOW)
    done = {row.chore.key: row.tick.by for row in chores_of(hosted, day_of(hosted)) if row.tick}
    assert done == {"chore-room": world.person("Alvdala")}

    tick_chore(hosted, "chore-room", done=False, standing=world.standing("Alvdala", "senior-manager"), now=NOW)
    assert not ChoreTick.objects.exists()
    with pytest.raises(RefusedError):
        tick_chore(hosted, "chore-room", done=True, standing=world.standing("Bäckinge"), now=NOW)
    with pytest.raises(KeyError):
        tick_chore(hosted, "made-up", done=True, standing=world.standing("Alvdala"), now=NOW)
