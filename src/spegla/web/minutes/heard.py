"""What the office hears of a cluster's meeting: counts, words without names, and the box that only the office reads."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from spegla.minutes.leaving import feedback_of
from spegla.minutes.models import FeedbackWords
from spegla.rounds.models import Round
from spegla.web.meetings.at import meeting_of_round
from spegla.web.office.doors import for_office, office_page
from spegla.web.requests import Request


@for_office
def heard(request: Request, round_: Round, cluster: int, step: str) -> HttpResponse:
    found, meeting = meeting_of_round(round_, step, cluster)
    many, words = feedback_of(meeting, kinds=FeedbackWords.Kind.values, now=request.now) if meeting.pk else (0, {})
    return render(request, "minutes/heard.html", office_page(request, round_, "traffar", _("Vad deltagarna tyckte")) | {
        "step": found, "meeting": meeting, "feedback_many": many, "feedback": words, "reads_office": True,
    })
