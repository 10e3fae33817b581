"""The forms of a question about days: the times that are proposed, and what one says of each."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spegla.meetings.models import PollAnswer, PollTime
from spegla.meetings.polls import Proposal
from spegla.web.meetings.forms import ClockField
from spegla.web.office.forms import DayField, Preview
from spegla.web.participant.steps.forms import TOO_LONG

ROWS = 6
Span = tuple[dt.time | None, dt.time | None]
SUITS = {
    PollAnswer.Suits.YES: _("Ja"),
    PollAnswer.Suits.IF_NEED_BE: _("Om det behövs"),
    PollAnswer.Suits.NO: _("Nej"),
}


class ProposeForm(Preview, forms.Form):
    """Some days with times. A row without times takes those of the row above."""

    mark_optional = False

    answer_by = DayField(label=_("Sista dag att svara"))
    message = forms.CharField(
        label=_("Hälsning i brevet"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": TOO_LONG}, help_text=_("Till exempel var ni ses, eller varför just de här dagarna."),
    )

    def __init__(self, *args: Any, more: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if more:  # the question is out already: only its times grow
            del self.fields["answer_by"], self.fields["message"]
        for n in range(1, ROWS + 1):
            self.fields[f"on_{n}"] = DayField(label=_("Dag %(n)s") % {"n": n}, required=False)
            self.fields[f"starts_{n}"] = ClockField(label=_("Börjar"), required=False)
            self.fields[f"ends_{n}"] = ClockField(label=_("Slutar"), required=False)

    def rows(self) -> list[tuple[int, list[forms.BoundField]]]:
        return [(n, [self[f"{part}_{n}"] for part in ("on", "starts", "ends")]) for n in range(1, ROWS + 1)]

    def clean(self) -> dict[str, Any]:
        self.proposals: list[Proposal] = []
        span: Span = (None, None)
        for n in range(1, ROWS + 1):
            on, starts, ends = (self.cleaned_data.get(f"{part}_{n}") for part in ("on", "starts", "ends"))
            span = (starts or span[0], ends or (span[1] if not starts else None))
            if on is None and (starts or ends) and f"on_{n}" not in self.errors:
                self.add_error(f"on_{n}", _("Skriv också vilken dag."))
            elif on is not None:
                self._propose(n, on, *span)
        return self.cleaned_data

    def _propose(self, n: int, on: dt.date, starts: dt.time | None, ends: dt.time | None) -> None:
        if starts and ends:
            self.proposals.append(Proposal(on, starts, ends))
            return
        for name, missing in (("starts", starts is None), ("ends", ends is None)):
            if missing and f"{name}_{n}" not in self.errors:
                self.add_error(f"{name}_{n}", _("Skriv en tid."))


class PollForm(forms.Form):
    """What one who is asked says of each time."""

    mark_optional = False

    def __init__(self, *args: Any, times: Iterable[PollTime], said: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.times = list(times)
        for time in self.times:
            self.fields[f"tid-{time.pk}"] = forms.ChoiceField(
                choices=list(SUITS.items()), required=False, initial=said.get(time.pk, ""),
                error_messages={"invalid_choice": _("Välj ett av svaren.")},
            )

    def rows(self) -> list[tuple[PollTime, str, list[tuple[str, Any, Any]]]]:
        """Each time, its field's name, and the answers with whether it is the one given."""
        rows = []
        for time in self.times:
            name = f"tid-{time.pk}"
            given = self[name].value()
            rows.append((time, name, [(str(key), word, key == given) for key, word in SUITS.items()]))
        return rows

    def clean(self) -> dict[str, Any]:
        if not any(self.cleaned_data.values()):
            raise forms.ValidationError(_("Svara på minst en av tiderna."))
        return self.cleaned_data

    @property
    def answers(self) -> dict[int, str]:
        return {time.pk: answer for time in self.times if (answer := self.cleaned_data[f"tid-{time.pk}"])}
