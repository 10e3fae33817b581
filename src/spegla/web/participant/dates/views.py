"""A cluster sets the days of the meetings it arranges itself. What follows is shown before it is saved."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from spegla.core.verdict import Why, no
from spegla.rounds.calendar import date_plan_of
from spegla.rounds.clusters import own_meetings
from spegla.rounds.policy import may_set_meetings
from spegla.web.office.moving import moving_of, step_of
from spegla.web.participant.places import own_place_or_404, place_page
from spegla.web.requests import Request


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cluster_dates(request: Request, place: int) -> HttpResponse:
    found = own_place_or_404(request, place)
    if found.cluster is None:
        raise Http404
    allowed = no(Why.REHEARSAL) if request.rehearsal else may_set_meetings(found, request.standing)
    if request.method == "POST" and not allowed:
        raise PermissionDenied
    plan = date_plan_of(found.round, [found.cluster])
    moving = moving_of(request, found.round, plan, [found.cluster], found.cluster_id, own_meetings(plan.programme))
    step, shown = step_of(request, moving)
    if step == "saved":
        messages.success(request, _("Dagarna är sparade. Alla i klustret ser dem nu."))
        return redirect("participant:timeline", found.pk)
    page = place_page(request, found, "tidslinje") | shown | {
        "moving": moving, "allowed": allowed, "alone": True, "back": reverse("participant:timeline", args=[found.pk]),
    }
    return render(request, f"participant/cluster_dates_{step}.html", page, status=409 if shown.get("meanwhile") else 200)
