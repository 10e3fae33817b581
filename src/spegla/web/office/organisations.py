"""Who takes part in a round: add, take in as mentor, end a participation, undo."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from spegla.people.models import Organisation
from spegla.people.teams import teams_of
from spegla.rounds import actions
from spegla.rounds.models import Participation, Round
from spegla.rounds.queries import mentor_offers_for, organisations_known_to, parts_not_in
from spegla.rounds.running import clusters_of, places_of, takes_part
from spegla.web.office.doors import for_office, office_page, posted
from spegla.web.office.forms import EndForm, JoinForm
from spegla.web.requests import Request


@for_office
def organisations(request: Request, round_: Round) -> HttpResponse:
    """The list, the form to add one, and who may be taken in with one press."""
    form = _join_form(request, round_)
    if request.method == "POST" and form.is_valid():
        try:
            name = _join(request, round_, form.cleaned_data)
            messages.success(request, _("%(name)s är med i omgången.") % {"name": name})
            return redirect("office:organisations", round_.pk)
        except ValidationError as error:
            form.add_error(None, error)
    return render(request, "office/organisations.html", _page(request, round_, form))


def _join_form(request: Request, round_: Round) -> JoinForm:
    parents = [round_.inside] if round_.inside else organisations_known_to(request.standing)
    initial = {"parent": round_.inside_id, "kind": Organisation.Kind.ADMINISTRATION if round_.inside else None}
    return JoinForm(posted(request), parents=parents, clusters=clusters_of(round_), initial=initial)


def _page(request: Request, round_: Round, form: JoinForm) -> dict[str, Any]:
    places = list(places_of(round_))
    teams = teams_of([place.organisation_id for place in places], now=request.now)
    return office_page(request, round_, "organisationer", _("Organisationer")) | {
        "places": [(place, len(teams.get(place.organisation_id, ()))) for place in places if not place.has_ended],
        "waiting": sum(not place.has_ended and place.cluster_id is None for place in places),
        "ended": [place for place in places if place.has_ended],
        "offers": mentor_offers_for(round_, request.standing),
        "parts": parts_not_in(round_),
        "form": form,
    }


def _join(request: Request, round_: Round, said: dict[str, Any]) -> str:
    """The name of who is in now. Raises ValidationError by field."""
    parents = {one.pk: one for one in organisations_known_to(request.standing)}
    cluster = next((one for one in clusters_of(round_) if str(one.pk) == str(said["cluster"])), None)
    place = actions.take_in_by_name(
        round_, said["name"], said["kind"], parent=parents.get(said["parent"]) or round_.inside, cluster=cluster,
        role=said["role"], by=request.user, now=request.now,
    )
    return place.organisation.name


@for_office
def take_in(request: Request, round_: Round, organisation: int) -> HttpResponse:
    """With one press: an organisation that has offered to mentor, or a part of the round's own organisation."""
    if request.method == "POST":
        if takes_part(round_, organisation):
            return redirect("office:organisations", round_.pk)
        offers = [offer.participation.organisation for offer in mentor_offers_for(round_, request.standing)]
        known = {one.pk: one for one in (*parts_not_in(round_), *offers)}
        if organisation not in known:
            raise Http404
        found = known[organisation]
        role = Participation.Role.MENTOR if found in offers else Participation.Role.PARTICIPANT
        place = actions.take_in(round_, found, role=role, by=request.user, now=request.now)
        messages.success(request, _("%(name)s är med i omgången.") % {"name": place.organisation.name})
    return redirect("office:organisations", round_.pk)


@for_office
def end(request: Request, round_: Round, place: int) -> HttpResponse:
    """Says what it means first; a POST with a reason ends the participation."""
    found = get_object_or_404(places_of(round_), pk=place)
    if found.has_ended:
        return redirect("office:organisations", round_.pk)
    form = EndForm(posted(request))
    if form.is_valid():
        actions.end_participation(found, reason=form.cleaned_data["reason"], by=request.user, now=request.now)
        messages.success(request, _("Deltagandet är avslutat. Det som %(name)s har skrivit finns kvar.")
                         % {"name": found.organisation.name})
        return redirect("office:organisations", round_.pk)
    page = office_page(request, round_, "organisationer", _("Avsluta ett deltagande"))
    return render(request, "office/end.html", page | {"place": found, "form": form})


@for_office
def resume(request: Request, round_: Round, place: int) -> HttpResponse:
    found = get_object_or_404(places_of(round_), pk=place)
    if request.method == "POST":
        actions.resume_participation(found, by=request.user, now=request.now)
        messages.success(request, _("%(name)s deltar igen.") % {"name": found.organisation.name})
    return redirect("office:organisations", round_.pk)
