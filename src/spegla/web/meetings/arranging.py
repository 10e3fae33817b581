"""What those who organise a meeting do before it: time, place and room, their list, and who hosts."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from spegla.journal.versions import StaleError
from spegla.meetings.actions import arrange as save_arrangement
from spegla.meetings.actions import tick_chore
from spegla.meetings.queries import chores_of
from spegla.rounds.queries import members_of
from spegla.steps.actions import choose_host
from spegla.steps.policy import may_work_together
from spegla.web.meetings.at import At, organisers_only
from spegla.web.meetings.forms import ArrangeForm
from spegla.web.participant.steps.forms import HostForm
from spegla.web.participant.steps.saving import Differing, both_texts, filled
from spegla.web.templatetags.wording import reason


@organisers_only
def arrange(at: At) -> HttpResponse:
    if at.request.method != "POST":
        return _form(at, filled(ArrangeForm, at.meeting))  # type: ignore[arg-type]
    form = ArrangeForm(at.request.POST)
    if not form.is_valid():
        return _form(at, form, status=422)
    how = {**form.stamp, "standing": at.request.standing, "now": at.request.now}
    try:
        save_arrangement(at.saved(), form.changes, **how)
    except ValidationError as error:
        form.add_error(None, error)
        return _form(at, form, status=422)
    except StaleError as error:
        again, differing = both_texts(form, error)
        return _form(at, again, differing, status=409)  # type: ignore[arg-type]
    messages.success(at.request, _("Sparat. Alla som ska till träffen ser det."))
    return redirect(at.url())


def _form(at: At, form: ArrangeForm, differing: list[Differing] | None = None, *, status: int = 200) -> HttpResponse:
    return at.render("arrange", {"form": form, "differing": differing or []}, heading=_("Tid, plats och rum"), status=status)


@organisers_only
def chores(at: At) -> HttpResponse:
    """The list of those who organise; a POST ticks one thing off, or unticks it."""
    if at.request.method == "POST":
        key, done = at.request.POST.get("key", ""), at.request.POST.get("done") == "1"
        if key not in {chore.key for chore in at.programme.chore}:
            raise Http404
        tick_chore(at.saved(), key, done=done, standing=at.request.standing, now=at.request.now)
        return redirect(f"{at.url('chores')}#{key}")
    rows = chores_of(at.meeting, at.on)
    phases = [(phase, [row for row in rows if row.chore.phase == phase]) for phase in ("before", "during", "after")]
    return at.render("chores", {"phases": phases}, heading=_("Att ordna"))


def host(at: At) -> HttpResponse:
    """Say which organisation of the cluster hosts the meeting: anybody in the cluster may."""
    if at.cluster is None or at.roles.hosts.is_office or at.cluster.pk not in at.request.standing.clusters:
        raise Http404
    if at.request.method != "POST":
        return redirect(f"{at.url()}#vem-gor-vad")
    members = {member.pk: member for member in members_of(at.cluster)}
    form, allowed = HostForm(at.request.POST, members=members.values()), may_work_together(at.cluster, at.request.standing)
    if not form.is_valid():
        messages.error(at.request, _("Välj en av organisationerna i klustret."))
    elif not allowed:
        messages.error(at.request, reason(allowed.why))
    else:
        chosen = members.get(form.cleaned_data["host"])
        choose_host(at.cluster, at.step.key, chosen, standing=at.request.standing, now=at.request.now)
        messages.success(at.request, _("Sparat. Alla i klustret ser vem som är värd."))
    return redirect(f"{at.url()}#vem-gor-vad")
