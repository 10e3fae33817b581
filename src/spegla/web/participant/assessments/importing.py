"""Answers from a file: uploaded, looked through with what was understood and what would change, then saved or left."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from spegla.assessments.importing import (
    ImportedMeanwhileError,
    ImportPlan,
    Proposal,
    Target,
    forget_reading,
    import_answers,
    keep_reading,
    pending_import,
    plan_import,
)
from spegla.assessments.models import PendingImport
from spegla.core.verdict import Verdict
from spegla.documents.child import run_task
from spegla.documents.guard import MEGABYTE, MOST_BYTES
from spegla.documents.problems import DocumentError, Trouble
from spegla.documents.reading.choices import Choices, Settled, settle
from spegla.documents.reading.shapes import Reading
from spegla.documents.reading.task import payload_of, reading_of
from spegla.web.document_words import notice_in_words, problem_rows, trouble_in_words
from spegla.web.participant.assessments.again import field_labels
from spegla.web.participant.assessments.file_choices import (
    choices_in,
    expected_of,
    notices_of,
    open_ones,
    row_questions,
    tab_questions,
    value_questions,
)
from spegla.web.participant.assessments.sheet import CHECKLIST, UNIT, Sheet, choices_of, permit_at, sheet_or_404
from spegla.web.participant.assessments.wording import said, titles_of, whys
from spegla.web.participant.places import dates_at, menu_occasion, own_place_or_404, place_page, programme_at
from spegla.web.requests import Request
from spegla.web.templatetags.wording import text

SECONDS, MEGABYTES = 20, 300
NOTHING_CHOSEN = gettext_lazy("Välj en fil först.")


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Fil"), allow_empty_file=True, help_text=gettext_lazy("Excel, Word eller CSV, högst 10 MB."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.docx,.csv,.txt"}),
        error_messages={"required": NOTHING_CHOSEN, "invalid": NOTHING_CHOSEN, "missing": NOTHING_CHOSEN},
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def import_file(request: Request, place: int) -> HttpResponse:
    """Choose a file. It is read at once and not kept; what was understood waits to be looked through."""
    sheet = sheet_at(request, place)
    target = target_of(request, sheet)
    refused = refusal(target)
    if request.method != "POST":
        return _upload(request, sheet, FileForm(), refused)
    form = FileForm(request.POST, request.FILES)
    if refused is not None or not form.is_valid():
        return _upload(request, sheet, form, refused, status=422 if refused is None else 403)
    try:
        answer = read(form.cleaned_data["file"], sheet)
    except DocumentError as error:
        form.add_error("file", trouble_in_words(error))
        return _upload(request, sheet, form, None, status=422)
    keep_reading(target, answer, file_name=form.cleaned_data["file"].name or "", by=request.user, now=request.now)
    return redirect("participant:import-preview", sheet.place.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def import_preview(request: Request, place: int) -> HttpResponse:
    """What was understood and what it would change; nothing is saved before it has been seen just so."""
    own = own_place_or_404(request, place)
    pending = pending_import(own, request.user, now=request.now)
    if pending is None:
        messages.info(request, _("Det finns ingen fil att titta igenom. Välj den igen."))
        return redirect("participant:import-file", own.pk)
    sheet = sheet_at(request, place, pending)
    reading = reading_of(pending.reading)
    act = request.POST.get("act", "")
    if act == "leave":
        forget_reading(own, request.user)
        messages.info(request, _("Inget är inläst."))
        return redirect("participant:assessments", own.pk)
    choices = choices_in(reading, sheet, request.POST)
    settled = settle(reading, choices, titles_of(sheet.checklist))
    if act == "save":
        return _save(request, sheet, pending, reading, choices, settled)
    return _preview(request, sheet, pending, reading, choices, settled)


def sheet_at(request: Request, place: int, pending: PendingImport | None = None) -> Sheet:
    """The unit and checklist of the address, or those that the file was read for."""
    own = own_place_or_404(request, place)
    occasion = menu_occasion(programme_at(own), dates_at(request, own), request.today)
    asked = {UNIT: str(pending.unit_id), CHECKLIST: pending.checklist} if pending else None
    return sheet_or_404(request, place, occasion, asked=asked)


def target_of(request: Request, sheet: Sheet) -> Target:
    permits = {time.key: permit_at(request, sheet.place, time) for time in sheet.occasions}
    return Target(sheet.place, sheet.unit.pk, sheet.checklist, permits)


def refusal(target: Target) -> Verdict | None:
    """Why nothing can be read in now; nothing when some occasion is open."""
    return None if any(target.permits.values()) else next(iter(target.permits.values()))


def read(upload: UploadedFile, sheet: Sheet) -> str:
    """What is understood of the file, as it is kept. Raises DocumentError."""
    if (upload.size or 0) > MOST_BYTES:
        raise DocumentError(Trouble.TOO_LARGE, most=MOST_BYTES // MEGABYTE)
    payload = payload_of(expected_of(sheet), upload.read())
    return run_task("read-answers", payload, seconds=SECONDS, megabytes=MEGABYTES).decode()


def proposals_of(settled: Settled) -> list[Proposal]:
    return [Proposal(one.occasion, one.item, one.state, one.score, one.texts) for one in settled.answers]


def _upload(
    request: Request, sheet: Sheet, form: FileForm, refused: Verdict | None, *, status: int = 200
) -> HttpResponse:
    address = reverse("participant:import-file", args=[sheet.place.pk])
    page = place_page(request, sheet.place, "skattning") | {
        "sheet": sheet, "form": form, "refused": refused, "url": address + sheet.query,
        "choices": [(label, [(name, f"{address}{_query(url)}", now) for name, url, now in options])
                    for label, options in choices_of(sheet, "assessment")],
        "crumbs": _crumbs(sheet),
    }
    return render(request, "participant/assessments/import.html", page, status=status)


def _query(url: str) -> str:
    return url[url.index("?") :] if "?" in url else ""


def _crumbs(sheet: Sheet) -> list[tuple[str, str]]:
    return [(_("Självskattning"), reverse("participant:assessments", args=[sheet.place.pk])), (_("Läs in en fil"), "")]


def _save(
    request: Request, sheet: Sheet, pending: PendingImport, reading: Reading, choices: Choices, settled: Settled
) -> HttpResponse:
    seen, key = request.POST.get("seen", ""), f"file-{pending.pk}-{int(pending.read_at.timestamp())}.0"
    try:
        done = import_answers(
            target_of(request, sheet), proposals_of(settled), seen=seen, key=key, by=request.user, now=request.now
        )
    except ImportedMeanwhileError:
        return _preview(request, sheet, pending, reading, choices, settled, meanwhile=True)
    forget_reading(sheet.place, request.user)
    many = len(done.changes)
    messages.success(request, ngettext("%(count)s svar är inläst.", "%(count)s svar är inlästa.", many) % {"count": many})
    return redirect("participant:assessments", sheet.place.pk)


def _preview(
    request: Request, sheet: Sheet, pending: PendingImport, reading: Reading, choices: Choices, settled: Settled,
    *, meanwhile: bool = False,
) -> HttpResponse:
    plan = plan_import(target_of(request, sheet), proposals_of(settled))
    tabs, rows, values = (ask(reading, sheet, choices) for ask in (tab_questions, row_questions, value_questions))
    page = place_page(request, sheet.place, "skattning") | {
        "sheet": sheet, "pending": pending, "plan": plan, "meanwhile": meanwhile, "occasions": _by_occasion(sheet, plan),
        "tabs": tabs, "rows": rows, "values": values, "open": open_ones([*tabs, *rows, *values]),
        "problems": problem_rows(reading, (*reading.not_understood, *settled.clashes)),
        "notices": [notice_in_words(one) for one in notices_of(reading)], "other_place": _is_of_another(sheet, reading),
        "refused": [(_title(sheet, key), *told) for key, told in plan.refused.items()], "crumbs": _crumbs(sheet),
    }
    status = 409 if meanwhile else 200
    return render(request, "participant/assessments/import_preview.html", page, status=status)


def _is_of_another(sheet: Sheet, reading: Reading) -> bool:
    """Our own workbook, but written out for somebody else or from another round."""
    whose = (reading.place or str(sheet.place.pk), reading.unit or str(sheet.unit.pk))
    return whose != (str(sheet.place.pk), str(sheet.unit.pk))


def _title(sheet: Sheet, occasion: str) -> str:
    return next(text(one.title) for one in sheet.occasions if one.key == occasion)


def _by_occasion(sheet: Sheet, plan: ImportPlan) -> list[tuple[str, list[dict[str, Any]]]]:
    """Per occasion the items that change, each with its fields: what it is called, how it is now, how it becomes."""
    titles, labels, why = titles_of(sheet.checklist), field_labels(), whys()
    names = {item.key: f"{item.number}. {text(item.title)}" for item in sheet.items}
    found: dict[str, list[dict[str, Any]]] = {}
    for one in plan.changes:
        fields = [(labels[name], one.now[name], one.changes[name]) for name in labels if name in one.changes]
        if "why_moved" in one.changes:
            fields.append((_("Varför en annan nivå?"), why[one.now["why_moved"]], why[one.changes["why_moved"]]))
        if "state" in one.changes:
            fields.insert(0, (_("Svar"), said(dict(one.now), titles), said(dict(one.changes), titles)))
        found.setdefault(one.occasion, []).append({"title": names[one.item], "fields": fields})
    return [(_title(sheet, occasion), rows) for occasion, rows in found.items()]
