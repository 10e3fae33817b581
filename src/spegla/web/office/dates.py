"""The office sets and clears dates, for the round or for one cluster; and everything dated in one list."""

import datetime as dt
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from spegla.core.calendar import ROOT, Awkward
from spegla.programme.schema import Date, Step
from spegla.reporting.timeline import Dated, timeline_of
from spegla.rounds.calendar import date_plan_of
from spegla.rounds.content import programme_of
from spegla.rounds.models import Cluster, Round
from spegla.rounds.moves import DatePlan, Scope
from spegla.rounds.running import amendments_of, clusters_of, places_of
from spegla.web.office.doors import for_office, office_page
from spegla.web.office.moving import moving_of, step_of
from spegla.web.requests import Request


@for_office
def dates(request: Request, round_: Round) -> HttpResponse:
    clusters = list(clusters_of(round_))
    scope = scope_or_404(request, clusters)
    plan = date_plan_of(round_, clusters)
    moving = moving_of(request, round_, plan, clusters, scope, {day.key for day in plan.programme.date})
    step, shown = step_of(request, moving)
    here = reverse("office:dates", args=[round_.pk]) + (f"?kluster={scope}" if scope else "")
    if step == "saved":
        messages.success(request, _("Datumen är sparade. Alla som berörs ser dem nu."))
        return redirect(here)
    page = office_page(request, round_, "datum", _("Datum")) | shown | {
        "moving": moving, "clusters": clusters, "back": here,
    }
    return render(request, f"office/dates_{step}.html", page, status=409 if shown.get("meanwhile") else 200)


def scope_or_404(request: Request, clusters: list[Cluster]) -> Scope:
    """The cluster in `?kluster=`, or None for the round as a whole."""
    wanted = request.GET.get("kluster", "")
    if not wanted:
        return None
    for cluster in clusters:
        if str(cluster.pk) == wanted:
            return cluster.pk
    raise Http404


@dataclass(frozen=True, slots=True)
class RoundDated:
    """A dated thing, for all or for some clusters only (`who`), and where its day is changed. Shown like any other."""

    dated: Dated
    who: str
    anchor: str
    change_url: str

    @property
    def date(self) -> Date:
        return self.dated.date

    @property
    def on(self) -> dt.date:
        return self.dated.on

    @property
    def step(self) -> Step | None:
        return self.dated.step

    @property
    def pinned(self) -> bool:
        return self.dated.pinned

    @property
    def when(self) -> str:
        return self.dated.when

    @property
    def awkward(self) -> tuple[Awkward, ...]:
        return self.dated.awkward


@for_office
def timeline(request: Request, round_: Round) -> HttpResponse:
    """Everything dated: the round's, what a cluster has set for itself, and what was decided about the round."""
    clusters = list(clusters_of(round_))
    scope = scope_or_404(request, clusters)
    plan = date_plan_of(round_, clusters)
    rows = _rows(request, round_, plan, clusters, scope)
    page = office_page(request, round_, "tidslinje", _("Tidslinje")) | {
        "rows": rows, "clusters": clusters, "scope": scope,
        "amendments": sorted(amendments_of(round_), key=lambda one: (one.effective_on, one.pk)),
        "ended": [place for place in places_of(round_) if place.has_ended],
    }
    return render(request, "office/timeline.html", page)


def _rows(request: Request, round_: Round, plan: DatePlan, clusters: list[Cluster], scope: Scope) -> list[RoundDated]:
    """With no cluster chosen: the round's dates, and of each cluster those that are others than the round's."""
    names = {cluster.pk: cluster.name for cluster in clusters}
    scopes = plan.scopes if scope is None else (scope,)
    url = "" if round_.closed_at else reverse("office:dates", args=[round_.pk])
    common, found = plan.dates(), []
    for one in scopes:
        for dated in timeline_of(programme_of(round_), plan.dates(one), {ROOT, *plan.pins_for(one)}, today=request.today):
            key = dated.date.key
            if scope is None and one is not None and dated.on == common[key]:
                continue
            change = f"{url}?kluster={one}" if url and one is not None else url
            who = names[one] if one is not None and scope is None else ""
            found.append(RoundDated(dated, who, f"{key}-{one}" if one else key, change))
    return sorted(found, key=lambda row: row.on)
