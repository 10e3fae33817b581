"""What the programme asks of the office itself: on the page of the round and on Att göra nu, ticked off by any of them."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from spegla.rounds import actions as rounds
from spegla.rounds.calendar import dates_of
from spegla.steps.models import OfficeTick
from tests.world import NOW, START, contents

KEY, WORDS = "startup-prep-invite", "Bjud in till uppstarten"


@pytest.fixture
def during(world, door):
    """The door's clock stands where the start-up is prepared."""
    door["now"] = dt.datetime.combine(START - dt.timedelta(days=10), dt.time(9), dt.UTC)
    world.officer.appointments.update(since=door["now"] - dt.timedelta(days=1))


def tick(office, url, done="1", key=KEY):
    return office.post(url("tick"), {"key": key, "done": done})


def test_it_stands_on_the_page_of_the_round_and_is_ticked_there(office, world, url, words):
    assert "Bocka av" in words(office.get(url("round")))
    assert tick(office, url).url == f"{url('round')}#{KEY}"
    assert "Klar Olga Officer, 1 mars 2027" in words(office.get(url("round")))
    tick(office, url, done="0")
    assert not OfficeTick.objects.exists()


def test_it_is_asked_for_when_its_time_has_come_and_falls_away_when_done(office, world, url, during):
    now = reverse("participant:now")
    page = office.get(now).content.decode()
    assert (WORDS in page, f'href="{url("round")}#{KEY}"' in page) == (True, True)
    tick(office, url)
    assert WORDS not in office.get(now).content.decode()


def test_later_it_is_not_asked_for(office, door):
    door["now"] = NOW + dt.timedelta(days=60)
    assert WORDS not in office.get(reverse("participant:now")).content.decode()


@pytest.mark.parametrize("key", ["", "x", "bm1-prep-film"])
def test_only_the_offices_own_is_ticked(office, url, key):
    assert tick(office, url, key=key).status_code == 404
    assert not OfficeTick.objects.exists()


def test_a_member_does_not_tick_it(member, url):
    assert tick(member, url).status_code == 404


def test_in_a_closed_round_it_is_read_only(office, world, url):
    rounds.close_round(world.round, by=world.officer, now=NOW)
    assert tick(office, url).status_code == 403
    page = office.get(url("round")).content.decode()
    assert (WORDS in page, url("tick") in page) == (True, False)


def test_as_many_queries_for_three_rounds_as_for_one(office, world, during):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert WORDS in office.get(reverse("participant:now")).content.decode()
        return len(captured)

    queries()
    before = queries()
    programme, checklists = contents("skr-2020")
    for name in ("Två", "Tre"):
        rounds.open_round(name=name, office=world.office, start_on=START, programme=programme, checklists=checklists,
                          variant=world.round.variant, by=world.officer, now=NOW)
    assert queries() == before
    assert dates_of(world.round)["start"] == START
