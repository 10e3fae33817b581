"""What the pages of an improvement show: its form on its track, from idea to effect, what the plan would gain."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from spegla.core.verdict import Verdict, Why, no
from spegla.core.visibility import Act
from spegla.improvement.models import Improvement, still_lacks
from spegla.improvement.policy import may, may_begin
from spegla.improvement.queries import (
    aimed_items,
    among,
    ideas_at,
    shared_ideas_visible_to,
    shared_improvements_visible_to,
)
from spegla.rounds.content import checklists_of
from spegla.rounds.models import Participation
from spegla.web.participant.improvement import shares
from spegla.web.participant.improvement.forms import ImprovementForm, form_for
from spegla.web.participant.improvement.origins import words
from spegla.web.participant.improvement.stale import on_top_of
from spegla.web.participant.places import place_page
from spegla.web.requests import Request


def new_form(request: Request, place: Participation, track: str) -> ImprovementForm:
    lists: dict[str, Any] = {"ideas": _ideas(request, place), "items": _items(place)}
    if request.method == "POST":
        return form_for(track, new=True)(request.POST, **lists)
    known = {str(pk): pk for pk, _title in lists["ideas"]}
    idea_id = known.get(request.GET.get("ide", ""))
    title = dict(lists["ideas"]).get(idea_id, "")
    return form_for(track, new=True)(initial={"idea_id": idea_id, "title": title}, **lists)


def edited(request: Request, place: Participation, found: Improvement) -> ImprovementForm:
    """The form as it was sent."""
    lists: dict[str, Any] = {"ideas": _ideas(request, place, found), "items": _items(place, found)}
    return form_for(found.track, new=False)(request.POST, **lists)


def choose_track_page(request: Request, place: Participation) -> HttpResponse:
    idea = request.GET.get("ide", "")
    return render(request, "participant/improvement_track.html", place_page(request, place, "ideer") | {
        "idea": idea if idea.isdigit() else "",
        "writing": writing(request, may_begin(place.organisation_id, request.standing)),
        "crumbs": _crumbs(place, _("Ny förbättring")),
    })


def form_page(
    request: Request, place: Participation, form: ImprovementForm, track: str, *, status: int = 200
) -> HttpResponse:
    context = place_page(request, place, "ideer") | {
        "form": form,
        "track": Improvement.Track(track),
        "writing": writing(request, may_begin(place.organisation_id, request.standing)),
        "crumbs": _crumbs(place, _("Ny förbättring")),
    }
    return render(request, "participant/improvement_form.html", context, status=status)


def improvement_page(
    request: Request, place: Participation, found: Improvement, *, form: ImprovementForm | None = None,
    stale: bool = False, status: int = 200,
) -> HttpResponse:
    """One's own. `stale`: somebody else saved first, so `form` (as it was sent) goes on top of `found`."""
    items, aimed = _items(place, found), aimed_items([found])[found.pk]
    stored = _stored(found) | {"aims": aimed}
    differing = None
    if form is None:
        lists: dict[str, Any] = {"ideas": _ideas(request, place, found), "items": items}
        form = form_for(found.track, new=False)(initial={**stored, "based_on": found.version}, **lists)
    elif stale and form.is_valid():
        form.cleaned_data["aims"] = form.chosen
        differing = on_top_of(form, found, {name: value for name, value in stored.items() if name in form.fields})
    context = place_page(request, place, "ideer") | {
        "improvement": found,
        "idea": among(ideas_at(place, request.standing), found.idea_id),  # if the reader may read it
        "aims": [items[key] for key in items if key in aimed],
        "lacks": [form.fields[name].label for name in still_lacks(found)],
        "form": form,
        "stale": differing,
        "editing": form.is_bound,
        "sharing": shares.sharing_of(request, found, place),
        "writing": writing(request, may(Act.WRITE, found, request.standing)),
        "crumbs": _crumbs(place, found.title),
    }
    return render(request, "participant/improvement.html", context, status=status)


def shared_page(request: Request, place: Participation, pk: int) -> HttpResponse:
    """Another organisation's, as it was shared; its idea only where that is shared too."""
    found = get_object_or_404(shared_improvements_visible_to(request.standing, at=place), id=pk)
    items, aimed = _items(place), aimed_items([found])[pk]
    idea = among(shared_ideas_visible_to(request.standing, at=place), found.idea_id)
    return render(request, "participant/improvement_shared.html", place_page(request, place, "ideer") | {
        "improvement": found,
        "idea": idea,
        "aims": [name for key, name in items.items() if key in aimed],
        "crumbs": _crumbs(place, found.title),
    })


def writing(request: Request, verdict: Verdict) -> Verdict:
    return no(Why.REHEARSAL) if request.rehearsal else verdict


def _stored(found: Improvement) -> dict[str, Any]:
    names = ("title", "idea_id", "goal", "group", "gap", "link", "service_result", "owner", "first_test_on", "state", "result")
    return {name: getattr(found, name) for name in names}


def _ideas(request: Request, place: Participation, found: Improvement | None = None) -> list[tuple[int, str]]:
    """Ideas of the organisation to build on, those set aside left out unless this one is built on it."""
    kept = found.idea_id if found else None
    own = ideas_at(place, request.standing)
    return [(idea.pk, idea.title) for idea in own if idea.set_aside_at is None or idea.pk == kept]


def _items(place: Participation, found: Improvement | None = None) -> dict[str, str]:
    """The items of the round's checklists by key; with those an improvement aims at from an earlier checklist."""
    items = {item.key: words(item.title) for checklist in checklists_of(place.round) for item in checklist.item}
    earlier = aimed_items([found])[found.pk] if found else set()
    return items | {key: key for key in sorted(earlier) if key not in items}


def _crumbs(place: Participation, last: str) -> list[tuple[str, str]]:
    return [(_("Förbättringar"), reverse("participant:improvements", args=[place.pk])), (last, "")]
