"""Read rounds, clusters and participations, for a reader or for the office."""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Case, F, IntegerField, Prefetch, Q, QuerySet, When

from spegla.journal.prepared import Prepared
from spegla.people.collation import by_name
from spegla.people.models import Function, Organisation
from spegla.people.queries import functions_of_managers
from spegla.rounds.models import Cluster, Confirmation, MentorDecision, Participation, Round
from spegla.rounds.standing import PLACE, Standing


def rounds_visible_to(standing: Standing) -> QuerySet[Round]:
    """Rounds where the reader's organisation takes or took part, or whose office she acts for."""
    own = {p.round_id for p in standing.participations}
    return Round.objects.filter(Q(pk__in=own | standing.offices)).select_related("office").order_by("-start_on", "pk")


def rounds_run_by(standing: Standing) -> QuerySet[Round]:
    """Rounds whose office the reader acts for."""
    return Round.objects.filter(pk__in=standing.offices).select_related("office", "inside").order_by("-start_on", "pk")


def round_run_with(organisation_id: int, standing: Standing) -> Round | None:
    """The latest open round that the reader runs and the organisation takes part in. No query for who runs none."""
    if not standing.offices:
        return None
    running = participations_visible_to(standing).filter(
        organisation_id=organisation_id, round_id__in=standing.offices, ended_at=None, round__closed_at=None
    )
    latest = running.order_by("-round__start_on", "-pk").first()
    return latest.round if latest else None


def participations_visible_to(standing: Standing) -> QuerySet[Participation]:
    """Whose progress the reader sees: own organisations, her clusters (mentors included), the rounds she runs."""
    return Participation.objects.filter(
        Q(organisation_id__in=standing.organisations)
        | Q(cluster_id__in=standing.clusters)
        | Q(round_id__in=standing.offices)
    ).select_related("round", "cluster", "organisation")


def led_by_others(organisations: Iterable[int], offices: Collection[int], *, now: dt.datetime) -> set[int]:
    """Those whose team these offices may not change: another office had it in a round first, or it runs rounds itself.

    A round that is closed and a participation that has ended count too: whoever is appointed reads what was written in
    them. Nobody is kept out for the sake of an organisation where nobody can change the team. Two queries.
    """
    ids = list(organisations)
    taken_in = Participation.objects.filter(organisation_id__in=ids).order_by("-joined_at", "-pk")
    first = dict(taken_in.values_list("organisation_id", "round__office_id"))
    managing = functions_of_managers(ids, now=now)
    return {
        pk for pk, functions in managing.items()
        if pk not in offices and (first.get(pk) not in (None, *offices) or Function.PROGRAMME_OFFICER in functions)
    }


def clusters_visible_to(standing: Standing) -> QuerySet[Cluster]:
    """Clusters the reader takes part in and those of the rounds she runs."""
    return Cluster.objects.filter(Q(pk__in=standing.clusters) | Q(round_id__in=standing.offices)).select_related("round")


def clusters_with_members(round_: Round) -> QuerySet[Cluster]:
    """The round's clusters with their participations and organisations: two queries."""
    members = in_order(Participation.objects.select_related("organisation"))
    return round_.clusters.prefetch_related(Prefetch("participations", members)).order_by(by_name())


def members_of(cluster: Cluster) -> list[Participation]:
    """Participants first, then mentors; ended participations last. One query."""
    return [PLACE.instance(row) for row in _members(cluster=cluster.pk)]


@Prepared
def _members(cluster: int) -> QuerySet[Any, Any]:
    return in_order(Participation.objects.filter(cluster=cluster)).values_list(*PLACE.columns)


def members_seen_from(place: Participation, standing: Standing) -> list[Participation]:
    """The cluster of the reader's place, as far as she sees how its members get on: once hers has ended, itself alone."""
    return members_of(place.cluster) if place.cluster and place.cluster_id in standing.clusters else [place]


def places_by_name(round_id: int) -> QuerySet[Participation]:
    """Everybody who takes or took part in the round, by the organisation's name."""
    members = Participation.objects.filter(round_id=round_id).select_related("organisation", "round")
    return members.order_by(by_name("organisation__name"))


def others_in_round(place: Participation) -> list[Participation]:
    """Everybody else who takes part in the round now, by name, mentors last; with their organisations. One query."""
    others = places_by_name(place.round_id).filter(ended_at__isnull=True).exclude(pk=place.pk)
    return sorted(others, key=lambda other: other.is_mentor)


def latest_roles(organisations: Iterable[Organisation]) -> dict[int, str]:
    """What each organisation is in the round it joined last, by its id; those in no round are left out. One query."""
    places = Participation.objects.filter(organisation__in=organisations).order_by("pk")
    return dict(places.values_list("organisation_id", "role"))


def in_order(places: QuerySet[Participation]) -> QuerySet[Participation]:
    """Participants first, then mentors, then supporting mentors, each by name; ended participations last."""
    return places.order_by(F("ended_at").asc(nulls_first=True), _by_role(), by_name("organisation__name"))


def by_cluster(places: QuerySet[Participation]) -> QuerySet[Participation]:
    """Those that wait for a cluster first, then cluster by cluster, participants before mentors."""
    cluster = by_name("cluster__name").asc(nulls_first=True)
    return places.order_by(cluster, _by_role(), by_name("organisation__name"), "pk")


def _by_role() -> Case:
    roles = Participation.Role.PARTICIPANT, Participation.Role.MENTOR, Participation.Role.SUPPORTING_MENTOR
    return Case(*(When(role=role, then=place) for place, role in enumerate(roles)), output_field=IntegerField())


def confirmations_of(participations: Iterable[int]) -> dict[int, set[int]]:
    """Ids of the people who have confirmed, by participation id."""
    found: dict[int, set[int]] = {}
    for participation, person in _confirmed(places=list(participations)):
        found.setdefault(participation, set()).add(person)
    return found


@Prepared
def _confirmed(places: Collection[int]) -> QuerySet[Any, Any]:
    return Confirmation.objects.filter(participation__in=places).values_list("participation_id", "person_id")


def mentor_decisions_of(participations: Iterable[int]) -> dict[int, MentorDecision]:
    """Decisions taken, by participation id."""
    taken = MentorDecision.objects.filter(participation_id__in=list(participations)).exclude(answer="")
    return {decision.participation_id: decision for decision in taken}


def mentor_decision_at(place: Participation) -> MentorDecision | None:
    """The decision as it stands, with who wrote it; None before anything was saved."""
    return MentorDecision.objects.filter(participation=place, version__gt=0).select_related("changed_by").first()


def mentor_offers_for(round_: Round, standing: Standing) -> QuerySet[MentorDecision]:
    """Organisations that have said yes to mentoring in earlier rounds of the reader's, and are not in this one."""
    earlier = Q(participation__round_id__in=standing.offices - {round_.pk})
    decided = MentorDecision.objects.filter(earlier, answer=MentorDecision.Answer.YES)
    here = round_.participations.values("organisation_id")
    found = decided.exclude(participation__organisation_id__in=here)
    return found.select_related("participation__organisation", "participation__round").order_by(
        by_name("participation__organisation__name"), "-decided_on", "pk"
    )


def parts_not_in(round_: Round) -> QuerySet[Organisation]:
    """The parts of the organisation that an internal round runs inside, that do not take part yet."""
    if round_.inside_id is None:
        return Organisation.objects.none()
    here = round_.participations.values("organisation_id")
    return Organisation.objects.filter(parent=round_.inside_id).exclude(pk__in=here).order_by(by_name())


def organisation_called(name: str, parent: Organisation | None) -> Organisation | None:
    """The organisation with this name under this parent (at the top: None), in whatever letters it is written."""
    wanted = " ".join(name.split()).casefold()
    rows = Organisation.objects.filter(parent=parent).values_list("pk", "name")
    found = next((pk for pk, known in rows if known.casefold() == wanted), None)
    return Organisation.objects.get(pk=found) if found else None


def organisations_known_to(standing: Standing) -> QuerySet[Organisation]:
    """Organisations the reader runs rounds for or with: those a round may run inside, or others may belong to."""
    with_us = Participation.objects.filter(round_id__in=standing.offices).values("organisation_id")
    known = Q(pk__in=standing.office_organisations) | Q(pk__in=with_us)
    return Organisation.objects.filter(known).order_by(by_name(), "pk")
