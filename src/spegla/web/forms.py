"""How every form looks (the renderer) and what every form carries (the version it was based on, a request key)."""

import secrets
from typing import Any, cast

from django import forms
from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    form_template_name = "spegla/forms/div.html"
    field_template_name = "spegla/forms/field.html"


class VersionedForm(forms.Form):
    """A form for a row that several people write. A repeat does nothing; a stale one shows both texts."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0, required=False)
    request_key = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["request_key"].initial = fresh_key

    @property
    def changes(self) -> dict[str, Any]:
        """What the person wrote, without what the form itself carries."""
        return {k: v for k, v in self.cleaned_data.items() if k not in ("based_on", "request_key")}

    @property
    def stamp(self) -> dict[str, Any]:
        return {"based_on": self.cleaned_data.get("based_on") or 0, "request_key": self.cleaned_data.get("request_key") or ""}


def choice_field(form: forms.BaseForm, name: str) -> forms.ChoiceField:
    """A field to choose from, so that its choices can be set."""
    return cast("forms.ChoiceField", form.fields[name])


def fresh_key() -> str:
    return secrets.token_urlsafe(16)
