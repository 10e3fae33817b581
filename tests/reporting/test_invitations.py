"""The letters that invite, tell of a change and call off, each with a calendar file that another parser reads."""

import datetime as dt

import pytest
from icalendar import Calendar

from spegla.journal.models import Letter
from spegla.meetings.actions import arrange, meeting_at
from spegla.meetings.announcing import ToldMeanwhileError, told_of
from spegla.meetings.asked import ask_guest
from spegla.meetings.feeds import new_address, no_address, subscriber
from spegla.meetings.links import feed_token_of, token_of
from spegla.meetings.models import Invitee, Meeting
from spegla.meetings.queries import day_of
from spegla.people.models import Function, Person
from spegla.reporting.calendars import own_feed
from spegla.reporting.invitations import newcomers, send_announcement, send_to_newcomers
from spegla.rounds.dating import pin_date
from spegla.steps.actions import choose_host
from tests.world import NOW, make_person, make_world

WHEN = {"starts": dt.time(9), "ends": dt.time(15), "place": "Stadshuset", "link": "https://video.example/rum"}
MOVED = dt.date(2027, 6, 3)
LATER = NOW + dt.timedelta(hours=2)


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def meeting(world):
    made = meeting_at(world.round, world.clusters[0], "bm1", by=world.person("Alvdala"), now=NOW)
    choose_host(world.clusters[0], "bm1", world.places["Alvdala"], standing=world.standing("Mellby"), now=NOW)
    return arrange(made, WHEN, based_on=0, request_key="a", standing=world.standing("Alvdala"), now=NOW)


def send(world, meeting, *, seen, cancel=False, message="", now=NOW):
    meeting = Meeting.objects.select_related("round", "cluster").get(pk=meeting.pk)
    how = {"seen": seen, "message": message, "cancel": cancel, "standing": world.standing("Alvdala"), "now": now}
    return send_announcement(meeting, day_of(meeting), **how)


def letters_to(person):
    return list(Letter.objects.filter(kind="meeting-invitation", person_id=person.pk).order_by("pk"))


def event_of(letter):
    calendar = Calendar.from_ical(letter.calendar)
    return calendar["METHOD"], calendar.walk("VEVENT")[0]


def test_everybody_is_invited_with_agenda_material_link_and_calendar(world, meeting):
    send(world, meeting, seen=-1, message="Välkomna!")
    (letter,) = letters_to(world.person("Bäckinge"))
    mine = Invitee.objects.get(person=world.person("Bäckinge"))
    for said in ("Välkomna!", "Stadshuset", "https://video.example/rum", "Dagordning", "9.00  ", f"/traff/in/{token_of(mine)}/", "/steg/bm1/"):
        assert said in letter.body, said
    method, event = event_of(letter)
    assert (method, event["SEQUENCE"], event["ATTENDEE"]) == ("REQUEST", 0, f"mailto:{world.person('Bäckinge').email}")
    assert event["DTSTART"].dt.astimezone(dt.UTC) == dt.datetime.combine(day_of(meeting), dt.time(8), dt.UTC)
    assert token_of(mine) not in letter.calendar
    assert Letter.objects.filter(kind="meeting-invitation").count() == 10


def test_the_office_gets_a_copy_without_anybodys_link(world, meeting):
    send(world, meeting, seen=-1)
    (copy,) = letters_to(world.officer)
    assert copy.subject.startswith("Kopia: Inbjudan")
    assert ("/traff/in/" in copy.body, copy.calendar) == (False, "")


def test_a_day_that_moves_is_told_with_the_same_uid_and_a_greater_number(world, meeting):
    send(world, meeting, seen=-1)
    pin_date(world.round, "bm1", MOVED, cluster=world.clusters[0], by=world.officer, now=NOW)
    send(world, meeting, seen=0, now=LATER)
    first, second = letters_to(world.person("Mellby"))
    (_, before), (method, after) = event_of(first), event_of(second)
    assert before["UID"] == after["UID"]
    assert (method, before["SEQUENCE"], after["SEQUENCE"]) == ("REQUEST", 0, 1)
    assert before["ORGANIZER"] == after["ORGANIZER"]
    assert after["DTSTART"].dt.date() == MOVED
    assert second.subject.startswith("Ändrat:")
    assert "3 juni 2027" in second.body
    assert "svara igen" in second.body


def test_calling_off_takes_it_out_of_the_calendar(world, meeting):
    send(world, meeting, seen=-1)
    send(world, meeting, seen=0, cancel=True, message="Snökaos.", now=LATER)
    _, letter = letters_to(world.person("Mellby"))
    method, event = event_of(letter)
    assert (method, event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 1)
    assert letter.subject.startswith("Inställt:")
    assert "Snökaos." in letter.body


def test_a_second_press_sends_nothing(world, meeting):
    send(world, meeting, seen=-1)
    with pytest.raises(ToldMeanwhileError):
        send(world, meeting, seen=-1)
    assert Letter.objects.filter(kind="meeting-invitation").count() == 10
    assert told_of(meeting).sequence == 0


def test_who_comes_later_is_told_what_holds_and_nobody_is_told_twice(world, meeting):
    send(world, meeting, seen=-1)
    new = make_person("Nils Ny", world.places["Bäckinge"].organisation, Function.STRATEGIST)
    ask_guest(meeting, name="Gunvor Gäst", email="g@x.example", place=None, function="other", standing=world.standing("Alvdala"), now=LATER)
    assert newcomers(meeting, told_of(meeting), now=LATER) == ["Nils Ny", "Gunvor Gäst"]
    counts = [send_to_newcomers(meeting, standing=world.standing("Alvdala"), now=LATER) for _ in range(2)]
    assert (counts, newcomers(meeting, told_of(meeting), now=LATER)) == ([2, 0], [])
    assert [event_of(letter)[1]["SEQUENCE"] for letter in letters_to(new)] == [0]
    assert "/steg/" not in Letter.objects.get(to="g@x.example").body


def test_a_letter_is_in_its_readers_language(world, meeting):
    Person.objects.filter(pk=world.person("Mellby").pk).update(language="en")
    send(world, meeting, seen=-1)
    (letter,) = letters_to(world.person("Mellby"))
    assert letter.language == "en"
    assert letter.subject.startswith("Invitation: First benchmarking meeting")
    assert "Agenda" in letter.body


def test_a_feed_holds_every_meeting_as_it_stands_and_names_nobody(world, meeting):
    person = world.person("Bäckinge")
    events = {event["SUMMARY"]: event for event in Calendar.from_ical(own_feed(person, now=NOW)).walk("VEVENT")}
    assert len(events) == 5
    first = next(event for title, event in events.items() if title.startswith("Första"))
    assert (first["STATUS"], first["DTSTART"].dt.date()) == ("TENTATIVE", day_of(meeting))

    send(world, meeting, seen=-1)
    text = own_feed(person, now=NOW).decode()
    again = next(one for one in Calendar.from_ical(text).walk("VEVENT") if one["UID"] == first["UID"])
    assert again["STATUS"] == "CONFIRMED"
    assert ("ATTENDEE" in text, "ORGANIZER" in text) == (False, False)
    assert str(event_of(letters_to(person)[0])[1]["UID"]) == str(first["UID"])


def test_a_feeds_address_is_made_anew_and_taken_away(world):
    person = world.person("Bäckinge")
    first = feed_token_of(new_address(person, now=NOW))
    second = feed_token_of(new_address(person, now=NOW))
    assert [subscriber(token) for token in (first, second, "1-1:x", "")] == [None, person, None, None]
    no_address(person, now=NOW)
    assert subscriber(second) is None
    assert subscriber(feed_token_of(new_address(person, now=NOW))) == person


def test_a_feed_of_somebody_who_is_forgotten_leads_nowhere(world):
    person = world.person("Bäckinge")
    token = feed_token_of(new_address(person, now=NOW))
    Person.objects.filter(pk=person.pk).update(is_active=False)
    assert subscriber(token) is None
