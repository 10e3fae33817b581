"""Who was there when the group answered: how many of each function, never who."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from spegla.assessments.present import say_who_took_part
from spegla.assessments.shown import told_of
from spegla.web.participant.assessments.forms import TookPartForm
from spegla.web.participant.assessments.functions import functions_at
from spegla.web.participant.assessments.sheet import Sheet, choices_of, crumbs_of, sheet_or_404
from spegla.web.participant.places import place_page
from spegla.web.requests import Request

PAGE = "participant/assessments/took_part.html"


@login_required
@require_http_methods(["GET", "POST"])
def who_took_part(request: Request, place: int, occasion: str) -> HttpResponse:
    sheet = sheet_or_404(request, place, occasion)
    functions = functions_at(sheet.place)
    if request.method == "GET":
        form = TookPartForm(told_of(sheet.paper).took_part, functions=functions)
        return _page(request, sheet, form)
    form = TookPartForm(request.POST, functions=functions)
    if not sheet.permit:
        return _page(request, sheet, form, status=403)
    if not form.is_valid():
        return _page(request, sheet, form, status=422)
    say_who_took_part(sheet.paper, form.counts, by=request.user, now=request.now)
    return redirect(sheet.url("assessment") + "#vilka-var-med")


def _page(request: Request, sheet: Sheet, form: TookPartForm, *, status: int = 200) -> HttpResponse:
    context = place_page(request, sheet.place, "skattning") | {
        "sheet": sheet, "form": form, "choices": choices_of(sheet, "took-part"), "complete": True,
        "crumbs": crumbs_of(sheet, _("Vilka var med?")), "url": sheet.url("took-part"), "back_url": sheet.url("assessment"),
    }
    return render(request, PAGE, context, status=status)
