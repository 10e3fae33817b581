"""The forms of an invitation: whether one comes and what one needs; guests; who was there."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spegla.meetings.models import Invitee, Need, Presence, Reply
from spegla.meetings.replies import Needs
from spegla.people.models import Function
from spegla.rounds.models import Participation
from spegla.web.forms import choice_field
from spegla.web.participant.steps.forms import TOO_LONG

COMES = {
    Reply.Comes.YES: _("Jag kommer"),
    Reply.Comes.PARTLY: _("Jag kommer en del av tiden"),
    Reply.Comes.BY_LINK: _("Jag är med på länk"),
    Reply.Comes.NO: _("Jag kommer inte"),
}
TOLD = {
    Reply.Comes.YES: _("kommer"),
    Reply.Comes.PARTLY: _("kommer en del av tiden"),
    Reply.Comes.BY_LINK: _("är med på länk"),
    Reply.Comes.NO: _("kommer inte"),
}
WAS = {
    Presence.How.THERE: _("var med"),
    Presence.How.BY_LINK: _("var med på länk"),
    Presence.How.ABSENT: _("var inte med"),
}


class ReplyForm(forms.Form):
    """Whether one comes, and what one needs for it. What one needs is read by the host alone."""

    mark_optional = False

    comes = forms.ChoiceField(
        label=_("Kommer du?"), choices=list(COMES.items()), widget=forms.RadioSelect,
        error_messages={"required": _("Välj ett av svaren."), "invalid_choice": _("Välj ett av svaren.")},
    )
    diet = forms.CharField(
        label=_("Mat"), required=False, max_length=200, help_text=_("Till exempel vegetariskt, eller något du inte tål."),
        error_messages={"max_length": TOO_LONG}, widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    hearing_loop = forms.BooleanField(label=_("Jag behöver hörslinga"), required=False)
    other = forms.CharField(
        label=_("Något annat som värden behöver ordna"), required=False, max_length=400,
        error_messages={"max_length": TOO_LONG}, widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )

    @classmethod
    def of(cls, data: Any, reply: Reply | None, need: Need | None) -> "ReplyForm":
        known = {name: getattr(need, name) for name in ("diet", "hearing_loop", "other")} if need else {}
        return cls(data, initial={"comes": reply.comes if reply else ""} | known)

    @property
    def needs(self) -> Needs:
        return Needs(self.cleaned_data["diet"].strip(), self.cleaned_data["hearing_loop"], self.cleaned_data["other"].strip())


class InviteForm(forms.Form):
    """What the organiser wants to add to the letter."""

    mark_optional = False

    message = forms.CharField(
        label=_("Hälsning i brevet"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": TOO_LONG},
        help_text=_("Tid, plats, dagordning och länken att svara på kommer med av sig själva."),
    )


class GuestForm(forms.Form):
    """Somebody without an account."""

    name = forms.CharField(label=_("Namn"), max_length=120, error_messages={"required": _("Skriv ett namn.")})
    email = forms.CharField(
        label=_("E-post"), max_length=254, widget=forms.EmailInput, error_messages={"required": _("Skriv en e-postadress.")}
    )
    place = forms.TypedChoiceField(label=_("Kommer för"), required=False, coerce=int, empty_value=None)
    function = forms.ChoiceField(label=_("Som"), required=False)

    def __init__(self, *args: Any, places: Iterable[Participation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisations = [(place.pk, place.organisation.name) for place in places]
        choice_field(self, "place").choices = [("", _("ingen av organisationerna")), *organisations]
        known = [(key, label) for key, label in Function.choices if key != Function.PROGRAMME_OFFICER]
        choice_field(self, "function").choices = list(reversed(known))


class PresenceForm(forms.Form):
    """Who was there: one line for each who was asked."""

    mark_optional = False

    def __init__(self, *args: Any, invitees: Iterable[Invitee], said: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invitees = list(invitees)
        for one in self.invitees:
            self.fields[f"var-{one.pk}"] = forms.ChoiceField(
                label=one.called, required=False, choices=[("", _("inte sagt")), *WAS.items()], initial=said.get(one.pk, ""),
                error_messages={"invalid_choice": _("Välj ett av svaren.")},
            )

    @property
    def present(self) -> dict[int, str]:
        return {one.pk: self.cleaned_data[f"var-{one.pk}"] for one in self.invitees}
