"""What is sent from a meeting's room, checked."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from spegla.minutes.lines import LONGEST
from spegla.minutes.models import AimCount, FeedbackWords, Line
from spegla.people.models import Function
from spegla.programme.schema import Point
from spegla.rounds.models import Participation
from spegla.web.forms import VersionedForm, choice_field
from spegla.web.participant.assessments.forms import LinesField

OFFICE = "office"
Kind = Line.Kind


class PlaceField(forms.ChoiceField):
    """One of the organisations that meet, or none. Gives the participation."""

    def meant(self, places: Iterable[Participation], none: Any) -> None:
        self.places = {str(place.pk): place for place in places}
        self.choices = [*((pk, place.organisation.name) for pk, place in self.places.items()), ("", none)]

    def clean(self, value: Any) -> Participation | None:
        return self.places.get(super().clean(value) or "")


def _places(form: forms.BaseForm, name: str) -> PlaceField:
    return cast(PlaceField, form.fields[name])


class SeatForm(forms.Form):
    """Who comes in: from which organisation, as what; a guest's name only if she wants it in the notes."""

    place = PlaceField(label=_("Jag kommer från"), required=False, widget=forms.RadioSelect)
    function = forms.ChoiceField(label=_("Jag är här som"), required=False, widget=forms.RadioSelect)
    name = forms.CharField(
        label=_("Mitt namn"), required=False, max_length=120,
        help_text=_("Bara om det får stå i minnesanteckningarnas lista över dem som var med."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def __init__(self, *args: Any, places: Iterable[Participation], of_us: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _places(self, "place").meant(places, _("Någon annan"))
        known = [(key, label.capitalize()) for key, label in Function.choices]
        choice_field(self, "function").choices = [*known, ("", _("Vill inte säga"))]
        if of_us:  # her name is known; on the list she is named until she says no
            del self.fields["name"]


class LineForm(VersionedForm):
    """Something caught. Its request key makes the same line sent twice one line."""

    text = forms.CharField(max_length=LONGEST, error_messages={
        "required": _("Skriv en rad först."), "max_length": _("Högst 300 tecken. Dela upp det på två rader."),
    })
    kind = forms.ChoiceField(choices=Kind.choices)
    whose = PlaceField(required=False)
    row = forms.CharField(max_length=80, required=False)
    answer = LinesField()

    def __init__(self, *args: Any, places: Iterable[Participation], kinds: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _places(self, "whose").meant(places, "")
        choice_field(self, "kind").choices = [(kind, kind) for kind in kinds]


class TextForm(VersionedForm):
    """A text with the version it was based on."""

    text = LinesField()


class PlanForm(VersionedForm):
    """One line of the plan for home."""

    what = forms.CharField(
        label=_("Vad ska ni göra?"), max_length=160, error_messages={"required": _("Skriv vad ni ska göra.")}
    )
    for_whom = forms.CharField(label=_("För vem?"), max_length=200, required=False)
    owner = forms.CharField(label=_("Vem håller ihop det?"), max_length=120, required=False)
    first_test_on = forms.DateField(
        label=_("Första testet"), required=False, widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("Skriv ett datum som 2027-03-14.")},
    )
    idea = forms.IntegerField(required=False, widget=forms.HiddenInput)


class AimsForm(forms.Form):
    """Was each aim reached? Fields `aim-KEY`; an aim may be left without an answer."""

    def __init__(self, *args: Any, aims: Iterable[Point], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for aim in aims:
            self.fields[f"aim-{aim.key}"] = forms.ChoiceField(choices=AimCount.Value.choices, required=False)

    @property
    def answers(self) -> dict[str, str]:
        return {name.removeprefix("aim-"): value for name, value in self.cleaned_data.items() if value}


class HandsForm(forms.Form):
    """How many hands said what of one aim."""

    aim = forms.CharField(max_length=80)
    yes = forms.IntegerField(min_value=0, max_value=999, required=False)
    partly = forms.IntegerField(min_value=0, max_value=999, required=False)
    no = forms.IntegerField(min_value=0, max_value=999, required=False)

    @property
    def counts(self) -> dict[str, int]:
        return {value: self.cleaned_data.get(value) or 0 for value in AimCount.Value.values}


class FeedbackForm(forms.Form):
    """Plus, minus, interesting, and what only the office reads. No name, no number."""

    plus = LinesField(label=_("Plus: vad var bra?"), widget=forms.Textarea(attrs={"rows": 2}))
    minus = LinesField(label=_("Minus: vad var mindre bra?"), widget=forms.Textarea(attrs={"rows": 2}))
    interesting = LinesField(label=_("Intressant: vad vill du fundera vidare på?"), widget=forms.Textarea(attrs={"rows": 2}))
    office = LinesField(label=_("Bara till programledningen"), widget=forms.Textarea(attrs={"rows": 2}))

    @property
    def words(self) -> dict[str, str]:
        return {kind: self.cleaned_data[kind] for kind in FeedbackWords.Kind.values}
