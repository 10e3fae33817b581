"""The fields of these forms, with our sentences for what is wrong in them."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

TOO_LONG = _("Texten får ha högst %(limit_value)d tecken, nu är den %(show_value)d. Korta den och spara igen.")
UNKNOWN_CHOICE = _("Välj något i listan.")
EARLIEST, LATEST = dt.date(2000, 1, 1), dt.date(2100, 1, 1)


class LinesField(forms.CharField):
    """Text with line breaks as people write it; browsers send them as two characters, we keep one."""

    def __init__(self, label: Any, help_text: Any = "", *, rows: int = 4, longest: int = 5000) -> None:
        super().__init__(
            label=label, help_text=help_text, required=False, max_length=longest,
            widget=forms.Textarea(attrs={"rows": rows}), error_messages={"max_length": TOO_LONG},
        )

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")


def line(label: Any, help_text: Any = "", *, longest: int, missing: Any = None) -> forms.CharField:
    """One line; `missing` is what is said when it must be there and is not."""
    return forms.CharField(
        label=label, help_text=help_text, max_length=longest, required=missing is not None,
        error_messages={"max_length": TOO_LONG, "required": missing or ""},
    )


def day(label: Any, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label, help_text=help_text, required=False, validators=[_sensible],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Skriv datumet som år-månad-dag, till exempel 2027-03-01.")},
    )


def choice(label: Any, help_text: Any = "", *, ids: bool = False) -> forms.TypedChoiceField:
    """A list to choose one thing from; its choices are set by the form. `ids`: they are numbers, nothing chosen is None."""
    return forms.TypedChoiceField(
        label=label, help_text=help_text, required=False, error_messages={"invalid_choice": UNKNOWN_CHOICE},
        coerce=int if ids else str, empty_value=None if ids else "",
    )


def _sensible(day: dt.date) -> None:
    if not EARLIEST <= day <= LATEST:
        raise ValidationError(_("Det året är nog fel. Skriv till exempel 2027-03-01."))
