"""What groups came to in their talks, and what people marked where they looked at each other side by side."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from spegla.journal.versions import first_version, save_version
from spegla.meetings.models import Meeting
from spegla.minutes.models import Difference, TalkNote
from spegla.minutes.rooms import tell
from spegla.people.models import Function, Person
from spegla.rounds.models import Participation

ALL = "all"
FUNCTIONS = (Function.ELECTED_OFFICIAL, Function.SENIOR_MANAGER, Function.KEY_PERSON)
MIXED = ("1", "2", "3")


def groups_of(kind: str, places: Iterable[Participation]) -> list[str]:
    """The groups that a talk is held in, as an agenda item says: by function, mixed, the organisations' own, or all."""
    if kind == "functions":
        return [str(function) for function in FUNCTIONS]
    if kind == "mixed":
        return list(MIXED)
    if kind == "teams":
        return [f"team-{place.pk}" for place in places]
    return [ALL]


@transaction.atomic
def note_talk(
    meeting: Meeting, item: str, group: str, text: str, *, based_on: int, request_key: str, by: Person | None, now: dt.datetime
) -> TalkNote:
    """Save what the group came to. Raises StaleError when somebody else saved meanwhile."""
    keys = {"meeting": meeting, "item": item, "group": group}
    first_version(TalkNote, **keys, by=by, now=now)
    rows = TalkNote.objects.filter(**keys)
    note = save_version(rows, {"text": text}, based_on=based_on, request_key=request_key, by=by, now=now)
    if note.just_saved:
        tell(meeting.pk)
    return note


def talks_of(meeting: Meeting) -> dict[tuple[str, str], TalkNote]:
    """By agenda item and group. One query."""
    return {(note.item, note.group): note for note in TalkNote.objects.filter(meeting=meeting)}


@transaction.atomic
def mark(meeting: Meeting, place: Participation, about: Participation, row: str, kind: str, *, on: bool) -> None:
    """Mark, or unmark, what the people of `place` see in another's answer. Twice is once."""
    keys: dict[str, Any] = {"meeting": meeting, "place": place, "about": about, "row": row, "kind": Difference.Kind(kind)}
    if on:
        Difference.objects.get_or_create(**keys)
    else:
        Difference.objects.filter(**keys).delete()
    tell(meeting.pk)


def differences_of(meeting: Meeting) -> dict[tuple[str, int], list[Difference]]:
    """By row and the organisation it is about. One query."""
    found: dict[tuple[str, int], list[Difference]] = {}
    rows = Difference.objects.filter(meeting=meeting).select_related("place__organisation")
    for row in rows.order_by("kind", "place__organisation__name"):
        found.setdefault((row.row, row.about_id), []).append(row)
    return found
