"""Compare in the cluster: wishes and offers first, then how each one works, question by question. Nobody is ranked."""

from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from spegla.assessments.notes import notes_from
from spegla.assessments.policy import allows_outside_scoring
from spegla.core.visibility import Phase
from spegla.rounds.content import programme_of
from spegla.web.participant.assessments.columns import Column, columns_of, matches, rows_of, told_by
from spegla.web.participant.assessments.parts import (
    asks_for_parts,
    columns_of_parts,
    level_choices,
    on_the_parts_level,
    with_level,
)
from spegla.web.participant.assessments.sheet import Sheet, choices_of, crumbs_of, sheet_or_404
from spegla.web.participant.places import place_page
from spegla.web.requests import Request
from spegla.web.templatetags.wording import text


@login_required
@require_GET
def comparison(request: Request, place: int, occasion: str) -> HttpResponse:
    sheet = sheet_or_404(request, place, occasion, picker=False)
    parts = asks_for_parts(request, sheet)
    context = place_page(request, sheet.place, "jamfor") | {
        "sheet": sheet, "occasions": other_occasions(request, sheet, parts=parts),
        "choices": choices_of(sheet, "comparison") + level_choices(sheet, parts=parts),
        "crumbs": crumbs_of(sheet, _("Jämför i klustret")), "share_url": sheet.url("share"), "marks_url": sheet.url("marks"),
        "outside_url": reverse("participant:outside", args=[place]) if allows_outside_scoring(sheet.place) else "",
    }
    if sheet.place.cluster_id:
        context |= compared(request, sheet, parts=parts)
    return render(request, "participant/assessments/comparison.html", context)


def compared(request: Request, sheet: Sheet, *, parts: bool) -> dict[str, Any]:
    columns, waiting = (columns_of_parts if parts else columns_of)(sheet, request.standing)
    sheet = on_the_parts_level(sheet) if parts else sheet
    told = told_by(sheet, columns)
    rows, silent = rows_of(sheet, columns, told)
    address, step = reverse("participant:idea-new", args=[sheet.place.pk]), step_of(sheet)
    for row in rows:
        for cell in row["cells"]:
            asked = f"?fran={cell['head']['place']}&moment={row['key']}&steg={step}"
            cell["idea_url"] = "" if cell["head"]["own"] else address + asked
    if not parts:
        add_own_notes(request, sheet, columns, rows)
    return {
        "parts": parts,
        "columns": columns, "waiting": waiting, "rows": rows, "silent": silent, "wide": min(len(columns), 4),
        "matches": matches(sheet, told), "others": [column for column in columns if not column.own],
        "own": next((column for column in columns if column.own), None),
    }


def add_own_notes(request: Request, sheet: Sheet, columns: list[Column], rows: list[dict[str, Any]]) -> None:
    """A mentor's own notes beside what they are about, and where to write one. One query, and only for a mentor."""
    notes = notes_from(sheet.place, sheet.occasion.key, request.standing) if sheet.place.is_mentor else {}
    lists = {column.place.pk: column.checklist for column in columns}
    for row in rows:
        for cell in row["cells"]:
            place, mine = cell["head"]["place"], cell["head"]["own"] or not sheet.place.is_mentor
            for found in cell["found"]:
                about = replace(sheet, checklist=lists[place])
                found["mentor_note"] = notes.get((place, about.checklist.key, found["item"]))
                found["note_url"] = "" if mine else about.url("mentor-note", place, found["item"])


def step_of(sheet: Sheet) -> str:
    """The step that the occasion belongs to: an idea taken along knows whose it is, on which question and in which step."""
    return next((step.key for step in programme_of(sheet.place.round).step if step.occasion == sheet.occasion.key), "")


def other_occasions(request: Request, sheet: Sheet, *, parts: bool) -> list[tuple[str, str, bool]]:
    """The occasions that have opened, to change between."""
    opened = [time for time in sheet.occasions if time.phase(sheet.place, request.today) is not Phase.UPCOMING]
    if len(opened) < 2:
        return []
    return [
        (text(time.title), with_level(replace(sheet, occasion=time).url("comparison"), parts=parts),
         time.key == sheet.occasion.key)
        for time in opened
    ]
