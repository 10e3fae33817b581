"""The rounds one runs, and the front page of one round; ending it and going on after all."""

import datetime as dt
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from spegla.programme.schema import Programme
from spegla.reporting.office_work import office_work_of
from spegla.reporting.timeline import timeline_of
from spegla.rounds import actions
from spegla.rounds.calendar import date_plan_of, dates_of
from spegla.rounds.clusters import Remark, remarks_of
from spegla.rounds.content import checklists_of, programme_of
from spegla.rounds.models import Cluster, Round
from spegla.rounds.policy import may_open_rounds
from spegla.rounds.queries import clusters_with_members, rounds_run_by
from spegla.rounds.running import amendments_of, rounds_with_sizes, waiting_in
from spegla.steps.actions import tick_for_office
from spegla.steps.queries import office_ticks_of
from spegla.web.office.doors import for_office, office_page
from spegla.web.requests import Request


@dataclass(frozen=True, slots=True)
class Card:
    """A round in the list."""

    round: Round
    programme: Programme
    state: str  # "coming", "now" or "closed"


@login_required
@require_safe
def rounds(request: Request) -> HttpResponse:
    opening = may_open_rounds(request.standing)
    if not opening and not request.standing.offices:
        raise Http404
    cards = [Card(one, programme_of(one), _state(one, request.today)) for one in rounds_with_sizes(request.standing)]
    return render(request, "office/rounds.html", {"cards": cards, "opening": opening})


def _state(round_: Round, today: dt.date) -> str:
    if round_.closed_at:
        return "closed"
    return "coming" if round_.start_on > today else "now"


@for_office
def round_(request: Request, round_: Round) -> HttpResponse:
    """Where the round stands: what comes next, what needs the office, and where everything is done."""
    programme = programme_of(round_)
    clusters = list(clusters_with_members(round_))
    waiting = waiting_in(round_)
    plan = date_plan_of(round_, clusters)
    rows = timeline_of(programme, plan.dates(), plan.own_pins(None), today=request.today)
    ticks = office_ticks_of([round_.pk])
    page = office_page(request, round_, "oversikt") | {
        "work": office_work_of(round_, plan.dates(), ticks, today=request.today),
        "programme": programme,
        "variant": next(one for one in programme.variant if one.key == round_.variant),
        "checklists": checklists_of(round_),
        "coming": [row for row in rows if row.when != "past"][:4],
        "awkward": [row for row in rows if row.awkward and row.date.kind == "meeting"],
        "waiting": waiting,
        "taking_part": waiting + sum(not place.has_ended for one in clusters for place in one.participations.all()),
        "remarks": remarks(clusters, programme),
        "clusters": clusters,
        "amendments": amendments_of(round_),
    }
    return render(request, "office/round.html", page)


def remarks(clusters: list[Cluster], programme: Programme) -> list[tuple[Cluster, list[Remark]]]:
    """Clusters with something to be said about them. The members come with the clusters."""
    size = programme.edition.cluster_size
    found = [(cluster, remarks_of(cluster.participations.all(), size)) for cluster in clusters]
    return [(cluster, said) for cluster, said in found if said]


@for_office
def close(request: Request, round_: Round) -> HttpResponse:
    """Says what it means first; a POST ends the round."""
    if request.method == "POST":
        actions.close_round(round_, by=request.user, now=request.now)
        messages.success(request, _("Omgången är avslutad. Allt går att läsa som förut."))
        return redirect("office:round", round_.pk)
    return render(request, "office/close.html", office_page(request, round_, "", _("Avsluta omgången")))


@login_required
@require_POST
def reopen(request: Request, round: int) -> HttpResponse:
    found = get_object_or_404(rounds_run_by(request.standing), pk=round)
    actions.reopen_round(found, by=request.user, now=request.now)
    messages.success(request, _("Omgången är öppen igen."))
    return redirect("office:round", found.pk)


@for_office
def tick(request: Request, round_: Round) -> HttpResponse:
    """Tick one of the office's own preparations off, or untick it."""
    if request.method != "POST":
        return redirect("office:round", round_.pk)
    key = request.POST.get("key", "")
    if key not in {task.preparation.key for task in office_work_of(round_, dates_of(round_), {}, today=request.today)}:
        raise Http404
    tick_for_office(round_, key, done=request.POST.get("done") == "1", standing=request.standing, now=request.now)
    return redirect(f"{reverse('office:round', args=[round_.pk])}#{key}")
