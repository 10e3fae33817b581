"""Go on with another edition for what remains of a round, and choose its checklists. Previewed before it is saved."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from spegla.programme.amendment import AmendmentError
from spegla.reporting.answered import answered_in, checklists_answered
from spegla.rounds.actions import amend_programme, bind_checklists
from spegla.rounds.amending import AmendedMeanwhileError, AmendmentPlan, plan_amendment, stored_form
from spegla.rounds.content import checklists_of, programme_of
from spegla.rounds.models import Round
from spegla.rounds.running import amendments_of, clusters_of
from spegla.web.forms import choice_field
from spegla.web.office import library
from spegla.web.office.doors import for_office, office_page, posted
from spegla.web.office.forms import AmendForm
from spegla.web.office.moving import Told, names_of
from spegla.web.requests import Request


@for_office
def amend(request: Request, round_: Round) -> HttpResponse:
    form = AmendForm(posted(request), followed=programme_of(round_).edition.key, initial={"effective_on": request.today})
    act = request.POST.get("act")
    if request.method != "POST" or act == "edit" or not form.is_valid():
        return _page(request, round_, "amend", form=form)
    said = form.cleaned_data
    if act == "save" and _is_done(round_, said["edition"], request.POST.get("seen", "")):
        return _done(request, round_)
    try:
        plan = plan_amendment(
            round_, library.editions()[said["edition"]], effective_on=said["effective_on"], today=request.today
        )
    except AmendmentError as error:
        return _page(request, round_, "amend", form=form, conflicts=error.conflicts)
    lost = _answers_without_occasion(round_, plan)
    if lost:
        return _page(request, round_, "amend", form=form, lost=lost)
    if act == "save" and request.POST.get("calendar") == plan.before.fingerprint:
        return _save(request, round_, plan, form)
    return _preview(request, round_, plan, form, meanwhile=act == "save")


def _answers_without_occasion(round_: Round, plan: AmendmentPlan) -> list[str]:
    """Titles of occasions that hold answers and would be gone."""
    if not plan.lost_occasions:
        return []
    answered = {occasion for _checklist, occasion in answered_in(round_)}
    return [
        one.title.in_language(get_language() or "sv")
        for one in plan.before.programme.edition.occasion
        if one.key in answered and one.key in plan.lost_occasions
    ]


def _preview(request: Request, round_: Round, plan: AmendmentPlan, form: AmendForm, *, meanwhile: bool) -> HttpResponse:
    clusters = {one.pk: one for one in clusters_of(round_)}
    days = {day.key: day for day in plan.after.programme.date}
    told, dates = [Told(days[move.key], move, names_of(move, clusters)) for move in plan.moves], plan.after.dates()
    return _page(
        request, round_, "amend_preview", 409 if meanwhile else 200, form=form, plan=plan, meanwhile=meanwhile,
        moves=[one for one in told if not one.move.stays], stays=[one for one in told if one.move.stays],
        new_dates=[(day, dates[day.key]) for day in plan.new_dates],
        old={step.key: step for step in plan.before.programme.step},
        edition=library.editions()[plan.edition].edition, seen=round_.programme_id, calendar=plan.before.fingerprint,
    )


def _save(request: Request, round_: Round, plan: AmendmentPlan, form: AmendForm) -> HttpResponse:
    try:
        amend_programme(
            round_, plan, stored_form(plan), reason=form.cleaned_data["reason"], seen=request.POST.get("seen", ""),
            by=request.user, now=request.now,
        )
    except AmendedMeanwhileError:
        return _preview(request, round_, plan, form, meanwhile=True)
    return _done(request, round_)


def _is_done(round_: Round, edition: str, seen: str) -> bool:
    """Whether the button was pressed before: what was seen has given way to this edition, which still holds."""
    pressed = (seen, edition, round_.programme_id)
    return any((one.before_id, one.edition, one.after_id) == pressed for one in amendments_of(round_))


def _done(request: Request, round_: Round) -> HttpResponse:
    messages.success(request, _("Omgången fortsätter nu med den nya upplagan. Det som var klart är som det var."))
    return redirect("office:round", round_.pk)


def _page(request: Request, round_: Round, name: str, status: int = 200, **context: Any) -> HttpResponse:
    page = office_page(request, round_, "", _("Byt upplaga för det som återstår"))
    return render(request, f"office/{name}.html", page | {"programme": programme_of(round_)} | context, status=status)


class ChecklistsForm(forms.Form):
    checklists = forms.MultipleChoiceField(
        label=gettext_lazy("Omgångens checklistor"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Välj minst en checklista.")},
    )


@for_office
def checklists(request: Request, round_: Round) -> HttpResponse:
    """Which checklists the round uses. Those that hold answers stay."""
    bound = {one.key: one for one in checklists_of(round_)}
    answered = checklists_answered(round_) & bound.keys()
    known = bound | {key: one for key, one in library.checklists().items() if key not in bound}
    form = ChecklistsForm(posted(request), initial={"checklists": list(bound)})
    language = get_language() or "sv"
    choices = [(key, one.title.in_language(language)) for key, one in known.items()]
    choice_field(form, "checklists").choices = choices
    if form.is_valid():
        try:
            chosen = [key for key in known if key in form.cleaned_data["checklists"]]
            contents = [library.stored(known[key]) for key in chosen]
            bind_checklists(round_, contents, answered=partial(checklists_answered, round_), by=request.user, now=request.now)
            messages.success(request, _("Checklistorna är sparade."))
            return redirect("office:round", round_.pk)
        except ValidationError as error:
            form.add_error("checklists", error)
    page = office_page(request, round_, "", _("Checklistor"))
    kept = [known[key] for key in sorted(answered)]
    return render(request, "office/checklists.html", page | {"form": form, "answered": kept})
