"""The rounds an organisation takes or has taken part in, told as core/status.py asks for them."""

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from spegla.core.calendar import ROOT
from spegla.core.status import RoundTaken
from spegla.programme.schema import Programme
from spegla.rounds.calendar import choose_pins, dates_of
from spegla.rounds.content import programme_of
from spegla.rounds.models import Participation, PinnedDate


def rounds_taken(places: Iterable[Participation], *, today: dt.date) -> list[RoundTaken]:
    """One for each place, with its round at hand. One query, whatever the number of rounds.

    A round is finished when the day of its conference has passed, or when the office closes it before that; never for an
    organisation whose participation has ended.
    """
    taking = list(places)
    pins: dict[int, list[tuple[int | None, str, dt.date]]] = {}
    rows = PinnedDate.objects.filter(round_id__in={place.round_id for place in taking})
    for round_id, cluster, key, on in rows.values_list("round_id", "cluster_id", "key", "on"):
        pins.setdefault(round_id, []).append((cluster, key, on))
    return [_taken(place, choose_pins(pins.get(place.round_id, []), place.cluster_id), today) for place in taking]


def _taken(place: Participation, pins: dict[str, dt.date], today: dt.date) -> RoundTaken:
    dates = dates_of(place.round, pins=pins)
    conference = dates[conference_date(programme_of(place.round))]
    finished = conference if conference < today else None
    if finished is None and place.round.closed_at:
        finished = timezone.localdate(place.round.closed_at)
    return RoundTaken(place.round.name, "mentor" if place.is_mentor else "participant", dates[ROOT],
                      None if place.has_ended else finished)


def conference_date(programme: Programme) -> str:
    """The calendar key of the results conference, or of the last day of an edition that has none."""
    conferences = [step for step in programme.step if step.kind == "conference"]
    last = conferences[-1] if conferences else programme.step[-1]
    return last.meeting or last.closes
