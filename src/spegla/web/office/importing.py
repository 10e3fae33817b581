"""A roster from a spreadsheet: uploaded or pasted, previewed line by line, then all of it or nothing."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from spegla.rounds.csvfile import MOST_BYTES, Problem, UnreadableError, decoded
from spegla.rounds.import_plan import ImportPlan, plan_import
from spegla.rounds.importing import ImportedMeanwhileError, import_roster, read_known
from spegla.rounds.models import Round
from spegla.rounds.roster import Roster, parse_roster
from spegla.web.office.doors import for_office, office_page, posted
from spegla.web.office.forms import ImportForm
from spegla.web.requests import Request


@for_office
def import_(request: Request, round_: Round) -> HttpResponse:
    form = ImportForm(posted(request), request.FILES if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, round_, "import", form=form)
    try:
        text = _text(form)
        roster = parse_roster(text)
    except UnreadableError as error:
        return _page(request, round_, "import", form=form, problems=[error.problem])
    plan = plan_import(roster, read_known(round_, roster, now=request.now), round_.inside)
    act = request.POST.get("act")
    if act == "edit" or plan.problems:
        form = ImportForm(initial={"text": text, "invite": form.cleaned_data["invite"]})
        return _page(request, round_, "import", form=form, problems=plan.problems)
    if act != "save":
        return _preview(request, round_, roster, plan, text)
    return _save(request, round_, roster, plan, text)


def _text(form: ImportForm) -> str:
    """What was uploaded, else what was pasted. Raises UnreadableError."""
    uploaded = form.cleaned_data["file"]
    if not uploaded:
        return form.cleaned_data["text"]
    if uploaded.size > MOST_BYTES:
        raise UnreadableError(_("Filen är för stor. En deltagarlista får vara högst 1 MB."))
    return decoded(uploaded.read())


def _preview(
    request: Request, round_: Round, roster: Roster, plan: ImportPlan, text: str, *, meanwhile: bool = False
) -> HttpResponse:
    return _page(
        request, round_, "import_preview", 409 if meanwhile else 200, plan=plan, text=text, unknown=roster.unknown,
        invite=bool(request.POST.get("invite")), meanwhile=meanwhile,
        new=[place for place in plan.places if place.joins],
        changed=[place for place in plan.places if place.changes and not place.joins],
        same=[place for place in plan.places if not place.changes],
    )


def _save(request: Request, round_: Round, roster: Roster, plan: ImportPlan, text: str) -> HttpResponse:
    invite = bool(request.POST.get("invite"))
    try:
        done = import_roster(
            round_, roster, seen=request.POST.get("seen", ""), invite=invite, by=request.user, now=request.now
        )
    except ImportedMeanwhileError:
        return _preview(request, round_, roster, plan, text, meanwhile=True)
    if done.changes:
        messages.success(request, _("Listan är inläst. %(count)s rader gav något nytt.")
                         % {"count": sum(place.changes for place in done.places)})
    else:
        messages.info(request, _("Allt i listan fanns redan, så inget behövde ändras."))
    return redirect("office:clusters", round_.pk)


def _page(request: Request, round_: Round, name: str, status: int = 200, **context: Any) -> HttpResponse:
    problems: list[Problem] = list(context.get("problems", ()))
    page = office_page(request, round_, "organisationer", _("Läs in en lista")) | context | {"problems": problems[:100]}
    return render(request, f"office/{name}.html", page, status=422 if problems and status == 200 else status)
