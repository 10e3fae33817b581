"""Answer for oneself: what is promised, as which function, how far one has come, and taking it back."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from spegla.assessments.own import own_sheet, take_back
from spegla.web.participant.assessments.alone_rows import Own, own_at, own_rows
from spegla.web.participant.assessments.forms import OwnFunctionForm
from spegla.web.participant.assessments.functions import proposed
from spegla.web.participant.assessments.sheet import choices_of, crumbs_of
from spegla.web.participant.places import place_page
from spegla.web.requests import Request

PAGE = "participant/assessments/alone.html"


@login_required
@require_http_methods(["GET", "POST"])
def alone(request: Request, place: int, occasion: str) -> HttpResponse:
    own = own_at(request, place, occasion)
    if request.method == "GET":
        return render(request, PAGE, start_page(request, own))
    form = OwnFunctionForm(request.POST, functions=own.functions)
    if not own.permit:
        return render(request, PAGE, start_page(request, own), status=403)
    if not form.is_valid():
        return render(request, PAGE, start_page(request, own, errors=form.errors), status=422)
    own_sheet(own.sheet.paper, request.user, function=form.cleaned_data["function"])
    return redirect(own.sheet.url("own-answer", own.first.key) if own.first else own.sheet.url("alone"))


@login_required
@require_POST
def take_back_own(request: Request, place: int, occasion: str) -> HttpResponse:
    """One may always take back what has not been shown; only a rehearsal changes nothing."""
    own = own_at(request, place, occasion)
    if own.mine and not request.rehearsal:
        take_back(own.mine)
    return redirect(own.sheet.url("alone"))


def own_page(request: Request, own: Own, label: str) -> dict[str, Any]:
    """What every page of these has around its content."""
    return place_page(request, own.sheet.place, "skattning") | {
        "sheet": own.sheet, "own": own, "levels": own.levels, "oob": False,
        "crumbs": [*crumbs_of(own.sheet), (_("Var för sig"), own.sheet.url("alone")), *([(label, "")] if label else [])],
        "start_url": own.sheet.url("alone"), "all_url": own.sheet.url("own-questions"),
        "joint_url": own.sheet.url("assessment"),
    }


def start_page(request: Request, own: Own, *, errors: Any = None) -> dict[str, Any]:
    chosen = own.mine.function if own.mine else request.POST.get("function", proposed(request, own.sheet.place))
    options = [(key, label, key == chosen) for key, label in own.functions.items()]
    return own_page(request, own, "") | {
        "rows": own_rows(own) if own.mine else [], "errors": errors, "complete": True,
        "options": [*options, ("", _("Jag vill inte säga"), not any(current for *_, current in options))],
        "go_on_url": own.sheet.url("own-answer", own.first.key) if own.first else "",
        "take_back_url": own.sheet.url("take-back-own"), "choices": choices_of(own.sheet, "alone"),
    }
