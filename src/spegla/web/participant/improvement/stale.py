"""Showing both texts when somebody else saved first: nothing that was typed is lost."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from spegla.journal.versions import Versioned
from spegla.web.forms import VersionedForm


@dataclass(frozen=True, slots=True)
class Differing:
    """One field where the two texts differ."""

    label: str
    yours: str
    saved: str


@dataclass(frozen=True, slots=True)
class Stale:
    """What somebody else saved while this person wrote."""

    fields: list[Differing]
    saved_by: str
    saved_at: dt.datetime | None


def on_top_of(form: VersionedForm, current: Versioned, saved: Mapping[str, Any]) -> Stale:
    """Make the bound form save on top of `current`; `saved` is what is stored, by field. Gives where the two differ."""
    differing = [
        Differing(str(form.fields[name].label), said(form, name, form.cleaned_data.get(name)), said(form, name, value))
        for name, value in saved.items()
        if form.cleaned_data.get(name) != value
    ]
    sent = QueryDict(mutable=True)
    sent.update(form.data)
    sent["based_on"] = str(current.version)
    form.data = sent
    return Stale(differing, current.changed_by.name if current.changed_by else "", current.changed_at)


def said(form: VersionedForm, name: str, value: Any) -> str:
    """A value in words: what a choice is called, a date, several things in a list."""
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    if isinstance(value, dt.date):
        return date_format(value, "j F Y")
    words = _names(getattr(form.fields[name], "choices", ()))
    if isinstance(value, set | list | tuple):
        return "; ".join(sorted(words.get(str(one), str(one)) for one in value)) or _("inget")
    return words.get("" if value is None else str(value), "" if value is None else str(value))


def _names(choices: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, name in choices:
        found.update(_names(name) if isinstance(name, list | tuple) else {str(key): str(name)})
    return found
