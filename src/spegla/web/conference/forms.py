"""What is written on the pages of a meeting for all, checked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spegla.conference.models import Contribution
from spegla.web.account.forms import email_field, name_field
from spegla.web.forms import VersionedForm
from spegla.web.meetings.forms import ClockField
from spegla.web.participant.steps.forms import TOO_LONG

FILL_IN = _("Fyll i det här fältet.")


def _text(label: Any, help_text: Any, *, rows: int = 4, longest: int = 4000) -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, required=False, max_length=longest,
                           widget=forms.Textarea(attrs={"rows": rows}), error_messages={"max_length": TOO_LONG})


def _line(label: Any, help_text: Any = "", *, longest: int = 160, required: bool = True) -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, max_length=longest, required=required,
                           error_messages={"required": FILL_IN, "max_length": TOO_LONG})


class PlanForm(VersionedForm):
    mark_optional = False

    purpose = _text(_("Vad vi vill med dagen"), _("Vad ska de som kommer kunna göra efteråt som de inte kunde före?"))
    target_group = _text(
        _("För vem"), _("Till exempel: förtroendevalda, chefer och strateger i omgången, och de som funderar på nästa."),
        rows=2,
    )
    guests = forms.BooleanField(
        label=_("Gäster utanför omgången får anmäla sig på den öppna sidan"), required=False,
        help_text=_("Deras namn och adresser raderas en månad efter dagen."),
    )


class SessionForm(VersionedForm):
    """A part of the programme. Several at the same time run side by side."""

    starts = ClockField(label=_("Börjar"))
    ends = ClockField(label=_("Slutar"))
    title = _line(_("Rubrik"))
    where = _line(_("Var"), _("Sal eller länk. Pass på samma tid hålls i var sin sal."), longest=80, required=False)
    text = _text(_("Om passet"), "", rows=3)


class ContributionForm(VersionedForm):
    mark_optional = False

    title = _line(_("Vad ni vill visa"), _("En rad som lockar, till exempel ”Så fick vi nämnderna att fråga efter resultat”."))
    text = _text(
        _("Vad andra kan ta med sig hem"),
        _("Vad ni gjorde, vad som blev annorlunda för kvinnor och män, och vad som inte fungerade."),
    )
    public = forms.BooleanField(
        label=_("Det här får visas på den öppna sidan"), required=False,
        help_text=_("Då kan vem som helst läsa rubriken och texten när programledningen har öppnat sidan."),
    )


class GuestForm(forms.Form):
    name = name_field(widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = email_field(widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    organisation = _line(_("Organisation"), longest=120)


class PlacingForm(forms.Form):
    """In which session each contribution is shown: one list for each."""

    def __init__(self, contributions: list[Contribution], sessions: list[Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Inget pass än")), *((str(one.pk), f"{one.starts:%H.%M} {one.title}") for one in sessions)]
        for one in contributions:
            self.fields[f"c{one.pk}"] = forms.ChoiceField(
                label=f"{one.participation.organisation.name}: {one.title}", choices=choices, required=False,
                initial=str(one.session_id or ""), error_messages={"invalid_choice": _("Välj något av det som står i listan.")},
            )
