"""The clusters of a round: who sits where and in what role, in one table with one save; forming, naming, taking away."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from spegla.rounds import actions
from spegla.rounds.content import programme_of
from spegla.rounds.models import Participation, Round
from spegla.rounds.placing import PlacedMeanwhileError, Placement, Seat
from spegla.rounds.queries import clusters_with_members
from spegla.rounds.running import clusters_of, nobody_in, taking_part
from spegla.web.office.doors import for_office, office_page, posted
from spegla.web.office.forms import ROLES, ClusterForm
from spegla.web.office.rounds import remarks
from spegla.web.requests import Request

ROWS = 60
NOWHERE = Seat(-1, "")


@dataclass(frozen=True, slots=True)
class SeatRow:
    """One organisation in the table: the seat it was seen in, and the one that is chosen in the form."""

    place: Participation
    was: str
    cluster: str
    role: str
    stale: bool = False


@for_office
def clusters(request: Request, round_: Round) -> HttpResponse:
    """A POST moves all who are chosen to move, or, when somebody else moved one of them, shows both."""
    if request.method != "POST":
        return _page(request, round_)
    placements = _placements(request, round_)
    try:
        moved = actions.arrange(round_, placements, by=request.user, now=request.now)
    except PlacedMeanwhileError as error:
        chosen = {one.participation: one.seat for one in placements}
        return _page(request, round_, chosen=chosen, stale=set(error.seats), status=409)
    if moved:
        messages.success(request, _("Sparat. Alla i klustren ser nu den nya indelningen."))
    else:
        messages.info(request, _("Inget var ändrat, så inget behövde sparas."))
    return redirect(request.get_full_path())


def _placements(request: Request, round_: Round) -> list[Placement]:
    """What the form says of the organisations it showed. A value that cannot be is as if it were not changed; what does
    not say where it saw an organisation has not seen where it is."""
    known = {one.pk for one in clusters_of(round_)}
    roles = {role for role, _label in ROLES}
    found = []
    for pk in (place.pk for place in taking_part(round_)):
        was = _seat(request.POST.get(f"was-{pk}", "")) or NOWHERE
        seat = _seat(f"{request.POST.get(f'cluster-{pk}', '')}:{request.POST.get(f'role-{pk}', '')}")
        if seat and seat.role in roles and seat.cluster in {None, *known}:
            found.append(Placement(pk, was, seat))
    return found


def _seat(text: str) -> Seat | None:
    cluster, separator, role = text.partition(":")
    if not separator or not (cluster == "" or (cluster.isascii() and cluster.isdigit() and len(cluster) < 18)):
        return None
    return Seat(int(cluster) if cluster else None, role)


def _page(
    request: Request, round_: Round, *, form: ClusterForm | None = None, chosen: dict[int, Seat] | None = None,
    stale: set[int] = frozenset(), status: int = 200,  # type: ignore[assignment]
) -> HttpResponse:
    found = list(clusters_with_members(round_))
    rows = Paginator(taking_part(round_), ROWS).get_page(request.GET.get("page"))
    page = office_page(request, round_, "kluster", _("Klustren")) | {
        "clusters": found,
        "options": [(str(one.pk), one.name) for one in found],
        "remarks": dict((cluster.pk, said) for cluster, said in remarks(found, programme_of(round_))),
        "size": programme_of(round_).edition.cluster_size,
        "page": rows,
        "rows": [_row(place, (chosen or {}).get(place.pk), place.pk in stale) for place in rows],
        "stale": bool(stale),
        "roles": ROLES,
        "form": form or ClusterForm(),
    }
    return render(request, "office/clusters.html", page, status=status)


def _row(place: Participation, chosen: Seat | None, stale: bool) -> SeatRow:
    seat = chosen or Seat(place.cluster_id, place.role)
    return SeatRow(place, f"{place.cluster_id or ''}:{place.role}", str(seat.cluster or ""), seat.role, stale)


@for_office
def form_cluster(request: Request, round_: Round) -> HttpResponse:
    if request.method != "POST":
        return redirect("office:clusters", round_.pk)
    form = ClusterForm(request.POST)
    if form.is_valid():
        try:
            made = actions.form_cluster(round_, **form.cleaned_data, by=request.user, now=request.now)
            messages.success(request, _("Klustret %(name)s finns nu. Välj vilka som ska vara med i det.") % {"name": made.name})
            return redirect("office:clusters", round_.pk)
        except ValidationError as error:
            form.add_error(None, error)
    return _page(request, round_, form=form)


@for_office
def cluster(request: Request, round_: Round, cluster: int) -> HttpResponse:
    """Its name and theme."""
    found = get_object_or_404(clusters_of(round_), pk=cluster)
    form = ClusterForm(posted(request), initial={"name": found.name, "theme": found.theme})
    if form.is_valid():
        try:
            actions.rename_cluster(found, **form.cleaned_data, by=request.user, now=request.now)
            messages.success(request, _("Sparat."))
            return redirect("office:clusters", round_.pk)
        except ValidationError as error:
            form.add_error(None, error)
    page: dict[str, Any] = office_page(request, round_, "kluster", found.name)
    return render(request, "office/cluster.html", page | {"cluster": found, "form": form, "empty": nobody_in(found)})


@for_office
def dissolve(request: Request, round_: Round, cluster: int) -> HttpResponse:
    found = next((one for one in clusters_of(round_) if one.pk == cluster), None)
    if request.method == "POST" and found:
        if actions.dissolve_cluster(found, by=request.user, now=request.now):
            messages.success(request, _("Klustret %(name)s är borttaget.") % {"name": found.name})
        else:
            messages.error(request, _("Klustret %(name)s kan inte tas bort: någon är med i det eller har skrivit där.")
                           % {"name": found.name})
    return redirect("office:clusters", round_.pk)
