"""One workspace for a task that the organisations of a cluster do together."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from spegla.journal.versions import StaleError
from spegla.programme.schema import Programme, SharedTask, Step
from spegla.rounds.models import Participation
from spegla.steps.actions import write_together
from spegla.steps.queries import tasks_of_cluster
from spegla.web.forms import VersionedForm
from spegla.web.participant.places import dates_at, own_place_or_404, place_page, programme_at, working_at
from spegla.web.participant.steps.forms import TaskForm
from spegla.web.participant.steps.overview import crumbs
from spegla.web.participant.steps.saving import Differing, both_texts, filled
from spegla.web.participant.steps.step_page import audience_titles
from spegla.web.requests import Request
from spegla.web.templatetags.wording import text


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def task(request: Request, place: int, key: str) -> HttpResponse:
    own = own_place_or_404(request, place)
    found = task_or_404(request, own, key)
    if request.method != "POST":
        return show(request, own, found)
    form = TaskForm(request.POST)
    if not working_at(request, own):
        return show(request, own, found, form, status=403)
    if not form.is_valid():
        return show(request, own, found, form, status=422)
    assert own.cluster
    try:
        write_together(own.cluster, key, form.changes, **form.stamp, standing=request.standing, now=request.now)
    except StaleError as error:
        again, differing = both_texts(form, error)
        return show(request, own, found, again, differing, status=409)
    messages.success(request, _("Sparat. Alla i klustret ser texten."))
    return redirect("participant:task", own.pk, key)


def task_or_404(request: Request, place: Participation, key: str) -> tuple[Step, SharedTask]:
    """A task of the round, for those who take part in the cluster now."""
    if place.cluster_id not in request.standing.clusters:
        raise Http404
    return _task_with_key(programme_at(place), key)


def show(
    request: Request, place: Participation, found: tuple[Step, SharedTask], form: VersionedForm | None = None,
    differing: list[Differing] | None = None, *, status: int = 200,
) -> HttpResponse:
    step, task = found
    workspace = tasks_of_cluster(place, request.standing).get(task.key)
    titles = audience_titles(programme_at(place).edition)
    context: dict[str, Any] = place_page(request, place, "steg") | {
        "step": step,
        "task": task,
        "workspace": workspace if workspace and workspace.version else None,
        "owners": [titles[owner] for owner in task.owners],
        "due": dates_at(request, place)[task.due or step.closes],
        "form": form or filled(TaskForm, workspace),
        "differing": differing or [],
        "crumbs": crumbs(place, text(task.title)),
    }
    return render(request, "participant/task.html", context, status=status)


def _task_with_key(programme: Programme, key: str) -> tuple[Step, SharedTask]:
    for step in programme.step:
        for task in step.task:
            if task.key == key:
                return step, task
    raise Http404
