"""A meeting's agenda: the edition's, as this meeting has moved its items, changed their minutes, left out and added."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet

from spegla.core.agenda import Entry
from spegla.journal.actions import record
from spegla.journal.prepared import Prepared
from spegla.journal.versions import first_version, save_version
from spegla.meetings.models import Meeting
from spegla.meetings.queries import step_of
from spegla.minutes.models import AgendaRow, MeetingAgenda
from spegla.people.models import Person
from spegla.programme.lookup import agenda_by_key
from spegla.programme.schema import AgendaItem, Point, Text
from spegla.rounds.content import programme_of

FORMS = ("talk", "own-work", "lecture", "reflection", "practical", "pause")
MOST_MINUTES = 600
MOST_ROWS = 60


@dataclass(frozen=True, slots=True)
class Item:
    """One item as this meeting has it. `is_own` is one that the meeting has added: its words are in one language."""

    key: str
    title: Text
    minutes: int
    form: str
    is_own: bool = False
    left_out: bool = False
    groups: str = ""
    shows: str = ""
    questions: tuple[Point, ...] = ()

    @property
    def entry(self) -> Entry:
        return Entry(self.key, self.minutes, self.form)


def proposed(meeting: Meeting) -> list[Item]:
    """The edition's agenda for the step; nothing where it has none."""
    step = step_of(meeting)
    if not step.agenda:
        return []
    return [_of_edition(item) for item in agenda_by_key(programme_of(meeting.round), step.agenda).item]


def _of_edition(item: AgendaItem) -> Item:
    return Item(item.key, item.title, item.minutes, item.form, groups=item.groups, shows=item.shows, questions=item.question)


def whole_agenda_of(meeting: Meeting) -> list[Item]:
    """Every item in the meeting's order, those left out too. What the edition has got since stands last. One query."""
    rows = _rows.dicts(meeting=meeting.pk) if meeting.pk else []
    known = {item.key: item for item in proposed(meeting)}
    if not rows:
        return list(known.values())
    changed = [found for row in rows if (found := _changed(row, known.pop(row["key"], None)))]
    return [*changed, *known.values()]


def agenda_of(meeting: Meeting) -> list[Item]:
    """What the meeting will go through."""
    return [item for item in whole_agenda_of(meeting) if not item.left_out]


def kept_agenda(meeting: Meeting) -> MeetingAgenda | None:
    """What somebody has changed, with who did it last; None as long as it is the edition's."""
    return MeetingAgenda.objects.filter(meeting=meeting.pk).select_related("changed_by").first() if meeting.pk else None


@Prepared
def _rows(meeting: int) -> QuerySet[Any, Any]:
    current = AgendaRow.objects.filter(agenda__meeting=meeting, version=F("agenda__rows_version"))
    return current.order_by("position").values("key", "title", "minutes", "form", "left_out")


def _changed(row: dict[str, Any], item: Item | None) -> Item | None:
    """An item that the edition no longer has and that has no words of its own is nothing."""
    if item:
        return replace(item, minutes=row["minutes"], left_out=bool(row["left_out"]))
    if not row["title"]:
        return None
    title = Text(sv=row["title"], en=row["title"])
    return Item(row["key"], title, row["minutes"], row["form"], is_own=True, left_out=bool(row["left_out"]))


@transaction.atomic
def change_agenda(
    meeting: Meeting, items: Sequence[Item], *, based_on: int, request_key: str, by: Person, now: dt.datetime
) -> MeetingAgenda:
    """Keep the agenda as these items in this order. Raises StaleError when somebody else saved meanwhile."""
    first_version(MeetingAgenda, meeting=meeting, by=by, now=now)
    rows = MeetingAgenda.objects.filter(meeting=meeting)
    before = rows.select_for_update(of=("self",)).get()
    if before.version and [_kept(item) for item in items] == [_kept(item) for item in whole_agenda_of(meeting)]:
        return before
    change = {"rows_version": before.rows_version + 1}
    saved = save_version(rows, change, based_on=based_on, request_key=request_key, by=by, now=now)
    if saved.just_saved:
        AgendaRow.objects.bulk_create(
            AgendaRow(agenda=saved, version=saved.rows_version, position=position, **_kept(item))
            for position, item in enumerate(items[:MOST_ROWS], start=1)
        )
        record("agenda-changed", meeting, by=by, now=now, round_id=meeting.round_id, items=len(items))
    return saved


def _kept(item: Item) -> dict[str, Any]:
    return {"key": item.key, "title": item.title.sv if item.is_own else "", "minutes": item.minutes, "form": item.form,
            "left_out": item.left_out}
