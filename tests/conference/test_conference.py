"""Meetings of the whole round: programme side by side, contributions, coming, guests, and what is public."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from spegla.conference import actions
from spegla.conference.models import Registration, Session
from spegla.conference.queries import (
    contributions_to,
    day_of,
    gatherings_visible_to,
    programme_of_day,
    published,
    registrations_to,
    side_by_side,
)
from spegla.core.verdict import RefusedError
from spegla.journal.models import Event
from spegla.rounds import actions as rounds
from spegla.rounds.standing import standing_of
from tests.world import NOW, make_world

TODAY = NOW.date()


def at(hour, minute=0):
    return dt.time(hour, minute)


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def office(world):
    return standing_of(world.officer, now=NOW)


@pytest.fixture
def gathering(world):
    return actions.gathering_at(world.round, "conference", by=world.officer, now=NOW)


def session(gathering, office, starts, ends, title="Pass", key="", where=""):
    given = {"starts": starts, "ends": ends, "title": title, "text": "", "where": where}
    return actions.add_session(gathering, given, request_key=key, standing=office, now=NOW)


def offer(world, gathering, name="Alvdala", *, public=False, title="Så gjorde vi", based_on=0):
    given = {"title": title, "text": "Text", "public": public}
    return actions.contribute(gathering, world.places[name], given, based_on=based_on, request_key=f"{name}{title}{public}",
                              standing=world.standing(name), now=NOW)


def test_sessions_whose_times_meet_run_side_by_side(gathering, office):
    session(gathering, office, at(9), at(10), "Välkomna")
    session(gathering, office, at(10), at(11), "Skolan", where="A")
    session(gathering, office, at(10, 30), at(11, 30), "Vården", where="B")
    session(gathering, office, at(11, 30), at(12), "Avslut")
    slots = programme_of_day(gathering)
    assert [[one.title for one, _ in slot.sessions] for slot in slots] == [["Välkomna"], ["Skolan", "Vården"], ["Avslut"]]
    assert [(slot.starts, slot.ends) for slot in slots][1] == (at(10), at(11, 30))


def test_no_sessions_are_no_groups():
    assert side_by_side([]) == []


def test_a_session_sent_twice_is_added_once_and_one_that_ends_before_it_begins_not_at_all(gathering, office):
    assert session(gathering, office, at(9), at(10), key="k") == session(gathering, office, at(9), at(10), key="k")
    with pytest.raises(ValidationError) as error:
        session(gathering, office, at(9), at(9))
    assert set(error.value.message_dict) == {"ends"}
    assert Session.objects.count() == 1


def test_only_the_office_plans(world, gathering):
    with pytest.raises(RefusedError):
        session(gathering, world.standing("Alvdala"), at(9), at(10))
    with pytest.raises(RefusedError):
        actions.publish(gathering, True, standing=world.standing("Alvdala"), now=NOW)


def test_an_organisation_writes_its_own_contribution_and_no_other(world, gathering):
    offer(world, gathering)
    with pytest.raises(RefusedError):
        actions.contribute(gathering, world.places["Alvdala"], {"title": "X"}, based_on=0, request_key="",
                           standing=world.standing("Bäckinge"), now=NOW)
    assert [(one.participation.organisation.name, one.title) for one in contributions_to(gathering)] == [("Alvdala", "Så gjorde vi")]


def test_placed_in_a_session_it_is_shown_there_and_waits_again_when_that_is_removed(world, gathering, office):
    shown, where = offer(world, gathering), session(gathering, office, at(9), at(10))
    actions.place_contribution(shown, where, standing=office, now=NOW)
    ((_, contributions),) = programme_of_day(gathering)[0].sessions
    assert contributions == [shown]
    actions.remove_session(where, standing=office, now=NOW)
    assert programme_of_day(gathering) == []
    assert contributions_to(gathering).get().session is None


def test_withdrawn_it_is_shown_to_nobody_and_can_be_offered_again(world, gathering):
    own = offer(world, gathering)
    actions.withdraw(own, standing=world.standing("Alvdala"), now=NOW)
    assert list(contributions_to(gathering)) == []
    own.refresh_from_db()
    offer(world, gathering, title="Ändå", based_on=own.version)
    assert [one.title for one in contributions_to(gathering)] == ["Ändå"]


def test_public_is_what_the_organisation_says_and_the_office_has_opened(world, gathering, office):
    offer(world, gathering, "Alvdala", public=True)
    offer(world, gathering, "Bäckinge", public=False)
    assert published(world.round.pk, "conference") is None
    for _ in range(2):
        actions.publish(gathering, True, standing=office, now=NOW)
    assert published(world.round.pk, "conference") == gathering
    assert [one.participation.organisation.name for one in contributions_to(gathering, public=True)] == ["Alvdala"]
    assert Event.objects.filter(what="gathering-published").count() == 1


def test_who_is_in_the_round_sees_it(world, gathering, office):
    assert [list(gatherings_visible_to(one)) for one in (office, world.standing("Nyborg"))] == [[gathering]] * 2
    rounds.end_participation(world.places["Nyborg"], reason="", by=world.officer, now=NOW)
    assert list(gatherings_visible_to(world.standing("Nyborg"))) == []


def test_one_comes_once_until_the_day_has_been(world, gathering):
    standing = world.standing("Alvdala")
    for _ in range(2):
        actions.register(gathering, standing=standing, today=TODAY, now=NOW)
    assert [one.person for one in registrations_to(gathering)] == [standing.person]
    actions.unregister(gathering, standing=standing)
    assert list(registrations_to(gathering)) == []
    with pytest.raises(RefusedError):
        actions.register(gathering, standing=standing, today=day_of(gathering) + dt.timedelta(days=1), now=NOW)


def test_guests_come_when_the_office_lets_them_and_are_forgotten_afterwards(world, gathering, office):
    guest = {"name": "Gun Gäst", "email": "Gun@Gast.example ", "organisation": "Gästköping"}
    actions.publish(gathering, True, standing=office, now=NOW)
    with pytest.raises(RefusedError):
        actions.register_guest(gathering, guest, today=TODAY, now=NOW)
    gathering.guests = True
    for _ in range(2):
        actions.register_guest(gathering, guest, today=TODAY, now=NOW)
    assert [(one.name, one.email) for one in registrations_to(gathering)] == [("Gun Gäst", "gun@gast.example")]
    actions.register(gathering, standing=world.standing("Alvdala"), today=TODAY, now=NOW)
    long_after = dt.datetime.combine(day_of(gathering), at(12), dt.UTC) + dt.timedelta(days=32)
    assert actions.forget_guests(now=long_after - dt.timedelta(days=5)) == 0
    assert actions.forget_guests(now=long_after) == 1
    assert Registration.objects.get().person == world.person("Alvdala")
