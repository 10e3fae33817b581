"""Take a presentation along as PowerPoint or PDF: one's own as it stands, another's as it was shared."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from spegla.documents.deck import Deck
from spegla.documents.problems import DocumentError
from spegla.files.types import PDF, PPTX
from spegla.people.models import Organisation
from spegla.presentations.queries import master_of, shared_slides, upload_of
from spegla.reporting.decks import About, as_pdf, as_powerpoint, deck_of
from spegla.reporting.drafting import draft_of
from spegla.reporting.exporting import note_presentation
from spegla.web.fetching import fetched
from spegla.web.participant.places import dates_at
from spegla.web.participant.presentations.places import At, at_or_404, shared_or_404, theme_of
from spegla.web.requests import Request
from spegla.web.templatetags.wording import day, text

POWERPOINT, PAPER, FILE = "powerpoint", "pdf", "fil"


@login_required
@require_safe
def download(request: Request, place: int, step: str, document: str) -> HttpResponse | FileResponse:
    """The draft as it stands."""
    at = at_or_404(request, place, step)
    draft = draft_of(at.place, at.step, now=request.now)
    if document == FILE and draft.upload:
        return fetched(draft.upload.file)
    made_of = deck_of(_about(request, at, at.place.organisation), draft.slides)
    return _document(request, at, document, made_of, at.place.organisation, back=at.url())


@login_required
@require_safe
def download_of(request: Request, place: int, step: str, owner: int, document: str) -> HttpResponse | FileResponse:
    """What was shared, in the language it was shared in."""
    at = at_or_404(request, place, step)
    found = shared_or_404(request, at, owner)
    upload = upload_of(found.upload_id)
    if document == FILE and upload:
        return fetched(upload.file)
    organisation = found.participation.organisation
    made_of = deck_of(_about(request, at, organisation), shared_slides(found.id, found.version), language=found.language)
    return _document(request, at, document, made_of, organisation, back=at.url("of", owner))


def _document(
    request: Request, at: At, document: str, made_of: Deck, organisation: Organisation, *, back: str
) -> HttpResponse:
    if document not in (POWERPOINT, PAPER) or not made_of.slides:
        raise Http404
    master = master_of(organisation.pk) if document == POWERPOINT else None
    try:
        made = as_pdf(made_of) if document == PAPER else as_powerpoint(made_of, master.file if master else None)
    except DocumentError:
        messages.error(request, _("Filen blev inte klar. Vänta en stund och försök igen."))
        return redirect(back)
    note_presentation(at.place, document, step=at.step.key, of=organisation, by=request.user, now=request.now)
    ending, media_type = (".pdf", PDF) if document == PAPER else (".pptx", PPTX)
    name = slugify(f"{_('presentation')} {organisation.name} {at.step.key}")
    return HttpResponse(made, content_type=media_type, headers={
        "Content-Disposition": f'attachment; filename="{name}{ending}"', "X-Content-Type-Options": "nosniff",
    })


def _about(request: Request, at: At, organisation: Organisation) -> About:
    meeting_on = dates_at(request, at.place)[at.step.meeting or at.step.closes]
    return About(theme_of(at) or text(at.step.title), text(at.step.title), organisation.name, day(meeting_on))
