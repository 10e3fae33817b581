"""The agenda as a form: minutes for each item, which are left out, the order, and one more item."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spegla.minutes.agenda import FORMS, MOST_MINUTES, Item
from spegla.programme.schema import Text
from spegla.web.forms import VersionedForm, choice_field, fresh_key
from spegla.web.templatetags.states import AGENDA_FORMS

WRONG_MINUTES = _("Skriv hela minuter, mellan 1 och 600.")
WRONG = dict.fromkeys(("invalid", "required", "min_value", "max_value"), WRONG_MINUTES)


class AgendaForm(VersionedForm):
    """Fields `minutes-KEY` and `left-KEY` for each item, and those of a new one. `order` keeps the order that was seen."""

    order = forms.CharField(widget=forms.HiddenInput, required=False, max_length=6000)
    new_title = forms.CharField(label=_("Ny punkt"), required=False, max_length=200)
    new_minutes = forms.IntegerField(
        label=_("Minuter"), required=False, min_value=1, max_value=MOST_MINUTES, error_messages=WRONG
    )
    new_form = forms.ChoiceField(label=_("Så arbetar ni"), required=False, choices=[])

    def __init__(self, data: Any = None, *, items: Sequence[Item], based_on: int = 0) -> None:
        super().__init__(data, initial={"based_on": based_on, "order": " ".join(item.key for item in items)})
        self.items_ = {item.key: item for item in items}
        choice_field(self, "new_form").choices = [(form, AGENDA_FORMS[form].capitalize()) for form in FORMS]
        for item in items:
            self.fields[f"minutes-{item.key}"] = forms.IntegerField(
                min_value=1, max_value=MOST_MINUTES, initial=item.minutes, error_messages=WRONG,
            )
            self.fields[f"left-{item.key}"] = forms.BooleanField(required=False, initial=item.left_out)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("new_title") and not said.get("new_minutes") and "new_minutes" not in self.errors:
            self.add_error("new_minutes", WRONG_MINUTES)
        return said

    def items(self, *, up: str = "", down: str = "") -> list[Item]:
        """What was written, in the order that was seen, one item moved a step, the new one last."""
        said = self.cleaned_data
        keys = [key for key in said["order"].split() if key in self.items_]
        keys += [key for key in self.items_ if key not in keys]
        found = [
            replace(self.items_[key], minutes=said[f"minutes-{key}"], left_out=said[f"left-{key}"])
            for key in _moved(keys, up, down)
        ]
        return [*found, *self._new()]

    def _new(self) -> list[Item]:
        title = " ".join(self.cleaned_data["new_title"].split())
        if not title:
            return []
        words = Text(sv=title, en=title)
        key = f"own-{fresh_key()[:12].lower()}"
        return [Item(key, words, self.cleaned_data["new_minutes"], self.cleaned_data["new_form"] or FORMS[0], is_own=True)]


def _moved(keys: list[str], up: str, down: str) -> list[str]:
    at = keys.index(up) if up in keys else keys.index(down) + 1 if down in keys else 0
    if 0 < at < len(keys):
        keys[at - 1], keys[at] = keys[at], keys[at - 1]
    return keys
