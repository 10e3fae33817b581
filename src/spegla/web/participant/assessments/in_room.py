"""From the joint assessment into the room: open a live assessment, or go to the one that goes on."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from spegla.assessments.live import open_live
from spegla.assessments.live_queries import live_of
from spegla.web.participant.assessments.sheet import choices_of, crumbs_of, sheet_or_404
from spegla.web.participant.places import place_page
from spegla.web.requests import Request


@login_required
@require_http_methods(["GET", "POST"])
def in_room(request: Request, place: int, occasion: str) -> HttpResponse:
    sheet = sheet_or_404(request, place, occasion)
    if request.method == "POST" and sheet.permit:
        return redirect("live:screen", open_live(sheet.paper, by=request.user, now=request.now).pk)
    context = place_page(request, sheet.place, "skattning") | {
        "sheet": sheet, "live": live_of(sheet.paper, now=request.now), "complete": True,
        "url": sheet.url("in-room"), "back_url": sheet.url("assessment"),
        "choices": choices_of(sheet, "in-room"), "crumbs": crumbs_of(sheet, _("I rummet")),
    }
    return render(request, "participant/assessments/in_room.html", context, status=403 if request.method == "POST" else 200)
