"""The final report as a whole: read it, send it, take it back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from spegla.reporting.reports import changed_since_sent, digest_of, report_of, reports_in_round
from spegla.reporting.sending import send_report, take_back_report
from spegla.web.participant.places import own_place_or_404, place_page, working_at
from spegla.web.requests import Request
from spegla.web.templatetags.wording import reason


@login_required
@require_safe
def report(request: Request, place: int) -> HttpResponse:
    mine = own_place_or_404(request, place)
    parts = report_of(mine, now=request.now)
    final, others = reports_in_round(mine, request.standing)
    return render(request, "participant/report.html", place_page(request, mine, "rapport") | {
        "parts": parts,
        "taken_in": [part for part in parts if part.lines],
        "final": final,
        "changed": final is not None and changed_since_sent(final, parts),
        "seen": digest_of(parts),
        "others": others,
    })


@login_required
@require_POST
def report_send(request: Request, place: int) -> HttpResponse:
    """Send what she has read: a report that has changed since is not sent unread."""
    mine = own_place_or_404(request, place)
    parts = report_of(mine, now=request.now)
    working = working_at(request, mine)
    if not working:
        messages.error(request, reason(working.why))
    elif request.POST.get("seen") != digest_of(parts):
        messages.warning(request, _("Rapporten har ändrats sedan du läste den. Läs igenom den och skicka igen."))
    else:
        send_report(mine, parts, standing=request.standing, now=request.now)
        messages.success(request, _("Slutrapporten är skickad. Programledningen och alla i omgången kan läsa den."))
    return redirect("participant:report", mine.pk)


@login_required
@require_POST
def report_take_back(request: Request, place: int) -> HttpResponse:
    mine = own_place_or_404(request, place)
    take_back_report(mine, standing=request.standing, now=request.now)
    messages.success(request, _("Rapporten är tillbaka hos er. Ingen annan kan läsa den förrän ni skickar den igen."))
    return redirect("participant:report", mine.pk)
