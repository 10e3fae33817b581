"""The brief of somebody who takes over a function from a colleague."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from spegla.people.actions import read_brief
from spegla.people.models import Appointment
from spegla.people.queries import appointments_of
from spegla.reporting.brief import brief_of
from spegla.rounds.queries import rounds_run_by
from spegla.web.participant.places import own_place_or_404, place_page
from spegla.web.participant.steps.overview import crumbs
from spegla.web.participant.steps.words import AUDIENCES, EVENTS, called, told_of
from spegla.web.requests import Request


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def brief(request: Request, place: int, appointment: int) -> HttpResponse:
    own = own_place_or_404(request, place)
    mine = own_appointment_or_404(request, appointment, organisation_id=own.organisation_id)
    if request.method == "POST":
        return has_read(request, mine)
    return render(request, "participant/brief.html", place_page(request, own, "nu") | told(request, mine) | {
        "crumbs": crumbs(own, _("Överlämning")),
    })


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def office_brief(request: Request, appointment: int) -> HttpResponse:
    """The same for a function in an organisation that takes part in no round itself, as the office."""
    mine = own_appointment_or_404(request, appointment)
    if request.method == "POST":
        return has_read(request, mine)
    return render(request, "participant/office_brief.html", told(request, mine) | {
        "rounds": [one for one in rounds_run_by(request.standing) if one.office_id == mine.organisation_id],
        "today": request.today,
    })


def own_appointment_or_404(request: Request, pk: int, **where: int) -> Appointment:
    """A function that the reader holds now."""
    return get_object_or_404(appointments_of(request.user, now=request.now), pk=pk, **where)


def has_read(request: Request, appointment: Appointment) -> HttpResponse:
    if not request.rehearsal:
        read_brief(appointment, by=request.user, now=request.now)
    return redirect("participant:now")


def told(request: Request, appointment: Appointment) -> dict[str, object]:
    """The brief with the words for what happened and what is shared."""
    found = brief_of(appointment, request.standing, told=list(EVENTS), today=request.today, now=request.now)
    return {
        "brief": found,
        "events": [(happened, sentence) for happened in found.events if (sentence := told_of(happened))],
        "shares": [
            (one.share, called(one.share.thing, one.name), AUDIENCES[one.share.audience]) for one in found.shares
        ],
    }
