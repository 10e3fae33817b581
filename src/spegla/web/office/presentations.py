"""Who has shared a presentation for each meeting of a round, cluster by cluster: that, never what before it is shared."""

from dataclasses import dataclass
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from spegla.core.progress import NOTHING
from spegla.presentations.queries import presentation_states
from spegla.programme.schema import Step
from spegla.reporting.drafting import steps_with_presentation
from spegla.rounds.content import programme_of
from spegla.rounds.models import Cluster, Participation, Round
from spegla.rounds.running import taking_part
from spegla.web.office.doors import for_office, office_page
from spegla.web.requests import Request


@dataclass(frozen=True, slots=True)
class Group:
    """A cluster (None: those that wait for one); of each organisation, which meetings it has shared for."""

    cluster: Cluster | None
    rows: list[tuple[Participation, list[tuple[Step, bool]]]]


@for_office
def presentations(request: Request, round_: Round) -> HttpResponse:
    places, steps = list(taking_part(round_)), steps_with_presentation(programme_of(round_))
    states = presentation_states(place.pk for place in places)

    def shared(place: Participation) -> list[tuple[Step, bool]]:
        return [(step, states.get(place.pk, {}).get(step.key, NOTHING).done) for step in steps]

    groups = [
        Group(cluster, [(place, shared(place)) for place in members])
        for cluster, members in groupby(places, key=lambda place: place.cluster)
    ]
    page = office_page(request, round_, "traffar", _("Presentationer"))
    return render(request, "office/presentations.html", page | {"steps": steps, "groups": groups})
