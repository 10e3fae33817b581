"""Read the dates and confirmations that several rooms' answers hang on."""

import datetime as dt
from collections.abc import Collection, Iterable

from django.db.models import QuerySet

from spegla.journal.prepared import Prepared
from spegla.people.models import Person
from spegla.rounds.calendar import choose_pins, dates_of
from spegla.rounds.models import Confirmation, Participation, PinnedDate, Round


def dates_for(places: Iterable[Participation]) -> dict[int, dict[str, dt.date]]:
    """Every date as each place's cluster has it, by participation id. One query for any number of places and rounds."""
    places = list(places)
    pins: dict[int, list[tuple[int | None, str, dt.date]]] = {}
    for round_id, cluster_id, key, on in _pins(rounds={place.round_id for place in places}):
        pins.setdefault(round_id, []).append((cluster_id, key, on))
    return {
        place.pk: dates_of(place.round, pins=choose_pins(pins.get(place.round_id, ()), place.cluster_id)) for place in places
    }


def dates_of_rounds(rounds: Iterable[Round]) -> dict[int, dict[str, dt.date]]:
    """Every date as each round has it, by round id. One query for any number of rounds."""
    known = {round_.pk: round_ for round_ in rounds}
    pins: dict[int, list[tuple[int | None, str, dt.date]]] = {}
    for round_id, cluster_id, key, on in _pins(rounds=set(known)):
        pins.setdefault(round_id, []).append((cluster_id, key, on))
    return {pk: dates_of(round_, pins=choose_pins(pins.get(pk, ()), None)) for pk, round_ in known.items()}


@Prepared
def _pins(rounds: Collection[int]) -> QuerySet:
    return PinnedDate.objects.filter(round__in=rounds).values_list("round_id", "cluster_id", "key", "on")


def confirmed_by(person: Person, participations: Iterable[int]) -> set[int]:
    """Participations where this person has said that she knows the assignment and has the time."""
    return {place for (place,) in _confirmed(person=person.pk, places=list(participations))}


@Prepared
def _confirmed(person: int, places: Collection[int]) -> QuerySet:
    return Confirmation.objects.filter(person=person, participation__in=places).values_list("participation_id")
