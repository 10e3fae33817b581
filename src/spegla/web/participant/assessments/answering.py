"""Answer a checklist together, one item at a time, each saved as it is given."""

from typing import Any
from urllib.parse import quote, urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from django_htmx.http import HttpResponseClientRedirect

from spegla.assessments.actions import save_answer
from spegla.assessments.models import Answer
from spegla.assessments.occasions import earlier
from spegla.assessments.queries import answers_by_assessment
from spegla.assessments.shown import told_of
from spegla.journal.versions import StaleError, key_after
from spegla.web.participant.assessments.again import Again, both_texts, signed_out, typed
from spegla.web.participant.assessments.beside_notes import Unsent, add_notes, may_reply_here
from spegla.web.participant.assessments.forms import AnswerForm
from spegla.web.participant.assessments.functions import functions_at
from spegla.web.participant.assessments.rows import (
    SHORT,
    Answered,
    Row,
    add_asks,
    answered_at,
    count_answered,
    item_row,
    item_rows,
)
from spegla.web.participant.assessments.sheet import Sheet, choices_of, crumbs_of, one_or_404, sheet_or_404
from spegla.web.participant.assessments.spreads import add_alone, alone_card
from spegla.web.participant.assessments.wording import levels_of, titles_of, whys
from spegla.web.participant.places import place_page
from spegla.web.requests import Request

PAGE = "participant/assessments/assessment.html"
ITEM = "participant/assessments/item.html"
OPEN = "punkt"


@login_required
@require_GET
def assessment(request: Request, place: int, occasion: str) -> HttpResponse:
    sheet = sheet_or_404(request, place, occasion)
    return render(request, PAGE, whole_page(request, sheet, asked=request.GET.get(OPEN, "")))


@require_http_methods(["GET", "POST"])
def answer(request: Request, place: int, occasion: str, item: str) -> HttpResponse:
    """Save one answer; or give one question of a long checklist when it is opened."""
    if not request.user.is_authenticated:
        return signed_out(request, reverse("participant:assessment", args=[place, occasion]), item)
    if request.method == "GET":
        return _opened(request, sheet_or_404(request, place, occasion), item)
    sheet = sheet_or_404(request, place, occasion, picker=False)
    one_or_404(sheet.items, item)
    form = AnswerForm(request.POST, checklist=sheet.checklist)
    if not sheet.permit:
        return _again(request, sheet, Again(item, typed(form), refused=sheet.permit), status=403)
    if not form.is_valid():
        return _again(request, sheet, Again(item, typed(form), errors=form.errors), status=422)
    try:
        row = save_answer(sheet.paper, item, form.changes, **form.stamp, by=request.user, now=request.now)
    except StaleError as error:
        stale = both_texts(error, titles_of(sheet.checklist))
        return _again(request, sheet, Again(item, typed(form), stale=stale), status=409)
    return _saved(request, sheet, row)


def whole_page(
    request: Request, sheet: Sheet, *, asked: str = "", again: Again | None = None, unsent: Unsent | None = None
) -> dict[str, Any]:
    answered = answered_at(sheet)
    short = len(sheet.items) <= SHORT
    rows = item_rows(sheet, answered, asked=asked, again=again)
    if short:
        add_asks(sheet, rows)
    told, levels, functions = told_of(sheet.paper), levels_of(sheet.checklist), functions_at(sheet.place)
    add_alone(rows, told, levels, functions)
    return place_page(request, sheet.place, "skattning") | {
        "sheet": sheet,
        "rows": rows,
        "answered": (count := count_answered(sheet, answered.now)),
        "complete": count == len(sheet.items),
        "go_on_url": go_on_at(sheet, rows),
        "occasion_before": answered.occasion_before,
        "levels": levels,
        "alone": alone_card(request, sheet, told),
        "short": short,
        "oob": False,
        "whys": whys(),
        "noted": add_notes(request, sheet, rows, unsent),
        "may_reply": may_reply_here(request, sheet),
        "open_words": _("Öppna frågan"),
        "choices": choices_of(sheet, "assessment"),
        "crumbs": crumbs_of(sheet, ""),
        "in_room_url": sheet.url("in-room"),
        "marks_url": sheet.url("marks"), "share_url": sheet.url("share"), "shift_url": sheet.url("shift"),
        "downloads_url": sheet.url("downloads"),
    }


def opened_at(sheet: Sheet, item: str) -> str:
    """The page with this question open, and the browser at it."""
    return f"{sheet.url('assessment')}{'&' if sheet.query else '?'}{urlencode({OPEN: item})}#{OPEN}-{quote(item)}"


def go_on_at(sheet: Sheet, rows: list[Row]) -> str:
    """Straight to the first question without an answer, on this very page when it is open here; nothing when all have one."""
    first = next((row for row in rows if not row["is_answered"]), None)
    if first is None or not sheet.permit:
        return ""
    return f"#{OPEN}-{quote(first['key'])}" if first["open"] else opened_at(sheet, first["key"])


def one_row(rows: list[Row], item: str) -> Row:
    for row in rows:
        if row["key"] == item:
            return row
    raise Http404


def _again(request: Request, sheet: Sheet, again: Again, *, status: int) -> HttpResponse:
    context = whole_page(request, sheet, again=again)
    if not request.htmx:
        return render(request, PAGE, context, status=status)
    row = one_row(context["rows"], again.item)
    return _swap_item(render(request, f"{ITEM}#question", context | {"row": row}, status=status), again.item)


def _saved(request: Request, sheet: Sheet, saved: Answer) -> HttpResponse:
    if "files" in request.POST:
        there = sheet.url("evidence", saved.item)
        return HttpResponseClientRedirect(there) if request.htmx else redirect(there)
    if not request.htmx:
        return redirect(opened_at(sheet, request.POST.get("next", saved.item)))
    if "remove" in request.POST or "again" in request.POST:
        return _anew(request, sheet, saved.item)
    answered = _answered_after(sheet, saved)
    item = one_or_404(sheet.items, saved.item)
    row: Row = item_row(sheet, item, answered, titles_of(sheet.checklist))
    row["request_key"] = key_after(request.POST.get("request_key", ""))
    asked_why = "why_moved" in request.POST  # what stands there already is left alone: somebody may be in it
    context = {"sheet": sheet, "row": row, "answered": count_answered(sheet, answered.now), "oob": True,
               "whys": whys(), "ask_why": asked_why != row["moved"]}
    return render(request, f"{ITEM}#saved", context)


def _answered_after(sheet: Sheet, saved: Answer) -> Answered:
    """What a save needs to show; what was said before only where there is a before."""
    if earlier(sheet.occasions, sheet.occasion.key):
        return answered_at(sheet)
    return Answered(now=answers_by_assessment([saved.assessment_id])[saved.assessment_id])


def _opened(request: Request, sheet: Sheet, item: str) -> HttpResponse:
    if not request.htmx:
        one_or_404(sheet.items, item)
        return redirect(opened_at(sheet, item))
    context = whole_page(request, sheet, asked=item)
    return render(request, f"{ITEM}#question", context | {"row": one_row(context["rows"], item)})


def _anew(request: Request, sheet: Sheet, item: str) -> HttpResponse:
    """The whole item, so that its radio buttons let go of a removed score, and warnings of what has been put right."""
    context = whole_page(request, sheet, asked=request.POST.get("next", item)) | {"oob": True}
    return _swap_item(render(request, f"{ITEM}#anew", context | {"row": one_row(context["rows"], item)}), item)


def _swap_item(response: HttpResponse, item: str) -> HttpResponse:
    response["HX-Retarget"], response["HX-Reswap"] = f"#fraga-{item}", "outerHTML"
    return response


