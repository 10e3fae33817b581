"""Write meetings: made when somebody first needs one, arranged by those who organise it. Polls and invitations have modules."""

import datetime as dt
from typing import Any

from django.db import transaction

from spegla.core.verdict import require
from spegla.journal.actions import record
from spegla.journal.versions import first_version, save_version
from spegla.meetings.models import ChoreTick, Meeting
from spegla.meetings.policy import may_organise
from spegla.meetings.queries import day_of, find_meeting, roles_of
from spegla.meetings.times import check_times
from spegla.people.models import Person
from spegla.programme.lookup import step_by_key
from spegla.rounds.content import programme_of
from spegla.rounds.models import Cluster, Round
from spegla.rounds.standing import Standing


@transaction.atomic
def meeting_at(round_: Round, cluster: Cluster | None, step: str, *, by: Person, now: dt.datetime) -> Meeting:
    """The meeting of this step, made if nobody has needed it before. KeyError for a step that is not there or does not meet."""
    found = step_by_key(programme_of(round_), step)
    if not found.meeting:
        raise KeyError(f"meeting: {step}")
    meeting = find_meeting(round_, cluster, found)
    if meeting.pk is None:
        first_version(Meeting, round=round_, cluster=meeting.cluster, step=step, by=by, now=now)
        meeting = find_meeting(round_, cluster, found)
    return meeting


@transaction.atomic
def arrange(
    meeting: Meeting, changes: dict[str, Any], *, based_on: int, request_key: str, standing: Standing, now: dt.datetime
) -> Meeting:
    """Save when on the day, where and with what. Raises ValidationError by field, StaleError when somebody else saved."""
    require(may_organise(meeting, roles_of(meeting), standing))
    check_times(day_of(meeting), changes.get("starts", meeting.starts), changes.get("ends", meeting.ends))
    saved = save_version(Meeting.objects.filter(pk=meeting.pk), changes, based_on=based_on, request_key=request_key,
                         by=standing.person, now=now)
    if saved.just_saved:
        note(saved, "meeting-arranged", by=standing.person, now=now)
    return saved


@transaction.atomic
def tick_chore(meeting: Meeting, key: str, *, done: bool, standing: Standing, now: dt.datetime) -> None:
    """Tick one thing on the organisers' list off, or untick it. Said twice it changes nothing; the first who did it stands."""
    require(may_organise(meeting, roles_of(meeting), standing))
    if key not in {chore.key for chore in programme_of(meeting.round).chore}:
        raise KeyError(f"chore: {key}")
    if done:
        changed = ChoreTick.objects.get_or_create(meeting=meeting, key=key, defaults={"at": now, "by": standing.person})[1]
    else:
        changed = bool(ChoreTick.objects.filter(meeting=meeting, key=key).delete()[0])
    if changed:
        note(meeting, "chore-ticked" if done else "chore-unticked", by=standing.person, now=now, key=key)


def note(meeting: Meeting, what: str, *, by: Any, now: dt.datetime, **details: Any) -> None:
    """Into the diary of the meeting's round."""
    record(what, meeting, by=by, now=now, round_id=meeting.round_id, step=meeting.step, cluster=meeting.cluster_id, **details)
