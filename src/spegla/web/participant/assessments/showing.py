"""Show together what people have answered alone: what it means, which questions, and then it cannot be undone."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from spegla.assessments.showing import TooFewAnsweredError, show_answers
from spegla.assessments.shown import Told, told_of
from spegla.core.blind import FEWEST, may_show
from spegla.web.participant.assessments.answering import opened_at
from spegla.web.participant.assessments.sheet import Sheet, choices_of, crumbs_of, sheet_or_404
from spegla.web.participant.assessments.spreads import people
from spegla.web.participant.places import place_page
from spegla.web.requests import Request
from spegla.web.templatetags.wording import text

PAGE = "participant/assessments/showing.html"


@login_required
@require_http_methods(["GET", "POST"])
def show(request: Request, place: int, occasion: str) -> HttpResponse:
    sheet = sheet_or_404(request, place, occasion)
    if request.method == "GET":
        return render(request, PAGE, showing_page(request, sheet))
    known = {item.key for item in sheet.items}
    asked = [key for key in request.POST.getlist("item") if key in known]
    if not sheet.permit:
        return render(request, PAGE, showing_page(request, sheet), status=403)
    if not asked:
        return render(request, PAGE, showing_page(request, sheet, problem=_("Välj minst en fråga.")), status=422)
    try:
        shown = show_answers(sheet.paper, asked, by=request.user, now=request.now)
    except TooFewAnsweredError:
        problem = _("Svaren visas först när minst %(n)d personer har svarat på frågan.") % {"n": FEWEST}
        return render(request, PAGE, showing_page(request, sheet, problem=problem), status=409)
    return redirect(opened_at(sheet, shown[0].item))


def showing_page(request: Request, sheet: Sheet, *, problem: str = "") -> dict[str, Any]:
    rows = waiting_rows(sheet, told_of(sheet.paper))
    return place_page(request, sheet.place, "skattning") | {
        "sheet": sheet, "rows": rows, "problem": problem, "fewest": FEWEST,
        "ready": any(row["ready"] for row in rows), "few": not all(row["ready"] for row in rows), "complete": True,
        "choices": choices_of(sheet, "show-answers"), "crumbs": crumbs_of(sheet, _("Visa svaren")),
        "url": sheet.url("show-answers"), "back_url": sheet.url("assessment"), "own_url": sheet.url("alone"),
    }


def waiting_rows(sheet: Sheet, told: Told) -> list[dict[str, Any]]:
    """The questions that somebody has answered and that have not been shown."""
    return [
        {"key": item.key, "number": number, "title": text(item.title), "people": people(told.waiting[item.key]),
         "ready": may_show(told.waiting[item.key])}
        for number, item in enumerate(sheet.items, start=1) if told.waiting.get(item.key)
    ]
