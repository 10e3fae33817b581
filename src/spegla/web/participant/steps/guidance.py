"""The guidance: every item of the round's checklists with what it asks of whom. Reading only."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spegla.programme.schema import Ask, Checklist, Item
from spegla.reporting.todos import audiences_at
from spegla.rounds.content import checklists_of
from spegla.web.participant.places import own_place_or_404, place_page, programme_at
from spegla.web.participant.steps.overview import crumbs
from spegla.web.participant.steps.step import EVERYTHING
from spegla.web.participant.steps.step_page import audience_titles
from spegla.web.requests import Request


@dataclass(frozen=True, slots=True)
class Guided:
    """An item with what it asks of the reader, or of all."""

    item: Item
    asks: Sequence[Ask]


@login_required
@require_safe
def guidance(request: Request, place: int) -> HttpResponse:
    own = own_place_or_404(request, place)
    everything = request.GET.get("visa") == EVERYTHING
    audiences, checklists = audiences_at(own, request.standing), checklists_of(own.round)
    of_all = {ask.audience for checklist in checklists for item in checklist.item for ask in item.ask}
    shown = None if everything else audiences
    return render(request, "participant/guidance.html", place_page(request, own, "steg") | {
        "everything": everything,
        "differs": bool(audiences & of_all),
        "checklists": [(checklist, guided(checklist, shown)) for checklist in checklists],
        "audience_titles": audience_titles(programme_at(own).edition),
        "crumbs": crumbs(own, _("Vägledning")),
    })


def guided(checklist: Checklist, audiences: frozenset[str] | None) -> list[Guided]:
    """Every item with what it asks of these audiences; of whom it asks nothing, she reads what it asks of the others."""
    return [Guided(item, [ask for ask in item.ask if ask.audience in (audiences or ())] or item.ask) for item in checklist.item]
