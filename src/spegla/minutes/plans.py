"""The plan each organisation takes home from a meeting: what, for whom, who holds it together, when it is first tested."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from spegla.journal.creating import create_once
from spegla.journal.versions import save_version
from spegla.meetings.models import Meeting
from spegla.minutes.models import PlanLine
from spegla.minutes.rooms import tell
from spegla.people.models import Person
from spegla.rounds.models import Participation

FIELDS = ("what", "for_whom", "owner", "first_test_on", "idea")
Outcome = PlanLine.Outcome


@transaction.atomic
def plan(
    meeting: Meeting, place: Participation, written: dict[str, Any], *, creation_key: str, by: Person | None, now: dt.datetime
) -> PlanLine:
    """Plan one thing. The same form sent again gives the same line, with what was written since."""
    new = PlanLine(meeting=meeting, place=place, creation_key=creation_key, **written)
    same = PlanLine.objects.filter(meeting=meeting, place=place, creation_key=creation_key)
    line, made = create_once(new, same, by=by, now=now)
    if not made:
        return change_plan(line, written, based_on=1, request_key=creation_key, by=by, now=now)
    tell(meeting.pk)
    return line


@transaction.atomic
def change_plan(
    line: PlanLine, changes: dict[str, Any], *, based_on: int, request_key: str, by: Person | None, now: dt.datetime
) -> PlanLine:
    """Raises StaleError when somebody else saved meanwhile."""
    rows = PlanLine.objects.filter(pk=line.pk)
    saved = save_version(rows, changes, based_on=based_on, request_key=request_key, by=by, now=now)
    if saved.just_saved:
        tell(saved.meeting_id)
    return saved


@transaction.atomic
def _set(line: PlanLine, change: dict[str, Any], by: Person | None, now: dt.datetime) -> PlanLine:
    current = PlanLine.objects.select_for_update(of=("self",)).get(pk=line.pk)
    if all(getattr(current, name) == value for name, value in change.items()):
        return current
    return change_plan(current, change, based_on=current.version, request_key="", by=by, now=now)


def strike_plan(line: PlanLine, *, struck: bool, by: Person | None, now: dt.datetime) -> PlanLine:
    if bool(line.struck_at) == struck:
        return line
    return _set(line, {"struck_at": now if struck else None}, by, now)


def tell_outcome(line: PlanLine, outcome: str, *, by: Person, now: dt.datetime) -> PlanLine:
    """What came of what was promised: begun, or let go."""
    return _set(line, {"outcome": Outcome(outcome)}, by, now)


def plans_of(meeting: Meeting) -> QuerySet[PlanLine]:
    rows = PlanLine.objects.filter(meeting=meeting, struck_at=None)
    return rows.select_related("place__organisation", "idea__whose__organisation").order_by("place__organisation__name", "pk")
