"""All material of the round step by step, with the links and files of its office, and what one thought of it for oneself."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from spegla.library import actions
from spegla.library.models import Holding, Reflection
from spegla.library.policy import may_reflect
from spegla.library.queries import file_in, holdings_of, reflections_at
from spegla.people.teams import teams_of
from spegla.programme.schema import Material, Programme, Step
from spegla.rounds.models import Participation
from spegla.web.fetching import fetched
from spegla.web.participant.places import dates_at, menu_occasion, own_place_or_404, place_page, programme_at
from spegla.web.participant.steps.links import Way, way_to_material
from spegla.web.participant.steps.overview import crumbs
from spegla.web.participant.steps.step_page import audience_titles
from spegla.web.requests import Request
from spegla.web.templatetags.wording import reason

MOST_SIGNS = 2000


@dataclass(frozen=True, slots=True)
class Row:
    """One material: where it is, and what the reader thought of it."""

    material: Material
    way: Way | None
    holdings: list[Holding]
    mine: Reflection | None
    others: int  # of the team, her own included


@dataclass(frozen=True, slots=True)
class Shelf:
    """The material of a step, and what the office has added beside it."""

    step: Step
    rows: list[Row]
    more: list[Holding]


@login_required
@require_safe
def material(request: Request, place: int) -> HttpResponse:
    return _page(request, own_place_or_404(request, place))


def _page(
    request: Request, place: Participation, *, too_long: tuple[str, str] = ("", ""), status: int = 200
) -> HttpResponse:
    """`too_long`: the key of a material and the thought on it that did not fit, so that nothing is lost."""
    programme = programme_at(place)
    team = teams_of([place.organisation_id], now=request.now).get(place.organisation_id, {})
    page = place_page(request, place, "material") | {
        "shelves": _shelves(request, place, programme, list(team)),
        "size": len(team),
        "everything": True,
        "audience_titles": audience_titles(programme.edition),
        "crumbs": crumbs(place, _("Material")),
        "too_long": too_long,
    }
    return render(request, "participant/library/material.html", page, status=status)


def _shelves(request: Request, place: Participation, programme: Programme, team: list[int]) -> list[Shelf]:
    """Two queries. A step without material is left out."""
    held = holdings_of(place.round, request.standing)
    mine, counts = reflections_at(place, request.user, team=team)
    occasion = menu_occasion(programme, dates_at(request, place), request.today)

    def row(step: Step, one: Material) -> Row:
        way = _from_here(way_to_material(place, step, one, occasion=occasion), place, step)
        return Row(one, way, held.get((step.key, one.key), []), mine.get(one.key), counts[one.key])

    shelves = [Shelf(step, [row(step, one) for one in step.material], held.get((step.key, ""), [])) for step in programme.step]
    return [shelf for shelf in shelves if shelf.rows or shelf.more]


def _from_here(way: Way | None, place: Participation, step: Step) -> Way | None:
    """What stands on the step's own page is reached from here by that page's address."""
    if way is None or not way.url.startswith("#"):
        return way
    return Way(reverse("participant:step", args=[place.pk, step.key]) + way.url, way.label)


@require_POST
@login_required
def reflect(request: Request, place: int, key: str) -> HttpResponse:
    """She has gone through it, with a thought of her own or none; or she takes it back."""
    own = own_place_or_404(request, place)
    found = next((one for step in programme_at(own).step for one in step.material if one.key == key and one.reflection), None)
    if found is None:
        raise Http404
    verdict = may_reflect(own, request.standing)
    text = request.POST.get("text", "").strip()
    if not verdict:
        messages.error(request, reason(verdict.why))
    elif request.POST.get("done") == "0":
        actions.take_back(own, key, by=request.user)
        messages.success(request, _("Borttaget. Det du skrev är raderat."))
    elif len(text) > MOST_SIGNS:
        messages.error(request, _("Det blev för långt: högst %(most)s tecken får plats.") % {"most": MOST_SIGNS})
        return _page(request, own, too_long=(key, text), status=422)
    else:
        actions.reflect(own, key, text, by=request.user, now=request.now)
        messages.success(request, _("Sparat. Bara du ser vad du har skrivit."))
    return redirect(reverse("participant:material", args=[own.pk]) + f"#{key}")


@login_required
@require_safe
def file(request: Request, place: int, pk: int) -> FileResponse:
    """A file that the office has added."""
    own = own_place_or_404(request, place)
    found = file_in(own.round, pk, request.standing)
    if found is None:
        raise Http404
    return fetched(found)
