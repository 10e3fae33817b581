"""The notes of a meeting: assembled as it goes, made a draft by one click, changed for five days, and then they stand."""

import datetime as dt

from django.db import transaction

from spegla.journal.actions import record
from spegla.journal.versions import first_version, save_version
from spegla.meetings.models import Meeting
from spegla.minutes.models import MentorReport, Notes
from spegla.people.models import Person
from spegla.rounds.models import Participation


def notes_of(meeting: Meeting) -> Notes | None:
    return Notes.objects.filter(meeting=meeting).select_related("drafted_by", "changed_by").first() if meeting.pk else None


@transaction.atomic
def draft_notes(meeting: Meeting, *, by: Person, now: dt.datetime) -> Notes:
    """The draft is there for those who were present, for five days from now. A second click changes nothing."""
    first_version(Notes, meeting=meeting, by=by, now=now)
    rows = Notes.objects.filter(meeting=meeting)
    current = rows.select_for_update(of=("self",)).get()
    if current.drafted_at:
        return current
    made = save_version(rows, {"drafted_at": now, "drafted_by": by}, based_on=current.version, request_key="", by=by, now=now)
    record("notes-drafted", meeting, by=by, now=now, round_id=meeting.round_id, cluster=meeting.cluster_id)
    return made


@transaction.atomic
def sum_up(meeting: Meeting, summary: str, *, based_on: int, request_key: str, by: Person, now: dt.datetime) -> Notes:
    """A few words of their own on top of the notes. Raises StaleError when somebody else saved meanwhile."""
    first_version(Notes, meeting=meeting, by=by, now=now)
    return save_version(Notes.objects.filter(meeting=meeting), {"summary": summary}, based_on=based_on, request_key=request_key,
                        by=by, now=now)


@transaction.atomic
def write_report(
    meeting: Meeting, place: Participation, words: dict[str, str], *, based_on: int, request_key: str, by: Person,
    now: dt.datetime,
) -> MentorReport:
    """A mentor's draft to the office. Raises StaleError when a colleague saved meanwhile."""
    first_version(MentorReport, meeting=meeting, place=place, by=by, now=now)
    return save_version(MentorReport.objects.filter(meeting=meeting, place=place), words, based_on=based_on,
                        request_key=request_key, by=by, now=now)


@transaction.atomic
def send_report(report: MentorReport, *, by: Person, now: dt.datetime) -> MentorReport:
    """The office reads it from now on. Sent again it does nothing."""
    current = MentorReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if current.sent_at:
        return current
    rows, place = MentorReport.objects.filter(pk=report.pk), report.place
    sent = save_version(rows, {"sent_at": now}, based_on=current.version, request_key="", by=by, now=now)
    record("mentor-reported", sent, by=by, now=now, round_id=place.round_id, organisation_id=place.organisation_id)
    return sent
