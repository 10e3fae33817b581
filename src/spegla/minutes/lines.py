"""Catch ideas, decisions and questions in one line, change and strike them; say that an idea may be told, take it home."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from spegla.journal.creating import create_once
from spegla.journal.versions import save_version
from spegla.meetings.models import Meeting
from spegla.minutes.models import Difference, Line, Seat, TakenIdea
from spegla.minutes.rooms import tell
from spegla.people.models import Person
from spegla.rounds.models import Participation

Kind, Agreed = Line.Kind, Line.Agreed
LONGEST = 300


@transaction.atomic
def catch(
    meeting: Meeting, kind: str, text: str, *, whose: Participation | None = None, item: str = "", row: str = "",
    seat: Seat | None = None, creation_key: str, by: Person | None, now: dt.datetime,
) -> Line:
    """Note one line. The same form sent again gives the same line, as it stands now.

    Somebody at another organisation's idea takes it home at once; nobody takes her own.
    """
    new = Line(meeting=meeting, kind=Kind(kind), text=text, whose=whose, item=item, row=row, seat=seat, caught_at=now,
               creation_key=creation_key)
    line, made = create_once(new, Line.objects.filter(meeting=meeting, creation_key=creation_key), by=by, now=now)
    if made:
        if line.kind == Kind.IDEA and seat and seat.place_id and seat.place_id != line.whose_id:
            _take_along(line, seat.place_id, now)
        tell(meeting.pk)
    return line


def _take_along(line: Line, place_id: int, now: dt.datetime) -> None:
    """Side by side it is also marked where the idea was seen."""
    TakenIdea.objects.create(line=line, place_id=place_id, at=now)
    if line.row and line.whose_id:
        Difference.objects.get_or_create(
            meeting=line.meeting, place_id=place_id, about_id=line.whose_id, row=line.row, kind=Difference.Kind.IDEA
        )


@transaction.atomic
def change_line(
    line: Line, changes: dict[str, Any], *, based_on: int, request_key: str, by: Person | None, now: dt.datetime
) -> Line:
    """Its words, whose it is, the answer to a question. Raises StaleError when somebody else saved meanwhile."""
    saved = save_version(Line.objects.filter(pk=line.pk), changes, based_on=based_on, request_key=request_key, by=by, now=now)
    if saved.just_saved:
        tell(saved.meeting_id)
    return saved


@transaction.atomic
def strike(line: Line, *, struck: bool, by: Person | None, now: dt.datetime) -> Line:
    """Taken out of the notes, or put back. Nothing is lost: the history has it."""
    current = Line.objects.select_for_update(of=("self",)).get(pk=line.pk)
    if bool(current.struck_at) == struck:
        return current
    change = {"struck_at": now if struck else None}
    return change_line(current, change, based_on=current.version, request_key="", by=by, now=now)


@transaction.atomic
def agree(line: Line, *, agreed: bool, ring: Person | None, by: Person | None, now: dt.datetime) -> Line:
    """Those whose idea it is say whether that may be told, and whom to ring about it. A no takes their name away."""
    current = Line.objects.select_for_update(of=("self",)).get(pk=line.pk)
    changes = {"agreed": Agreed.YES, "ring": ring} if agreed else {"agreed": Agreed.NO, "ring": None, "whose": None}
    return change_line(current, changes, based_on=current.version, request_key="", by=by, now=now)


@transaction.atomic
def take_home(line: Line, place: Participation, *, taken: bool, now: dt.datetime) -> None:
    """An organisation takes an idea home, or leaves it after all."""
    if taken:
        TakenIdea.objects.get_or_create(line=line, place=place, defaults={"at": now})
    else:
        TakenIdea.objects.filter(line=line, place=place).delete()
    tell(line.meeting_id)


def lines_of(meeting: Meeting, *, struck: bool = False) -> QuerySet[Line]:
    """In the order they were caught; struck ones only where they are asked for."""
    rows = Line.objects.filter(meeting=meeting).select_related("whose__organisation", "ring", "seat__place__organisation")
    return rows if struck else rows.filter(struck_at=None)


def taken_by_line(meeting: Meeting) -> dict[int, list[Participation]]:
    """Which organisations take which idea home. One query."""
    rows = TakenIdea.objects.filter(line__meeting=meeting).select_related("place__organisation")
    found: dict[int, list[Participation]] = {}
    for row in rows.order_by("place__organisation__name"):
        found.setdefault(row.line_id, []).append(row.place)
    return found
