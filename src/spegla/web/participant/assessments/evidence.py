"""Point from the evidence of an answer to one of the organisation's own files: its name is written into the text."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from spegla.assessments.actions import save_answer
from spegla.assessments.models import Answer
from spegla.files.models import StoredFile
from spegla.files.queries import files_at
from spegla.journal.versions import StaleError
from spegla.people.collation import swedish_key
from spegla.programme.schema import Item
from spegla.web.forms import fresh_key
from spegla.web.participant.assessments.answering import opened_at
from spegla.web.participant.assessments.forms import LONGEST
from spegla.web.participant.assessments.sheet import Sheet, crumbs_of, one_or_404, sheet_or_404
from spegla.web.participant.places import place_page
from spegla.web.requests import Request
from spegla.web.templatetags.wording import text


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def evidence(request: Request, place: int, occasion: str, item: str) -> HttpResponse:
    """The files to choose from, with those the text names already. A POST adds one, and leads back to the question."""
    sheet = sheet_or_404(request, place, occasion)
    found = one_or_404(sheet.items, item)
    answer = sheet.paper.answers(item).first()
    files = sorted(files_at(sheet.place, request.standing), key=lambda file: swedish_key(file.name))
    if request.method != "POST":
        return _page(request, sheet, found, answer, files)
    chosen = next((file for file in files if str(file.pk) == request.POST.get("file")), None)
    if chosen is None:
        messages.error(request, _("Välj en av filerna i listan."))
        return _page(request, sheet, found, answer, files, status=422)
    if not sheet.permit:
        return _page(request, sheet, found, answer, files, status=403)
    if not _add(request, sheet, item, answer, chosen):
        return _page(request, sheet, found, sheet.paper.answers(item).first(), files, status=409)
    messages.success(request, _("Filens namn står nu i underlaget."))
    return redirect(opened_at(sheet, item))


def _add(request: Request, sheet: Sheet, item: str, answer: Answer | None, file: StoredFile) -> bool:
    """Whether the text names the file now; if not, the next page says why."""
    said = answer.evidence if answer else ""
    if file.name in said:
        return True
    longer = f"{said}\n{file.name}".strip()
    if len(longer) > LONGEST:
        messages.error(request, _("Underlaget har inte plats för mer. Korta texten och försök igen."))
        return False
    try:
        save_answer(sheet.paper, item, {"evidence": longer}, based_on=answer.version if answer else 0,
                    request_key=fresh_key(), by=request.user, now=request.now)
    except StaleError:
        messages.warning(request, _("Någon annan hann spara. Läs underlaget igen och välj filen en gång till."))
        return False
    return True


def _page(
    request: Request, sheet: Sheet, item: Item, answer: Answer | None, files: list[StoredFile], *, status: int = 200
) -> HttpResponse:
    said = answer.evidence if answer else ""
    context = place_page(request, sheet.place, "skattning") | {
        "sheet": sheet,
        "item": item,
        "said": said,
        "named": [file for file in files if file.name in said],
        "others": [file for file in files if file.name not in said],
        "url": sheet.url("evidence", item.key),
        "back_url": opened_at(sheet, item.key),
        "crumbs": [*crumbs_of(sheet), (text(item.title), opened_at(sheet, item.key)), (_("Filer som underlag"), "")],
    }
    return render(request, "participant/assessments/evidence.html", context, status=status)
