"""Meetings as the office sees them: those of the whole round, which it arranges, and each cluster's own."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from spegla.meetings.models import Meeting
from spegla.meetings.policy import is_for_all
from spegla.meetings.queries import day_of, find_meeting
from spegla.programme.lookup import step_by_key
from spegla.programme.schema import Step
from spegla.rounds.content import programme_of
from spegla.rounds.models import Round
from spegla.web.meetings import roles_in_words
from spegla.web.office.doors import for_office, office_page
from spegla.web.templatetags.wording import text


@for_office
def meeting(request: HttpRequest, round_: Round, step: str, cluster: int | None = None) -> HttpResponse:
    found, meeting = meeting_or_404(round_, step, cluster)
    return render(request, "office/meeting.html", office_page(request, round_, "traffar", text(found.title)) | {
        "step": found, "meeting": meeting, "on": day_of(meeting), "roles": roles_in_words(meeting),
    })


def meeting_or_404(round_: Round, key: str, cluster: int | None) -> tuple[Step, Meeting]:
    """A step where people meet, and its meeting: a cluster's, or the one of the whole round."""
    try:
        step = step_by_key(programme_of(round_), key)
    except KeyError as error:
        raise Http404 from error
    if not step.meeting or is_for_all(step) is not (cluster is None):
        raise Http404
    owner = get_object_or_404(round_.clusters.all(), pk=cluster) if cluster is not None else None
    return step, find_meeting(round_, owner, step)
