"""Work through a step: tick for oneself, write together, choose a host, appoint a service, tell of one's experience."""

import datetime as dt
from collections.abc import Collection
from typing import Any, TypeVar

from django.db import transaction

from spegla.core.verdict import YES, Why, no, require
from spegla.journal.actions import end_shares, record, share
from spegla.journal.forgetting import forget_in_rows
from spegla.journal.models import Share
from spegla.journal.versions import Versioned, first_version, save_version
from spegla.rounds.models import Cluster, Participation, Round
from spegla.rounds.policy import may_run, may_work
from spegla.rounds.standing import Standing
from spegla.steps.models import AppointedService, ExperienceTalk, JointTask, MeetingHost, OfficeTick, Tick
from spegla.steps.policy import may_host, may_stop_sharing, may_work_together
from spegla.steps.queries import Shareable, name_of, standing_shares_of

Row = TypeVar("Row", bound=Versioned)


@transaction.atomic
def tick(participation: Participation, key: str, *, done: bool, standing: Standing, now: dt.datetime) -> None:
    """Tick a preparation off for oneself, or untick it. Said twice it changes nothing."""
    require(may_work(participation, standing))
    if done:
        Tick.objects.get_or_create(participation=participation, person=standing.person, key=key, defaults={"at": now})
    else:
        Tick.objects.filter(participation=participation, person=standing.person, key=key).delete()


@transaction.atomic
def tick_for_office(round_: Round, key: str, *, done: bool, standing: Standing, now: dt.datetime) -> None:
    """Tick a preparation of the office's off, or untick it. Said twice it changes nothing; the first who did it stands."""
    require(may_run(round_, standing))
    if done:
        changed = OfficeTick.objects.get_or_create(round=round_, key=key, defaults={"at": now, "by": standing.person})[1]
    else:
        changed = bool(OfficeTick.objects.filter(round=round_, key=key).delete()[0])
    if changed:
        record("office-ticked" if done else "office-unticked", round_, by=standing.person, now=now, round_id=round_.pk, key=key)


@transaction.atomic
def write_together(
    cluster: Cluster, key: str, changes: dict[str, Any], *, based_on: int, request_key: str, standing: Standing,
    now: dt.datetime,
) -> JointTask:
    """Save the shared workspace of a task. Raises StaleError when somebody else saved meanwhile."""
    require(may_work_together(cluster, standing))
    first_version(JointTask, cluster=cluster, key=key, by=standing.person, now=now)
    task = save_version(JointTask.objects.filter(cluster=cluster, key=key), changes, based_on=based_on,
                        request_key=request_key, by=standing.person, now=now)
    if task.just_saved:
        record("joint-task-saved", task, by=standing.person, now=now, round_id=cluster.round_id, key=key, done=task.done,
               cluster=cluster.pk)
    return task


@transaction.atomic
def choose_host(
    cluster: Cluster, step: str, host: Participation | None, *, standing: Standing, now: dt.datetime
) -> None:
    """Say which organisation of the cluster hosts the meeting of a step, or that it is not settled."""
    require(may_work_together(cluster, standing))
    chosen = MeetingHost.objects.filter(cluster=cluster, step=step)
    if host is None:
        changed = chosen.delete()[0]
    else:
        require(may_host(host, cluster))
        changed = not chosen.filter(participation=host).exists()
        MeetingHost.objects.update_or_create(
            cluster=cluster, step=step, defaults={"participation": host, "at": now, "by": standing.person}
        )
    if changed:
        record("host-chosen", cluster, by=standing.person, now=now, round_id=cluster.round_id,
               organisation_id=host.organisation_id if host else None, step=step)


@transaction.atomic
def appoint_service(
    participation: Participation, changes: dict[str, Any], *, based_on: int, request_key: str, standing: Standing,
    now: dt.datetime,
) -> AppointedService:
    """Say which service was appointed, who decided and when, and what is asked of whom. Raises StaleError."""
    require(may_work(participation, standing))
    first_version(AppointedService, participation=participation, by=standing.person, now=now)
    service = save_version(AppointedService.objects.filter(participation=participation), changes, based_on=based_on,
                           request_key=request_key, by=standing.person, now=now)
    if service.just_saved:
        record("service-appointed", service, by=standing.person, now=now, round_id=participation.round_id,
               organisation_id=participation.organisation_id)
    return service


@transaction.atomic
def tell_experience(
    participation: Participation, changes: dict[str, Any], *, based_on: int, request_key: str, standing: Standing,
    now: dt.datetime,
) -> ExperienceTalk:
    """Save what an experienced organisation has to tell. Raises StaleError when somebody else saved meanwhile."""
    require(may_work(participation, standing))
    first_version(ExperienceTalk, participation=participation, by=standing.person, now=now)
    talk = save_version(ExperienceTalk.objects.filter(participation=participation), changes, based_on=based_on,
                        request_key=request_key, by=standing.person, now=now)
    if talk.just_saved:
        record("experience-told", talk, by=standing.person, now=now, round_id=participation.round_id,
               organisation_id=participation.organisation_id)
    return talk


@transaction.atomic
def share_with(thing: Shareable, audience: str, *, standing: Standing, now: dt.datetime) -> Share:
    """Show the thing as it stands now to the cluster or the round. Later edits show only when it is shared again."""
    place = thing.participation
    require(may_work(place, standing))
    audience_id = {Share.Audience.CLUSTER: place.cluster_id, Share.Audience.ROUND: place.round_id}[Share.Audience(audience)]
    require(YES if audience_id and thing.version else no(Why.NOT_OPEN))
    same = standing_shares_of(thing).filter(audience=audience, audience_id=audience_id, version=thing.version).first()
    return same or share(thing, audience=audience, audience_id=audience_id, organisation_id=place.organisation_id,
                         version=thing.version, by=standing.person, now=now)


@transaction.atomic
def stop_sharing(thing: Shareable, *, standing: Standing, now: dt.datetime) -> int:
    """End every share of the thing, also in a closed round and after one has left; returns how many stood."""
    require(may_stop_sharing(thing.participation, standing))
    return end_shares(name_of(thing), thing.pk, by=standing.person, now=now)


def forget_name(name: str, *, alias: str, organisations: Collection[int]) -> int:
    """Where a name is asked for: the service's name and who decided. Now and in earlier versions. Returns how many changed."""
    return sum(
        forget_in_rows(rows.filter(participation__organisation__in=organisations), ("name", "decided_by"), name, alias=alias)
        for rows in (AppointedService.objects.all(), AppointedService.history.all())
    )
