"""Read live assessments: which go on, what their devices compare with, and whose sheet a device or a person fills in there."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from spegla.assessments.actions import Paper
from spegla.assessments.models import LiveAssessment, OwnAnswer, OwnSheet
from spegla.assessments.own_queries import that_count
from spegla.core.codes import tidy_code
from spegla.journal.joined import Joined
from spegla.journal.prepared import Prepared
from spegla.people.models import Person
from spegla.rounds.standing import PLACE

PHONE, SCREEN = "phone", "screen"  # of those who are signed in; and all screens


def guest_phone(code: str) -> str:
    """The audience of guests: when the code changes theirs is there no longer, and they find out where they stand."""
    return f"guest-{code}"


NAMED = ("participation__round", "participation__cluster", "participation__organisation", "unit", "facilitator")
LIVE, SHEET = Joined(LiveAssessment, "unit", "facilitator"), Joined(OwnSheet)


def going_on(*, now: dt.datetime) -> QuerySet[LiveAssessment]:
    """Those that go on, with all that their pages name."""
    rows = LiveAssessment.objects.filter(closed_at__isnull=True, opened_at__gt=now - LiveAssessment.LASTS)
    return rows.select_related(*NAMED)


def of_paper(paper: Paper, rows: QuerySet[LiveAssessment]) -> QuerySet[LiveAssessment]:
    return rows.filter(
        participation=paper.place, unit=paper.unit_id, checklist=paper.checklist.key, occasion=paper.occasion
    )


def live_of(paper: Paper, *, now: dt.datetime) -> LiveAssessment | None:
    """The one that goes on for this paper. One query."""
    return of_paper(paper, going_on(now=now)).first()


def live_with_code(typed: str, *, now: dt.datetime) -> LiveAssessment | None:
    """The one that goes on with a code that somebody typed. Wrong ones are counted at the door (people/room_codes.py)."""
    found = going_on(now=now).filter(code=tidy_code(typed)).first()
    return found if found and not found.is_over(now=now) else None


def live_numbers(*, now: dt.datetime) -> dict[int, dict[str, int]]:
    """Of all that go on: the number that phones, and the one that screens, compare with what they show. One query."""
    rows = _numbers(since=now - LiveAssessment.LASTS)
    return {pk: {PHONE: turn, guest_phone(code): turn, SCREEN: version} for pk, code, turn, version in rows}


@Prepared
def _numbers(since: dt.datetime) -> QuerySet[Any, Any]:
    going_on = LiveAssessment.objects.filter(
        closed_at__isnull=True, opened_at__gt=since, participation__ended_at__isnull=True,
        participation__round__closed_at__isnull=True,
    )
    return going_on.values_list("pk", "code", "turn", "version")


def live_at(pk: int) -> LiveAssessment | None:
    """Over or not, with all that its pages name. One query; every phone of a room asks it at the same time."""
    for row in _lives(pk=pk):
        live = LIVE.instance(row[: len(LIVE.columns)])
        live.participation = PLACE.instance(row[len(LIVE.columns) :])
        return live
    return None


@Prepared
def _lives(pk: int) -> QuerySet[Any, Any]:
    of_place = (f"participation__{column}" for column in PLACE.columns)
    return LiveAssessment.objects.filter(pk=pk).values_list(*LIVE.columns, *of_place)


def device_hash(secret: str) -> str:
    """All that is kept of a guest's device."""
    return hashlib.sha256(secret.encode()).hexdigest()


def guest_of(live: LiveAssessment, secret: str) -> OwnSheet | None:
    """The sheet of the guest whose device holds this secret; of this live assessment only. One query.

    Where its code is not the room's, it has been changed since, and the device has not come back yet.
    """
    return _sheet_of(live, _guests(live=live.pk, device=device_hash(secret))) if secret else None


def sheet_in(live: LiveAssessment, person: Person) -> OwnSheet | None:
    """The sheet that one of the organisation fills in here, if she has begun it. One query."""
    return _sheet_of(live, _persons(
        place=live.participation_id, unit=live.unit_id, checklist=live.checklist, occasion=live.occasion, person=person.pk,
    ))


def _sheet_of(live: LiveAssessment, rows: list[tuple[Any, ...]]) -> OwnSheet | None:
    """It knows the place that has been read already, with its round."""
    for row in rows:
        sheet = SHEET.instance(row)
        sheet.participation = live.participation
        return sheet
    return None


@Prepared
def _guests(live: int, device: str) -> QuerySet[Any, Any]:
    return OwnSheet.objects.filter(live=live, device=device).values_list(*SHEET.columns)


@Prepared
def _persons(place: int, unit: int, checklist: str, occasion: str, person: int) -> QuerySet[Any, Any]:
    paper = {"participation": place, "unit": unit, "checklist": checklist, "occasion": occasion}
    return OwnSheet.objects.filter(**paper, person=person).values_list(*SHEET.columns)


def guests_in(live: LiveAssessment) -> int:
    """How many devices have come in by the code that stands."""
    return OwnSheet.objects.filter(live=live, code=F("live__code")).count()


@dataclass(frozen=True, slots=True)
class WhoIsIn:
    """Devices by the code that stands, those that have not come back since it was changed, and people who are signed in."""

    devices: int = 0
    outside: int = 0
    signed_in: int = 0


def who_is_in(live: LiveAssessment) -> WhoIsIn:
    """Those who are signed in may have answered at home. One query."""
    of_paper = Q(participation=live.participation_id, unit=live.unit_id, checklist=live.checklist, occasion=live.occasion)
    came_back = Q(live=live, code=F("live__code"))
    counted = OwnSheet.objects.filter(of_paper).aggregate(
        devices=Count("pk", filter=came_back), outside=Count("pk", filter=Q(live=live) & ~came_back),
        signed_in=Count("pk", filter=Q(person__isnull=False)),
    )
    return WhoIsIn(**counted)


def is_waited_for(live: LiveAssessment, device: str) -> bool:
    """Whether a device that has left (`device`: its hash) has answered what is not shown yet: then it comes in once only."""
    return OwnAnswer.objects.filter(that_count("sheet__"), sheet__live=live, sheet__device=device).exclude(
        state=OwnAnswer.State.UNANSWERED
    ).exists()
