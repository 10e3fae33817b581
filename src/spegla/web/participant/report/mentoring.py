"""The decision to mentor, and the model status by the programme's own rule, shown to whoever asks for it."""

import datetime as dt
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from spegla.journal.versions import StaleError
from spegla.reporting.filling import MENTOR_ANSWERS
from spegla.reporting.model_status import findings_of
from spegla.rounds.actions import decide_on_mentoring
from spegla.rounds.models import MentorDecision, Participation
from spegla.rounds.queries import mentor_decision_at
from spegla.web.forms import VersionedForm
from spegla.web.participant.improvement.fields import UNKNOWN_CHOICE, LinesField, day, line
from spegla.web.participant.improvement.stale import on_top_of
from spegla.web.participant.places import own_place_or_404, place_page, programme_at, working_at
from spegla.web.requests import Request

FIELDS = ("answer", "decided_by", "decided_on", "can_show")


class DecisionForm(VersionedForm):
    answer = forms.ChoiceField(
        label=gettext_lazy("Vill ni vara mentor i en kommande omgång?"), widget=forms.RadioSelect,
        choices=list(MENTOR_ANSWERS.items()),
        error_messages={"required": gettext_lazy("Välj ja, inte än eller nej."), "invalid_choice": UNKNOWN_CHOICE},
    )
    decided_by = line(gettext_lazy("Vem som har beslutat"), gettext_lazy("Till exempel kommunstyrelsen."), longest=120)
    decided_on = day(gettext_lazy("Beslutsdatum"))
    can_show = LinesField(
        gettext_lazy("Det här kan vi visa andra"), gettext_lazy("Något ni har gjort som fungerade, eller som ni lärde er av.")
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_decided_on(self) -> dt.date | None:
        decided = self.cleaned_data["decided_on"]
        if decided and decided > self.today:
            raise ValidationError(_("Det datumet har inte varit än. Skriv dagen då beslutet togs."))
        return decided


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mentor_decision(request: Request, place: int) -> HttpResponse:
    mine = own_place_or_404(request, place)
    today = timezone.localdate(request.now)
    if request.method != "POST":
        return _page(request, mine, DecisionForm(initial=_stored(mentor_decision_at(mine)), today=today))
    form = DecisionForm(request.POST, today=today)
    if not form.is_valid() or not working_at(request, mine):
        return _page(request, mine, form, status=422)
    try:
        decide_on_mentoring(mine, form.changes, **form.stamp, by=request.user, now=request.now)
    except StaleError as error:
        stale = on_top_of(form, error.current, {name: getattr(error.current, name) for name in FIELDS})
        return _page(request, mine, form, stale=stale, status=409)
    messages.success(request, _("Beslutet är sparat."))
    return redirect("participant:mentor-decision", mine.pk)


@login_required
@require_safe
def status(request: Request, place: int) -> HttpResponse:
    mine = own_place_or_404(request, place)
    places = [one for one in request.standing.participations if one.organisation_id == mine.organisation_id]
    return render(request, "participant/status.html", place_page(request, mine, "rapport") | {
        "findings": findings_of(mine, places, today=request.today),
        "crumbs": _crumbs(mine, _("Modellstatus")),
    })


def _page(
    request: Request, place: Participation, form: DecisionForm, *, stale: Any = None, status: int = 200
) -> HttpResponse:
    edition = programme_at(place).edition
    mentors = [function for function in edition.function if function.key == "mentor"]
    context = place_page(request, place, "rapport") | {
        "form": form,
        "stale": stale,
        "decision": mentor_decision_at(place),
        "mentors": mentors,
        "about": [point for point in edition.about if point.key.startswith("about-mentor")],
        "answers": MENTOR_ANSWERS,
        "crumbs": _crumbs(place, _("Mentorbeslut")),
    }
    return render(request, "participant/mentor_decision.html", context, status=status)


def _stored(decision: MentorDecision | None) -> dict[str, Any]:
    return {**{name: getattr(decision, name) for name in FIELDS}, "based_on": decision.version} if decision else {}


def _crumbs(place: Participation, last: str) -> list[tuple[str, str]]:
    return [(_("Slutrapport"), reverse("participant:report", args=[place.pk])), (last, "")]
