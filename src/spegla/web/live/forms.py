"""What is sent from the pages of a live assessment, checked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spegla.assessments.models import OwnAnswer
from spegla.people.models import Function
from spegla.programme.schema import Checklist
from spegla.web.forms import VersionedForm, choice_field
from spegla.web.participant.assessments.forms import LinesField

State = OwnAnswer.State


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Rumskod"), max_length=20, help_text=_("Sex tecken. Koden står på skärmen i rummet."),
        widget=forms.TextInput(attrs={
            "autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "class": "code-field",
        }),
        error_messages={"required": _("Skriv koden som står på skärmen.")},
    )


class PresentForm(forms.Form):
    wrong = _("Skriv ett antal mellan 1 och 500.")
    present = forms.IntegerField(
        min_value=1, max_value=500,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong),
    )


class SeatForm(forms.Form):
    """As what one answers; one need not say."""

    function = forms.ChoiceField(label=_("Du svarar som"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(key, label.capitalize()) for key, label in Function.choices if key != Function.PROGRAMME_OFFICER]
        choice_field(self, "function").choices = [*known, ("", _("Vill inte säga"))]


class OwnAnswerForm(VersionedForm):
    """What one person says of one item."""

    choice = forms.ChoiceField(required=False, error_messages={"invalid_choice": _("Välj en av nivåerna.")})
    comment = LinesField()
    not_working = LinesField()

    def __init__(self, data: Any, *, checklist: Checklist) -> None:
        super().__init__(data)
        scores = [str(level.value) for level in checklist.scale]
        choice_field(self, "choice").choices = [(key, key) for key in (*scores, State.CANNOT_JUDGE)]

    @property
    def changes(self) -> dict[str, Any]:
        changes = super().changes
        chosen = changes.pop("choice", "")
        if chosen == State.CANNOT_JUDGE or not chosen:
            return changes | {"state": State(chosen or State.UNANSWERED), "score": None}
        return changes | {"state": State.SCORED, "score": int(chosen)}
