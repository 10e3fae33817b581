"""Invite to a meeting, tell of a change, call it off: a number in the meeting's announcements and a letter to each."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import translation

from spegla.core.verdict import require
from spegla.journal.actions import write_letter
from spegla.journal.queries import was_written
from spegla.meetings.announcing import Told, announce, next_announcement, told_of
from spegla.meetings.asked import Asked, ask_all, asked_to, expected_at
from spegla.meetings.letters import Reader, reader_of
from spegla.meetings.models import Announcement, Invitee, Meeting
from spegla.meetings.policy import may_organise
from spegla.meetings.queries import roles_of
from spegla.minutes.agenda import agenda_of
from spegla.people.models import Appointment, Function, Person
from spegla.people.queries import team_of
from spegla.reporting.calendars import file_of
from spegla.reporting.invitation_letters import Telling, copy_to, letter_to
from spegla.rounds.standing import Standing

KIND = "meeting-invitation"


@dataclass(frozen=True, slots=True)
class Ready:
    """A letter that is put together and not written yet."""

    reader: Reader
    once: str
    subject: str
    body: str
    calendar: str


def send_announcement(
    meeting: Meeting, on: dt.date, *, seen: int, message: str, cancel: bool = False, standing: Standing, now: dt.datetime
) -> Announcement:
    """Tell everybody who is asked. `seen` is the number of the announcement that the page showed as the last (-1: none).

    Raises ToldMeanwhileError when another has been told since, so that a second press sends nothing; ValidationError
    when it cannot be told. The letters are put together before the transaction that keeps them.
    """
    require(may_organise(meeting, roles_of(meeting), standing))
    told = told_of(meeting)
    draft = next_announcement(meeting, on, told, message=message, cancel=cancel, standing=standing, now=now)
    draft.sequence = seen + 1
    with transaction.atomic():
        asked = ask_all(meeting, by=standing.person, now=now)
    letters = _letters(told, draft, asked, now)
    with transaction.atomic():
        announce(draft, standing=standing, now=now)
        _write(letters, now)
    return draft


def send_to_newcomers(meeting: Meeting, *, standing: Standing, now: dt.datetime) -> int:
    """What holds goes to those who have been appointed or added as guests since. Returns how many letters were written."""
    require(may_organise(meeting, roles_of(meeting), standing))
    told = told_of(meeting)
    if told.stands is None:
        return 0
    with transaction.atomic():
        asked = ask_all(meeting, by=standing.person, now=now)
    letters = _letters(told, told.stands, [one for one in asked if _is_new(one, told.stands)], now, copies=False)
    with transaction.atomic():
        _write(letters, now)
    return len(letters)


def newcomers(meeting: Meeting, told: Told, *, now: dt.datetime) -> list[str]:
    """The names of those who belong to the meeting and have not been told of it."""
    if told.stands is None:
        return []
    asked = [one for one in asked_to(meeting, now=now) if one.is_current]
    known = {one.invitee.person_id for one in asked}
    unasked = [one.person.name for one in expected_at(meeting, now=now) if one.person.pk not in known]
    return [*unasked, *(one.invitee.called for one in asked if _is_new(one, told.stands))]


def telling_of(told: Told, announcement: Announcement) -> Telling:
    """What its letters are made of."""
    meeting = announcement.meeting
    hosts = ", ".join(place.organisation.name for place in roles_of(meeting).hosts.places)
    before = [one for one in told.announcements if one.sequence < announcement.sequence]
    changes = before[-1] if before and announcement.kind == Announcement.Kind.UPDATE else None
    return Telling(announcement, changes, meeting, hosts, agenda_of(meeting))


def _is_new(one: Asked, stands: Announcement) -> bool:
    return one.invitee.asked_at > stands.at and not was_written(_once(stands, one.invitee))


def _once(announcement: Announcement, invitee: Invitee) -> str:
    return f"meeting:{announcement.meeting_id}:{announcement.sequence}:{invitee.pk}"


def _letters(
    told: Told, announcement: Announcement, asked: Sequence[Asked], now: dt.datetime, *, copies: bool = True
) -> list[Ready]:
    telling = telling_of(told, announcement)
    first = told.announcements[0].by if told.announcements else announcement.by
    organiser = first if first.is_active else announcement.by
    found = [_letter(telling, one, organiser) for one in asked if one.invitee.person_id or one.invitee.email]
    people = {one.invitee.person_id for one in asked}
    officers = [one.person for one in _officers(announcement.meeting, now) if one.person_id not in people] if copies else []
    return found + [_copy(telling, officer) for officer in officers]


def _letter(telling: Telling, one: Asked, organiser: Person) -> Ready:
    reader, place = reader_of(one.invitee), None if one.invitee.is_guest else one.place
    subject, body = letter_to(telling, one.invitee, place)
    with translation.override(reader.language):
        calendar = file_of(telling.announcement, organiser, reader, place)
    return Ready(reader, _once(telling.announcement, one.invitee), subject, body, calendar)


def _copy(telling: Telling, officer: Person) -> Ready:
    reader = Reader(officer.email, officer.name, officer.language, officer.pk)
    subject, body = copy_to(telling, reader)
    told = telling.announcement
    return Ready(reader, f"meeting-copy:{told.meeting_id}:{told.sequence}:{officer.pk}", subject, body, "")


def _officers(meeting: Meeting, now: dt.datetime) -> Iterable[Appointment]:
    """Those who run the round: they get a copy of what a cluster sends."""
    return team_of(meeting.round.office, now=now).filter(function=Function.PROGRAMME_OFFICER)


def _write(letters: Sequence[Ready], now: dt.datetime) -> None:
    for one in letters:
        said = {"subject": one.subject, "body": one.body, "calendar": one.calendar}
        write_letter(to=one.reader, kind=KIND, once=one.once, **said, now=now)
