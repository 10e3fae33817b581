"""Ideas: the list, a new one, one of one's own or one that others have shared; set aside, open, share."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spegla.core.verdict import Why, no
from spegla.core.visibility import Act
from spegla.improvement.actions import change_idea, note_idea, open_idea, set_idea_aside
from spegla.improvement.models import Idea
from spegla.improvement.policy import may, may_begin
from spegla.improvement.queries import (
    among,
    ideas_at,
    ideas_of_others,
    ideas_with_use,
    improvements_at,
    improvements_made_of,
    shared_ideas_visible_to,
    shared_improvements_visible_to,
)
from spegla.journal.queries import things_shown
from spegla.journal.versions import StaleError
from spegla.rounds.models import Participation
from spegla.web.forms import fresh_key
from spegla.web.participant.improvement import shares
from spegla.web.participant.improvement.forms import IdeaForm, NewIdeaForm
from spegla.web.participant.improvement.origins import Origins, origins_at, prefilled
from spegla.web.participant.improvement.stale import Stale, on_top_of
from spegla.web.participant.places import own_place_or_404, place_page
from spegla.web.requests import Request

FIELDS = ("title", "text", "from_organisation_id", "from_item", "from_step")


@login_required
@require_safe
def ideas(request: Request, place: int) -> HttpResponse:
    mine = own_place_or_404(request, place)
    rows = list(ideas_with_use(mine, request.standing))
    return render(request, "participant/ideas.html", place_page(request, mine, "ideer") | {
        "ideas": [idea for idea in rows if idea.set_aside_at is None],
        "aside": [idea for idea in rows if idea.set_aside_at is not None],
        "shared": list(ideas_of_others(mine, request.standing)),
        "shown": things_shown("idea", mine.organisation_id),
        "writing": _writing(request, may_begin(mine.organisation_id, request.standing)),
        "tab": "ideas",
    })


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def idea_new(request: Request, place: int) -> HttpResponse:
    mine = own_place_or_404(request, place)
    origins = origins_at(mine)
    if request.method != "POST":
        form = NewIdeaForm(origins=origins, initial=prefilled(request, origins))
        return _form_page(request, mine, form)
    form = NewIdeaForm(request.POST, origins=origins)
    if not form.is_valid():
        return _form_page(request, mine, form, status=422)
    key = form.stamp["request_key"] or fresh_key()
    try:
        idea = note_idea(mine, form.changes, creation_key=key, standing=request.standing, now=request.now)
    except StaleError as error:
        return _idea_page(request, mine, error.current, form=_edited(request, error.current, origins), error=error, status=409)
    messages.success(request, _("Idén är sparad."))
    return redirect("participant:idea", mine.pk, idea.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def idea(request: Request, place: int, pk: int) -> HttpResponse:
    mine = own_place_or_404(request, place)
    found = among(ideas_at(mine, request.standing), pk)
    if found is None:
        return _shared_page(request, mine, pk)
    if request.method != "POST":
        return _idea_page(request, mine, found)
    form = _edited(request, found, origins_at(mine))
    if not form.is_valid():
        return _idea_page(request, mine, found, form=form, status=422)
    try:
        change_idea(found, form.changes, **form.stamp, standing=request.standing, now=request.now)
    except StaleError as error:
        return _idea_page(request, mine, error.current, form=form, error=error, status=409)
    messages.success(request, _("Idén är sparad."))
    return redirect("participant:idea", mine.pk, found.pk)


@login_required
@require_POST
def idea_aside(request: Request, place: int, pk: int) -> HttpResponse:
    mine, found = _own_or_404(request, place, pk)
    aside = request.POST.get("aside") == "1"
    set_idea_aside(found, aside=aside, standing=request.standing, now=request.now)
    messages.success(request, _("Idén är lagd åt sidan.") if aside else _("Idén är tillbaka i listan."))
    return redirect("participant:idea", mine.pk, found.pk)


@login_required
@require_POST
def idea_open(request: Request, place: int, pk: int) -> HttpResponse:
    """Show one's own draft to the colleagues."""
    mine, found = _own_or_404(request, place, pk)
    open_idea(found, standing=request.standing, now=request.now)
    messages.success(request, _("Nu ser dina kollegor idén."))
    return redirect("participant:idea", mine.pk, found.pk)


@login_required
@require_POST
def idea_share(request: Request, place: int, pk: int) -> HttpResponse:
    mine, found = _own_or_404(request, place, pk)
    shares.share(request, found, mine)
    return redirect("participant:idea", mine.pk, found.pk)


@login_required
@require_POST
def idea_unshare(request: Request, place: int, pk: int) -> HttpResponse:
    mine, found = _own_or_404(request, place, pk)
    shares.stop(request, found)
    return redirect("participant:idea", mine.pk, found.pk)


def _own_or_404(request: Request, place: int, pk: int) -> tuple[Participation, Idea]:
    mine = own_place_or_404(request, place)
    return mine, get_object_or_404(ideas_at(mine, request.standing), pk=pk)


def _edited(request: Request, found: Idea, origins: Origins) -> IdeaForm:
    return IdeaForm(request.POST, origins=origins, idea=found)


def _form_page(request: Request, place: Participation, form: NewIdeaForm, *, status: int = 200) -> HttpResponse:
    context = place_page(request, place, "ideer") | {
        "form": form,
        "writing": _writing(request, may_begin(place.organisation_id, request.standing)),
        "crumbs": _crumbs(place, _("Ny idé")),
    }
    return render(request, "participant/idea_form.html", context, status=status)


def _idea_page(
    request: Request, place: Participation, found: Idea, *, form: IdeaForm | None = None, error: StaleError | None = None,
    status: int = 200,
) -> HttpResponse:
    origins = origins_at(place)
    stored = {name: getattr(found, name) for name in FIELDS}
    stale: Stale | None = None
    if form is None:
        form = IdeaForm(origins=origins, idea=found, initial={**stored, "based_on": found.version})
    elif error is not None and form.is_valid():
        stale = on_top_of(form, error.current, stored)
    context = place_page(request, place, "ideer") | {
        "idea": found,
        "origins": origins,
        "form": form,
        "stale": stale,
        "editing": form.is_bound,
        "made": improvements_made_of(found.pk, improvements_at(place, request.standing))[::-1],
        "sharing": shares.sharing_of(request, found, place),
        "writing": _writing(request, may(Act.WRITE, found, request.standing)),
        "crumbs": _crumbs(place, found.title),
    }
    return render(request, "participant/idea.html", context, status=status)


def _shared_page(request: Request, place: Participation, pk: int) -> HttpResponse:
    """Another organisation's idea, as it was shared, and what it has shared of what came of it."""
    found = get_object_or_404(shared_ideas_visible_to(request.standing, at=place), id=pk)
    return render(request, "participant/idea_shared.html", place_page(request, place, "ideer") | {
        "idea": found,
        "origins": origins_at(place),
        "made": improvements_made_of(pk, shared_improvements_visible_to(request.standing, at=place)),
        "writing": _writing(request, may_begin(place.organisation_id, request.standing)),
        "crumbs": _crumbs(place, found.title),
    })


def _writing(request: Request, verdict: Any) -> Any:
    return no(Why.REHEARSAL) if request.rehearsal else verdict


def _crumbs(place: Participation, last: str) -> list[tuple[str, str]]:
    return [(_("Idéer"), reverse("participant:ideas", args=[place.pk])), (last, "")]
