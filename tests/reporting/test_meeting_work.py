"""What a meeting asks of each person now: a day, an answer, an invitation, a change to tell."""

import datetime as dt

import pytest
from django.utils import timezone

from spegla.meetings.actions import arrange, meeting_at
from spegla.meetings.models import Invitee
from spegla.meetings.polls import Proposal, answer_poll, open_poll
from spegla.meetings.queries import day_of
from spegla.meetings.replies import Needs, reply
from spegla.reporting.invitations import send_announcement
from spegla.reporting.meeting_work import open_meeting_work
from spegla.reporting.queries import dates_for
from spegla.reporting.todos import open_todos
from spegla.rounds.dating import pin_date
from spegla.steps.actions import choose_host
from tests.world import NOW, make_world

TODAY = NOW.date()
WHEN = {"starts": dt.time(9), "ends": dt.time(15)}


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def meeting(world):
    made = meeting_at(world.round, world.clusters[0], "bm1", by=world.person("Alvdala"), now=NOW)
    choose_host(world.clusters[0], "bm1", world.places["Alvdala"], standing=world.standing("Mellby"), now=NOW)
    return arrange(made, WHEN, based_on=0, request_key="a", standing=world.standing("Alvdala"), now=NOW)


def asks(world, name, function="key-person", *, today=TODAY):
    standing = world.standing(name, function)
    places = list(standing.participations)
    found = open_meeting_work(places, dates_for(places), standing, today=today)
    return [(task.asks.value, task.step.key) for task in found]


def send(world, meeting, *, seen=-1):
    send_announcement(meeting, day_of(meeting), seen=seen, message="", standing=world.standing("Alvdala"), now=NOW)


def test_a_question_about_the_day_is_asked_until_it_is_answered(world, meeting):
    times = [Proposal(TODAY + dt.timedelta(days=more), dt.time(9), dt.time(15)) for more in (40, 41)]
    poll = open_poll(meeting, times, answer_by=TODAY, message="", standing=world.standing("Alvdala"), now=NOW)
    assert (asks(world, "Bäckinge"), asks(world, "Dalhem")) == ([("poll", "bm1")], [])
    answer_poll(poll, Invitee.objects.get(person=world.person("Bäckinge")), {poll.times.first().pk: "yes"}, now=NOW)
    assert (asks(world, "Bäckinge"), asks(world, "Mellby")) == ([], [("poll", "bm1")])


def test_an_invitation_is_asked_about_until_it_is_answered_and_again_when_the_day_is_another(world, meeting):
    send(world, meeting)
    assert asks(world, "Bäckinge") == [("answer", "bm1")]
    reply(Invitee.objects.get(person=world.person("Bäckinge")), "yes", Needs(), now=NOW)
    assert asks(world, "Bäckinge") == []
    pin_date(world.round, "bm1", dt.date(2027, 6, 3), cluster=world.clusters[0], by=world.officer, now=NOW)
    send(world, meeting, seen=0)
    assert asks(world, "Bäckinge") == [("answer", "bm1")]
    assert asks(world, "Bäckinge", today=dt.date(2027, 6, 4)) == []


def test_those_who_organise_are_told_that_what_was_told_differs(world, meeting):
    send(world, meeting)
    pin_date(world.round, "bm1", dt.date(2027, 6, 3), cluster=world.clusters[0], by=world.officer, now=NOW)
    told = {(name, function): ("changed", "bm1") in asks(world, name, function)
            for name, function in (("Alvdala", "key-person"), ("Alvdala", "elected-official"), ("Bäckinge", "key-person"))}
    assert list(told.values()) == [True, False, False]
    send(world, meeting, seen=0)
    assert ("changed", "bm1") not in asks(world, "Alvdala")


def test_the_programmes_own_preparation_is_done_once_the_invitation_is_sent(world, meeting):
    today = day_of(meeting) - dt.timedelta(days=15)
    now = dt.datetime.combine(today, dt.time(8), timezone.get_default_timezone())
    assert "bm1-prep-invite" in _all_keys(world, today, now)
    send(world, meeting)
    assert "bm1-prep-invite" not in _all_keys(world, today, now)


def _all_keys(world, today, now):
    standing = world.standing("Alvdala")
    places = list(standing.participations)
    return [todo.key for todo in open_todos(places, dates_for(places), standing, today=today, now=now)]


def test_an_edition_that_asks_for_no_invitation_is_helped(db):
    world = make_world(edition="modellkoncept-2024")
    meeting = meeting_at(world.round, world.clusters[0], "lt1", by=world.person("Alvdala"), now=NOW)
    choose_host(world.clusters[0], "lt1", world.places["Alvdala"], standing=world.standing("Mellby"), now=NOW)
    on = day_of(meeting)
    seen = [[ask for ask in asks(world, name, today=on - dt.timedelta(days=days)) if ask[1] == "lt1"]
            for name, days in (("Alvdala", 22), ("Alvdala", 21), ("Bäckinge", 21))]
    assert seen == [[], [("invite", "lt1")], []]


def test_it_asks_no_more_questions_for_more_meetings(world, meeting, django_assert_num_queries):
    send(world, meeting)
    standing = world.standing("Bäckinge")
    places = list(standing.participations)
    dates = dates_for(places)
    with django_assert_num_queries(4):
        open_meeting_work(places, dates, standing, today=TODAY)
    for step in ("bm2", "bm3"):
        other = meeting_at(world.round, world.clusters[0], step, by=world.officer, now=NOW)
        choose_host(world.clusters[0], step, world.places["Alvdala"], standing=world.standing("Mellby"), now=NOW)
        send(world, arrange(other, WHEN, based_on=0, request_key="a", standing=world.standing("Alvdala"), now=NOW))
    with django_assert_num_queries(4):
        assert len(open_meeting_work(places, dates, standing, today=TODAY)) == 3
