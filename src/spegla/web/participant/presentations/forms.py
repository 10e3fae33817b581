"""The form of a slot: its text, the cells of its table, its picture, which chart."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spegla.presentations.content import Rows, filled_rows
from spegla.reporting.drafting import Part
from spegla.web.forms import VersionedForm
from spegla.web.participant.improvement.fields import UNKNOWN_CHOICE, LinesField, line

LONGEST, LONGEST_CELL, MOST_ROWS, SPARE = 4000, 400, 30, 2
CHARTS = [("shift-chart", gettext_lazy("Vad som har flyttat")), ("levels-chart", gettext_lazy("Nivåerna den senaste gången"))]
LABELS: dict[str, Any] = {
    "bullets": gettext_lazy("Punkter, en på varje rad"), "text": gettext_lazy("Text"), "table": "",
    "chart": gettext_lazy("Det viktigaste i bilden, i en mening eller två"),
    "picture": gettext_lazy("Text vid bilden"),
}


class SlotForm(VersionedForm):
    """Bound or not, it holds what the slot holds; which fields it has depends on the kind of the slot."""

    mark_optional = False

    text = LinesField("", longest=LONGEST)
    chart = forms.ChoiceField(
        label=gettext_lazy("Bild"), choices=CHARTS, required=False, error_messages={"invalid_choice": UNKNOWN_CHOICE}
    )
    file = forms.FileField(
        label=gettext_lazy("Bild (PNG eller JPG, högst 20 MB)"), required=False, allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
    )
    alt = line(
        gettext_lazy("Vad bilden visar, för den som inte ser den"),
        gettext_lazy("Till exempel: Styrkedjan från fullmäktige till förskolan, med ett brott mellan nämnd och förvaltning."),
        longest=300,
    )
    remove = forms.BooleanField(label=gettext_lazy("Ta bort bilden"), required=False)

    def __init__(self, data: QueryDict | None = None, files: Any = None, *, part: Part) -> None:
        held, row = part.content, part.row
        super().__init__(data, files, auto_id=f"%s-{part.slot.key}", initial={
            "text": held.text, "alt": held.alt, "chart": (row.chart if row else "") or part.slot.draws_on,
            "based_on": row.version if row else 0,
        })
        self.part = part
        for name in self.fields.keys() - _fields_of(part):
            del self.fields[name]
        if "text" in self.fields:
            self.fields["text"].label = str(LABELS[part.slot.kind])
            self.fields["text"].widget.attrs["rows"] = 3

    @property
    def table(self) -> list[tuple[str, list[tuple[str, str, str]]]]:
        """The rows to fill in, with some spare: each cell as its name, what it is called and what it holds."""
        head, *rows = self.part.content.rows or ((),)
        rows = self.sent if self.is_bound else rows
        rows = [*rows, *[("",) * len(head)] * SPARE][:MOST_ROWS]
        return [
            (str(n), [(f"cell-{n}-{at}", _("%(column)s, rad %(n)s") % {"column": head[at], "n": n + 1}, text)
                      for at, text in enumerate(row)])
            for n, row in enumerate(rows)
        ]

    @property
    def sent(self) -> list[tuple[str, ...]]:
        """The rows as they were sent, also those in which nothing stands."""
        width = len(self.part.content.rows[0]) if self.part.content.rows else 0
        there = [n for n in range(MOST_ROWS) if f"cell-{n}-0" in self.data]
        return [tuple(self.data.get(f"cell-{n}-{at}", "") for at in range(width)) for n in there]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        for row in self.sent if self.part.slot.kind == "table" else ():
            if any("\x00" in cell for cell in row):
                raise ValidationError(_("Det finns tecken i tabellen som inte går att spara. Skriv om cellen."))
            if any(len(cell) > LONGEST_CELL for cell in row):
                raise ValidationError(_("En cell får ha högst %(most)s tecken.") % {"most": LONGEST_CELL})
        if found.get("file") and not found.get("alt"):
            self.add_error("alt", _("Skriv vad bilden visar. Annars får den som inte ser den inget veta."))
        return found

    @property
    def rows(self) -> Rows | None:
        """What the table is to hold below its head; None where the slot has no table."""
        return filled_rows(self.sent) if self.part.slot.kind == "table" else None


def _fields_of(part: Part) -> set[str]:
    always = {"based_on", "request_key"}
    by_kind = {"text": {"text"}, "bullets": {"text"}, "table": set(), "chart": {"text", "chart"}}
    pictures = {"text", "file", "alt"} | ({"remove"} if part.content.picture else set())
    return always | by_kind.get(part.slot.kind, pictures)
