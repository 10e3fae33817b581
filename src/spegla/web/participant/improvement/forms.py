"""What people write of ideas and improvements, checked. An improvement's form has the fields of its track only."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from spegla.core.visibility import Level
from spegla.improvement.models import Idea, Improvement
from spegla.web.forms import VersionedForm, choice_field
from spegla.web.participant.improvement.fields import UNKNOWN_CHOICE, LinesField, choice, day, line
from spegla.web.participant.improvement.origins import Origins

State, Track = Improvement.State, Improvement.Track
NO_TITLE = _("Skriv idén i en mening, så att ni känner igen den.")


class IdeaForm(VersionedForm):
    """An idea in a line, and whose it was."""

    title = line(_("Idén i en mening"), longest=160, missing=NO_TITLE)
    text = LinesField(_("Mer om idén"), _("Hur gör de? Vad skulle vi pröva? Det går bra att lämna tomt."))
    from_organisation_id = choice(_("Vems idén var"), ids=True)
    from_item = choice(_("Punkt på checklistan"))
    from_step = choice(_("Steg"))

    def __init__(self, *args: Any, origins: Origins, idea: Idea | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nowhere = ("", _("Ingen särskild"))
        lists = {
            "from_organisation_id": origins.organisations(idea.from_organisation if idea else None),
            "from_item": [nowhere, *_with(origins.items, idea.from_item if idea else "")],
            "from_step": [nowhere, *_with(origins.steps, idea.from_step if idea else "")],
        }
        for name, choices in lists.items():
            choice_field(self, name).choices = choices


class NewIdeaForm(IdeaForm):
    """When it is noted one also says who reads it."""

    level = forms.TypedChoiceField(
        label=_("Vem ser idén"), coerce=int, initial=Level.ORGANISATION, widget=forms.RadioSelect,
        choices=[
            (Level.ORGANISATION.value, _("Vi som är med för organisationen")),
            (Level.PRIVATE.value, _("Mitt utkast (bara jag)")),
        ],
        error_messages={"required": _("Välj vem som ser idén."), "invalid_choice": UNKNOWN_CHOICE},
    )


class ImprovementForm(VersionedForm):
    """What both tracks have. Use form_for(track)."""

    title = line(_("Vad ni ska göra, i en mening"), longest=160, missing=_("Skriv i en mening vad ni ska göra."))
    idea_id = choice(_("Idén den bygger på"), ids=True)

    def __init__(self, *args: Any, ideas: Iterable[tuple[int, str]], items: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice_field(self, "idea_id").choices = [("", _("Utan idé, vi börjar här")), *ideas]
        self.fields["aims"] = forms.MultipleChoiceField(
            label=_("Punkter på checklistan som den ska flytta"), choices=list(items.items()), required=False,
            error_messages={"invalid_choice": _("Välj bland punkterna i listan.")},
        )

    @property
    def changes(self) -> dict[str, Any]:
        return {name: value for name, value in super().changes.items() if name != "aims"}

    @property
    def chosen(self) -> set[str]:
        """The items that are ticked, also in a form that needs mending."""
        value = self["aims"].value()
        return set(value if isinstance(value, list | tuple | set) else ())


class ServiceTrackForm(ImprovementForm):
    goal = LinesField(_("Målet"), _("Vad ska bli bättre, och för vilka?"), rows=2)
    group = line(_("Gruppen"), _("Till exempel pojkar i årskurs 6, eller kvinnor med hemtjänst."), longest=200)
    gap = LinesField(
        _("Skillnaden"), _("Vilken skillnad mellan kvinnor och män, flickor och pojkar vill ni minska?"), rows=2
    )


class SteeringTrackForm(ImprovementForm):
    link = line(
        _("Länk i styrkedjan"),
        _("Till exempel budgetanvisningen, nämndens uppdrag eller uppföljningen. En punkt på checklistan går också bra."),
        longest=200,
    )
    service_result = LinesField(
        _("Resultatet i verksamheten"), _("Vad ska kvinnor och män märka när styrningen fungerar?"), rows=2
    )


@lru_cache
def form_for(track: str, *, new: bool) -> type[ImprovementForm]:
    """The fields of this track; a new one needs no state and no result yet."""
    base = ServiceTrackForm if track == Track.SERVICE else SteeringTrackForm
    fields: dict[str, Any] = {
        "owner": line(_("Vem som håller i den"), _("Namn eller funktion."), longest=120),
        "first_test_on": day(_("Första testet"), _("Välj en dag inom några veckor. Det får gärna vara ett litet test.")),
    }
    if not new:
        fields["state"] = forms.ChoiceField(
            label=_("Läge just nu"), choices=[(state.value, capfirst(state.label)) for state in State],
            error_messages={"required": UNKNOWN_CHOICE, "invalid_choice": UNKNOWN_CHOICE},
        )
        fields["result"] = LinesField(_("Resultatet"), _("Vad hände? Skriv också om det inte blev bättre."))
    return type(base.__name__, (base,), fields)


def _with(known: dict[str, str], kept: str) -> list[tuple[str, str]]:
    """The choices, with what was chosen under another programme as it was."""
    return [*known.items(), *([(kept, kept)] if kept and kept not in known else [])]
