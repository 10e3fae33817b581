"""What people write on the step pages: a task done together, the appointed service, an experience talk, a host."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spegla.rounds.models import Participation
from spegla.web.forms import VersionedForm, choice_field

TOO_LONG = _("Texten får ha högst %(limit_value)d tecken, den har nu %(show_value)d.")


def long_text(label: Any, help_text: Any = "", rows: int = 4, limit: int = 8000) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, required=False, max_length=limit, widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"max_length": TOO_LONG},
    )


def short_text(label: Any, help_text: Any = "", **kwargs: Any) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, max_length=120,
        error_messages={"required": _("Fyll i det här fältet."), "max_length": TOO_LONG}, **kwargs,
    )


class TaskForm(VersionedForm):
    mark_optional = False

    text = long_text(
        _("Det vi har kommit fram till"), _("Alla i klustret läser och skriver i samma text."), rows=12, limit=20000
    )
    done = forms.BooleanField(label=_("Uppgiften är klar"), required=False)


class ServiceForm(VersionedForm):
    name = short_text(_("Verksamheten"), _("Till exempel hemtjänsten i ett område, en skola eller en mottagning."))
    decided_by = short_text(_("Vem som beslutade"), _("Nämnd eller chef."), required=False)
    decided_on = forms.DateField(
        label=_("Beslutsdatum"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Skriv datumet som år-månad-dag, till exempel 2027-03-01.")},
    )
    what_starts = long_text(_("Det här startar"))
    why = long_text(_("Därför"), _("Vilken grupp, vilken skillnad, och hur ni vet det."))
    asked_of_manager = long_text(_("Det här begär vi av chefen"))
    asked_of_staff = long_text(_("Det här begär vi av medarbetarna"))


class ExperienceForm(VersionedForm):
    mark_optional = False

    learned = long_text(_("Det här lärde vi oss"), _("Berätta också om det som inte gick."), rows=6)
    improved = long_text(_("Det här blev bättre"), _("För vilka, och hur ni vet det."), rows=6)
    advice = long_text(_("Vårt råd till er som börjar"), rows=6)

    def clean(self) -> dict[str, Any]:
        if not any(self.cleaned_data.get(name) for name in ("learned", "improved", "advice")):
            raise forms.ValidationError(_("Skriv något i minst ett av fälten."))
        return self.cleaned_data


class HostForm(forms.Form):
    """Which organisation of the cluster hosts the meeting."""

    mark_optional = False

    host = forms.TypedChoiceField(label=_("Värd för träffen"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, members: Iterable[Participation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        settled = [(place.pk, place.organisation.name) for place in members if not place.has_ended]
        choice_field(self, "host").choices = [("", _("inte bestämt än")), *settled]
