"""Pictures on slides: kept as files of the organisation, shown to those who may see the slide."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from spegla.core.visibility import Level
from spegla.files.actions import LARGEST, EmptyFileError, TooLargeError, keep_file
from spegla.files.models import StoredFile
from spegla.files.queries import files_at
from spegla.files.types import JPG, PNG, UnknownTypeError, type_of
from spegla.presentations.queries import shared_picture
from spegla.web.fetching import fetched
from spegla.web.forms import fresh_key
from spegla.web.participant.presentations.forms import SlotForm
from spegla.web.participant.presentations.places import At, at_or_404, shared_or_404
from spegla.web.requests import Request

PICTURES = (PNG, JPG)
EMPTY = _("Filen är tom. Öppna den hos dig, spara den och försök igen.")
TOO_LARGE = _("Bilden är större än %(mb)s MB. Spara den mindre och försök igen.")
WRONG_TYPE = _("Det här är ingen bild vi kan visa. Välj en PNG eller en JPG.")


def keep_picture(request: Request, at: At, form: SlotForm) -> StoredFile | None:
    """Keep the picture that was sent, if any; a ValidationError says in our words why it is not taken."""
    upload = form.cleaned_data.get("file")
    if upload is None:
        return None
    try:
        if upload.size and type_of(upload, upload.name or "") not in PICTURES:
            raise ValidationError(WRONG_TYPE)
        return keep_file(upload, organisation=at.place.organisation, level=Level.ORGANISATION,
                         creation_key=form.stamp["request_key"] or fresh_key(), by=request.user, now=request.now)
    except TooLargeError as error:
        raise ValidationError(TOO_LARGE, params={"mb": LARGEST // 1024**2}) from error
    except EmptyFileError as error:
        raise ValidationError(EMPTY) from error
    except UnknownTypeError as error:
        raise ValidationError(WRONG_TYPE) from error


@login_required
@require_safe
def picture(request: Request, place: int, step: str, pk: int) -> FileResponse:
    """One of the organisation's own."""
    at = at_or_404(request, place, step)
    return fetched(get_object_or_404(files_at(at.place, request.standing), pk=pk, media_type__in=PICTURES))


@login_required
@require_safe
def picture_of(request: Request, place: int, step: str, owner: int, pk: int) -> FileResponse:
    """One that stands on a slide the reader may see."""
    at = at_or_404(request, place, step)
    shown = shared_or_404(request, at, owner)
    found = shared_picture(shown.id, shown.version, pk)
    if found is None:
        raise Http404
    return fetched(found)
