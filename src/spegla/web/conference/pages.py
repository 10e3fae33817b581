"""The page of a meeting for all, by either door: its programme, what is shown, coming, and an organisation's contribution."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from spegla.conference import actions
from spegla.conference.models import Contribution, Gathering
from spegla.conference.policy import may_contribute, may_plan, may_register
from spegla.conference.queries import (
    contribution_of,
    contributions_to,
    find_gathering,
    is_registered,
    programme_of_day,
    registrations_to,
)
from spegla.core.verdict import RefusedError, Verdict, Why, no
from spegla.journal.versions import StaleError
from spegla.meetings.policy import is_for_all
from spegla.web.conference.forms import ContributionForm, PlacingForm, PlanForm
from spegla.web.meetings.at import At
from spegla.web.participant.steps.saving import Differing, both_texts, filled
from spegla.web.templatetags.wording import reason


def gathering_or_404(at: At) -> Gathering:
    """The contents of the meeting; only those of the whole round have any."""
    if not is_for_all(at.step):
        raise Http404
    return find_gathering(at.round, at.step.key)


def saved(at: At, found: Gathering) -> Gathering:
    """Its row, made now if this is the first that somebody does with it."""
    return found if found.pk else actions.gathering_at(at.round, at.step.key, by=at.request.user, now=at.request.now)


def unless_rehearsing(at: At, verdict: Verdict) -> Verdict:
    return no(Why.REHEARSAL) if at.request.rehearsal else verdict


def gathering(at: At) -> HttpResponse:
    found = gathering_or_404(at)
    standing = at.request.standing
    page = {
        "gathering": found,
        "slots": programme_of_day(found),
        "unplaced": [one for one in contributions_to(found) if one.session_id is None],
        "registered": is_registered(found, standing),
        "registering": unless_rehearsing(at, may_register(found, standing, on=at.on, today=at.request.today)),
        "planning": unless_rehearsing(at, may_plan(found, standing)) if not at.place else None,
        "mine": contribution_of(found, at.place) if at.place else None,
    }
    return shown(at, "gathering", page, heading=_("Program"))


def shown(at: At, template: str, page: dict[str, Any], *, heading: str, status: int = 200) -> HttpResponse:
    """`to` in the template: the addresses of the other pages by this door."""
    more = ("contribute", "withdraw") if at.place else ("plan", "publish", "place")
    to = {"home": at.url("gathering"), **{name: at.url(f"gathering-{name}") for name in ("register", *more)}}
    return render(at.request, f"conference/{template}.html", at.page(heading) | {"to": to} | page, status=status)


def register(at: At) -> HttpResponse:
    """A POST: she comes, or does not after all."""
    if at.request.method != "POST":
        return redirect(at.url("gathering"))
    found = saved(at, gathering_or_404(at))
    try:
        if at.request.POST.get("comes") == "0":
            actions.unregister(found, standing=at.request.standing)
            messages.success(at.request, _("Du är inte längre anmäld."))
        else:
            actions.register(found, standing=at.request.standing, today=at.request.today, now=at.request.now)
            messages.success(at.request, _("Du är anmäld."))
    except RefusedError as error:
        messages.error(at.request, reason(error.verdict.why))
    return redirect(at.url("gathering"))


def contribute(at: At) -> HttpResponse:
    """What the place's organisation offers to show."""
    if at.place is None:
        raise Http404
    found = gathering_or_404(at)
    if at.request.method != "POST":
        return _contribution(at, found, filled(ContributionForm, contribution_of(found, at.place)))  # type: ignore[arg-type]
    form = ContributionForm(at.request.POST)
    verdict = unless_rehearsing(at, may_contribute(at.place, at.request.standing))
    if not verdict or not form.is_valid():
        return _contribution(at, found, form, status=422 if verdict else 403)
    how = {**form.stamp, "standing": at.request.standing, "now": at.request.now}
    try:
        actions.contribute(saved(at, found), at.place, form.changes, **how)
    except StaleError as error:
        again, differing = both_texts(form, error)
        return _contribution(at, found, again, differing, status=409)  # type: ignore[arg-type]
    messages.success(at.request, _("Sparat. Alla i omgången ser det i programmet."))
    return redirect(at.url("gathering"))


def _contribution(
    at: At, found: Gathering, form: ContributionForm, differing: list[Differing] | None = None, *, status: int = 200
) -> HttpResponse:
    assert at.place
    page = {
        "form": form, "differing": differing or [], "mine": contribution_of(found, at.place),
        "contributing": unless_rehearsing(at, may_contribute(at.place, at.request.standing)),
    }
    return shown(at, "contribute", page, heading=_("Vårt bidrag"), status=status)


def withdraw(at: At) -> HttpResponse:
    """A POST: the organisation shows nothing after all."""
    own = contribution_of(gathering_or_404(at), at.place) if at.place else None
    if own is None:
        raise Http404
    if at.request.method == "POST" and unless_rehearsing(at, may_contribute(own.participation, at.request.standing)):
        actions.withdraw(own, standing=at.request.standing, now=at.request.now)
        messages.success(at.request, _("Bidraget är taget ur programmet. Det ni skrev finns kvar hos er."))
    return redirect(at.url("gathering"))


def plan_page(at: At, found: Gathering, **over: Any) -> HttpResponse:
    """The office's page: for whom, the sessions, who shows what, who comes."""
    offered: list[Contribution] = list(contributions_to(found))
    slots = programme_of_day(found)
    sessions = [one for slot in slots for one, _shown in slot.sessions]
    page = {
        "gathering": found,
        "form": filled(PlanForm, found if found.pk else None),
        "differing": [],
        "slots": slots,
        "placing": PlacingForm(offered, sessions) if offered else None,
        "registrations": list(registrations_to(found)),
        "planning": unless_rehearsing(at, may_plan(found, at.request.standing)),
    }
    return shown(at, "plan", page | over, heading=_("Planera programmet"), status=over.get("status", 200))
