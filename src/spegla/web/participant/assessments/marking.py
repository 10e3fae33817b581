"""Choose up to three items to show the others and three to learn from them."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from spegla.assessments.actions import MARKS_AT_MOST, TooManyMarksError, set_mark
from spegla.assessments.models import Answer
from spegla.core.verdict import Verdict
from spegla.web.participant.assessments.rows import BLANK, answered_at
from spegla.web.participant.assessments.sheet import Sheet, choices_of, crumbs_of, one_or_404, sheet_or_404
from spegla.web.participant.assessments.wording import said, titles_of
from spegla.web.participant.places import place_page
from spegla.web.requests import Request
from spegla.web.templatetags.wording import text

PAGE = "participant/assessments/marks.html"
SHOW, LEARN = Answer.Mark.SHOW, Answer.Mark.LEARN


@login_required
@require_http_methods(["GET", "POST"])
def marks(request: Request, place: int, occasion: str) -> HttpResponse:
    sheet = sheet_or_404(request, place, occasion)
    if request.method == "GET":
        return render(request, PAGE, marks_page(request, sheet))
    item, mark = one_or_404(sheet.items, request.POST.get("item", "")), request.POST.get("mark", "")
    if mark not in Answer.Mark.values:
        raise Http404
    if not sheet.permit:
        return _show(request, marks_page(request, sheet, refused=sheet.permit), status=403)
    try:
        set_mark(sheet.paper, item.key, mark, by=request.user, now=request.now)
    except TooManyMarksError as error:
        return _show(request, marks_page(request, sheet, problem=too_many(sheet, error)), status=409)
    return _show(request, marks_page(request, sheet)) if request.htmx else redirect(sheet.url("marks") + f"#{item.key}")


def marks_page(request: Request, sheet: Sheet, *, problem: str = "", refused: Verdict | None = None) -> dict[str, Any]:
    answers, titles = answered_at(sheet).now, titles_of(sheet.checklist)
    rows = []
    for number, item in enumerate(sheet.items, start=1):
        answer = answers.get(item.key, BLANK)
        rows.append({"key": item.key, "number": number, "title": text(item.title), "mark": answer["mark"],
                     "said": said(answer, titles), "reason": answer["reason"]})
    kinds = [(kind, label, [row for row in rows if row["mark"] == kind]) for kind, label in labels().items()]
    return place_page(request, sheet.place, "skattning") | {
        "sheet": sheet, "rows": rows, "kinds": kinds, "most": MARKS_AT_MOST, "complete": True,
        "problem": problem, "refused": refused,
        "choices": choices_of(sheet, "marks"), "crumbs": crumbs_of(sheet, _("Visa och lära")),
        "url": sheet.url("marks"), "share_url": sheet.url("share"), "back_url": sheet.url("assessment"),
    }


def labels() -> dict[str, str]:
    return {SHOW: _("Det här kan vi visa"), LEARN: _("Det här vill vi lära oss")}


def too_many(sheet: Sheet, error: TooManyMarksError) -> str:
    taken = ", ".join(f"”{text(item.title)}”" for item in sheet.items if item.key in error.items)
    return _("Ni har redan valt tre under ”%(kind)s”: %(taken)s. Ta bort en av dem först.") % {
        "kind": labels()[error.mark], "taken": taken,
    }


def _show(request: Request, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    return render(request, f"{PAGE}#chosen" if request.htmx else PAGE, context, status=status)
