"""All occasions of a place: begun, done, shared, due, and holes shown as holes."""

from itertools import pairwise
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from spegla.assessments.occasions import OccasionTime, occasions_of
from spegla.assessments.queries import OccasionState, occasion_states, paper_states
from spegla.assessments.sheets import items_for
from spegla.core.visibility import Phase
from spegla.people.models import Organisation
from spegla.rounds.content import checklists_of
from spegla.rounds.models import Participation
from spegla.web.participant.assessments.sheet import CHECKLIST, UNIT, permit_at, units_of
from spegla.web.participant.places import dates_at, own_place_or_404, place_page
from spegla.web.requests import Request
from spegla.web.templatetags.wording import text


@login_required
@require_GET
def overview(request: Request, place: int) -> HttpResponse:
    own = own_place_or_404(request, place)
    occasions = occasions_of(own, dates_at(request, own))
    states = occasion_states([own]).get(own.pk, {})
    papers = papers_of(own)
    rows = [occasion_row(request, own, time, states.get(time.key, OccasionState()), papers) for time in occasions]
    for row, after in pairwise(rows):
        row["hole"] = not row["state"].begun and after["phase"] is not Phase.UPCOMING
    if rows:
        rows[-1]["hole"] = not rows[-1]["state"].begun and rows[-1]["phase"] is Phase.CLOSED
    context = place_page(request, own, "skattning") | {"rows": rows, "several": any(len(row["papers"]) > 1 for row in rows)}
    return render(request, "participant/assessments/overview.html", context)


def occasion_row(
    request: Request, place: Participation, time: OccasionTime, state: OccasionState, papers: list[dict[str, Any]]
) -> dict[str, Any]:
    phase = time.phase(place, request.today)
    addresses = {
        f"{name}_url": reverse(f"participant:{name}", args=[place.pk, time.key])
        for name in ("assessment", "shift", "marks", "share", "comparison", "downloads")
    }
    kind, word = badge_of(state, phase)
    mine = [paper | {"of_occasion": paper["begun"].get(time.key)} for paper in papers]
    return addresses | {
        "time": time, "state": state, "phase": phase, "kind": kind, "word": word, "papers": mine,
        "open": bool(permit_at(request, place, time)),
    }


def badge_of(state: OccasionState, phase: Phase) -> tuple[str, str]:
    if state.done:
        return "done", _("Klar")
    if phase is Phase.UPCOMING:
        return "none", _("Inte öppen än")
    if phase is Phase.CLOSED:
        return "stopped", _("Avslutad")
    if phase is Phase.LATE:
        return "late", _("Försenad")
    return ("now", _("Påbörjad")) if state.begun else ("waiting", _("Väntar på er"))


def papers_of(place: Participation) -> list[dict[str, Any]]:
    """Every unit × checklist with how far it has come at each occasion. Nothing is added up over units."""
    found: dict[tuple[int, str], dict[str, Any]] = {}
    for row in paper_states([place.pk]):
        found.setdefault((row["unit_id"], row["checklist"]), {})[row["occasion"]] = row
    papers = []
    for position, checklist in enumerate(checklists_of(place.round)):
        for unit in units_of(place, checklist):
            papers.append({
                "name": unit.name, "checklist": text(checklist.title), "query": _query(place, unit, checklist.key, position),
                "of": len(items_for(checklist, place, unit.pk)), "begun": found.get((unit.pk, checklist.key), {}),
            })
    return papers


def _query(place: Participation, unit: Organisation, checklist: str, position: int) -> str:
    asked = [f"{UNIT}={unit.pk}"] if unit.pk != place.organisation_id else []
    asked += [f"{CHECKLIST}={checklist}"] if position else []
    return f"?{'&'.join(asked)}" if asked else ""
