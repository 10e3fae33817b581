"""From a roster to a round: read what is there, and then do all that was planned or nothing."""

import datetime as dt

from django.db import transaction

from spegla.people.actions import add_organisation, appoint
from spegla.people.models import Organisation, Person
from spegla.people.queries import standing_appointments
from spegla.rounds.import_plan import ImportPlan, Known, PlannedPlace, plan_import
from spegla.rounds.models import Cluster, Participation, Round
from spegla.rounds.placing import form_cluster, place_in_cluster, take_in
from spegla.rounds.queries import led_by_others
from spegla.rounds.roster import Entry, Roster


class ImportedMeanwhileError(Exception):
    """The round is no longer the one that was previewed. Nothing was saved."""


def read_known(round_: Round, roster: Roster, *, now: dt.datetime) -> Known:
    """Everything the plan needs to know, in seven queries for a roster of any length."""
    organisations: dict[str, list[Organisation]] = {}
    for organisation in Organisation.objects.order_by("pk"):
        organisations.setdefault(organisation.name.casefold(), []).append(organisation)
    addresses = {one.email for entry in roster.entries for one in entry.people if one.email}
    held = standing_appointments(now).filter(person__email__in=addresses)
    return Known(
        organisations,
        {cluster.name.casefold(): cluster for cluster in round_.clusters.all()},
        {place.organisation_id: place for place in round_.participations.select_related("cluster")},
        dict(Person.objects.filter(email__in=addresses).values_list("email", "name")),
        frozenset(held.values_list("organisation_id", "function", "person__email")),
        frozenset(led_by_others(_named(roster, organisations), {round_.office_id}, now=now)),
    )


def _named(roster: Roster, organisations: dict[str, list[Organisation]]) -> list[int]:
    return [one.pk for entry in roster.entries for one in organisations.get(entry.name.casefold(), [])]


@transaction.atomic
def import_roster(
    round_: Round, roster: Roster, *, seen: str, invite: bool = True, by: Person, now: dt.datetime
) -> ImportPlan:
    """Do all that the roster asks, and say what it was. What is so already is left alone, so it may be run twice.

    `seen` is the fingerprint of the plan that was previewed; raises ImportedMeanwhileError when it is another now,
    and ValueError when something has to be mended first.
    """
    Round.objects.select_for_update(of=("self",)).get(pk=round_.pk)
    plan = plan_import(roster, read_known(round_, roster, now=now), round_.inside)
    if not plan.changes and not plan.problems:
        return plan
    if plan.fingerprint != seen:
        raise ImportedMeanwhileError
    if plan.problems:
        raise ValueError(plan.problems)
    clusters = {name: form_cluster(round_, name, by=by, now=now) for name in plan.clusters}
    clusters |= {cluster.name: cluster for cluster in round_.clusters.all()}
    made = _organisations(plan, by, now)
    for place in plan.places:
        organisation = place.organisation or made[place.entry]
        _seat(round_, organisation, place, clusters.get(place.cluster), by, now)
        for person in place.people:
            if person.appointed:
                one = person.seeker
                appoint(organisation, email=one.email, name=one.name, function=one.function, by=by, now=now, invite=invite)
    return plan


def _organisations(plan: ImportPlan, by: Person, now: dt.datetime) -> dict[Entry, Organisation]:
    """The new ones, those that others belong to first."""
    made: dict[Entry, Organisation] = {}
    new = [place for place in plan.places if place.organisation is None]
    for place in sorted(new, key=lambda place: isinstance(place.parent, str)):
        parent = place.parent
        if isinstance(parent, str):
            name = parent.casefold()
            parent = next(one for entry, one in made.items() if entry.name.casefold() == name and not entry.parent)
        made[place.entry] = add_organisation(place.entry.name, place.entry.kind, parent=parent, by=by, now=now)
    return made


def _seat(
    round_: Round, organisation: Organisation, place: PlannedPlace, cluster: Cluster | None, by: Person, now: dt.datetime
) -> None:
    if place.joins:
        take_in(round_, organisation, cluster=cluster, role=place.role, by=by, now=now)
    elif place.moves:
        there = Participation.objects.get(round=round_, organisation=organisation)
        place_in_cluster(there, cluster, role=place.role, by=by, now=now)
