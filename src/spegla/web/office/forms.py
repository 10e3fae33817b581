"""Forms of the office. What may be said of rounds, clusters and dates is decided in the rooms."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from spegla.people.models import Organisation
from spegla.programme.schema import Programme
from spegla.rounds.models import Participation
from spegla.web.forms import choice_field, fresh_key
from spegla.web.office import library

FIRST, LAST = dt.date(2000, 1, 1), dt.date(2099, 12, 31)
ROLES = [
    (Participation.Role.PARTICIPANT.value, _("deltagare")),
    (Participation.Role.MENTOR.value, _("mentor")),
    (Participation.Role.SUPPORTING_MENTOR.value, _("stödjande mentor")),
]
BAD_DATE = _("Skriv datumet som år-månad-dag, till exempel 2027-03-01.")
CHOOSE = {"required": _("Välj något i listan."), "invalid_choice": _("Välj något av det som står i listan.")}


class DayField(forms.DateField):
    """A day that a programme can have."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        messages = {"invalid": BAD_DATE, "required": _("Skriv ett datum.")}
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], error_messages=messages, **kwargs)

    def clean(self, value: Any) -> dt.date | None:
        day = super().clean(value)
        if day and not FIRST <= day <= LAST:
            raise forms.ValidationError(_("Skriv ett datum mellan år 2000 och 2099."))
        return day


class Preview:
    """Mixed into a form that is shown once more, resolved, before it is saved."""

    @property
    def as_written(self) -> list[tuple[str, str]]:
        """Names and values of everything in the form, for hidden fields."""
        data = self.data  # type: ignore[attr-defined]
        return [(name, value) for name in self.fields for value in data.getlist(name)]  # type: ignore[attr-defined]


class OpenForm(Preview, forms.Form):
    """Open a round from an edition. The checklists are bound apart from it."""

    name = forms.CharField(
        label=_("Omgångens namn"), max_length=120, help_text=_("Till exempel ”Omgång 2027–2028”."),
        error_messages={"required": _("Skriv ett namn på omgången."), "max_length": _("Namnet får ha högst 120 tecken.")},
    )
    start_on = DayField(
        label=_("Startdatum"), help_text=_("Den dag ni träffas första gången. De andra datumen räknas från den.")
    )
    variant = forms.ChoiceField(label=_("Omgångens längd"), widget=forms.RadioSelect, error_messages=CHOOSE)
    checklists = forms.MultipleChoiceField(
        label=_("Checklistor för självskattningen"), widget=forms.CheckboxSelectMultiple,
        help_text=_("De hör till omgången, inte till upplagan: ni kan välja andra än dem som upplagan föreslår."),
        error_messages={**CHOOSE, "required": _("Välj minst en checklista.")},
    )
    office = forms.ChoiceField(
        label=_("Programledning"), help_text=_("Organisationen som leder omgången."), error_messages=CHOOSE
    )
    inside = forms.ChoiceField(
        label=_("Intern omgång för"), required=False, error_messages=CHOOSE,
        help_text=_("Välj en organisation om omgången är till för dess egna delar, till exempel förvaltningarna i en kommun."),
    )
    creation_key = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(
        self, data: Any = None, *, programme: Programme, offices: Iterable[Organisation], insides: Iterable[Organisation]
    ) -> None:
        offices, language = list(offices), get_language() or "sv"
        initial = {
            "variant": programme.variant[0].key, "checklists": programme.edition.checklists,
            "office": offices[0].pk if offices else "", "creation_key": fresh_key(),
        }
        super().__init__(data, initial=initial)
        self.set_choices("variant", [(one.key, one.title.in_language(language)) for one in programme.variant])
        self.set_choices("checklists", [(key, one.title.in_language(language)) for key, one in library.checklists().items()])
        self.set_choices("office", [(str(one.pk), one.name) for one in offices])
        parts = [(str(one.pk), one.name) for one in insides]
        self.set_choices("inside", [("", _("ingen, omgången är öppen för flera")), *parts])

    def set_choices(self, field: str, choices: list[tuple[str, Any]]) -> None:
        choice_field(self, field).choices = choices


class JoinForm(forms.Form):
    """Take an organisation into the round, by name: a new one is added, one that is here already is used."""

    name = forms.CharField(
        label=_("Organisationens namn"), max_length=120,
        error_messages={"required": _("Skriv organisationens namn."), "max_length": _("Namnet får ha högst 120 tecken.")},
    )
    kind = forms.ChoiceField(label=_("Typ"), choices=Organisation.Kind.choices, error_messages=CHOOSE)
    parent = forms.TypedChoiceField(
        label=_("Hör till"), required=False, coerce=int, empty_value=None, error_messages=CHOOSE,
        help_text=_("Bara för en del av en annan organisation, till exempel en förvaltning."),
    )
    role = forms.ChoiceField(label=_("Roll i omgången"), choices=ROLES, error_messages=CHOOSE)
    cluster = forms.TypedChoiceField(
        label=_("Kluster"), required=False, coerce=int, empty_value=None, error_messages=CHOOSE,
        help_text=_("Kan väntas med till dess att alla är på plats."),
    )

    def __init__(self, *args: Any, parents: Iterable[Organisation], clusters: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_field(self, "parent").choices = [("", _("ingen")), *((one.pk, one.name) for one in parents)]
        choice_field(self, "cluster").choices = [("", _("inget än")), *((one.pk, one.name) for one in clusters)]


class EndForm(forms.Form):
    reason = forms.CharField(
        label=_("Varför avslutas deltagandet?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Står kvar hos programledningen. Skriv inget om enskilda personer."),
        error_messages={"required": _("Skriv en kort förklaring."), "max_length": _("Skriv högst 2 000 tecken.")},
    )


class ClusterForm(forms.Form):
    name = forms.CharField(
        label=_("Klustrets namn"), max_length=80,
        error_messages={"required": _("Skriv ett namn på klustret."), "max_length": _("Namnet får ha högst 80 tecken.")},
    )
    theme = forms.CharField(
        label=_("Tema"), max_length=200, required=False, help_text=_("Om de har valt något särskilt att arbeta med."),
        error_messages={"max_length": _("Temat får ha högst 200 tecken.")},
    )


class AmendForm(Preview, forms.Form):
    """Go on with another edition for what remains of the round."""

    edition = forms.ChoiceField(label=_("Upplaga för det som återstår"), error_messages=CHOOSE)
    effective_on = DayField(label=_("Gäller från"), help_text=_("Steg som är klara den dagen ändras aldrig."))
    reason = forms.CharField(
        label=_("Varför byter ni?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv en kort förklaring."), "max_length": _("Skriv högst 2 000 tecken.")},
    )

    def __init__(self, *args: Any, followed: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "sv"
        titles = {key: one.edition.title.in_language(language) for key, one in library.editions().items()}
        if followed in titles:
            titles[followed] = gettext("%(title)s, som ni följer nu") % {"title": titles[followed]}
        choice_field(self, "edition").choices = [("", gettext("Välj en upplaga")), *titles.items()]


class ImportForm(forms.Form):
    """A roster as a file or as pasted text."""

    mark_optional = False  # one of the two is needed

    file = forms.FileField(label=_("Fil"), required=False, help_text=_("En CSV-fil, högst 1 MB och 2 000 rader."))
    text = forms.CharField(
        label=_("Eller klistra in listan"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Första raden är rubriker. Kopiera gärna direkt från kalkylprogrammet."),
    )
    invite = forms.BooleanField(
        label=_("Skicka en inbjudan till alla som får en funktion"), required=False, initial=True,
    )


class DayForm(forms.Form):
    """The day that the pages are to pretend."""

    day = DayField(label=_("Visa sidorna som om det vore"))
