"""Read meetings: those a reader may see, the one of a step, their days and who does what there."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from spegla.meetings.models import Meeting
from spegla.meetings.policy import Roles, is_for_all, roles_at
from spegla.programme.lookup import step_by_key
from spegla.programme.schema import Step
from spegla.rounds.calendar import dates_by_cluster, dates_of
from spegla.rounds.content import programme_of
from spegla.rounds.models import Cluster, Round
from spegla.rounds.queries import members_of
from spegla.rounds.standing import Standing
from spegla.steps.queries import hosts_of


def meetings_visible_to(standing: Standing) -> QuerySet[Meeting]:
    """Those of the reader's clusters, of the whole of her rounds, and of the rounds she runs."""
    of_all = Q(cluster__isnull=True, round_id__in=standing.rounds)
    own = Q(cluster_id__in=standing.clusters)
    return Meeting.objects.filter(own | of_all | Q(round_id__in=standing.offices)).select_related("round", "cluster")


def step_of(meeting: Meeting) -> Step:
    return step_by_key(programme_of(meeting.round), meeting.step)


def meeting_steps(round_: Round) -> list[Step]:
    """The steps where people meet, in order."""
    return [step for step in programme_of(round_).step if step.meeting]


def find_meeting(round_: Round, cluster: Cluster | None, step: Step) -> Meeting:
    """The meeting of a step, or one that is not saved yet: looking at a page writes nothing. One query."""
    owner = None if is_for_all(step) else cluster
    found = Meeting.objects.filter(round=round_, cluster=owner, step=step.key).select_related("changed_by").first()
    meeting = found or Meeting(step=step.key)
    meeting.round, meeting.cluster = round_, owner
    return meeting


def day_of(meeting: Meeting) -> dt.date:
    """The day, as the round's calendar has it for the meeting's cluster. One query."""
    return dates_of(meeting.round, meeting.cluster)[step_of(meeting).meeting]


@dataclass(frozen=True, slots=True)
class MeetingDay:
    step: Step
    cluster: Cluster | None
    on: dt.date


def meeting_days(round_: Round, clusters: Iterable[Cluster]) -> list[MeetingDay]:
    """Every meeting of the round and of these clusters, whether planned yet or not, first things first. One query."""
    clusters = list(clusters)
    dates, found = dates_by_cluster(round_, clusters), []
    for step in meeting_steps(round_):
        owners: list[Cluster | None] = [None] if is_for_all(step) else list(clusters)
        found += [MeetingDay(step, owner, dates[owner.pk if owner else None][step.meeting]) for owner in owners]
    return sorted(found, key=lambda day: day.on)


def roles_of(meeting: Meeting) -> Roles:
    """Who does what at it. Two queries for a cluster's meeting, none for the whole round's."""
    step, cluster = step_of(meeting), meeting.cluster
    if cluster is None:
        return roles_at(step, (), None)
    return roles_at(step, members_of(cluster), hosts_of([cluster.pk]).get((cluster.pk, step.key)))
