"""What the organisations of one's round share with all of it: the list, and each thing to read."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spegla.web.participant.places import own_place_or_404, place_page
from spegla.web.participant.steps.overview import crumbs
from spegla.web.requests import Request
from spegla.web.round_shared import listed, shown


@login_required
@require_safe
def round_shared(request: Request, place: int) -> HttpResponse:
    own = own_place_or_404(request, place)
    return render(request, "participant/round_shared.html", place_page(request, own, "steg") | {
        "shared": listed(own.round, request.standing),
        "crumbs": crumbs(own, _("Delat med hela omgången")),
    })


@login_required
@require_safe
def round_shared_one(request: Request, place: int, kind: str, pk: int) -> HttpResponse:
    own = own_place_or_404(request, place)
    thing = shown(own.round, kind, pk, request.standing)
    first, last = crumbs(own, thing["title"])
    listing = (_("Delat med hela omgången"), reverse("participant:round-shared", args=[own.pk]))
    page = place_page(request, own, "steg") | {"thing": thing, "crumbs": [first, listing, last]}
    return render(request, "participant/round_shared_one.html", page)
