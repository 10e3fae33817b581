"""An official checklist out of a file: its wording and order, mapped to items we know, before anybody has answered."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spegla.core.verdict import Why, no
from spegla.documents.child import run_task
from spegla.documents.guard import MEGABYTE, MOST_BYTES
from spegla.documents.problems import DocumentError, Trouble
from spegla.documents.reading.shapes import Expected, Item
from spegla.documents.reading.task import payload_of
from spegla.documents.reading.wordings import LONGEST, MOST_WORDINGS, Wording, wordings_of
from spegla.programme.check_checklists import problems_of
from spegla.programme.rewording import LONGEST_TITLE, Worded, reworded
from spegla.programme.schema import Checklist
from spegla.reporting.answered import checklists_answered
from spegla.rounds.actions import bind_checklists
from spegla.rounds.content import checklists_of
from spegla.rounds.models import Round
from spegla.web.document_words import HOWS, trouble_in_words
from spegla.web.forms import choice_field
from spegla.web.office import library
from spegla.web.office.doors import for_office, office_page
from spegla.web.requests import Request
from spegla.web.templatetags.wording import text

SECONDS, MEGABYTES = 20, 300
LEAVE, NEW = "-", "+"


@dataclass(frozen=True, slots=True)
class Row:
    """One wording as the form shows it. `item` is a key of the checklist it takes the place of, NEW or LEAVE."""

    title: str
    text: str
    item: str
    how: str = ""


class WordsForm(forms.Form):
    """Which checklist gets other words, what it is to be called, and the file that holds them."""

    base = forms.ChoiceField(
        label=gettext_lazy("Checklista som får andra ord"),
        help_text=gettext_lazy("Skalan och nivåerna tas härifrån. Den nya checklistan tar dess plats i omgången."),
        error_messages={"required": gettext_lazy("Välj en checklista."), "invalid_choice": gettext_lazy("Välj en checklista.")},
    )
    title = forms.CharField(
        label=gettext_lazy("Vad den ska heta"), max_length=LONGEST_TITLE,
        error_messages={"required": gettext_lazy("Skriv vad checklistan heter."),
                        "max_length": gettext_lazy("Skriv högst %(limit_value)d tecken.")},
    )
    file = forms.FileField(
        label=gettext_lazy("Fil"), allow_empty_file=True,
        help_text=gettext_lazy("Excel, Word eller CSV, högst 10 MB. En rad för varje fråga."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.docx,.csv,.txt"}),
        error_messages=dict.fromkeys(("required", "invalid", "missing"), gettext_lazy("Välj en fil först.")),
    )

    def __init__(self, *args: Any, bases: Iterable[Checklist], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].required = "rows" not in self.data  # its rows stand in the form then
        choice_field(self, "base").choices = [(one.key, text(one.title)) for one in bases]


@for_office
def own_words(request: Request, round_: Round) -> HttpResponse:
    bound = checklists_of(round_)
    answered = checklists_answered(round_)
    bases = [one for one in bound if one.key not in answered]
    if not bases:
        return _page(request, round_, None, refused=no(Why.ANSWERED))
    sent = request.method == "POST"
    form = WordsForm(request.POST if sent else None, request.FILES if sent else None, bases=bases)
    if not sent or not form.is_valid():
        return _page(request, round_, form, 422 if sent else 200)
    base = next(one for one in bases if one.key == form.cleaned_data["base"])
    if "rows" not in request.POST:
        return _first(request, round_, form, base)
    rows = rows_in(request.POST)
    wrong = what_is_wrong(rows, base)
    if request.POST.get("act") != "save" or wrong:
        return _preview(request, round_, form, base, rows, wrong=wrong)
    return _save(request, round_, form, base, rows)


def _first(request: Request, round_: Round, form: WordsForm, base: Checklist) -> HttpResponse:
    """The file is read; what it says is shown to be put right."""
    try:
        wordings = read(form.cleaned_data["file"], base)
    except DocumentError as error:
        form.add_error("file", trouble_in_words(error))
        return _page(request, round_, form, 422)
    rows = [Row(one.title, one.text, one.item or NEW, str(HOWS[one.how])) for one in wordings]
    return _preview(request, round_, form, base, rows)


def read(upload: UploadedFile, base: Checklist) -> list[Wording]:
    """The wordings in the file. Raises DocumentError."""
    if (upload.size or 0) > MOST_BYTES:
        raise DocumentError(Trouble.TOO_LARGE, most=MOST_BYTES // MEGABYTE)
    items = tuple(
        Item(item.key, item.number, tuple(words for one in (item.title, *(s.text for s in item.statement))
                                          for words in (one.sv, one.en)))
        for item in base.item
    )
    payload = payload_of(Expected(base.key, items, (), ()), upload.read())
    return wordings_of(run_task("read-wordings", payload, seconds=SECONDS, megabytes=MEGABYTES))


def rows_in(sent: QueryDict) -> list[Row]:
    """The rows as they stand in the form, with what has been put right in it."""
    said = str(sent.get("rows", ""))
    many = int(said) if said.isdecimal() and len(said) < 4 else 0
    return [
        Row(sent.get(f"title-{n}", "").strip()[:LONGEST], sent.get(f"text-{n}", "").strip().replace("\r\n", "\n")[:LONGEST],
            sent.get(f"item-{n}", NEW))
        for n in range(min(many, MOST_WORDINGS))
    ]


def what_is_wrong(rows: list[Row], base: Checklist) -> list[str]:
    """What has to be put right before it can be saved."""
    kept = [row for row in rows if row.item != LEAVE]
    names = {item.key: text(item.title) for item in base.item}
    twice = [names[key] for key, many in Counter(row.item for row in kept).items() if many > 1 and key in names]
    wrong = [_("Två rader är samma fråga: %(title)s.") % {"title": title} for title in twice]
    if any(not (row.title or row.text) for row in kept):
        wrong.append(_("En rad har inga ord. Skriv dem, eller välj att raden inte ska med."))
    if any(row.item not in {*names, NEW} for row in kept):
        wrong.append(_("Välj vilken fråga varje rad är."))
    if not kept:
        wrong.append(_("Det finns ingen fråga kvar."))
    return wrong


def _save(request: Request, round_: Round, form: WordsForm, base: Checklist, rows: list[Row]) -> HttpResponse:
    items = [Worded("" if row.item == NEW else row.item, row.title, row.text) for row in rows if row.item != LEAVE]
    made = reworded(base, form.cleaned_data["title"], items)
    if problems := problems_of(made, base):
        return _preview(request, round_, form, base, rows, wrong=[one.message for one in problems])
    contents = [library.stored(made if one.key == base.key else one) for one in checklists_of(round_)]
    try:
        bind_checklists(round_, contents, answered=partial(checklists_answered, round_), by=request.user, now=request.now)
    except ValidationError as error:
        return _preview(request, round_, form, base, rows, wrong=error.messages)
    messages.success(request, _("Checklistan är inläst, och omgången använder den."))
    return redirect("office:checklists", round_.pk)


def _preview(
    request: Request, round_: Round, form: WordsForm, base: Checklist, rows: list[Row], *, wrong: Iterable[str] = ()
) -> HttpResponse:
    options = [(NEW, _("ny fråga")), *((item.key, f"{item.number}. {text(item.title)}") for item in base.item),
               (LEAVE, _("ska inte med"))]
    taken = {row.item for row in rows}
    wrong = list(wrong)
    return _page(
        request, round_, form, 422 if wrong else 200, base=base, rows=rows, options=options, wrong=wrong,
        gone=[item for item in base.item if item.key not in taken],
    )


def _page(request: Request, round_: Round, form: WordsForm | None, status: int = 200, **context: Any) -> HttpResponse:
    name = "own_words_preview" if "rows" in context else "own_words"
    page = office_page(request, round_, "", _("Läs in en checklista")) | {
        "form": form, "back_url": reverse("office:checklists", args=[round_.pk]), **context
    }
    return render(request, f"office/{name}.html", page, status=status)
