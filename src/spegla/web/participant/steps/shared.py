"""What an organisation tells the others: its appointed service and its experience talk, written, shared and read."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spegla.journal.models import Share
from spegla.journal.versions import StaleError
from spegla.people.queries import representatives_of
from spegla.rounds.models import Participation
from spegla.rounds.policy import may_work
from spegla.steps.actions import appoint_service, share_with, stop_sharing, tell_experience
from spegla.steps.models import AppointedService, ExperienceTalk
from spegla.steps.policy import may_stop_sharing
from spegla.steps.queries import shared_versions, standing_shares_of, written_at
from spegla.web.forms import VersionedForm
from spegla.web.participant.places import own_place_or_404, place_page, working_at
from spegla.web.participant.steps.forms import ExperienceForm, ServiceForm
from spegla.web.participant.steps.overview import crumbs
from spegla.web.participant.steps.saving import both_texts, filled
from spegla.web.participant.steps.step import allowed
from spegla.web.requests import Request


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing to tell: how it is written, and its pages."""

    name: str  # of its address: participant:<name>, <name>-share, <name>-of
    model: type[AppointedService] | type[ExperienceTalk]
    form: type[VersionedForm]
    save: Any
    mentors_only: bool

    @property
    def template(self) -> str:
        return f"participant/{self.name}.html"

    def title(self) -> str:
        return _("Erfarenheter") if self.mentors_only else _("Utsedd verksamhet")


SERVICE = Kind("service", AppointedService, ServiceForm, appoint_service, mentors_only=False)
EXPERIENCE = Kind("experience", ExperienceTalk, ExperienceForm, tell_experience, mentors_only=True)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: Request, place: int, kind: Kind) -> HttpResponse:
    mine = place_for_or_404(request, place, kind)
    if request.method != "POST":
        return show(request, mine, kind)
    form = kind.form(request.POST)
    if not working_at(request, mine):
        return show(request, mine, kind, form=form, status=403)
    if not form.is_valid():
        return show(request, mine, kind, form=form, status=422)
    try:
        kind.save(mine, form.changes, **form.stamp, standing=request.standing, now=request.now)
    except StaleError as error:
        again, differing = both_texts(form, error)
        return show(request, mine, kind, form=again, differing=differing, status=409)
    messages.success(request, _("Sparat hos er. De andra ser det först när ni delar."))
    return redirect(f"participant:{kind.name}", mine.pk)


@login_required
@require_POST
def share(request: Request, place: int, kind: Kind) -> HttpResponse:
    """Show it to the cluster or the round as it stands now, or to nobody any more."""
    mine = place_for_or_404(request, place, kind)
    thing, audience = written_at(kind.model, mine), request.POST.get("audience", "")
    if thing is None or audience not in (Share.Audience.CLUSTER, Share.Audience.ROUND, "ingen"):
        raise Http404
    if allowed(request, mine, may_stop_sharing if audience == "ingen" else may_work):
        _share(request, thing, audience, mine)
    return redirect(f"participant:{kind.name}", mine.pk)


@login_required
@require_safe
def of(request: Request, place: int, owner: int, kind: Kind) -> HttpResponse:
    """Another organisation's, as it shared it."""
    mine = own_place_or_404(request, place)
    rows = shared_versions(kind.model, request.standing)
    row = get_object_or_404(rows, participation__round=mine.round_id, participation_id=owner)
    return render(request, f"participant/{kind.name}_of.html", place_page(request, mine, "steg") | {
        "row": row,
        "owner": row.participation.organisation,
        "crumbs": crumbs(mine, row.participation.organisation.name),
    })


def place_for_or_404(request: Request, pk: int, kind: Kind) -> Participation:
    """One's own place; an experience talk is a mentor organisation's."""
    place = own_place_or_404(request, pk)
    if kind.mentors_only and not place.is_mentor:
        raise Http404
    return place


def show(request: Request, place: Participation, kind: Kind, *, status: int = 200, **over: Any) -> HttpResponse:
    row = written_at(kind.model, place)
    standing = list(standing_shares_of(row)) if row else []
    context = place_page(request, place, "steg") | {
        "row": row,
        "shares": standing,
        "shown_now": {share.audience for share in standing if share.version == row.version} if row else set(),
        "changed_since": any(share.version < row.version for share in standing) if row else False,
        "form": over.get("form") or filled(kind.form, row),
        "differing": over.get("differing", []),
        "share_url": f"participant:{kind.name}-share",
        "crumbs": crumbs(place, kind.title()),
        "representatives": [] if kind.mentors_only else representatives_of(place.organisation, now=request.now),
    }
    return render(request, kind.template, context, status=status)


def _share(request: Request, thing: AppointedService | ExperienceTalk, audience: str, place: Participation) -> None:
    if audience != "ingen" and request.POST.get("version") != str(thing.version):
        messages.warning(request, _("Texten har ändrats sedan du läste den. Läs igenom den och dela igen."))
    elif audience == "ingen":
        stop_sharing(thing, standing=request.standing, now=request.now)
        messages.success(request, _("Nu är det inte längre delat. Det ni har skrivit finns kvar hos er."))
    elif audience == Share.Audience.CLUSTER and place.cluster_id is None:
        messages.error(request, _("Ni har inget kluster än. Programledningen sätter samman klustren."))
    else:
        share_with(thing, audience, standing=request.standing, now=request.now)
        messages.success(request, _("Delat, så som det ser ut nu."))
