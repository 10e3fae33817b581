"""Who may open and run a meeting's room, be in it, and read or change what is kept of the meeting.

The notes belong to those who met: a draft is theirs, and then it stands for the cluster (or the round that met). The plan
for home is one organisation's, told to those it meets with. A reflection is one person's, feedback nobody's.
"""

import datetime as dt

from spegla.core.verdict import YES, Verdict, Why, no
from spegla.core.visibility import Act, Level, Phase, verdict
from spegla.meetings.models import Meeting
from spegla.meetings.policy import PARTS, Roles, may_do, may_see
from spegla.minutes.models import Line, MeetingRoom, MentorReport, Notes, PlanLine
from spegla.rounds.models import Participation
from spegla.rounds.policy import may_work
from spegla.rounds.standing import Standing


def level_of(meeting: Meeting) -> Level:
    """How far what is kept of the meeting reaches when it stands: to those who met."""
    return Level.CLUSTER if meeting.cluster_id else Level.ROUND


def takes_part(meeting: Meeting, standing: Standing) -> bool:
    """Whether she is of an organisation that meets, or of the office where the whole round does."""
    if meeting.cluster_id:
        return meeting.cluster_id in standing.clusters
    return meeting.round_id in standing.rounds or meeting.round_id in standing.offices


def may_hold(meeting: Meeting, roles: Roles, standing: Standing) -> Verdict:
    """Open its room and run it: whoever organises, hosts, leads or takes notes. One of them is enough."""
    verdicts = [may_do(getattr(roles, part), meeting, standing) for part in PARTS]
    return next(filter(None, verdicts), verdicts[-1])


def may_be_in(room: MeetingRoom, standing: Standing, *, is_guest: bool, now: dt.datetime) -> Verdict:
    """People of the organisations that meet (and of the office), and guests by its code while it is open."""
    if not is_guest and not may_see(room.meeting, standing):
        return no(Why.NOT_YOURS)
    return no(Why.ROOM_OVER) if room.is_over(now=now) else YES


def may_plan(place: Participation, meeting: Meeting, standing: Standing) -> Verdict:
    """Write an organisation's plan for home: its own people, at a meeting it takes part in."""
    if not takes_part(meeting, standing) or (meeting.cluster_id or place.cluster_id) != place.cluster_id:
        return no(Why.NOT_YOURS)
    return may_work(place, standing)


def stands(notes: Notes | None, *, now: dt.datetime) -> bool:
    """Whether the days in which the draft may be changed are over."""
    return bool(notes and notes.drafted_at and notes.drafted_at + Notes.DRAFT <= now)


def may_read_notes(
    notes: Notes | None, meeting: Meeting, standing: Standing, *, present: bool, holds: bool, now: dt.datetime
) -> Verdict:
    """While it is a draft those who were there and those who hold the meeting; then all whom the meeting is for."""
    if not takes_part(meeting, standing):
        return no(Why.NOT_YOURS)
    if holds or stands(notes, now=now):
        return YES
    drafted = notes is not None and notes.drafted_at is not None
    return YES if present and drafted else no(Why.NOT_SHARED)


def may_change_notes(
    notes: Notes | None, meeting: Meeting, standing: Standing, *, present: bool, holds: bool, now: dt.datetime
) -> Verdict:
    """Those who may read the draft may change it, until it stands."""
    allowed = may_read_notes(notes, meeting, standing, present=present, holds=holds, now=now)
    if allowed and stands(notes, now=now):
        return no(Why.NOTES_STAND)
    return no(Why.CLOSED) if allowed and meeting.round.closed_at else allowed


def concerns(line: Line | PlanLine, standing: Standing) -> bool:
    """Whether it is said of one of the reader's organisations."""
    place = line.place_id if isinstance(line, PlanLine) else line.whose_id
    return place is not None and any(own.pk == place for own in standing.participations)


def may_read_plan(line: PlanLine, standing: Standing, *, notes: Notes | None, now: dt.datetime) -> Verdict:
    """The organisation always; those it met with once the notes stand."""
    own = line.place.organisation_id in standing.organisations
    shared = level_of(line.meeting) if stands(notes, now=now) and takes_part(line.meeting, standing) else Level.PRIVATE
    relation = standing.relation_to(line.place)
    if own:
        return verdict(Act.READ_DRAFT, relation, level=Level.ORGANISATION, phase=Phase.OPEN, shared=shared)
    return verdict(Act.READ_SHARED, relation, level=Level.ORGANISATION, phase=Phase.OPEN, shared=shared)


def may_read_feedback(meeting: Meeting, standing: Standing) -> Verdict:
    """Counts and words without names: those the meeting is for, and the office."""
    return may_see(meeting, standing)


def may_read_office_words(meeting: Meeting, standing: Standing) -> Verdict:
    """What was written only to the office."""
    return YES if meeting.round_id in standing.offices else no(Why.NOT_OFFICE)


def may_report(place: Participation, meeting: Meeting, standing: Standing) -> Verdict:
    """A mentor of those who met tells the office."""
    if not place.is_mentor or not takes_part(meeting, standing):
        return no(Why.NOT_YOURS)
    if meeting.cluster_id and place.cluster_id != meeting.cluster_id:
        return no(Why.NOT_YOURS)
    return may_work(place, standing)


def may_read_report(report: MentorReport, standing: Standing) -> Verdict:
    """Her own organisation; the office once it is sent. Nobody else."""
    if report.place.organisation_id in standing.organisations:
        return YES
    sent = report.sent_at is not None and report.place.round_id in standing.offices
    return YES if sent else no(Why.NOT_YOURS)
