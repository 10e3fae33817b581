"""What is sent from the assessment pages, checked. The big page draws its fields itself, without form objects."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spegla.assessments.models import Answer, MentorNote
from spegla.journal.models import Share
from spegla.programme.schema import Checklist
from spegla.web.forms import VersionedForm, choice_field

LONGEST = 4000
TEXTS = ("reason", "other_view", "not_working", "comment", "evidence", "done_since")
State = Answer.State


class LinesField(forms.CharField):
    """Text with line breaks as people write it; browsers send them as two characters, we keep one."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 4}))
        too_long = _("Texten får ha högst %(limit_value)d tecken, nu är den %(show_value)d. Korta den och spara igen.")
        super().__init__(required=False, max_length=LONGEST, error_messages={"max_length": too_long}, **kwargs)

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")


class AnswerForm(VersionedForm):
    """What is said of one item. A field that was not on the page is left as it is."""

    choice = forms.ChoiceField(required=False, error_messages={"invalid_choice": _("Välj en av nivåerna.")})
    reason = LinesField()
    other_view = LinesField()
    not_working = LinesField()
    comment = LinesField()
    evidence = LinesField()
    done_since = LinesField()
    why_moved = forms.ChoiceField(required=False, choices=Answer.Why.choices)

    def __init__(self, data: Any, *, checklist: Checklist) -> None:
        super().__init__(data)
        scores = [str(level.value) for level in checklist.scale]
        choice_field(self, "choice").choices = [(key, key) for key in (*scores, State.CANNOT_JUDGE, State.NOT_AGREED)]

    @property
    def changes(self) -> dict[str, Any]:
        changes = {name: value for name, value in super().changes.items() if name in self.data}
        chosen = changes.pop("choice", "")
        if "remove" in self.data:
            return changes | {"state": State.UNANSWERED, "score": None}
        if not chosen:
            return changes
        if chosen in (State.CANNOT_JUDGE, State.NOT_AGREED):
            return changes | {"state": State(chosen), "score": None}
        return changes | {"state": State.SCORED, "score": int(chosen)}


class WhyForm(VersionedForm):
    """Why one answer is another than the time before."""

    why_moved = forms.ChoiceField(required=False, choices=Answer.Why.choices)


class OwnAnswerForm(AnswerForm):
    """What one person says of one item. One person is always of one mind."""

    reason = other_view = evidence = done_since = why_moved = None  # type: ignore[assignment]

    def __init__(self, data: Any, *, checklist: Checklist) -> None:
        super().__init__(data, checklist=checklist)
        choice = choice_field(self, "choice")
        choice.choices = [one for one in list(choice.choices) if one[0] != State.NOT_AGREED]  # type: ignore[arg-type]


class OutsideForm(OwnAnswerForm):
    """A mentor's own view of one item: a level, and why."""

    reason = LinesField()  # type: ignore[assignment]
    not_working = comment = None  # type: ignore[assignment]


class OwnFunctionForm(forms.Form):
    """As which function one answers; empty is not to say."""

    function = forms.ChoiceField(required=False, error_messages={"invalid_choice": _("Välj en av funktionerna.")})

    def __init__(self, data: Any, *, functions: dict[str, str]) -> None:
        super().__init__(data)
        choice_field(self, "function").choices = [("", ""), *functions.items()]


class TookPartForm(forms.Form):
    """How many of each function were there; empty is nobody."""

    mark_optional = False  # the page says it once, for all of them

    def __init__(self, data: Any, *, functions: dict[str, str]) -> None:
        super().__init__(data)
        for key, label in functions.items():
            self.fields[key] = forms.IntegerField(
                required=False, min_value=0, max_value=999, label=label,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
                error_messages={"invalid": _("Skriv ett helt tal."), "min_value": _("Skriv noll eller mer."),
                                "max_value": _("Skriv högst 999.")},
            )

    @property
    def counts(self) -> dict[str, int]:
        return {key: count or 0 for key, count in self.cleaned_data.items()}


class NoteForm(VersionedForm):
    """What a mentor says of one item. No text takes it back."""

    kind = forms.ChoiceField(
        label=_("Vad vill ni skriva?"), widget=forms.RadioSelect,
        choices=[(MentorNote.Kind.QUESTION, _("En fråga till dem")), (MentorNote.Kind.HOW_WE_DID, _("Så gjorde vi"))],
    )
    text = LinesField(
        label=_("Text"), help_text=_("Fråga om det ni undrar över, eller berätta vad ni gjorde och hur det gick.")
    )


class ReplyForm(VersionedForm):
    """The asked organisation's one line."""

    reply = forms.CharField(
        required=False, max_length=300,
        error_messages={"max_length": _("Svaret får ha högst %(limit_value)d tecken, nu är det %(show_value)d.")},
    )


class ReflectionsForm(VersionedForm):
    lessons = LinesField(
        label=_("Lärdomar"), help_text=_("Vad har ni lärt er sedan förra gången? Vad gjorde att något flyttade, eller inte?")
    )
    needs = LinesField(
        label=_("Behov"), help_text=_("Vad behöver ni nu: tid, beslut, kunskap, hjälp från någon i klustret?")
    )


class ShareForm(forms.Form):
    audience = forms.ChoiceField(choices=[(Share.Audience.CLUSTER, ""), (Share.Audience.ROUND, "")])
    with_comments = forms.BooleanField(required=False)
    with_not_working = forms.BooleanField(required=False)
