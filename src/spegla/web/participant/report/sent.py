"""A final report as it was sent: for the organisation itself, the office and the organisations of the round."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from spegla.reporting.reports import sent_reports_visible_to, sent_sections
from spegla.web.participant.places import menu_of
from spegla.web.requests import Request


@login_required
@require_safe
def sent_report(request: Request, place: int) -> HttpResponse:
    """`place` is the participation the report is about; the menu is that of the reader's own place in the round, if any."""
    report: Any = get_object_or_404(sent_reports_visible_to(request.standing), participation_id=place)
    round_ = report.participation.round
    own = next((one for one in request.standing.participations if one.round_id == round_.pk), None)
    context = menu_of(request, own, "rapport") if own else {}
    return render(request, "participant/sent_report.html", context | {
        "report": report,
        "organisation": report.participation.organisation,
        "round": round_,
        "sections": list(sent_sections(report, report.shown)),
    })
