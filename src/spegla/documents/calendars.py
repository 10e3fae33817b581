"""Calendar files (iCalendar): an invitation that can be updated and called off, and a feed to subscribe to.

A web process may load this. Times are written as local time in Sweden with one short description of that zone, whose rule
has no last year: the library's own ends with a year and sets the spring night an hour wrong.
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component, Event, vCalAddress, vDuration, vText, vUri

ZONE = ZoneInfo("Europe/Stockholm")
PRODUCT = "-//Spegla//Spegla//SV"
LOOK_AGAIN = dt.timedelta(hours=6)
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
RULE = """BEGIN:VTIMEZONE
TZID:Europe/Stockholm
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
END:VTIMEZONE
"""


class Method(StrEnum):
    REQUEST = "REQUEST"  # the invitation, and every change of it
    CANCEL = "CANCEL"
    PUBLISH = "PUBLISH"  # to look at, without an answer


class Status(StrEnum):
    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


class Answer(StrEnum):
    NONE = "NEEDS-ACTION"
    YES = "ACCEPTED"
    NO = "DECLINED"
    MAYBE = "TENTATIVE"


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    email: str
    answer: Answer = Answer.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A meeting in a calendar. The uid never changes; a greater sequence replaces what the calendar has.

    `starts` and `ends` are times with a zone, or both days: then it lasts whole days, `ends` being the last of them.
    `at` is when it was announced. Raises ValueError when it ends before it starts or a time has no zone.
    """

    uid: str
    sequence: int
    title: str
    starts: dt.datetime | dt.date
    ends: dt.datetime | dt.date
    at: dt.datetime
    method: Method = Method.PUBLISH
    place: str = ""
    url: str = ""
    text: str = ""
    organiser: Person | None = None
    attendees: tuple[Person, ...] = ()
    status: Status = Status.CONFIRMED

    def __post_init__(self) -> None:
        timed = [isinstance(moment, dt.datetime) for moment in (self.starts, self.ends)]
        if timed[0] != timed[1]:
            raise ValueError("starts and ends are both times or both days")
        if any(isinstance(moment, dt.datetime) and moment.tzinfo is None for moment in (self.starts, self.ends, self.at)):
            raise ValueError("a time must have a zone")
        if _in_order(self.ends) < _in_order(self.starts):
            raise ValueError("it ends before it starts")


def _in_order(moment: dt.datetime | dt.date) -> dt.datetime | dt.date:
    """So that the two hours of the autumn night, which are alike by the clock, come one after the other."""
    return moment.astimezone(dt.UTC) if isinstance(moment, dt.datetime) else moment


def local(day: dt.date, time: dt.time) -> dt.datetime:
    """That time of that day in Sweden. One that the spring night leaves out is the hour after; of two alike the first."""
    return dt.datetime.combine(day, time, ZONE).astimezone(dt.UTC).astimezone(ZONE).replace(fold=0)


def invitation(entry: Entry) -> bytes:
    """One entry as a file to send: people are asked to answer, and what is called off says so by itself."""
    calendar = _calendar()
    calendar.add("method", entry.method.value)
    calendar.add_component(_event(entry, people=True))
    return calendar.to_ical()


def feed(entries: Iterable[Entry], name: str) -> bytes:
    """A calendar to subscribe to. It names nobody: it can be read by whoever has its address."""
    calendar = _calendar()
    for kind in ("name", "x-wr-calname"):  # the standard's and the one that programs know
        calendar.add(kind, vText(_clean(name)))
    calendar.add("refresh-interval", LOOK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(LOOK_AGAIN))
    for entry in entries:
        calendar.add_component(_event(entry, people=False))
    return calendar.to_ical()


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add_component(_zone())
    return calendar


@cache
def _zone() -> Component:
    return Component.from_ical(RULE)


def _event(entry: Entry, *, people: bool) -> Event:
    event = Event()
    event.add("uid", _clean(entry.uid))
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.at.astimezone(dt.UTC))
    event.add("last-modified", entry.at.astimezone(dt.UTC))
    event.add("summary", _clean(entry.title))
    event.add("dtstart", _written(entry.starts))
    event.add("dtend", _written(entry.ends) if isinstance(entry.ends, dt.datetime) else entry.ends + dt.timedelta(days=1))
    if entry.place.strip():
        event.add("location", _clean(entry.place))
    if entry.text.strip():
        event.add("description", _clean(entry.text, lines=True))
    if entry.url:
        event.add("url", vUri(_address(entry.url)))
    event.add("status", Status.CANCELLED.value if entry.method == Method.CANCEL else entry.status.value)
    event.add("transp", "TRANSPARENT" if "CANCEL" in (entry.method + entry.status) else "OPAQUE")
    if people:
        _add_people(event, entry)
    return event


def _add_people(event: Event, entry: Entry) -> None:
    if entry.organiser:
        event.add("organizer", _person(entry.organiser))
    for one in entry.attendees:
        asked = {"CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT", "PARTSTAT": one.answer.value}
        asking = {"RSVP": "TRUE"} if entry.method == Method.REQUEST else {}
        event.add("attendee", _person(one, **asked, **asking))


def _person(person: Person, **told: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{_address(person.email)}")
    if person.name.strip():
        address.params["CN"] = _clean(person.name).replace('"', "'").strip()
    for name, value in told.items():
        address.params[name] = value
    return address


def _written(moment: dt.datetime | dt.date) -> Any:
    """Local time; but the second of two alike, in the autumn night, can only be told in universal time."""
    if not isinstance(moment, dt.datetime):
        return moment
    here = moment.astimezone(ZONE)
    return here.astimezone(dt.UTC) if here.fold else here


def _clean(text: str, *, lines: bool = False) -> str:
    """Without control signs, which no calendar may hold; on one line unless its lines are kept."""
    bare = CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    return bare if lines else bare.replace("\n", " ")


def _address(text: str) -> str:
    return _clean(text).strip().replace(" ", "%20")
