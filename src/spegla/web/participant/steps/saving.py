"""Saving a form that several people write: what to show when somebody else saved first. Nothing typed is lost."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from spegla.journal.versions import StaleError
from spegla.web.forms import VersionedForm


@dataclass(frozen=True, slots=True)
class Differing:
    """One field where the two texts differ."""

    label: str
    yours: str
    saved: str
    saved_by: str
    saved_at: dt.datetime | None


def both_texts(form: VersionedForm, error: StaleError) -> tuple[VersionedForm, list[Differing]]:
    """A form that holds the person's own text on the version that is stored now, and where that differs."""
    current = error.current
    by = current.changed_by.name if current.changed_by else ""
    differing = [
        Differing(str(form.fields[name].label), said(yours), said(getattr(current, name)), by, current.changed_at)
        for name, yours in error.wanted.items()
        if getattr(current, name) != yours
    ]
    return type(form)(initial={**error.wanted, "based_on": current.version}), differing


def filled(form_class: type[VersionedForm], row: Any) -> VersionedForm:
    """The form with what is stored, based on its version; empty when nothing is."""
    if row is None:
        return form_class()
    names = [name for name in form_class.base_fields if hasattr(row, name)]
    return form_class(initial={**{name: getattr(row, name) for name in names}, "based_on": row.version, "request_key": None})


def said(value: Any) -> str:
    """A value as the comparison of two texts shows it."""
    if isinstance(value, bool):
        return "✓" if value else "–"
    return str(value) if value is not None else ""
