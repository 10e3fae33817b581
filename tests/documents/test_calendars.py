"""The calendar files read by a reader that knows nothing of the library: what is said, to whom, when, and how it changes."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from spegla.documents.calendars import Answer, Entry, Method, Person, Status, feed, invitation, local
from tests.documents.ics import moment, parsed

DAY, AT = dt.date(2027, 3, 11), dt.datetime(2027, 2, 25, 8, tzinfo=dt.UTC)
ENTRY = Entry(
    uid="meeting-7@spegla.example", sequence=0, method=Method.REQUEST, title="Andra benchmarkingträffen",
    starts=local(DAY, dt.time(9)), ends=local(DAY, dt.time(16)), at=AT, place="Rådhuset, Ängby", url="https://spegla.example/m/7",
    text="Ta med:\n- er självskattning", organiser=Person("Kim Ek", "kim@example.org"),
    attendees=(Person("Åsa Öst", "asa@example.org"), Person("", "bo@example.org", Answer.YES)),
)


def only_event(data: bytes):
    calendar = parsed(data)
    (event,) = calendar.inside("VEVENT")
    return calendar, event


def times(data: bytes):
    calendar, event = only_event(data)
    return moment(calendar, event, "DTSTART"), moment(calendar, event, "DTEND")


def test_an_invitation_says_what_where_and_when():
    calendar, event = only_event(invitation(ENTRY))
    assert (calendar["METHOD"], event["UID"], event["SEQUENCE"], event["STATUS"]) == ("REQUEST", "meeting-7@spegla.example", "0", "CONFIRMED")
    assert (event["SUMMARY"], event["LOCATION"], event["URL"]) == (ENTRY.title, ENTRY.place, ENTRY.url)
    assert (event["DESCRIPTION"], event["DTSTAMP"]) == (ENTRY.text, "20270225T080000Z")
    assert times(invitation(ENTRY)) == (ENTRY.starts, ENTRY.ends)


def test_people_are_asked_to_answer():
    _, event = only_event(invitation(ENTRY))
    assert [(one.value, one.parameters) for one in event.all("ATTENDEE")] == [
        ("mailto:asa@example.org", {"CN": "Åsa Öst", "CUTYPE": "INDIVIDUAL", "PARTSTAT": "NEEDS-ACTION", "ROLE": "REQ-PARTICIPANT", "RSVP": "TRUE"}),
        ("mailto:bo@example.org", {"CUTYPE": "INDIVIDUAL", "PARTSTAT": "ACCEPTED", "ROLE": "REQ-PARTICIPANT", "RSVP": "TRUE"}),
    ]
    (organiser,) = event.all("ORGANIZER")
    assert (organiser.value, organiser.parameters) == ("mailto:kim@example.org", {"CN": "Kim Ek"})


def test_a_change_is_the_same_meeting_with_a_greater_number():
    later = replace(ENTRY, sequence=1, starts=local(DAY, dt.time(10)), at=AT + dt.timedelta(days=1))
    (_, before), (_, after) = only_event(invitation(ENTRY)), only_event(invitation(later))
    assert (before["UID"], int(before["SEQUENCE"])) < (after["UID"], int(after["SEQUENCE"]))
    assert before["UID"] == after["UID"]
    assert times(invitation(later))[0] == local(DAY, dt.time(10))


def test_what_is_called_off_is_cancelled_and_asks_nobody():
    calendar, event = only_event(invitation(replace(ENTRY, sequence=2, method=Method.CANCEL)))
    assert (calendar["METHOD"], event["STATUS"], event["SEQUENCE"], event["TRANSP"]) == ("CANCEL", "CANCELLED", "2", "TRANSPARENT")
    assert [one.parameters.get("RSVP") for one in event.all("ATTENDEE")] == [None, None]


def test_a_feed_has_its_name_and_its_meetings_and_names_nobody():
    called_off = replace(ENTRY, uid="meeting-8@spegla.example", status=Status.CANCELLED)
    calendar = parsed(feed([ENTRY, called_off], "Åsas träffar; våren"))
    assert (calendar["NAME"], calendar["X-WR-CALNAME"], calendar["X-PUBLISHED-TTL"]) == ("Åsas träffar; våren",) * 2 + ("PT6H",)
    assert calendar.all("METHOD") == []
    assert [(one["UID"], one["STATUS"]) for one in calendar.inside("VEVENT")] == [(ENTRY.uid, "CONFIRMED"), (called_off.uid, "CANCELLED")]
    assert b"@example.org" not in feed([ENTRY, called_off], "x")


def test_an_empty_feed_is_a_calendar():
    assert parsed(feed([], "Inga")).inside("VEVENT") == []


@pytest.mark.parametrize("data", [invitation(ENTRY), feed([ENTRY] * 200, "Alla")])
def test_the_zone_is_described_once_and_shortly(data):
    (zone,) = parsed(data).inside("VTIMEZONE")
    assert len(zone.components) == 2
    assert data.count(b"BEGIN:STANDARD") == data.count(b"BEGIN:DAYLIGHT") == 1


NIGHTS = [
    # day, the time by the clock, and what that is in universal time
    (dt.date(2027, 3, 27), dt.time(2, 30), "2027-03-27T01:30"),
    (dt.date(2027, 3, 28), dt.time(1, 59), "2027-03-28T00:59"),
    (dt.date(2027, 3, 28), dt.time(2, 30), "2027-03-28T01:30"),  # there is no such time: it is 03:30
    (dt.date(2027, 3, 28), dt.time(3, 0), "2027-03-28T01:00"),
    (dt.date(2027, 10, 31), dt.time(1, 59), "2027-10-30T23:59"),
    (dt.date(2027, 10, 31), dt.time(2, 30), "2027-10-31T00:30"),  # there are two: the first
    (dt.date(2027, 10, 31), dt.time(3, 0), "2027-10-31T02:00"),
    (dt.date(2027, 11, 1), dt.time(2, 30), "2027-11-01T01:30"),
]


@pytest.mark.parametrize(("day", "time", "universal"), NIGHTS)
def test_on_both_sides_of_the_nights_when_clocks_change(day, time, universal):
    starts = local(day, time)
    ends = starts.astimezone(dt.UTC) + dt.timedelta(hours=2)
    data = invitation(replace(ENTRY, starts=starts, ends=ends))
    assert times(data) == (dt.datetime.fromisoformat(f"{universal}+00:00"), ends)


def test_the_second_of_two_times_alike_is_told_in_universal_time():
    second = local(dt.date(2027, 10, 31), dt.time(2, 30)).replace(fold=1)
    data = invitation(replace(ENTRY, starts=second, ends=second))
    assert b"DTSTART:20271031T013000Z" in data
    assert times(data)[0] == second.astimezone(dt.UTC)


@given(st.integers(0, 2_000_000_000))
def test_every_moment_is_read_back_as_it_was(seconds):
    starts = dt.datetime(1997, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=seconds)
    assert times(invitation(replace(ENTRY, starts=starts, ends=starts))) == (starts, starts)


def test_whole_days_end_the_day_after_the_last():
    data = invitation(replace(ENTRY, starts=DAY, ends=DAY + dt.timedelta(days=1)))
    assert times(data) == (DAY, DAY + dt.timedelta(days=2))


@pytest.mark.parametrize(
    "changes", [{"starts": DAY}, {"starts": ENTRY.starts.replace(tzinfo=None)}, {"ends": ENTRY.starts - dt.timedelta(minutes=1)},
                {"at": AT.replace(tzinfo=None)}, {"ends": ENTRY.ends - dt.timedelta(days=1)}],
)
def test_a_meeting_that_cannot_be_is_refused(changes):
    assert replace(ENTRY).uid == ENTRY.uid
    with pytest.raises(ValueError, match=r"both|zone|before it starts"):
        replace(ENTRY, **changes)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_no_text_is_anything_but_a_text(text):
    person = Person(text, "a@example.org")
    made = replace(ENTRY, title=text, place=text, text=text, url="https://x.example/" + text, organiser=person, attendees=(person,))
    calendar, event = only_event(invitation(made))
    assert (len(calendar.components), len(event.all("ATTENDEE"))) == (2, 1)
    assert parsed(feed([made], text)).inside("VEVENT")[0]["UID"] == ENTRY.uid


def test_a_text_that_looks_like_a_calendar_stays_in_its_line():
    bad = "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:other"
    calendar, event = only_event(invitation(replace(ENTRY, title=bad, text=bad, place=bad, organiser=Person(bad, f"a@example.org\r\nX:{bad}"))))
    assert len(calendar.inside("VEVENT")) == 1
    assert event["SUMMARY"] == "x END:VEVENT BEGIN:VEVENT UID:other"
    assert event["DESCRIPTION"] == bad.replace("\r\n", "\n")


def test_the_library_reads_it_as_we_do():
    (event,) = Calendar.from_ical(invitation(ENTRY)).walk("VEVENT")
    assert (event["SUMMARY"], event.start, event.end) == (ENTRY.title, ENTRY.starts, ENTRY.ends)
