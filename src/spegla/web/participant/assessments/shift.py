"""What has moved since the last time: a picture, its table, item by item; and what it taught us."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from spegla.assessments.actions import save_answer, save_reflections
from spegla.core.scoring import total
from spegla.journal.versions import StaleError
from spegla.programme.lookup import highest
from spegla.web.participant.assessments.beside import mapped_before, units_beside
from spegla.web.participant.assessments.forms import ReflectionsForm, WhyForm
from spegla.web.participant.assessments.moving import (
    Moving,
    by_direction,
    functions_over_time,
    item_shifts,
    picture_of,
    table_of,
    who_was_there,
)
from spegla.web.participant.assessments.rows import Answered, Row, scores_in, turns_of
from spegla.web.participant.assessments.sheet import Sheet, choices_of, crumbs_of, one_or_404, sheet_or_404
from spegla.web.participant.assessments.wording import whys
from spegla.web.participant.places import place_page
from spegla.web.requests import Request

PAGE = "participant/assessments/shift.html"


@login_required
@require_GET
def shift_page(request: Request, place: int, occasion: str) -> HttpResponse:
    sheet = sheet_or_404(request, place, occasion)
    return render(request, PAGE, whole_page(request, sheet))


@login_required
@require_POST
def reflections(request: Request, place: int, occasion: str) -> HttpResponse:
    """Save the lessons and needs; what cannot be saved is shown again with what was typed."""
    sheet = sheet_or_404(request, place, occasion, picker=False)
    form = ReflectionsForm(request.POST)
    if not sheet.permit:
        return render(request, PAGE, whole_page(request, sheet, form=form, refused=True), status=403)
    if not form.is_valid():
        return render(request, PAGE, whole_page(request, sheet, form=form), status=422)
    try:
        save_reflections(sheet.paper, form.changes, **form.stamp, by=request.user, now=request.now)
    except StaleError as error:
        return render(request, PAGE, whole_page(request, sheet, form=form, stale=error), status=409)
    messages.success(request, _("Lärdomar och behov är sparade."))
    return redirect(sheet.url("shift") + "#lardomar")


@login_required
@require_POST
def why_moved(request: Request, place: int, occasion: str, item: str) -> HttpResponse:
    """Save why one item stands on another level than the time before; what cannot be saved is shown again, as it was chosen."""
    sheet = sheet_or_404(request, place, occasion, picker=False)
    one_or_404(sheet.items, item)
    form = WhyForm(request.POST)
    if not form.is_valid():
        raise Http404
    if not sheet.permit:
        return render(request, PAGE, whole_page(request, sheet, refused=True), status=403)
    try:
        save_answer(sheet.paper, item, form.changes, **form.stamp, by=request.user, now=request.now)
    except StaleError:
        meanwhile = {"item": item, "why_moved": form.cleaned_data["why_moved"]}
        return render(request, PAGE, whole_page(request, sheet, meanwhile=meanwhile), status=409)
    return redirect(f"{sheet.url('shift')}#fraga-{item}")


def whole_page(
    request: Request, sheet: Sheet, *, form: ReflectionsForm | None = None, stale: StaleError | None = None,
    refused: bool = False, meanwhile: dict[str, str] | None = None,
) -> dict[str, Any]:
    moving = Moving(sheet, turns_of(sheet))
    answered, rows = moving.answered, item_shifts(moving)
    for row in rows:
        row["url"], row["meanwhile"] = sheet.url("why-moved", row["key"]), False
        if meanwhile and meanwhile["item"] == row["key"]:
            row |= {"why_moved": meanwhile["why_moved"], "meanwhile": True}
    return place_page(request, sheet.place, "skattning") | {
        "sheet": sheet, "occasion_before": answered.occasion_before, "rows": rows, "whys": whys(), **drawn(moving, rows),
        "totals": totals_of(sheet, answered), "units_beside": units_beside(sheet), "mapped": mapped_before(sheet),
        "form": reflections_form(answered, form, stale), "stale": stale and both_reflections(stale), "refused": refused,
        "reflected": answered.assessment, "reflections_url": sheet.url("reflections"), "back_url": sheet.url("assessment"),
        "choices": choices_of(sheet, "shift"), "crumbs": crumbs_of(sheet, _("Vad har flyttat?")),
    }


def drawn(moving: Moving, rows: list[Row]) -> dict[str, Any]:
    """The picture with its table and who was there; nothing before two occasions say something."""
    if not moving.has_two:
        return {"picture": None}
    return {
        "picture": picture_of(moving), "table": table_of(moving), "groups": by_direction(rows),
        "there": who_was_there(moving), "there_url": moving.sheet.url("took-part"),
        "functions": functions_over_time(moving),
    }


def totals_of(sheet: Sheet, answered: Answered) -> dict[str, Any] | None:
    """Both totals, where the checklist has a sum. They compare only when every item is scored at both occasions."""
    keys = [item.key for item in sheet.items]
    after = total(scores_in(answered.now), keys, may_sum=sheet.checklist.sum)
    before = total(scores_in(answered.before), keys, may_sum=sheet.checklist.sum)
    if not after:
        return None
    most = len(keys) * highest(sheet.checklist).value
    return {"before": before, "after": after, "of": len(keys), "most": most,
            "comparable": before is not None and before.complete and after.complete}


def reflections_form(answered: Answered, form: ReflectionsForm | None, stale: StaleError | None) -> ReflectionsForm:
    if form and stale:
        return ReflectionsForm(initial=stale.wanted | {"based_on": stale.current.version})
    saved = answered.assessment or {"lessons": "", "needs": "", "version": 0}
    return form or ReflectionsForm(initial={"lessons": saved["lessons"], "needs": saved["needs"], "based_on": saved["version"]})


def both_reflections(error: StaleError) -> dict[str, Any]:
    sides = (error.wanted, {name: getattr(error.current, name) for name in error.wanted})
    yours, saved = ("\n\n".join([_("Lärdomar:"), side["lessons"], _("Behov:"), side["needs"]]) for side in sides)
    by = error.current.changed_by
    return {"yours": yours, "saved": saved, "saved_by": by.name if by else "", "saved_at": error.current.changed_at}
