"""Who is appointed for which organisation today, and which functions a team still lacks."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from django.db.models import Q, QuerySet

from spegla.journal.prepared import Prepared
from spegla.people.models import Appointment, Function

NEEDED: tuple[frozenset[str], ...] = (
    frozenset({Function.ELECTED_OFFICIAL}),
    frozenset({Function.SENIOR_MANAGER}),
    frozenset({Function.KEY_PERSON, Function.STRATEGIST}),
)


def teams_of(organisations: Iterable[int], *, now: dt.datetime) -> dict[int, dict[int, set[str]]]:
    """By organisation id: person id → the functions she holds today. One query."""
    teams: dict[int, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for organisation, person, function in _appointed(organisations=list(organisations), now=now):
        teams[organisation][person].add(function)
    return teams


@Prepared
def _appointed(organisations: Collection[int], now: dt.datetime) -> QuerySet:
    current = Q(until__isnull=True) | Q(until__gt=now)
    found = Appointment.objects.filter(current, organisation__in=organisations, since__lte=now)
    return found.values_list("organisation_id", "person_id", "function")


def missing_functions(team: Mapping[int, set[str]]) -> list[frozenset[str]]:
    """The functions nobody in the team holds; either of a set is enough."""
    held = set().union(*team.values()) if team else set()
    return [wanted for wanted in NEEDED if not wanted & held]
