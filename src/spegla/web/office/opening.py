"""Open a round: choose an edition, fill in, see the whole calendar, open."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from spegla.core.calendar import ROOT, CalendarError
from spegla.programme.schema import Programme
from spegla.reporting.timeline import timeline_of
from spegla.rounds.actions import open_round
from spegla.rounds.models import Round
from spegla.rounds.moves import DatePlan
from spegla.rounds.policy import may_open_rounds
from spegla.rounds.queries import organisations_known_to
from spegla.web.office import library
from spegla.web.office.doors import posted
from spegla.web.office.forms import OpenForm
from spegla.web.requests import Request


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def open_(request: Request) -> HttpResponse:
    if not may_open_rounds(request.standing):
        raise Http404
    key = request.POST.get("edition") or request.GET.get("upplaga", "")
    programme = library.editions().get(key)
    if programme is None:
        if key:
            raise Http404
        return _page(request, "editions", editions=library.editions().values())
    form = _form(request, programme)
    act = request.POST.get("act")
    if request.method != "POST" or act == "edit" or not form.is_valid():
        return _page(request, "open", programme=programme, form=form)
    if act == "save":
        return _save(request, programme, form)
    return _preview(request, programme, form)


def _form(request: Request, programme: Programme) -> OpenForm:
    known = list(organisations_known_to(request.standing))
    offices = [one for one in known if one.pk in request.standing.office_organisations]
    return OpenForm(posted(request), programme=programme, offices=offices, insides=known)


def _preview(request: Request, programme: Programme, form: OpenForm) -> HttpResponse:
    """The round as it would be, with every date. Saves nothing."""
    said = form.cleaned_data
    plan = DatePlan(programme, said["variant"], said["start_on"], {})
    try:
        rows = timeline_of(programme, plan.dates(), {ROOT}, today=request.today)
    except CalendarError as error:
        form.add_error("start_on", _("Datumen kan inte räknas fram från den dagen (%(key)s).") % {"key": error.key})
        return _page(request, "open", programme=programme, form=form)
    known = {str(one.pk): one for one in organisations_known_to(request.standing)}
    return _page(
        request, "open_preview", programme=programme, form=form, rows=rows, said=said,
        variant=next(one for one in programme.variant if one.key == said["variant"]),
        checklists=[library.checklists()[key] for key in said["checklists"]],
        others=set(said["checklists"]) != set(programme.edition.checklists),
        office=known[said["office"]], inside=known.get(said["inside"]),
        awkward=[row for row in rows if row.awkward and row.date.kind == "meeting"],
    )


def _save(request: Request, programme: Programme, form: OpenForm) -> HttpResponse:
    try:
        opened = _open(request, programme, form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error)
        return _page(request, "open", programme=programme, form=form)
    messages.success(request, _("Omgången är öppnad. Nu kan ni ta in organisationer."))
    return redirect("office:organisations", opened.pk)


def _open(request: Request, programme: Programme, said: dict[str, Any]) -> Round:
    known = {str(one.pk): one for one in organisations_known_to(request.standing)}
    return open_round(
        name=said["name"], office=known[said["office"]], start_on=said["start_on"], variant=said["variant"],
        programme=library.stored(programme), checklists=library.stored_checklists(said["checklists"]),
        inside=known.get(said["inside"]), creation_key=said["creation_key"],
        by=request.user, now=request.now,
    )


def _page(request: Request, name: str, **context: Any) -> HttpResponse:
    crumbs = [(_("Programledning"), reverse("office:rounds")), (_("Öppna en omgång"), "")]
    return render(request, f"office/{name}.html", {"crumbs": crumbs, "today": request.today, **context})
