"""The meeting that follows: its day and who hosts it, told before people part."""

import datetime as dt
from dataclasses import dataclass

from spegla.meetings.models import Meeting
from spegla.meetings.queries import meeting_steps
from spegla.programme.schema import Step
from spegla.rounds.calendar import dates_of
from spegla.steps.queries import hosts_of


@dataclass(frozen=True, slots=True)
class Following:
    """`host` is a participation; None where it is not settled or not a cluster's to settle."""

    step: Step
    on: dt.date
    host: int | None
    has_host: bool


def following(meeting: Meeting) -> Following | None:
    """The next meeting of the same people; None after the last. Two queries."""
    dates, steps = dates_of(meeting.round, meeting.cluster), meeting_steps(meeting.round)
    here = next(step for step in steps if step.key == meeting.step)
    later = [step for step in steps if dates[step.meeting] > dates[here.meeting]]
    if not later:
        return None
    step = min(later, key=lambda one: dates[one.meeting])
    hosted = bool(meeting.cluster_id and step.roles and step.roles.hosts != "office")
    host = hosts_of([meeting.cluster_id]).get((meeting.cluster_id, step.key)) if hosted and meeting.cluster_id else None
    return Following(step, dates[step.meeting], host, hosted)
