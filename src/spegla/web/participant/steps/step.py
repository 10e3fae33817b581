"""The pages of the steps: one step, ticking a preparation off, choosing a host."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from spegla.core.calendar import phase_at
from spegla.core.verdict import Verdict, Why, no
from spegla.programme.lookup import step_by_key
from spegla.programme.schema import Programme, Step
from spegla.reporting.facts import SEEN_BY_US
from spegla.rounds.calendar import window_of
from spegla.rounds.models import Participation
from spegla.rounds.policy import may_work
from spegla.rounds.queries import members_of
from spegla.rounds.standing import Standing
from spegla.steps.actions import choose_host
from spegla.steps.actions import tick as tick_off
from spegla.web.participant.places import dates_at, own_place_or_404, place_page, programme_at
from spegla.web.participant.steps import step_page
from spegla.web.participant.steps.forms import HostForm
from spegla.web.participant.steps.overview import crumbs, shared_by
from spegla.web.requests import Request
from spegla.web.templatetags.wording import reason, text

EVERYTHING = "alla"
Rule = Callable[[Participation, Standing], Verdict]


@login_required
@require_safe
def step(request: Request, place: int, step: str) -> HttpResponse:
    own = own_place_or_404(request, place)
    found = step_or_404(programme_at(own), step)
    at = step_page.step_at_place(request, own, found, everything=request.GET.get("visa") == EVERYTHING)
    return render(request, "participant/step.html", place_page(request, own, "steg") | _texts(at) | _doings(request, at) | {
        "crumbs": crumbs(own, f"{found.number}. {text(found.title)}"),
    })


def step_or_404(programme: Programme, key: str) -> Step:
    try:
        return step_by_key(programme, key)
    except KeyError as error:
        raise Http404 from error


def _texts(at: step_page.StepAtPlace) -> dict[str, Any]:
    """What the edition says of the step, for the reader or for all."""
    programme, found = programme_at(at.place), at.step
    before = [s for s in programme.step if s.number < found.number]
    after = [s for s in programme.step if s.number > found.number]
    return {
        "step": found,
        "everything": at.everything,
        "audience_titles": step_page.audience_titles(programme.edition),
        "aims": at.shown(found.aim),
        "hows": at.shown(found.how),
        "questions": at.shown(found.question),
        "notes": at.shown(found.note),
        **step_page.agenda_of(programme, found),
        "roles": step_page.roles_of(at),
        "previous": max(before, key=lambda s: s.number, default=None),
        "following": min(after, key=lambda s: s.number, default=None),
    }


def _doings(request: Request, at: step_page.StepAtPlace) -> dict[str, Any]:
    """What has been done at the step, here and in the cluster."""
    dates = dates_at(request, at.place)
    hosted = at.step.roles is not None and at.step.roles.hosts == "host" and at.place.cluster_id in request.standing.clusters
    shared = shared_by(list(at.members), at.place, request) if _is_for_shared(programme_at(at.place), at.step) else {}
    return {
        **step_page.preparations(request, at),
        "phase": phase_at(window_of(at.step, dates), request.today).value,
        "opens": dates[at.step.opens],
        "closes": dates[at.step.closes],
        "meeting": dates[at.step.meeting] if at.step.meeting else None,
        "materials": step_page.materials(request, at),
        "tasks": step_page.tasks(request, at),
        "others": [(member, at.cells[member.pk]) for member in at.members if member.pk != at.place.pk],
        "host_form": HostForm(members=at.members, initial={"host": at.host}) if hosted else None,
        **shared,
    }


def _is_for_shared(programme: Programme, step: Step) -> bool:
    """Experience talks are read at the start and before the first meeting, services from where one is appointed."""
    kinds = [s.number for s in programme.step if s.kind in ("startup", "meeting")][:2]
    appointed = [s.number for s in programme.step if any(p.does == "service" for p in s.preparation)]
    return step.number in kinds or bool(appointed and step.number >= appointed[0])


@login_required
@require_POST
def tick(request: Request, place: int, step: str) -> HttpResponse:
    """Tick one preparation off for oneself, or untick it."""
    own = own_place_or_404(request, place)
    found = step_or_404(programme_at(own), step)
    key = request.POST.get("key", "")
    if key not in {p.key for p in found.preparation if p.does not in SEEN_BY_US}:
        raise Http404
    if allowed(request, own):
        tick_off(own, key, done=request.POST.get("done") == "1", standing=request.standing, now=request.now)
    return redirect(back_to(own, found, request) + f"#{key}")


@login_required
@require_POST
def host(request: Request, place: int, step: str) -> HttpResponse:
    """Say which organisation of the cluster hosts the meeting."""
    own = own_place_or_404(request, place)
    found = step_or_404(programme_at(own), step)
    if own.cluster is None or own.cluster_id not in request.standing.clusters:
        raise Http404
    members = {member.pk: member for member in members_of(own.cluster)}
    form = HostForm(request.POST, members=members.values())
    if not form.is_valid():
        messages.error(request, _("Välj en av organisationerna i klustret."))
    elif allowed(request, own):
        chosen = members.get(form.cleaned_data["host"])
        choose_host(own.cluster, found.key, chosen, standing=request.standing, now=request.now)
        messages.success(request, _("Sparat. Alla i klustret ser vem som är värd."))
    return redirect(back_to(own, found, request) + "#vem-gor-vad")


def allowed(request: Request, place: Participation, rule: Rule = may_work) -> bool:
    """Whether the reader may do this here now; if not, the next page says why."""
    verdict = no(Why.REHEARSAL) if request.rehearsal else rule(place, request.standing)
    if not verdict:
        messages.error(request, reason(verdict.why))
    return bool(verdict)


def back_to(place: Participation, step: Step, request: Request) -> str:
    """The step's page with the filter that was on."""
    url = reverse("participant:step", args=[place.pk, step.key])
    return url + (f"?visa={EVERYTHING}" if request.POST.get("visa") == EVERYTHING else "")
