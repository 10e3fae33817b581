"""The team of an organisation: who has which function, who is missing, invite, pass on, end."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spegla.core.verdict import Verdict
from spegla.people import actions, policy
from spegla.people.models import Appointment, Function, Organisation
from spegla.people.queries import appointments, former_team_of, team_of
from spegla.people.teams import missing_functions
from spegla.rounds.models import Round
from spegla.rounds.queries import led_by_others, round_run_with
from spegla.web.account.forms import InviteForm, NewcomerForm
from spegla.web.participant.places import menu_of
from spegla.web.requests import Request


@dataclass(frozen=True)
class Team:
    """An organisation as the reader stands to it."""

    organisation: Organisation
    functions: frozenset[str]
    run: Round | None  # the round that the reader runs and the organisation takes part in
    leads: bool  # as office: may change the team, not only see it
    takes_part: bool

    @property
    def is_office(self) -> bool:
        return self.run is not None

    @property
    def may_change(self) -> Verdict:
        return policy.may_change_team(self.functions, is_office=self.leads)

    def may_give(self, function: str) -> Verdict:
        return policy.may_give(function, self.functions, is_office=self.leads)

    @property
    def functions_to_give(self) -> list[Function]:
        return [function for function in Function if self.may_give(function)]


def team_or_404(request: Request, pk: int) -> Team:
    """The organisation, for its own people and for the office of a running round that it takes part in."""
    standing = request.standing
    functions, run = standing.functions.get(pk, frozenset()), round_run_with(pk, standing)
    is_office = run is not None
    if not policy.may_see_team(functions, is_office=is_office):
        raise Http404
    takes_part = is_office or any(p.organisation_id == pk and not p.has_ended for p in standing.participations)
    leads = is_office and not led_by_others([pk], standing.office_organisations, now=request.now)
    return Team(get_object_or_404(Organisation, pk=pk), functions, run, leads, takes_part)


def appointment_or_404(request: Request, pk: int) -> tuple[Appointment, Team]:
    """Somebody's function in a team that the reader sees; refused when she may not change it."""
    found = get_object_or_404(appointments(), pk=pk)
    team = team_or_404(request, found.organisation_id)
    if not team.may_give(found.function):
        raise PermissionDenied
    return found, team


@login_required
@require_safe
def team(request: Request, pk: int) -> HttpResponse:
    found = team_or_404(request, pk)
    return _page(request, found, InviteForm(functions=found.functions_to_give))


@login_required
def invite(request: Request, pk: int) -> HttpResponse:
    if request.method != "POST":
        return redirect("people:team", pk)
    found = team_or_404(request, pk)
    if not found.may_change:
        raise PermissionDenied
    form = InviteForm(request.POST, functions=found.functions_to_give)
    if form.is_valid():
        try:
            made = actions.appoint(found.organisation, **form.cleaned_data, by=request.user, now=request.now)
            messages.success(request, _("Inbjudan är skickad till %(email)s.") % {"email": made.person.email})
            return redirect("people:team", pk)
        except ValidationError as error:
            form.add_error(None, error)
    return _page(request, found, form)


@login_required
@require_POST
def invite_again(request: Request, pk: int) -> HttpResponse:
    appointment, found = appointment_or_404(request, pk)
    if appointment.until is not None:
        raise Http404
    actions.invite_again(appointment, by=request.user, now=request.now)
    messages.success(request, _("En ny inbjudan är på väg till %(email)s.") % {"email": appointment.person.email})
    return redirect("people:team", found.organisation.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: Request, pk: int) -> HttpResponse:
    appointment, found = appointment_or_404(request, pk)
    form = NewcomerForm(request.POST or None)
    if form.is_valid():
        try:
            successor = actions.hand_over(appointment, **form.cleaned_data, by=request.user, now=request.now)
            messages.success(request, _("%(name)s tar över och har fått en inbjudan.") % {"name": successor.person.name})
            return _after_change(request, found)
        except ValidationError as error:
            form.add_error(None, error)
    return _act(request, "hand_over", appointment, _("Lämna över"), form=form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end_appointment(request: Request, pk: int) -> HttpResponse:
    appointment, found = appointment_or_404(request, pk)
    if request.method != "POST":
        return _act(request, "end_appointment", appointment, _("Avsluta"))
    try:
        actions.end_appointment(appointment, by=request.user, now=request.now)
    except ValidationError as error:
        return _act(request, "end_appointment", appointment, _("Avsluta"), refusal=error.messages[0])
    messages.success(request, _("Funktionen är avslutad. Det som är skrivet finns kvar."))
    return _after_change(request, found)


def _after_change(request: Request, found: Team) -> HttpResponse:
    """Back to the team, or to the first page when that was the reader's own last function there."""
    left = any(row.person_id == request.user.pk for row in team_of(found.organisation, now=request.now))
    return redirect("people:team", found.organisation.pk) if left or found.is_office else redirect("participant:now")


def _page(request: Request, found: Team, form: InviteForm) -> HttpResponse:
    order = [function.value for function in Function]
    rows = sorted(team_of(found.organisation, now=request.now), key=lambda row: order.index(row.function))
    held = {row.person_id: {other.function for other in rows if other.person_id == row.person_id} for row in rows}
    context = {
        "organisation": found.organisation,
        "rows": [(row, bool(found.may_give(row.function))) for row in rows],
        "missing": [_either(wanted) for wanted in missing_functions(held)] if found.takes_part else [],
        "former": former_team_of(found.organisation, now=request.now)[:50],
        "may_change": found.may_change,
        "led_by_others": found.is_office and not found.leads,
        "form": form,
        "own": bool(found.functions),
        "crumbs": [*_way_to(found), (_("Teamet"), "")],
        **_menu(request, found),
    }
    return render(request, "account/team.html", context)


def _way_to(found: Team) -> list[tuple[str, str]]:
    """Where the reader comes from: the organisations of the round she runs, or her own first page."""
    if found.functions or not found.run:
        return [(_("Att göra nu"), reverse("participant:now"))]
    return [
        (_("Programledning"), reverse("office:rounds")),
        (found.run.name, reverse("office:round", args=[found.run.pk])),
        (_("Organisationer"), reverse("office:organisations", args=[found.run.pk])),
    ]


def _menu(request: Request, found: Team) -> dict[str, object]:
    """The menu of the organisation's latest running round, for its own people."""
    for place in request.standing.participations:
        if place.organisation_id == found.organisation.pk and not place.has_ended and not place.round.closed_at:
            return menu_of(request, place, "team")
    return {}


def _either(functions: frozenset[str]) -> str:
    return _(" eller ").join(str(Function(one).label) for one in sorted(functions))


def _act(request: Request, page: str, appointment: Appointment, title: str, **context: Any) -> HttpResponse:
    back = reverse("people:team", args=[appointment.organisation_id])
    crumbs = [(_("Att göra nu"), reverse("participant:now")), (_("Teamet"), back), (title, "")]
    context = {"appointment": appointment, "crumbs": crumbs, "back": back, **context}
    return render(request, f"account/{page}.html", context)
