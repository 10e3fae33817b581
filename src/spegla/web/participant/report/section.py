"""One heading of the final report: what is filled in, and the organisation's own text."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from spegla.journal.versions import StaleError
from spegla.reporting.reports import Part, report_of
from spegla.reporting.sending import write_section
from spegla.rounds.models import Participation
from spegla.web.forms import VersionedForm
from spegla.web.participant.improvement.fields import LinesField
from spegla.web.participant.improvement.stale import on_top_of
from spegla.web.participant.places import own_place_or_404, place_page, working_at
from spegla.web.requests import Request


class SectionForm(VersionedForm):
    mark_optional = False

    text = LinesField(gettext_lazy("Er text"), rows=14, longest=20000)
    left_out = forms.BooleanField(label=gettext_lazy("Ta inte med det som fyllts i"), required=False)

    def __init__(self, *args: Any, part: Part, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not (part.fillable or part.left_out):
            del self.fields["left_out"]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def report_section(request: Request, place: int, heading: str) -> HttpResponse:
    mine = own_place_or_404(request, place)
    part = next((one for one in report_of(mine, now=request.now) if one.heading.key == heading), None)
    if part is None:
        raise Http404
    if request.method != "POST":
        based_on = part.section.version if part.section else 0
        return _page(request, mine, part, SectionForm(
            part=part, initial={"text": part.text, "left_out": part.left_out, "based_on": based_on}
        ))
    form = SectionForm(request.POST, part=part)
    if not form.is_valid() or not working_at(request, mine):
        return _page(request, mine, part, form, status=422)
    try:
        write_section(mine, heading, form.changes, **form.stamp, standing=request.standing, now=request.now)
    except StaleError as error:
        saved = {name: getattr(error.current, name) for name in form.changes}
        stale = on_top_of(form, error.current, saved)
        return _page(request, mine, part, form, stale=stale, status=409)
    messages.success(request, _("Texten är sparad."))
    return redirect(f"{reverse('participant:report', args=[mine.pk])}#{heading}")


def _page(
    request: Request, place: Participation, part: Part, form: SectionForm, *, stale: Any = None, status: int = 200
) -> HttpResponse:
    context = place_page(request, place, "rapport") | {
        "part": part,
        "form": form,
        "stale": stale,
        "crumbs": [(_("Slutrapport"), reverse("participant:report", args=[place.pk])), (part.title, "")],
    }
    return render(request, "participant/report_section.html", context, status=status)
