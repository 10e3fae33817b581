"""Look at the pages as if it were another day. Nothing is saved meanwhile: the middleware holds that."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from spegla.rounds.calendar import date_plan_of
from spegla.rounds.content import programme_of
from spegla.rounds.queries import rounds_run_by
from spegla.web.office.doors import office_page, posted
from spegla.web.office.forms import DayForm
from spegla.web.requests import Request

SESSION_KEY = "rehearsal"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rehearsal(request: Request, round: int) -> HttpResponse:
    """Choose a day. A closed round may be looked at like that too."""
    found = get_object_or_404(rounds_run_by(request.standing), pk=round)
    form = DayForm(posted(request), initial={"day": request.today})
    if form.is_valid():
        request.session[SESSION_KEY] = form.cleaned_data["day"].isoformat()
        return redirect("office:round", found.pk)
    dates = date_plan_of(found).dates()
    meetings = [(day, dates[day.key]) for day in programme_of(found).date if day.kind == "meeting"]
    page = office_page(request, found, "", _("Repetera en dag"))
    return render(request, "office/rehearsal.html", page | {"form": form, "meetings": meetings})


@login_required
@require_POST
def leave(request: Request) -> HttpResponse:
    if request.session.pop(SESSION_KEY, None):
        messages.success(request, _("Repetitionen är avslutad. Nu är det i dag igen."))
    return redirect("office:rounds" if request.standing.office_organisations else "participant:now")
