"""Write meetings: made when somebody first needs one, changed by those who organise it."""

import datetime as dt

from django.db import transaction

from spegla.journal.versions import first_version
from spegla.meetings.models import Meeting
from spegla.meetings.queries import find_meeting
from spegla.people.models import Person
from spegla.programme.lookup import step_by_key
from spegla.rounds.content import programme_of
from spegla.rounds.models import Cluster, Round


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
