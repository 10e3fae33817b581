"""What the office does before a meeting for all: purpose, sessions, contributions in their sessions, the public page."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from spegla.conference import actions
from spegla.conference.models import Gathering, Session
from spegla.conference.policy import may_plan
from spegla.conference.queries import contributions_to, programme_of_day, session_in
from spegla.journal.versions import StaleError
from spegla.web.conference.forms import PlacingForm, PlanForm, SessionForm
from spegla.web.conference.pages import gathering_or_404, plan_page, saved, shown, unless_rehearsing
from spegla.web.meetings.at import At
from spegla.web.participant.steps.saving import Differing, both_texts, filled


def plan(at: At) -> HttpResponse:
    found = _of_office(at)
    if at.request.method != "POST":
        return plan_page(at, found)
    form = PlanForm(at.request.POST)
    if not form.is_valid():
        return plan_page(at, found, form=form, status=422)
    how = {**form.stamp, "standing": at.request.standing, "now": at.request.now}
    try:
        actions.plan(saved(at, found), form.changes, **how)
    except StaleError as error:
        again, differing = both_texts(form, error)
        return plan_page(at, found, form=again, differing=differing, status=409)
    messages.success(at.request, _("Sparat."))
    return redirect(at.url("gathering-plan"))


def session(at: At, session: int | None = None) -> HttpResponse:
    """Add a session, or change one."""
    found = _of_office(at)
    known = _session_or_404(found, session) if session is not None else None
    if at.request.method != "POST":
        return _session_form(at, known, filled(SessionForm, known))  # type: ignore[arg-type]
    form = SessionForm(at.request.POST)
    if not form.is_valid():
        return _session_form(at, known, form, status=422)
    how: dict[str, Any] = {"standing": at.request.standing, "now": at.request.now}
    try:
        if known:
            actions.change_session(known, form.changes, **form.stamp, **how)
        else:
            actions.add_session(saved(at, found), form.changes, request_key=form.stamp["request_key"], **how)
    except ValidationError as error:
        form.add_error(None, error)
        return _session_form(at, known, form, status=422)
    except StaleError as error:
        again, differing = both_texts(form, error)
        return _session_form(at, known, again, differing, status=409)  # type: ignore[arg-type]
    messages.success(at.request, _("Sparat i programmet."))
    return redirect(at.url("gathering-plan"))


def _session_form(
    at: At, known: Session | None, form: SessionForm, differing: list[Differing] | None = None, *, status: int = 200
) -> HttpResponse:
    heading = _("Ändra passet") if known else _("Lägg till ett pass")
    remove = at.url("gathering-remove", known.pk) if known else ""
    page = {"form": form, "session": known, "differing": differing or [], "heading": heading, "remove": remove}
    return shown(at, "session", page, heading=heading, status=status)


def remove(at: At, session: int) -> HttpResponse:
    known = _session_or_404(_of_office(at), session)
    if at.request.method == "POST":
        actions.remove_session(known, standing=at.request.standing, now=at.request.now)
        messages.success(at.request, _("Passet är borttaget. Det som skulle visas där väntar på ett annat."))
    return redirect(at.url("gathering-plan"))


def place(at: At) -> HttpResponse:
    """A POST: in which session each contribution is shown."""
    found = _of_office(at)
    offered = {f"c{one.pk}": one for one in contributions_to(found)}
    sessions = {str(one.pk): one for slot in programme_of_day(found) for one, _shown in slot.sessions}
    form = PlacingForm(list(offered.values()), list(sessions.values()), at.request.POST or None)
    if at.request.method != "POST":
        return redirect(at.url("gathering-plan"))
    if not form.is_valid():
        return plan_page(at, found, placing=form, status=422)
    for name, chosen in form.cleaned_data.items():
        if name in at.request.POST:
            actions.place_contribution(offered[name], sessions.get(chosen), standing=at.request.standing, now=at.request.now)
    messages.success(at.request, _("Sparat i programmet."))
    return redirect(at.url("gathering-plan"))


def publish(at: At) -> HttpResponse:
    """A POST: show the page to everybody, or no longer."""
    found = _of_office(at)
    if at.request.method == "POST":
        shown_now = at.request.POST.get("shown") == "1"
        actions.publish(saved(at, found), shown_now, standing=at.request.standing, now=at.request.now)
        words = _("Sidan är öppen för alla.") if shown_now else _("Sidan är inte öppen längre.")
        messages.success(at.request, words)
    return redirect(at.url("gathering-plan"))


def _of_office(at: At) -> Gathering:
    """The contents, by the office's door; a form in a rehearsal or a closed round never comes this far."""
    if at.place is not None:
        raise Http404
    found = gathering_or_404(at)
    if at.request.method == "POST" and not unless_rehearsing(at, may_plan(found, at.request.standing)):
        raise Http404
    return found


def _session_or_404(found: Gathering, pk: int) -> Session:
    known = session_in(found, pk)
    if known is None:
        raise Http404
    return known
