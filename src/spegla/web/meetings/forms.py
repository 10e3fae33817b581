"""What is written on the pages of a meeting, checked."""

import datetime as dt
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from spegla.meetings.models import Meeting
from spegla.web.forms import VersionedForm
from spegla.web.meetings.words import ROOM
from spegla.web.participant.steps.forms import TOO_LONG

BAD_TIME = _("Skriv tiden som timmar och minuter, till exempel 9.30.")


class ClockField(forms.TimeField):
    """A time of the day, with a colon or as people write it, with a full stop."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        messages = {"invalid": BAD_TIME, "required": _("Skriv en tid.")}
        super().__init__(widget=widget, input_formats=["%H:%M", "%H:%M:%S", "%H.%M"], error_messages=messages, **kwargs)

    def to_python(self, value: Any) -> dt.time | None:
        time = super().to_python(value)
        return time.replace(second=0, microsecond=0) if time else None


class ArrangeForm(VersionedForm):
    """When on the day, where, and what the room has."""

    mark_optional = False

    starts = ClockField(label=_("Börjar"), required=False)
    ends = ClockField(label=_("Slutar"), required=False)
    place = forms.CharField(
        label=_("Lokal och adress"), required=False, max_length=200, error_messages={"max_length": TOO_LONG},
        help_text=_("Till exempel: Granåsa, stadshuset, Ekrummet, Storgatan 1."),
    )
    travel = forms.CharField(
        label=_("Hitta hit"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": TOO_LONG}, help_text=_("Buss, tåg, parkering, ingång, vem man ringer."),
    )
    link = forms.CharField(
        label=_("Länk för dem som inte kan resa"), required=False, max_length=500,
        widget=forms.URLInput(attrs={"autocomplete": "off"}), help_text=_("Adressen till videomötet. Den börjar med https://."),
        validators=[URLValidator(schemes=["http", "https"], message=_("Skriv hela adressen, med https:// först."))],
    )
    room = forms.CharField(
        label=_("Om lokalen"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": TOO_LONG}, help_text=_("Det som gästerna behöver veta: trappor, dofter, vilrum."),
    )

    accessible, hearing_loop, microphone, projector, wifi, public_transport, table_groups = (
        forms.BooleanField(label=ROOM[name], required=False) for name in Meeting.ROOM
    )

    @property
    def has(self) -> list[forms.BoundField]:
        """The boxes for what the room has."""
        return [self[name] for name in Meeting.ROOM]
