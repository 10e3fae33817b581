"""How a person stands: which organisations she acts for, in which rounds and clusters. Read once per request."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from spegla.core.visibility import Relation
from spegla.journal.joined import Joined
from spegla.journal.prepared import Prepared
from spegla.people.models import Appointment, Function
from spegla.rounds.models import Participation, Round

PLACE = Joined(Participation, "round", "cluster", "organisation")


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything visibility needs to know of a reader. An anonymous visitor has an empty one."""

    person: Any = None
    now: dt.datetime | None = None
    functions: dict[int, frozenset[str]] = field(default_factory=dict)  # her own, by organisation id
    held: dict[int, frozenset[str]] = field(default_factory=dict)  # those that somebody of the organisation has, she or others
    participations: tuple[Participation, ...] = ()  # own organisations', with round, cluster and organisation at hand
    offices: frozenset[int] = frozenset()  # rounds where she acts for the office
    office_organisations: frozenset[int] = frozenset()

    @property
    def organisations(self) -> frozenset[int]:
        return frozenset(self.functions)

    @property
    def clusters(self) -> frozenset[int]:
        return frozenset(p.cluster_id for p in self.participations if p.cluster_id and not p.has_ended)

    @property
    def rounds(self) -> frozenset[int]:
        return frozenset(p.round_id for p in self.participations if not p.has_ended)

    def relation_to(self, participation: Participation, *, author_id: int | None = None) -> Relation:
        return Relation(
            author=author_id is not None and self.person is not None and author_id == self.person.pk,
            own_organisation=participation.organisation_id in self.functions,
            same_cluster=participation.cluster_id is not None and participation.cluster_id in self.clusters,
            office=participation.round_id in self.offices,
            in_round=participation.round_id in self.rounds,
            owner_ended=participation.has_ended,
        )


NOBODY = Standing()


@Prepared
def _held(person: int, now: dt.datetime) -> QuerySet:
    """What everybody has in the organisations of this person."""
    current = Q(until__isnull=True) | Q(until__gt=now), Q(since__lte=now)
    hers = Appointment.objects.filter(*current, person=person).values("organisation")
    team = Appointment.objects.filter(*current, organisation__in=hers)
    return team.values_list("organisation_id", "function", "person_id")


@Prepared
def _places(organisations: Collection[int]) -> QuerySet:
    found = Participation.objects.filter(organisation__in=organisations).order_by("-round__start_on", "pk")
    return found.values_list(*PLACE.columns)


def standing_of(person: Any, *, now: dt.datetime) -> Standing:
    """Three queries, whatever the size of the installation."""
    if not getattr(person, "is_authenticated", False):
        return NOBODY
    functions: dict[int, set[str]] = {}
    held: dict[int, set[str]] = {}
    for organisation_id, function, who in _held(person=person.pk, now=now):
        held.setdefault(organisation_id, set()).add(function)
        if who == person.pk:
            functions.setdefault(organisation_id, set()).add(function)
    office_of = frozenset(o for o, own in functions.items() if Function.PROGRAMME_OFFICER in own)
    return Standing(
        person=person,
        now=now,
        functions={organisation: frozenset(own) for organisation, own in functions.items()},
        held={organisation: frozenset(every) for organisation, every in held.items()},
        participations=tuple(map(PLACE.instance, _places(organisations=functions))) if functions else (),
        offices=_run_by(office_of),
        office_organisations=office_of,
    )


def _run_by(offices: frozenset[int]) -> frozenset[int]:
    """Ids of the rounds that these organisations run. No query when there are none."""
    return frozenset(Round.objects.filter(office_id__in=offices).values_list("pk", flat=True)) if offices else frozenset()
