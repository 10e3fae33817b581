"""Bring a file of one's own: a presentation to show instead of the slots, or the master that presentations are written in."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from spegla.core.verdict import Verdict, Why, no
from spegla.core.visibility import Level
from spegla.documents.problems import DocumentError, Trouble
from spegla.files.actions import LARGEST, EmptyFileError, TooLargeError, keep_file
from spegla.files.models import StoredFile
from spegla.files.policy import may_upload
from spegla.files.types import UnknownTypeError
from spegla.people.models import Organisation
from spegla.presentations.bringing import (
    FoundInDeck,
    FoundInMaster,
    flaws_of,
    show_file,
    show_slots,
    use_master,
    use_our_master,
)
from spegla.presentations.queries import master_of
from spegla.reporting.decks import look_at_deck, look_at_master
from spegla.reporting.drafting import draft_of
from spegla.rounds.models import Participation
from spegla.web.forms import VersionedForm, fresh_key
from spegla.web.participant.places import own_place_or_404, place_page, working_at
from spegla.web.participant.presentations import words
from spegla.web.participant.presentations.places import At, at_or_404, page_of
from spegla.web.participant.presentations.uploads import shown_upload
from spegla.web.requests import Request

NOTHING_CHOSEN = gettext_lazy("Välj en fil först.")
ERRORS = {"required": NOTHING_CHOSEN, "invalid": NOTHING_CHOSEN, "missing": NOTHING_CHOSEN}
EMPTY = gettext_lazy("Filen är tom. Öppna den hos dig, spara den och försök igen.")
TOO_LARGE = gettext_lazy("Filen är större än %(mb)s MB. Spara bilderna i den mindre och försök igen.")


class DeckForm(VersionedForm):
    file = forms.FileField(
        label=gettext_lazy("Er presentation"), allow_empty_file=True, error_messages=ERRORS,
        help_text=gettext_lazy("PowerPoint (.pptx) eller PDF, högst 20 MB."),
        widget=forms.FileInput(attrs={"accept": ".pptx,.pdf"}),
    )


class MasterForm(VersionedForm):
    file = forms.FileField(
        label=gettext_lazy("Er mall"), allow_empty_file=True, error_messages=ERRORS,
        help_text=gettext_lazy("En PowerPoint-fil (.pptx eller .potx), högst 20 MB. Exempelsidor i den tas inte med."),
        widget=forms.FileInput(attrs={"accept": ".pptx,.potx"}),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: Request, place: int, step: str) -> HttpResponse:
    """Choose a file to show instead of the slots, or go back to them."""
    at = at_or_404(request, place, step)
    if request.method != "POST":
        return _upload_page(request, at, DeckForm())
    working = working_at(request, at.place)
    if not working:
        return _upload_page(request, at, DeckForm(), status=403)
    if request.POST.get("act") == "slots":
        show_slots(at.place, at.step.key, standing=request.standing, now=request.now)
        messages.success(request, _("Nu visas rutorna igen. Filen finns kvar bland era filer."))
        return redirect(at.url())
    form = DeckForm(request.POST, request.FILES)
    if not form.is_valid() or not _take_deck(request, at, form):
        return _upload_page(request, at, form, status=422)
    messages.success(request, _("Filen visas nu i stället för rutorna. Ingen annan ser den förrän ni delar."))
    return redirect(at.url("upload"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def master(request: Request, place: int) -> HttpResponse:
    """The master that the organisation's presentations are written in: what it has, what it lacks, another one."""
    own = own_place_or_404(request, place)
    if request.method != "POST":
        return _master_page(request, own, MasterForm())
    writing = _may_choose(request, own)
    if not writing:
        return _master_page(request, own, MasterForm(), status=403)
    if request.POST.get("act") == "ours":
        use_our_master(own.organisation, standing=request.standing, now=request.now)
        messages.success(request, _("Nu används Speglas egen mall. Er mall finns kvar bland era filer."))
        return redirect("participant:presentation-master", own.pk)
    form = MasterForm(request.POST, request.FILES)
    if not form.is_valid() or not _take_master(request, own, form):
        return _master_page(request, own, form, status=422)
    messages.success(request, _("Era presentationer skrivs nu i den här mallen."))
    return redirect("participant:presentation-master", own.pk)


def _take_deck(request: Request, at: At, form: DeckForm) -> bool:
    """Whether the file can be shown and is kept; if not, the form says why."""
    try:
        found = look_at_deck(_bytes_of(form.cleaned_data["file"]))
        kept = _keep(request, at.place.organisation, form)
    except (ValidationError, DocumentError) as error:
        form.add_error("file", words.trouble_in_words(error) if isinstance(error, DocumentError) else error)
        return False
    remarks = flaws_of((str(one.flaw), one.slides) for one in found.remarks)
    show_file(at.place, at.step.key, kept, FoundInDeck(found.slides, found.tagged, found.titles, remarks),
              standing=request.standing, now=request.now)
    return True


def _take_master(request: Request, place: Participation, form: MasterForm) -> bool:
    """Whether presentations can be written in the file and it is kept; if not, the form says why."""
    try:
        found = look_at_master(_bytes_of(form.cleaned_data["file"]))
        kept = _keep(request, place.organisation, form)
    except (ValidationError, DocumentError) as error:
        form.add_error("file", words.trouble_in_words(error) if isinstance(error, DocumentError) else error)
        return False
    looks = tuple((str(one.look), one.layout, str(one.how)) for one in found.layouts)
    use_master(place.organisation, kept, FoundInMaster(looks, found.problems, found.sample_slides),
               standing=request.standing, now=request.now)
    return True


def _bytes_of(upload: UploadedFile) -> bytes:
    if (upload.size or 0) > LARGEST:
        raise ValidationError(TOO_LARGE, params={"mb": LARGEST // 1024**2})
    return upload.read()


def _keep(request: Request, organisation: Organisation, form: VersionedForm) -> StoredFile:
    """Keep what was sent; a ValidationError says in our words why it is not taken."""
    try:
        return keep_file(form.cleaned_data["file"], organisation=organisation, level=Level.ORGANISATION,
                         creation_key=form.stamp["request_key"] or fresh_key(), by=request.user, now=request.now)
    except TooLargeError as error:
        raise ValidationError(TOO_LARGE, params={"mb": LARGEST // 1024**2}) from error
    except (EmptyFileError, UnknownTypeError) as error:
        raise ValidationError(EMPTY if isinstance(error, EmptyFileError) else words.HERE[Trouble.UNKNOWN_TYPE]) from error


def _may_choose(request: Request, place: Participation) -> Verdict:
    return no(Why.REHEARSAL) if request.rehearsal else may_upload(place.organisation_id, request.standing)


def _upload_page(request: Request, at: At, form: DeckForm, *, status: int = 200) -> HttpResponse:
    draft = draft_of(at.place, at.step, now=request.now)
    context: dict[str, Any] = page_of(request, at, (_("Egen fil"), "")) | {
        "form": form, "draft": draft, "upload": shown_upload(draft.upload), "slides_url": at.url("slides"),
        "file_url": at.url("download", "fil"),
    }
    return render(request, "participant/presentations/upload.html", context, status=status)


def _master_page(request: Request, place: Participation, form: MasterForm, *, status: int = 200) -> HttpResponse:
    found = master_of(place.organisation_id)
    context = place_page(request, place, "traffar") | {
        "form": form, "master": found, "writing": _may_choose(request, place),
        "looks": words.looks_in_words([(one.look, one.layout, one.how) for one in found.looks.all()]) if found else [],
        "known": words.problems_in_words([one.problem for one in found.problems.all()]) if found else [],
        "crumbs": [(_("Presentationer"), reverse("participant:presentations", args=[place.pk])), (_("Er PowerPoint-mall"), "")],
    }
    return render(request, "participant/presentations/master.html", context, status=status)
