"""Write who takes part where: clusters and their names, placements, a participation ended by mistake."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.deletion import Collector
from django.utils.translation import gettext as _

from spegla.journal.actions import record
from spegla.people.actions import add_organisation
from spegla.people.models import Organisation, Person
from spegla.rounds.models import Cluster, Participation, PinnedDate, Round
from spegla.rounds.queries import organisation_called


@dataclass(frozen=True, slots=True)
class Seat:
    """Where an organisation is in a round: the cluster's id (None while it waits for one) and its role there."""

    cluster: int | None
    role: str


@dataclass(frozen=True, slots=True)
class Placement:
    """A participation that is to sit in `seat`; the person who asks saw it in `was`."""

    participation: int
    was: Seat
    seat: Seat


class PlacedMeanwhileError(Exception):
    """Somebody else moved these participations (by id, with the seat they have now). Nothing was saved."""

    def __init__(self, seats: dict[int, Seat]) -> None:
        super().__init__(f"{len(seats)} placed meanwhile")
        self.seats = seats


@transaction.atomic
def form_cluster(round_: Round, name: str, *, theme: str = "", by: Person, now: dt.datetime) -> Cluster:
    """A cluster that has the same name and theme is the one asked for. Raises ValidationError by field."""
    name, theme = _checked(round_, name, theme)
    cluster, made = Cluster.objects.get_or_create(round=round_, name=name, theme=theme)
    if made:
        record("cluster-formed", cluster, by=by, now=now, round_id=round_.pk, name=name)
    return cluster


@transaction.atomic
def rename_cluster(cluster: Cluster, name: str, *, theme: str = "", by: Person, now: dt.datetime) -> Cluster:
    """Raises ValidationError by field."""
    name, theme = _checked(cluster.round, name, theme, cluster)
    if (name, theme) != (cluster.name, cluster.theme):
        record("cluster-renamed", cluster, by=by, now=now, round_id=cluster.round_id, was=cluster.name, name=name)
        cluster.name, cluster.theme = name, theme
        cluster.save(update_fields=["name", "theme"])
    return cluster


def _checked(round_: Round, name: str, theme: str, cluster: Cluster | None = None) -> tuple[str, str]:
    name, theme = " ".join(name.split()), " ".join(theme.split())
    if not name or len(name) > 80:
        raise ValidationError({"name": _("Skriv ett namn på klustret, högst 80 tecken.")})
    if len(theme) > 200:
        raise ValidationError({"theme": _("Temat får ha högst 200 tecken.")})
    for other in round_.clusters.all():
        repeated = cluster is None and (other.name, other.theme) == (name, theme)
        if other != cluster and other.name.casefold() == name.casefold() and not repeated:
            raise ValidationError({"name": _("Det finns redan ett kluster som heter %(name)s.") % {"name": other.name}})
    return name, theme


@transaction.atomic
def dissolve_cluster(cluster: Cluster, *, by: Person, now: dt.datetime) -> bool:
    """Take away a cluster that nobody is in and nothing was written in. False when there is something: it stays."""
    found = Collector(using=cluster._state.db or "default", origin=cluster)
    found.collect([cluster])
    written = {model for model in found.data if model not in (Cluster, PinnedDate)}
    written |= {rows.model for rows in found.fast_deletes if rows.model is not PinnedDate and rows.exists()}
    if written or cluster.participations.exists():
        return False
    record("cluster-dissolved", cluster, by=by, now=now, round_id=cluster.round_id, name=cluster.name)
    cluster.delete()
    return True


@transaction.atomic
def take_in(
    round_: Round, organisation: Organisation, *, cluster: Cluster | None = None,
    role: str = Participation.Role.PARTICIPANT, by: Person, now: dt.datetime,
) -> Participation:
    """An organisation joins a round, in a cluster or waiting for one. Who takes part already stays where it is."""
    place, made = Participation.objects.get_or_create(
        round=round_, organisation=organisation, defaults={"cluster": cluster, "role": role, "joined_at": now}
    )
    if made:
        record("joined", place, by=by, now=now, round_id=round_.pk, organisation_id=organisation.pk, role=role)
    return place


@transaction.atomic
def take_in_by_name(
    round_: Round, name: str, kind: str, *, parent: Organisation | None = None, cluster: Cluster | None = None,
    role: str = Participation.Role.PARTICIPANT, by: Person, now: dt.datetime,
) -> Participation:
    """The organisation with this name under this parent, added when there is none, joins the round.

    Raises ValidationError by field, also when its participation has ended: that is undone, not begun anew.
    """
    organisation = organisation_called(name, parent) or add_organisation(name, kind, parent=parent, by=by, now=now)
    place = take_in(round_, organisation, cluster=cluster, role=role, by=by, now=now)
    if place.has_ended:
        raise ValidationError({"name": _("Deltagandet är avslutat. Ångra avslutet i stället.")})
    return place


@transaction.atomic
def place_in_cluster(
    participation: Participation, cluster: Cluster | None, *, role: str, by: Person, now: dt.datetime
) -> Participation:
    participation.cluster, participation.role = cluster, role
    participation.save(update_fields=["cluster", "role"])
    record("placed", participation, by=by, now=now, round_id=participation.round_id,
           organisation_id=participation.organisation_id, cluster=cluster.name if cluster else "", role=role)
    return participation


@transaction.atomic
def arrange(round_: Round, placements: Iterable[Placement], *, by: Person, now: dt.datetime) -> list[Participation]:
    """Move all who are to move, or nobody; ended participations stay where they were.

    Raises PlacedMeanwhileError when somebody else moved one of them since it was seen.
    """
    clusters = {cluster.pk: cluster for cluster in round_.clusters.all()}
    places = {p.pk: p for p in round_.participations.select_for_update(of=("self",)).filter(ended_at=None)}
    moving = [
        one for one in placements
        if one.seat != one.was and one.participation in places and one.seat.cluster in (None, *clusters)
        and one.seat != _seat(places[one.participation])
    ]
    seats = {one.participation: _seat(places[one.participation]) for one in moving}
    stale = {one.participation: seats[one.participation] for one in moving if seats[one.participation] != one.was}
    if stale:
        raise PlacedMeanwhileError(stale)
    return [
        place_in_cluster(places[one.participation], clusters.get(one.seat.cluster or 0), role=one.seat.role, by=by, now=now)
        for one in moving
    ]


def _seat(place: Participation) -> Seat:
    return Seat(place.cluster_id, place.role)


@transaction.atomic
def end_participation(participation: Participation, *, reason: str, by: Person, now: dt.datetime) -> Participation:
    """What the organisation wrote and shared stays as it is; it writes no more in this round. Ended twice, the first holds."""
    place = Participation.objects.select_for_update(of=("self",)).get(pk=participation.pk)
    if not place.has_ended:
        place.ended_at, place.ended_by, place.ended_reason = now, by, reason
        place.save(update_fields=["ended_at", "ended_by", "ended_reason"])
        record("participation-ended", place, by=by, now=now, round_id=place.round_id,
               organisation_id=place.organisation_id)
    return place


@transaction.atomic
def resume_participation(participation: Participation, *, by: Person, now: dt.datetime) -> Participation:
    """It was ended by mistake: the organisation writes again. The journal keeps that it was ended, why and by whom."""
    place = Participation.objects.select_for_update(of=("self",)).get(pk=participation.pk)
    if place.ended_at is not None:
        record("participation-resumed", place, by=by, now=now, round_id=place.round_id,
               organisation_id=place.organisation_id, ended_at=place.ended_at.isoformat(), reason=place.ended_reason)
        place.ended_at, place.ended_by, place.ended_reason = None, None, ""
        place.save(update_fields=["ended_at", "ended_by", "ended_reason"])
    return place
