"""Improvements: the list, a new one on one of two tracks, one of one's own or one that others have shared; share."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spegla.improvement.actions import change_improvement, start_improvement
from spegla.improvement.models import Improvement
from spegla.improvement.policy import may_begin
from spegla.improvement.queries import among, improvements_at, improvements_of_others
from spegla.journal.queries import things_shown
from spegla.journal.versions import StaleError
from spegla.rounds.models import Participation
from spegla.web.forms import fresh_key
from spegla.web.participant.improvement import shares
from spegla.web.participant.improvement.forms import ImprovementForm
from spegla.web.participant.improvement.improvement_page import (
    choose_track_page,
    edited,
    form_page,
    improvement_page,
    new_form,
    shared_page,
    writing,
)
from spegla.web.participant.places import own_place_or_404, place_page
from spegla.web.requests import Request

Track = Improvement.Track


@login_required
@require_safe
def improvements(request: Request, place: int) -> HttpResponse:
    mine = own_place_or_404(request, place)
    return render(request, "participant/improvements.html", place_page(request, mine, "ideer") | {
        "improvements": list(improvements_at(mine, request.standing)),
        "shared": list(improvements_of_others(mine, request.standing)),
        "shown": things_shown("improvement", mine.organisation_id),
        "writing": writing(request, may_begin(mine.organisation_id, request.standing)),
        "tab": "improvements",
    })


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def improvement_new(request: Request, place: int) -> HttpResponse:
    """First the track, then its form."""
    mine = own_place_or_404(request, place)
    track = (request.POST if request.method == "POST" else request.GET).get("spar", "")
    if track not in Track.values:
        return choose_track_page(request, mine)
    form = new_form(request, mine, track)
    if request.method != "POST":
        return form_page(request, mine, form, track)
    if not form.is_valid():
        return form_page(request, mine, form, track, status=422)
    written = form.changes | {"track": track}
    key = form.stamp["request_key"] or fresh_key()
    try:
        started = start_improvement(mine, written, items=form.chosen, creation_key=key, standing=request.standing,
                                    now=request.now)
    except StaleError as error:
        current = among(improvements_at(mine, request.standing), error.current.pk)
        return improvement_page(request, mine, current, form=edited(request, mine, current), stale=True, status=409)
    messages.success(request, _("Förbättringen är sparad."))
    return redirect("participant:improvement", mine.pk, started.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def improvement(request: Request, place: int, pk: int) -> HttpResponse:
    mine = own_place_or_404(request, place)
    found = among(improvements_at(mine, request.standing), pk)
    if found is None:
        return shared_page(request, mine, pk)
    if request.method != "POST":
        return improvement_page(request, mine, found)
    form = edited(request, mine, found)
    if not form.is_valid():
        return improvement_page(request, mine, found, form=form, status=422)
    return _save(request, mine, found, form)


@login_required
@require_POST
def improvement_share(request: Request, place: int, pk: int) -> HttpResponse:
    mine, found = _own_or_404(request, place, pk)
    shares.share(request, found, mine)
    return redirect("participant:improvement", mine.pk, found.pk)


@login_required
@require_POST
def improvement_unshare(request: Request, place: int, pk: int) -> HttpResponse:
    mine, found = _own_or_404(request, place, pk)
    shares.stop(request, found)
    return redirect("participant:improvement", mine.pk, found.pk)


def _save(request: Request, place: Participation, found: Improvement, form: ImprovementForm) -> HttpResponse:
    try:
        change_improvement(found, form.changes, items=form.chosen, **form.stamp, standing=request.standing, now=request.now)
    except StaleError:
        current = among(improvements_at(place, request.standing), found.pk)
        return improvement_page(request, place, current, form=form, stale=True, status=409)
    messages.success(request, _("Förbättringen är sparad."))
    return redirect("participant:improvement", place.pk, found.pk)


def _own_or_404(request: Request, place: int, pk: int) -> tuple[Participation, Improvement]:
    mine = own_place_or_404(request, place)
    return mine, get_object_or_404(improvements_at(mine, request.standing), pk=pk)
