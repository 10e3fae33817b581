"""Forms for signing in, one's own page and a team. The rules about names and addresses are people's."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from spegla.people.models import Function
from spegla.web.forms import choice_field


def email_field(**kwargs: Any) -> forms.EmailField:
    """An address, with our sentences for what is wrong with it."""
    return forms.EmailField(
        label=_("E-postadress"),
        max_length=254,
        error_messages={
            "required": _("Skriv en e-postadress."),
            "invalid": _("Skriv en fullständig e-postadress, som namn@kommun.se."),
            "max_length": _("E-postadressen får ha högst 254 tecken."),
        },
        **kwargs,
    )


def name_field(**kwargs: Any) -> forms.CharField:
    return forms.CharField(
        label=_("Namn"),
        max_length=120,
        error_messages={"required": _("Skriv ett namn."), "max_length": _("Namnet får ha högst 120 tecken.")},
        **kwargs,
    )


class LinkForm(forms.Form):
    """Ask for a link by e-mail."""

    email = email_field(widget=forms.EmailInput(attrs={"autocomplete": "email"}))


class PasswordForm(forms.Form):
    """Sign in with a password one has set."""

    email = email_field(widget=forms.EmailInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(
        label=_("Lösenord"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Skriv ditt lösenord.")},
    )


class ProfileForm(forms.Form):
    name = name_field(widget=forms.TextInput(attrs={"autocomplete": "name"}))
    language = forms.ChoiceField(label=_("Språk på sidorna och i breven"), choices=settings.LANGUAGES)


class NewcomerForm(forms.Form):
    """Who is to come: for an invitation and for a handover."""

    name = name_field(help_text=_("Så som det ska stå för andra. Finns personen redan här behåller hon sitt namn."))
    email = email_field(help_text=_("Dit skickar vi en länk att logga in med."))


class InviteForm(NewcomerForm):
    function = forms.ChoiceField(
        label=_("Funktion"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Välj vilken funktion personen har hos er."),
            "invalid_choice": _("Välj en av funktionerna i listan."),
        },
    )

    def __init__(self, *args: Any, functions: Iterable[Function], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_field(self, "function").choices = [(one.value, capfirst(one.label)) for one in functions]
