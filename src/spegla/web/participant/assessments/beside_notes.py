"""What mentors have written, laid beside the items it is about on the organisation's own page."""

from dataclasses import dataclass
from typing import Any

from spegla.assessments.notes import notes_to, outside_views
from spegla.assessments.policy import allows_outside_scoring
from spegla.rounds.policy import may_work
from spegla.web.forms import fresh_key
from spegla.web.participant.assessments.rows import BLANK, Row
from spegla.web.participant.assessments.sheet import Sheet
from spegla.web.participant.assessments.wording import said, titles_of
from spegla.web.requests import Request


@dataclass(frozen=True, slots=True)
class Unsent:
    """A reply that could not be saved: what was typed, and what is wrong."""

    note: int
    reply: str
    error: str


def add_notes(request: Request, sheet: Sheet, rows: list[Row], unsent: Unsent | None) -> list[Row]:
    """Give every row its notes; returns the rows with one that is about what still is shared. All are about the whole
    organisation. One query; two more where the edition lets a mentor score.
    """
    allowed = allows_outside_scoring(sheet.place)
    whole = sheet.unit.pk == sheet.place.organisation_id
    found = notes_to(sheet.place, sheet.checklist.key, sheet.occasion.key, request.standing) if whole else {}
    views = outside_views(sheet.place, sheet.checklist.key, sheet.occasion.key, request.standing) if whole and allowed else {}
    titles = titles_of(sheet.checklist)
    for row in rows:
        row["outside"] = [(name, said(view, titles), view["reason"]) for name, view in views.get(row["key"], ())
                          if view["state"] != BLANK["state"]]
        row["notes"] = [_told(sheet, note, unsent if unsent and unsent.note == note.pk else None)
                        for note in found.get(row["key"], ())]
    return [row for row in rows if any(note["is_shared"] for note in row["notes"])]


def may_reply_here(request: Request, sheet: Sheet) -> bool:
    return not request.rehearsal and bool(may_work(sheet.place, request.standing))


def _told(sheet: Sheet, note: Any, unsent: Unsent | None) -> dict[str, Any]:
    return {
        "pk": note.pk, "kind": note.kind, "mentor": note.mentor.organisation.name, "text": note.text, "saved": note.reply,
        "reply": unsent.reply if unsent else note.reply, "error": unsent.error if unsent else "",
        "is_shared": note.is_shared, "based_on": note.version, "request_key": fresh_key(),
        "url": sheet.url("mentor-reply", note.pk),
    }
