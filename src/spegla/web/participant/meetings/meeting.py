"""The page of a meeting, for the cluster with its mentors: when, where, who does what."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from spegla.meetings.models import Meeting
from spegla.meetings.policy import may_see
from spegla.meetings.queries import find_meeting
from spegla.programme.schema import Step
from spegla.rounds.models import Participation
from spegla.web.meetings import roles_in_words
from spegla.web.participant.places import dates_at, own_place_or_404, place_page, programme_at
from spegla.web.participant.steps.overview import crumbs
from spegla.web.participant.steps.step import step_or_404
from spegla.web.templatetags.wording import text


@login_required
@require_safe
def meeting(request: HttpRequest, place: int, step: str) -> HttpResponse:
    own = own_place_or_404(request, place)
    found, meeting = meeting_or_404(request, own, step)
    return render(request, "participant/meetings/meeting.html", place_page(request, own, "steg") | {
        "step": found,
        "meeting": meeting,
        "on": dates_at(request, own)[found.meeting],
        "roles": roles_in_words(meeting),
        "crumbs": crumbs(own, text(found.title)),
    })


def meeting_or_404(request: HttpRequest, place: Participation, key: str) -> tuple[Step, Meeting]:
    """A step where people meet, and its meeting as this place has it."""
    step = step_or_404(programme_at(place), key)
    if not step.meeting:
        raise Http404
    meeting = find_meeting(place.round, place.cluster, step)
    if not may_see(meeting, request.standing):
        raise Http404
    return step, meeting
