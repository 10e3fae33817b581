"""Take a self-assessment along, to a place without the net or on paper. Only what has been agreed on comes with it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from spegla.assessments.queries import begun_by_unit
from spegla.documents.problems import DocumentError
from spegla.reporting.exporting import make_document, note_export
from spegla.reporting.workbooks import fetched_on, workbook_of
from spegla.web.participant.assessments.printing import group_paper, own_paper, result_of
from spegla.web.participant.assessments.sheet import Sheet, choices_of, crumbs_of, sheet_or_404
from spegla.web.participant.places import place_page
from spegla.web.requests import Request

PDF = "application/pdf"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Document:
    """`name` begins the name of the file; `content` gathers what the task writes."""

    name: object
    task: str
    media_type: str
    suffix: str
    content: Callable[[Request, Sheet], object]


def _workbook(request: Request, sheet: Sheet) -> object:
    return workbook_of(
        sheet.place, sheet.unit, sheet.checklist, units=sheet.units, occasion=sheet.occasion.key, now=request.now
    )


DOCUMENTS = {
    "excel": Document(gettext_lazy("skattning"), "write-workbook", EXCEL, ".xlsx", _workbook),
    "resultat": Document(
        gettext_lazy("resultat"), "write-result", PDF, ".pdf", lambda request, sheet: result_of(sheet, fetched_on(request.now))
    ),
    "eget-blad": Document(gettext_lazy("eget-blad"), "write-paper", PDF, ".pdf", lambda request, sheet: own_paper(sheet)),
    "gruppens-blad": Document(
        gettext_lazy("gruppens-blad"), "write-paper", PDF, ".pdf", lambda request, sheet: group_paper(sheet)
    ),
}


@login_required
@require_GET
def downloads(request: Request, place: int, occasion: str) -> HttpResponse:
    sheet = sheet_or_404(request, place, occasion)
    begun = begun_by_unit(sheet.place, sheet.unit.pk, sheet.checklist.key)
    context = place_page(request, sheet.place, "skattning") | {
        "sheet": sheet, "choices": choices_of(sheet, "downloads"), "crumbs": crumbs_of(sheet, _("Excel och papper")),
        "urls": {document.replace("-", "_"): sheet.url("download", document) for document in DOCUMENTS},
        "import_url": reverse("participant:import-file", args=[sheet.place.pk]),
        "answered": begun.get(sheet.occasion.key, {}).get("answered", 0),
    }
    return render(request, "participant/assessments/downloads.html", context)


@login_required
@require_GET
def download(request: Request, place: int, occasion: str, document: str) -> HttpResponse:
    """The document itself, always to be saved."""
    sheet = sheet_or_404(request, place, occasion)
    if document not in DOCUMENTS:
        raise Http404
    wanted = DOCUMENTS[document]
    try:
        made = make_document(wanted.task, wanted.content(request, sheet))
    except DocumentError:
        messages.error(request, _("Filen blev inte klar. Vänta en stund och försök igen."))
        return redirect(sheet.url("downloads"))
    note_export(sheet.place, document, unit=sheet.unit, checklist=sheet.checklist, occasion=sheet.occasion.key,
                by=request.user, now=request.now)
    name = "-".join(filter(None, (str(wanted.name), slugify(sheet.unit.name), sheet.occasion.key)))
    return HttpResponse(made, content_type=wanted.media_type, headers={
        "Content-Disposition": f'attachment; filename="{slugify(name)}{wanted.suffix}"', "X-Content-Type-Options": "nosniff",
    })
