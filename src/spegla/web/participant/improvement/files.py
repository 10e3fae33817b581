"""Files: what the organisation has uploaded and what others have shared; upload, fetch, share, remove."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spegla.core.verdict import Why, no
from spegla.core.visibility import Act, Level
from spegla.files.actions import (
    LARGEST,
    EmptyFileError,
    TooLargeError,
    keep_file,
    remove_file,
    share_file,
    stop_sharing_file,
)
from spegla.files.models import StoredFile
from spegla.files.policy import may, may_share, may_upload
from spegla.files.queries import file_shares, files_at, files_of_others, readable_file
from spegla.files.types import UnknownTypeError
from spegla.journal.models import Share
from spegla.rounds.models import Participation
from spegla.rounds.owned import audience_id
from spegla.web.fetching import fetched
from spegla.web.forms import VersionedForm, fresh_key
from spegla.web.participant.improvement.shares import audience_name, name_of
from spegla.web.participant.places import own_place_or_404, place_page
from spegla.web.public.next_page import next_page
from spegla.web.requests import Request
from spegla.web.templatetags.wording import reason

AUDIENCES = (Share.Audience.CLUSTER, Share.Audience.ROUND)
NOTHING_CHOSEN = gettext_lazy("Välj en fil först.")
EMPTY = gettext_lazy("Filen är tom. Öppna den hos dig, spara den och försök igen.")
TOO_LARGE = gettext_lazy("Filen är större än %(mb)s MB. Gör den mindre, till exempel genom att spara bilderna mindre.")
WRONG_TYPE = gettext_lazy(
    "Vi tar emot PDF, Word, Excel och PowerPoint utan makron, bilder (PNG och JPG) och text (TXT och CSV). "
    "Den här filen är av ett annat slag."
)


class UploadForm(VersionedForm):
    file = forms.FileField(
        label=gettext_lazy("Fil"), allow_empty_file=True,
        help_text=gettext_lazy("PDF, Word, Excel, PowerPoint, bild eller text. Högst 20 MB."),
        error_messages={"required": NOTHING_CHOSEN, "invalid": NOTHING_CHOSEN, "missing": NOTHING_CHOSEN},
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def files(request: Request, place: int) -> HttpResponse:
    mine = own_place_or_404(request, place)
    if request.method != "POST":
        return _page(request, mine, UploadForm())
    form = UploadForm(request.POST, request.FILES)
    if not may_upload(mine.organisation_id, request.standing) or not form.is_valid():
        return _page(request, mine, form, status=422)
    try:
        _keep(request, mine, form)
    except ValidationError as error:
        form.add_error("file", error)
        return _page(request, mine, form, status=422)
    messages.success(request, _("Filen är uppladdad. Bara ni i organisationen kommer åt den tills ni delar."))
    return redirect(next_page(request, reverse("participant:files", args=[mine.pk])))


@login_required
@require_safe
def file(request: Request, place: int, pk: int) -> FileResponse:
    """Its content, always to be saved and never shown as a page of ours."""
    mine = own_place_or_404(request, place)
    found = readable_file(pk, mine, request.standing)
    if found is None:
        raise Http404
    return fetched(found)


@login_required
@require_POST
def file_remove(request: Request, place: int, pk: int) -> HttpResponse:
    mine, found = _own_or_404(request, place, pk)
    verdict = may(Act.WRITE, found, request.standing)
    if verdict:
        remove_file(found, by=request.user, now=request.now)
        messages.success(request, _("Filen är borttagen. Ingen kommer åt den längre."))
    else:
        messages.error(request, reason(verdict.why))
    return redirect("participant:files", mine.pk)


@login_required
@require_POST
def file_share(request: Request, place: int, pk: int) -> HttpResponse:
    mine, found = _own_or_404(request, place, pk)
    audience = request.POST.get("audience", "")
    if audience not in AUDIENCES:
        raise Http404
    verdict = may_share(found, audience, mine, request.standing)
    if verdict:
        share_file(found, audience, place=mine, by=request.user, now=request.now)
        messages.success(request, _("Delad med %(whom)s.") % {"whom": audience_name(mine, audience)})
    else:
        messages.error(request, reason(verdict.why))
    return redirect("participant:files", mine.pk)


@login_required
@require_POST
def file_unshare(request: Request, place: int, pk: int) -> HttpResponse:
    mine, found = _own_or_404(request, place, pk)
    for share in file_shares([found])[found.pk]:
        if str(share.pk) == request.POST.get("share") and may(Act.READ_DRAFT, found, request.standing):
            stop_sharing_file(found, share.audience, share.audience_id, by=request.user, now=request.now)
    messages.success(request, _("Filen är inte delad längre. Ni har den kvar."))
    return redirect("participant:files", mine.pk)


def _own_or_404(request: Request, place: int, pk: int) -> tuple[Participation, StoredFile]:
    mine = own_place_or_404(request, place)
    return mine, get_object_or_404(files_at(mine, request.standing), pk=pk)


def _keep(request: Request, place: Participation, form: UploadForm) -> StoredFile:
    """Keep what was sent; a ValidationError says in our words why it is not taken."""
    key = form.stamp["request_key"] or fresh_key()
    try:
        return keep_file(form.cleaned_data["file"], organisation=place.organisation, level=Level.ORGANISATION,
                         creation_key=key, by=request.user, now=request.now)
    except TooLargeError as error:
        raise ValidationError(TOO_LARGE, params={"mb": LARGEST // 1024**2}) from error
    except EmptyFileError as error:
        raise ValidationError(EMPTY) from error
    except UnknownTypeError as error:
        raise ValidationError(WRONG_TYPE) from error


def _page(request: Request, place: Participation, form: UploadForm, *, status: int = 200) -> HttpResponse:
    rows = list(files_at(place, request.standing))
    shares = file_shares(rows)
    verdict = may_upload(place.organisation_id, request.standing)
    here = reverse("participant:files", args=[place.pk])
    context = place_page(request, place, "ideer") | {
        "form": form,
        "files": [_row(request, place, found, shares[found.pk]) for found in rows],
        "shared": list(files_of_others(place, request.standing)),
        "writing": no(Why.REHEARSAL) if request.rehearsal else verdict,
        "back": back if (back := next_page(request, here)) != here else "",
        "tab": "files",
    }
    return render(request, "participant/files.html", context, status=status)


def _row(request: Request, place: Participation, found: StoredFile, shares: list[Share]) -> dict[str, object]:
    reached = {(share.audience, share.audience_id) for share in shares}
    left = [one for one in AUDIENCES if (one, audience_id(place, one)) not in reached]
    verdicts = {one: may_share(found, one, place, request.standing) for one in left}
    allowed = [one for one, verdict in verdicts.items() if verdict]
    return {
        "file": found,
        "shown": [(share, name_of(request, share)) for share in shares],
        "offers": [(one, audience_name(place, one)) for one in allowed],
        "refusal": None if allowed or not verdicts else next(iter(verdicts.values())),
    }
