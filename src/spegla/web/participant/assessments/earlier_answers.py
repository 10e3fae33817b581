"""How the answer to one question has changed: what it said before, who wrote it and when."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from spegla.assessments.history import versions_of
from spegla.assessments.queries import Row
from spegla.web.participant.assessments.again import field_labels
from spegla.web.participant.assessments.answering import opened_at
from spegla.web.participant.assessments.sheet import crumbs_of, one_or_404, sheet_or_404
from spegla.web.participant.assessments.wording import said, titles_of, whys
from spegla.web.participant.places import place_page
from spegla.web.requests import Request
from spegla.web.templatetags.wording import text


@login_required
@require_GET
def earlier_answers(request: Request, place: int, occasion: str, item: str) -> HttpResponse:
    sheet = sheet_or_404(request, place, occasion)
    found, titles = one_or_404(sheet.items, item), titles_of(sheet.checklist)
    context = place_page(request, sheet.place, "skattning") | {
        "sheet": sheet, "item": found, "versions": [told(row, titles) for row in versions_of(sheet.paper, item)],
        "back_url": opened_at(sheet, item),
        "crumbs": [*crumbs_of(sheet), (text(found.title), opened_at(sheet, item)), (_("Så har svaret ändrats"), "")],
    }
    return render(request, "participant/assessments/earlier_answers.html", context)


def told(row: Row, titles: dict[int, str]) -> dict[str, Any]:
    """A version in words: only what it said otherwise than the one before."""
    lines = [(label, row[name]) for name, label in field_labels().items() if name in row["changed"]]
    if "why_moved" in row["changed"]:
        lines.insert(0, (_("Varför en annan nivå?"), whys()[row["why_moved"]]))
    if {"state", "score"} & set(row["changed"]):
        lines.insert(0, (_("Svar"), said(row, titles)))
    return {"at": row["at"], "by": row["by"], "lines": lines}
