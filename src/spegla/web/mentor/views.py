"""The mentor's cluster at a glance: who waits for what, where to help, and what a mentor may see."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spegla.programme.schema import SharedTask
from spegla.rounds.models import Participation
from spegla.steps.queries import tasks_of_cluster
from spegla.web.participant.places import dates_at, own_place_or_404, place_page
from spegla.web.participant.steps.overview import crumbs, current_step, lines_at, shared_by, timeline_at
from spegla.web.requests import Request


@login_required
@require_safe
def cluster(request: Request, place: int) -> HttpResponse:
    own = mentor_place_or_404(request, place)
    lines = lines_at(request, own)
    others = [line for line in lines if line.participation.pk != own.pk]
    stuck = sorted((line for line in others if line.late), key=lambda line: line.late[0].due)
    return render(request, "mentor/cluster.html", place_page(request, own, "mentor") | {
        "lines": lines,
        "stuck": stuck,
        "current": current_step(request, own),
        "coming": [dated for dated in timeline_at(request, own) if dated.when != "past"][:2],
        "tasks": joint_tasks(request, own),
        **shared_by([line.participation for line in lines], own, request),
        "crumbs": crumbs(own, _("Mitt kluster")),
    })


def mentor_place_or_404(request: Request, pk: int) -> Participation:
    """A place where the reader's organisation mentors now."""
    place = own_place_or_404(request, pk)
    if not place.is_mentor or place.has_ended:
        raise Http404
    return place


def joint_tasks(request: Request, place: Participation) -> list[tuple[SharedTask, bool, bool, object]]:
    """The cluster's tasks of the step that goes on: the task, whether begun, whether done, its day."""
    step = current_step(request, place)
    if step is None or place.cluster_id is None:
        return []
    done = {key: row.done for key, row in tasks_of_cluster(place, request.standing).items() if row.version}
    dates = dates_at(request, place)
    return [(task, task.key in done, done.get(task.key, False), dates[task.due or step.closes]) for task in step.task]
