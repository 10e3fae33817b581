"""Read meetings: those a reader may see, the one of a step, their days and who does what there."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from spegla.core.calendar import parse_offset, shift_date
from spegla.journal.joined import Joined
from spegla.journal.prepared import Prepared
from spegla.meetings.models import ChoreTick, Meeting
from spegla.meetings.policy import Roles, is_for_all, roles_at
from spegla.meetings.rotation import turns
from spegla.programme.lookup import step_by_key
from spegla.programme.schema import Chore, Step
from spegla.rounds.calendar import dates_by_cluster, dates_of
from spegla.rounds.content import programme_of
from spegla.rounds.models import Cluster, Participation, Round
from spegla.rounds.queries import in_order, members_of
from spegla.rounds.standing import Standing
from spegla.steps.queries import hosts_of

PLAIN = Joined(Meeting)


def meetings_visible_to(standing: Standing) -> QuerySet[Meeting]:
    """Those of the reader's clusters, of the whole of her rounds, and of the rounds she runs."""
    of_all = Q(cluster__isnull=True, round_id__in=standing.rounds)
    own = Q(cluster_id__in=standing.clusters)
    return Meeting.objects.filter(own | of_all | Q(round_id__in=standing.offices)).select_related("round", "cluster")


def planned_in(round_: Round, standing: Standing) -> dict[tuple[int | None, str], Meeting]:
    """The round's meetings that somebody has begun to plan, as far as the reader sees, by cluster id and step. One query."""
    return {(one.cluster_id, one.step): one for one in meetings_visible_to(standing).filter(round=round_)}


def planned_for(places: Iterable[Participation]) -> dict[tuple[int, int | None, str], Meeting]:
    """What is planned of the meetings that these places take part in, by round, cluster and step. One query."""
    rounds = {place.round_id: place.round for place in places}
    clusters = {place.cluster.pk: place.cluster for place in places if place.cluster}
    found = {}
    for row in _planned(clusters=list(clusters) or [0], rounds=list(rounds)):
        meeting = PLAIN.instance(row)
        meeting.round, meeting.cluster = rounds[meeting.round_id], clusters.get(meeting.cluster_id or 0)
        found[meeting.round_id, meeting.cluster_id, meeting.step] = meeting
    return found


@Prepared
def _planned(clusters: Collection[int], rounds: Collection[int]) -> QuerySet[Any, Any]:
    found = Meeting.objects.filter(Q(cluster__in=clusters) | Q(cluster__isnull=True, round__in=rounds))
    return found.values_list(*PLAIN.columns)


def spans_in(round_: Round) -> dict[tuple[int | None, str], tuple[dt.time, dt.time]]:
    """When on the day the round's meetings are, as far as it is decided, by cluster id and step. One query."""
    rows = Meeting.objects.filter(round=round_).values_list("cluster_id", "step", "starts", "ends")
    return {(cluster, step): (starts, ends) for cluster, step, starts, ends in rows if starts and ends}


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


def place_of(round_: Round, step: str) -> Meeting | None:
    """When on the day and where the whole round meets, if that is arranged; for a page that everybody may read."""
    return Meeting.objects.filter(round=round_, cluster=None, step=step).first()


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


def hosting_of(clusters: Iterable[Cluster]) -> dict[tuple[int | None, str], Participation]:
    """Who hosts, by cluster id and step. Two queries."""
    hosts = hosts_of([cluster.pk for cluster in clusters])
    places = Participation.objects.filter(pk__in=set(hosts.values())).select_related("organisation").in_bulk()
    return {key: places[host] for key, host in hosts.items() if host in places}


@dataclass(frozen=True, slots=True)
class ToDo:
    """One thing on the organisers' list, its day, and who has done it."""

    chore: Chore
    due: dt.date
    tick: ChoreTick | None


def chores_of(meeting: Meeting, on: dt.date) -> list[ToDo]:
    """The organisers' list with dates counted from the meeting. One query."""
    ticked = ChoreTick.objects.filter(meeting=meeting).select_related("by") if meeting.pk else []
    ticks = {tick.key: tick for tick in ticked}
    chores = programme_of(meeting.round).chore
    return [ToDo(chore, shift_date(on, parse_offset(chore.when)), ticks.get(chore.key)) for chore in chores]


@dataclass(frozen=True, slots=True)
class Turn:
    """Who hosts the meeting of a step, or whose turn it would be."""

    step: Step
    host: Participation | None
    settled: bool


def turns_of(cluster: Cluster) -> list[Turn]:
    """The hosting of the cluster's own meetings, in order: participants first, then mentors. Two queries."""
    steps = [step for step in meeting_steps(cluster.round) if not is_for_all(step)]
    going_on = {place.pk: place for place in members_of(cluster) if not place.has_ended}
    settled = {step: host for (_, step), host in hosts_of([cluster.pk]).items() if host in going_on}
    proposed = turns([step.key for step in steps], list(going_on), settled)
    hosts = settled | proposed
    return [Turn(step, going_on.get(hosts.get(step.key, 0)), step.key in settled) for step in steps]


def meeting_places(meeting: Meeting) -> list[Participation]:
    """The organisations that meet and still take part: participants first, then mentors. One query."""
    if meeting.cluster:
        return [place for place in members_of(meeting.cluster) if not place.has_ended]
    return list(in_order(meeting.round.participations.filter(ended_at=None).select_related("organisation")))
