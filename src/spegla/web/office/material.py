"""The material of a round: what the programme names, the links and files the office adds to it, and links that are dead."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from spegla.core.visibility import Level
from spegla.files.actions import LARGEST, EmptyFileError, TooLargeError, keep_file
from spegla.files.models import StoredFile
from spegla.files.types import UnknownTypeError
from spegla.library import actions
from spegla.library.queries import dead_links_of, file_in, holding_of, holdings_of
from spegla.programme.schema import Programme
from spegla.rounds.content import programme_of
from spegla.rounds.models import Round
from spegla.web.fetching import fetched
from spegla.web.forms import choice_field, fresh_key
from spegla.web.office.doors import for_office, office_page, posted
from spegla.web.participant.improvement.files import EMPTY, TOO_LARGE, WRONG_TYPE
from spegla.web.requests import Request
from spegla.web.templatetags.wording import text

CHOOSE = gettext_lazy("Välj något i listan.")


class MaterialForm(forms.Form):
    """A link or a file, for a material that the programme names or beside a step."""

    where = forms.ChoiceField(label=gettext_lazy("Hör till"), error_messages={"required": CHOOSE, "invalid_choice": CHOOSE})
    title = forms.CharField(
        label=gettext_lazy("Vad det är"), max_length=160, help_text=gettext_lazy("Till exempel ”Filmen på SKR:s webbplats”."),
        error_messages={"required": gettext_lazy("Skriv vad det är."),
                        "max_length": gettext_lazy("Det får ha högst 160 tecken.")},
    )
    url = forms.URLField(
        label=gettext_lazy("Länk"), required=False, max_length=500, assume_scheme="https",
        error_messages={"invalid": gettext_lazy("Skriv en fullständig adress, som https://www.exempel.se/film."),
                        "max_length": gettext_lazy("Adressen får ha högst 500 tecken.")},
    )
    file = forms.FileField(
        label=gettext_lazy("Eller en fil"), required=False, allow_empty_file=True,
        help_text=gettext_lazy("PDF, Word, Excel, PowerPoint, bild eller text. Högst 20 MB."),
    )
    creation_key = forms.CharField(widget=forms.HiddenInput, max_length=40, initial=fresh_key, required=False)

    def __init__(self, programme: Programme, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_field(self, "where").choices = _places_in(programme)

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        if url and not url.startswith(("http://", "https://")):
            raise ValidationError(_("Skriv en fullständig adress, som https://www.exempel.se/film."))
        return url

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and bool(given.get("url")) == bool(given.get("file")):
            self.add_error("url", _("Skriv en länk eller välj en fil, inte både och."))
        return given


def _places_in(programme: Programme) -> list[tuple[str, list[tuple[str, str]]]]:
    """By step: beside the step itself, and each of its materials; the value is "step" or "step/key"."""
    return [
        (f"{step.number}. {text(step.title)}",
         [*((f"{step.key}/{one.key}", text(one.title)) for one in step.material), (step.key, str(_("Något annat i steget")))])
        for step in programme.step
    ]


@for_office
def material(request: Request, round_: Round) -> HttpResponse:
    programme = programme_of(round_)
    form = MaterialForm(programme, posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid() and _added(request, round_, form):
        messages.success(request, _("Tillagt. Alla i omgången ser det på sidan Material."))
        return redirect("office:material", round_.pk)
    held = holdings_of(round_, request.standing)
    page = office_page(request, round_, "material", _("Material")) | {
        "form": form,
        "shelves": [(step, _rows(held, step)) for step in programme.step],
        "dead": list(dead_links_of(round_, now=request.now)),
    }
    return render(request, "office/material.html", page, status=422 if form.errors else 200)


def _rows(held: dict[tuple[str, str], list[Any]], step: Any) -> list[tuple[str, Any]]:
    """What has been added in a step: the title of the material it was added to, and the link or file."""
    titles = {one.key: text(one.title) for one in step.material} | {"": ""}
    return [(titles.get(key, ""), one) for key in titles for one in held.get((step.key, key), [])]


def _added(request: Request, round_: Round, form: MaterialForm) -> bool:
    """A file that is not taken is said at its field."""
    given = form.cleaned_data
    step, _slash, key = given["where"].partition("/")
    try:
        file = _kept(request, round_, form) if given["file"] else None
    except ValidationError as error:
        form.add_error("file", error)
        return False
    actions.add_material(round_, step=step, key=key, title=given["title"], url=given["url"], file=file,
                         creation_key=given["creation_key"] or fresh_key(), by=request.user, now=request.now)
    return True


def _kept(request: Request, round_: Round, form: MaterialForm) -> StoredFile:
    try:
        return keep_file(form.cleaned_data["file"], organisation=round_.office, level=Level.ORGANISATION,
                         creation_key=form.cleaned_data["creation_key"], by=request.user, now=request.now)
    except TooLargeError as error:
        raise ValidationError(TOO_LARGE, params={"mb": LARGEST // 1024**2}) from error
    except EmptyFileError as error:
        raise ValidationError(EMPTY) from error
    except UnknownTypeError as error:
        raise ValidationError(WRONG_TYPE) from error


@require_POST
@for_office
def remove(request: Request, round_: Round, pk: int) -> HttpResponse:
    held = holding_of(round_, pk, request.standing)
    if held is None:
        raise Http404
    actions.remove_material(held, by=request.user, now=request.now)
    messages.success(request, _("Borttaget. Ingen ser det längre."))
    return redirect(reverse("office:material", args=[round_.pk]))


@for_office
def file(request: Request, round_: Round, pk: int) -> FileResponse:
    found = file_in(round_, pk, request.standing)
    if found is None:
        raise Http404
    return fetched(found)
