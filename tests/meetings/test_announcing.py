"""What is told of a meeting is numbered; what has changed since is seen; who is asked anew answers anew."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from spegla.core.verdict import RefusedError, Why
from spegla.journal.actions import write_letter
from spegla.journal.models import Event, Letter
from spegla.meetings.actions import arrange
from spegla.meetings.announcing import ToldMeanwhileError, announce, next_announcement, told_of
from spegla.meetings.asked import ask_all, asked_to
from spegla.meetings.letters import reader_of
from spegla.meetings.models import Announcement, Invitee, Meeting, Need, Presence, Reply
from spegla.meetings.queries import day_of, roles_of
from spegla.meetings.replies import (
    Needs,
    NotAskedError,
    forget_addresses,
    forget_needs,
    may_read_needs,
    needs_at,
    note_presence,
    reply,
    standing_reply,
)
from spegla.rounds.dating import pin_date
from spegla.rounds.standing import standing_of
from spegla.steps.actions import choose_host
from tests.world import NOW

WHEN = {"starts": dt.time(9), "ends": dt.time(15), "place": "Stadshuset"}
MOVED = dt.date(2027, 6, 3)


@pytest.fixture
def meeting(world, meeting):
    choose_host(world.clusters[0], "bm1", world.places["Alvdala"], standing=world.standing("Mellby"), now=NOW)
    how = {"based_on": 0, "request_key": "a", "standing": world.standing("Alvdala"), "now": NOW}
    return arrange(meeting, WHEN, **how)


def tell(world, meeting, *, cancel=False, who="Alvdala", now=NOW):
    meeting = Meeting.objects.get(pk=meeting.pk)
    standing = world.standing(who)
    draft = next_announcement(meeting, day_of(meeting), told_of(meeting), message="", cancel=cancel, standing=standing, now=now)
    announce(draft, standing=standing, now=now)
    ask_all(meeting, by=standing.person, now=now)
    return told_of(meeting)


def move(world, meeting, on=MOVED):
    pin_date(world.round, "bm1", on, cluster=world.clusters[0], by=world.officer, now=NOW)


def invitee(world, name="Bäckinge", function="key-person"):
    return Invitee.objects.get(person=world.person(name, function))


def test_each_announcement_has_the_next_number(world, meeting):
    kinds = []
    for cancel, change in ((False, None), (False, MOVED), (True, None), (False, None)):
        if change:
            move(world, meeting, change)
        kinds.append((tell(world, meeting, cancel=cancel).last.kind, told_of(meeting).sequence))
    assert kinds == [("request", 0), ("update", 1), ("cancel", 2), ("request", 3)]
    assert Event.objects.filter(what__in=["meeting-request", "meeting-update", "meeting-cancel"]).count() == 4


def test_what_differs_from_what_was_told_is_seen(world, meeting):
    told = tell(world, meeting)
    assert told.differences(meeting, day_of(meeting)) == []
    move(world, meeting)
    meeting.place = "Biblioteket"
    assert told.differences(meeting, day_of(meeting)) == ["on", "place"]
    assert told_of(Meeting(round=world.round, step="bm1")).differences(meeting, MOVED) == []


def test_the_same_press_twice_tells_once(world, meeting):
    standing = world.standing("Alvdala")
    drafts = [
        next_announcement(meeting, day_of(meeting), told_of(meeting), message="", cancel=False, standing=standing, now=NOW)
        for _ in range(2)
    ]
    announce(drafts[0], standing=standing, now=NOW)
    with pytest.raises(ToldMeanwhileError):
        announce(drafts[1], standing=standing, now=NOW)
    assert Announcement.objects.count() == 1


@pytest.mark.parametrize(
    ("prepare", "cancel"),
    [("no time", False), ("past", False), ("spring night", False), ("nothing told", True)],
)
def test_what_cannot_be_told_is_said(world, meeting, prepare, cancel):
    now = NOW
    if prepare == "no time":
        Meeting.objects.update(starts=None, ends=None)
    if prepare == "past":
        now = NOW + dt.timedelta(days=400)
    if prepare == "spring night":
        Meeting.objects.update(starts=dt.time(2, 30))
        move(world, meeting, dt.date(2027, 3, 28))
    with pytest.raises(ValidationError):
        tell(world, meeting, cancel=cancel, now=now)
    assert not Announcement.objects.exists()


def test_only_those_who_organise_tell(world, meeting):
    with pytest.raises(RefusedError):
        tell(world, meeting, who="Bäckinge")
    assert not Announcement.objects.exists()


def test_a_reply_holds_until_the_time_is_another(world, meeting):
    tell(world, meeting)
    mine = invitee(world)
    reply(mine, "yes", Needs(), now=NOW)
    assert standing_reply(invitee(world), told_of(meeting)).comes == "yes"

    Meeting.objects.update(place="Biblioteket")
    tell(world, meeting)
    assert standing_reply(invitee(world), told_of(meeting)).comes == "yes"
    move(world, meeting)
    tell(world, meeting)
    assert standing_reply(invitee(world), told_of(meeting)) is None
    reply(mine, "no", Needs(), now=NOW)
    assert standing_reply(invitee(world), told_of(meeting)).comes == "no"
    assert Reply.objects.count() == 1


@pytest.mark.parametrize("prepare", ["not told", "called off", "past"])
def test_there_is_not_always_something_to_answer(world, meeting, prepare):
    now = NOW
    if prepare == "not told":
        ask_all(meeting, by=world.officer, now=NOW)
    else:
        tell(world, meeting)
    if prepare == "called off":
        tell(world, meeting, cancel=True)
    if prepare == "past":
        now = NOW + dt.timedelta(days=100)
    with pytest.raises(NotAskedError):
        reply(invitee(world), "yes", Needs(diet="vegan"), now=now)
    assert not Reply.objects.exists()


def test_needs_are_the_hosts_to_read(world, meeting):
    tell(world, meeting)
    reply(invitee(world), "yes", Needs("vegan", True, "ljus"), now=NOW)
    seen = {name: may_read_needs(meeting, roles_of(meeting), world.standing(name)).why for name in ("Alvdala", "Bäckinge", "Mellby")}
    assert seen == {"Alvdala": Why.FINE, "Bäckinge": Why.NOT_HOST, "Mellby": Why.NOT_HOST}
    assert may_read_needs(meeting, roles_of(meeting), standing_of(world.officer, now=NOW)).why is Why.NOT_HOST
    assert [(need.diet, need.hearing_loop, need.other) for need in needs_at(meeting, standing=world.standing("Alvdala"))] == [
        ("vegan", True, "ljus")
    ]
    with pytest.raises(RefusedError):
        needs_at(meeting, standing=world.standing("Mellby"))


def test_without_a_host_nobody_reads_needs(world, meeting):
    choose_host(world.clusters[0], "bm1", None, standing=world.standing("Mellby"), now=NOW)
    assert not any(may_read_needs(meeting, roles_of(meeting), world.standing(name)) for name in ("Alvdala", "Mellby"))


def test_nothing_of_a_need_is_kept_anywhere_else(world, meeting):
    tell(world, meeting)
    reply(invitee(world), "yes", Needs("glutenfritt"), now=NOW)
    assert not [event for event in Event.objects.all() if "glutenfritt" in str(event.details)]
    reply(invitee(world), "no", Needs("glutenfritt"), now=NOW)
    assert not Need.objects.exists()


@pytest.mark.parametrize(
    ("prepare", "days", "left"), [(None, 0, 1), ("day", 0, 1), ("day", 1, 0), ("moved later", 1, 1), ("cancel", 0, 0)]
)
def test_needs_are_removed_the_day_after(world, meeting, prepare, days, left):
    tell(world, meeting)
    reply(invitee(world), "yes", Needs("vegan"), now=NOW)
    on = dt.datetime.combine(day_of(meeting), dt.time(12), dt.UTC) + dt.timedelta(days=days)
    if prepare == "moved later":
        move(world, meeting, dt.date(2027, 9, 1))
    if prepare == "cancel":
        tell(world, meeting, cancel=True)
    forget_needs(now=NOW if prepare in (None, "cancel") else on)
    assert Need.objects.count() == left


def test_a_guests_address_goes_a_month_after(world, meeting):
    guest = Invitee.objects.create(meeting=meeting, name="Gunvor", email="g@x.example", asked_at=NOW, asked_by=world.officer)
    write_letter(to=reader_of(guest), kind="meeting-invitation", once="x", subject="Hej", body="Hej Gunvor!", now=NOW)
    day = dt.datetime.combine(day_of(meeting), dt.time(12), dt.UTC)
    assert [forget_addresses(now=day + dt.timedelta(days=days)) for days in (0, 30, 31)] == [0, 0, 1]
    guest.refresh_from_db()
    assert (guest.name, guest.email) == ("Gunvor", "")
    assert list(Letter.objects.values_list("to", "body")) == [("gast@pseudonym.invalid", "")]


def test_who_was_there_is_noted_from_the_day_on(world, meeting):
    tell(world, meeting)
    mine, other = invitee(world), invitee(world, "Mellby")
    with pytest.raises(RefusedError):
        note_presence(meeting, {mine.pk: "there"}, standing=world.standing("Alvdala"), now=NOW)
    day = dt.datetime.combine(day_of(meeting), dt.time(16), dt.UTC)
    with pytest.raises(RefusedError):
        note_presence(meeting, {mine.pk: "there"}, standing=world.standing("Bäckinge"), now=day)
    note_presence(meeting, {mine.pk: "there", other.pk: "absent", 999: "there"}, standing=world.standing("Alvdala"), now=day)
    note_presence(meeting, {other.pk: ""}, standing=world.standing("Alvdala"), now=day)
    assert list(Presence.objects.values_list("invitee", "how")) == [(mine.pk, "there")]


def test_who_has_left_is_asked_no_more_and_stays_in_the_list(world, meeting):
    tell(world, meeting)
    gone = world.person("Bäckinge")
    gone.appointments.update(until=NOW)
    states = {one.invitee.person_id: one.is_current for one in asked_to(meeting, now=NOW)}
    assert (states[gone.pk], sum(states.values())) == (False, 8)
