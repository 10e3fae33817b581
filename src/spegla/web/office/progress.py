"""How far everybody has come, cluster by cluster: what has come in and what is awaited, never what it says."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from spegla.core.progress import ProgressState, state_together
from spegla.programme.schema import Step
from spegla.reporting.progress import Cell, Line, lines_of
from spegla.rounds.calendar import date_plan_of
from spegla.rounds.content import programme_of
from spegla.rounds.models import Cluster, Round
from spegla.rounds.running import clusters_of, places_of
from spegla.web.office.doors import for_office, office_page
from spegla.web.requests import Request


@dataclass(frozen=True, slots=True)
class StepSum:
    """A step in one cluster: the cells of its organisations taken together."""

    step: Step
    cells: tuple[Cell, ...]

    @property
    def done(self) -> int:
        return sum(cell.done for cell in self.cells)

    @property
    def all(self) -> int:
        return sum(len(cell.things) for cell in self.cells)

    @property
    def state(self) -> ProgressState | None:
        return state_together(thing.state for cell in self.cells for thing in cell.things)


@dataclass(frozen=True, slots=True)
class Group:
    """A cluster (None: those that wait for one) with its organisations' lines."""

    cluster: Cluster | None
    lines: tuple[Line, ...]

    @property
    def sums(self) -> list[StepSum]:
        return [StepSum(cells[0].step, cells) for cells in zip(*(line.cells for line in self.lines), strict=True)]

    @property
    def late(self) -> int:
        return sum(len(line.late) for line in self.lines)


@for_office
def progress(request: Request, round_: Round) -> HttpResponse:
    clusters = list(clusters_of(round_))
    plan = date_plan_of(round_, clusters)
    places = list(places_of(round_))
    dates = {scope: plan.dates(scope) for scope in plan.scopes}
    lines = lines_of(places, programme_of(round_), dates, today=request.today, now=request.now)
    groups = [Group(one, tuple(line for line in lines if line.participation.cluster == one)) for one in (*clusters, None)]
    page = office_page(request, round_, "laget", _("Läget")) | {
        "groups": [group for group in groups if group.lines], "empty": [one for one in clusters if not _has(lines, one)],
        "steps": programme_of(round_).step,
    }
    return render(request, "office/progress.html", page)


def _has(lines: list[Line], cluster: Cluster) -> bool:
    return any(line.participation.cluster_id == cluster.pk for line in lines)
