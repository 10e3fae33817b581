"""Read meetings for all: the programme with what runs side by side, contributions, who comes."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from spegla.conference.models import Contribution, Gathering, Registration, Session
from spegla.people.collation import by_name
from spegla.rounds.calendar import dates_of
from spegla.rounds.content import programme_of
from spegla.rounds.models import Participation, Round
from spegla.rounds.standing import Standing

GUESTS_KEPT = dt.timedelta(days=30)


def gatherings_visible_to(standing: Standing) -> QuerySet[Gathering]:
    """Those of the reader's rounds, and of the rounds she runs."""
    return Gathering.objects.filter(round_id__in=standing.rounds | standing.offices).select_related("round")


def find_gathering(round_: Round, step: str) -> Gathering:
    """The contents of a step's meeting, or ones not saved yet: looking at a page writes nothing. One query."""
    found = Gathering.objects.filter(round=round_, step=step).select_related("changed_by").first()
    gathering = found or Gathering(round=round_, step=step)
    gathering.round = round_
    return gathering


def published(round_id: int, step: str) -> Gathering | None:
    """What everybody may read."""
    shown = Gathering.objects.filter(round_id=round_id, step=step, published_at__isnull=False)
    return shown.select_related("round__office").first()


def day_of(gathering: Gathering) -> dt.date:
    """The day of the meeting, as the round's calendar has it. One query."""
    step = next(step for step in programme_of(gathering.round).step if step.key == gathering.step)
    return dates_of(gathering.round)[step.meeting]


@dataclass(frozen=True, slots=True)
class Slot:
    """Sessions that run side by side, with what organisations show in each."""

    starts: dt.time
    ends: dt.time
    sessions: list[tuple[Session, list[Contribution]]]


def programme_of_day(gathering: Gathering, *, public: bool = False) -> list[Slot]:
    """In order of time. With `public` only the contributions that their organisations have made public. Two queries."""
    if gathering.pk is None:
        return []
    sessions = list(gathering.sessions.filter(removed_at__isnull=True))
    shown: dict[int | None, list[Contribution]] = {}
    for one in contributions_to(gathering, public=public):
        shown.setdefault(one.session_id, []).append(one)
    return [
        Slot(beside[0].starts, max(one.ends for one in beside), [(one, shown.get(one.pk, [])) for one in beside])
        for beside in side_by_side(sessions)
    ]


def side_by_side(sessions: Iterable[Session]) -> list[list[Session]]:
    """Groups of sessions whose times meet, in order. One that begins as another ends comes after it."""
    groups: list[list[Session]] = []
    until: dt.time | None = None
    for one in sorted(sessions, key=lambda one: (one.starts, one.ends, one.where)):
        if until is None or one.starts >= until:
            groups.append([])
            until = one.ends
        groups[-1].append(one)
        until = max(until, one.ends)
    return groups


def contributions_to(gathering: Gathering, *, public: bool = False) -> QuerySet[Contribution]:
    """What is offered now, in the order of the organisations' names."""
    wanted = Q(withdrawn_at__isnull=True, version__gt=0) & (Q(public=True) if public else Q())
    found = Contribution.objects.filter(wanted, gathering=gathering) if gathering.pk else Contribution.objects.none()
    return found.select_related("participation__organisation", "session").order_by(by_name("participation__organisation__name"))


def contribution_of(gathering: Gathering, place: Participation) -> Contribution | None:
    """The place's own, offered or withdrawn."""
    return gathering.contributions.filter(participation=place).select_related("changed_by").first() if gathering.pk else None


def registrations_to(gathering: Gathering) -> QuerySet[Registration]:
    """Everybody who comes, in the order they said so. For the office alone."""
    found = Registration.objects.filter(gathering=gathering) if gathering.pk else Registration.objects.none()
    return found.select_related("person").order_by("at", "pk")


def is_registered(gathering: Gathering, standing: Standing) -> bool:
    return gathering.pk is not None and gathering.registrations.filter(person=standing.person).exists()


def session_in(gathering: Gathering, pk: int) -> Session | None:
    """A session that is in the programme."""
    if gathering.pk is None:
        return None
    return gathering.sessions.filter(pk=pk, removed_at__isnull=True).select_related("gathering__round").first()
