"""Two meetings on one day for the same person: a remark to those who plan, never a refusal."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from spegla.meetings.asked import expected_at
from spegla.meetings.models import Meeting
from spegla.meetings.queries import MeetingDay, meeting_days, spans_in
from spegla.meetings.times import overlap
from spegla.people.models import Person
from spegla.people.queries import standing_appointments
from spegla.programme.schema import Step
from spegla.rounds.models import Cluster, Participation, Round


@dataclass(frozen=True, slots=True)
class Clash:
    """Another meeting that day for people who are asked to this one."""

    on: dt.date
    round: Round
    cluster: Cluster | None
    step: Step
    people: tuple[Person, ...]


def clashes_on(
    meeting: Meeting, days: Collection[dt.date], *, now: dt.datetime, span: tuple[dt.time, dt.time] | None = None
) -> list[Clash]:
    """Other meetings on these days, in any open round, for those this one is for. Two meetings at different times do not
    clash; one without a time may be at any time. A few queries, and one for each round that somebody takes part in."""
    people = {one.person.pk: one.person for one in expected_at(meeting, now=now)}
    acting = _acting(people, now)
    found = []
    for round_, mine in _places(acting).items():
        for other in _on(round_, mine, meeting, days, span):
            meet = [place.organisation_id for place in mine if other.cluster in (None, place.cluster)]
            there = sorted({person for organisation in meet for person in acting[organisation]})
            found.append(Clash(other.on, round_, other.cluster, other.step, tuple(people[pk] for pk in there)))
    return sorted(found, key=lambda clash: clash.on)


def _acting(people: Collection[int], now: dt.datetime) -> dict[int, set[int]]:
    """Who of them acts for which organisation."""
    found: dict[int, set[int]] = {}
    held = standing_appointments(now).filter(person__in=people)
    for organisation, person in held.values_list("organisation_id", "person_id"):
        found.setdefault(organisation, set()).add(person)
    return found


def _places(organisations: Collection[int]) -> dict[Round, list[Participation]]:
    """Where these organisations take part now, round by round."""
    found: dict[Round, list[Participation]] = {}
    going_on = Participation.objects.filter(organisation__in=organisations, ended_at=None, round__closed_at=None)
    for place in going_on.select_related("round", "cluster"):
        found.setdefault(place.round, []).append(place)
    return found


def _on(
    round_: Round, mine: list[Participation], meeting: Meeting, days: Collection[dt.date], span: tuple[dt.time, dt.time] | None
) -> list[MeetingDay]:
    """The round's meetings on these days for these organisations, but for the meeting itself."""
    clusters = list({place.cluster.pk: place.cluster for place in mine if place.cluster}.values())
    own = (meeting.round_id, meeting.cluster_id, meeting.step)
    there = [day for day in meeting_days(round_, clusters) if day.on in days]
    there = [day for day in there if (round_.pk, day.cluster.pk if day.cluster else None, day.step.key) != own]
    spans = spans_in(round_) if there and span else {}
    return [day for day in there if overlap(span, spans.get((day.cluster.pk if day.cluster else None, day.step.key)))]
