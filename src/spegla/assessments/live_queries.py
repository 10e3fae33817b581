"""Read live assessments: which go on, what their devices compare with, and whose sheet a device or a person fills in there."""

import datetime as dt
import hashlib
from typing import Any

from django.db.models import QuerySet

from spegla.assessments.actions import Paper
from spegla.assessments.models import LiveAssessment, OwnSheet
from spegla.core.codes import tidy_code
from spegla.journal.joined import Joined
from spegla.journal.prepared import Prepared
from spegla.people.models import Person
from spegla.rounds.standing import PLACE

PHONE, SCREEN = "phone", "screen"
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
    return {pk: {PHONE: turn, SCREEN: version} for pk, turn, version in _numbers(since=now - LiveAssessment.LASTS)}


@Prepared
def _numbers(since: dt.datetime) -> QuerySet[Any, Any]:
    going_on = LiveAssessment.objects.filter(
        closed_at__isnull=True, opened_at__gt=since, participation__ended_at__isnull=True,
        participation__round__closed_at__isnull=True,
    )
    return going_on.values_list("pk", "turn", "version")


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
    """The sheet of the guest whose device holds this secret; of this live assessment only. One query."""
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
    """How many devices have come in by the code."""
    return OwnSheet.objects.filter(live=live).count()
