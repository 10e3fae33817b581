"""What the page of a step shows: its texts for the reader or for all, with what has been done here and by the others."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from spegla.people.teams import teams_of
from spegla.programme.lookup import agenda_by_key, function_by_key
from spegla.programme.schema import Edition, Material, Preparation, Programme, SharedTask, Step, Text
from spegla.reporting.facts import SEEN_BY_US, facts_of
from spegla.reporting.progress import Awaited, Cell, cell_of
from spegla.reporting.todos import audiences_at, audiences_for
from spegla.rounds.models import Participation
from spegla.rounds.queries import members_seen_from
from spegla.steps.models import JointTask
from spegla.steps.queries import hosts_of, tasks_of_cluster, ticks_at
from spegla.web.participant.places import dates_at, menu_occasion, programme_at
from spegla.web.participant.steps.links import Way, way_to, way_to_material, way_to_page
from spegla.web.requests import Request


@dataclass(frozen=True, slots=True)
class Ready:
    """A preparation as it stands here: ticked by the reader, by how many of those it is meant for, or seen by the product."""

    preparation: Preparation
    due: Any
    mine: bool
    ticked: bool
    count: int
    size: int  # of those in the team it is meant for
    seen: Awaited | None
    way: Way | None
    page: Way | None

    @property
    def ticks(self) -> bool:
        return self.preparation.does not in SEEN_BY_US


@dataclass(frozen=True, slots=True)
class StepAtPlace:
    """A step as one place has it, with what several parts of its page ask for."""

    place: Participation
    step: Step
    members: Sequence[Participation]
    cells: Mapping[int, Cell]  # by participation
    host: int | None
    audiences: frozenset[str]
    everything: bool

    def shown(self, entries: Iterable[Any]) -> list[Any]:
        """The entries meant for the reader, or all of them."""
        return [entry for entry in entries if self.everything or not self.audiences.isdisjoint(entry.audience)]


def step_at_place(request: Request, place: Participation, step: Step, *, everything: bool) -> StepAtPlace:
    """Reads the cluster's members, their state at this step and who hosts: a fixed number of queries."""
    members = members_seen_from(place, request.standing)
    dates, kinds = dates_at(request, place), {preparation.does for preparation in step.preparation}
    facts = facts_of(members, now=request.now, kinds=kinds)
    cells = {m.pk: cell_of(step, m, facts[m.pk], dates, today=request.today) for m in members}
    host = hosts_of([place.cluster_id]).get((place.cluster_id, step.key)) if place.cluster_id else None
    audiences = audiences_at(place, request.standing, hosting=host == place.pk)
    return StepAtPlace(place, step, members, cells, host, audiences, everything)


def preparations(request: Request, at: StepAtPlace) -> dict[str, Any]:
    """The preparations in the reader's part, with the counts of her organisation."""
    meant = _meant(request, at)
    own, counts = ticks_at(at.place, request.user, meant=meant)
    dates = dates_at(request, at.place)
    seen = {thing.preparation.key: thing for thing in at.cells[at.place.pk].things}
    rows = []
    for entry in at.shown(at.step.preparation):
        known = seen.get(entry.key)
        way = way_to(at.place, at.step, entry.does, entry.key) if entry.does in SEEN_BY_US else None
        rows.append(Ready(entry, dates[entry.due], not at.audiences.isdisjoint(entry.audience), entry.key in own,
                          counts.get(entry.key, 0), len(meant[entry.key]), known, way,
                          way_to_page(at.place, at.step, entry)))
    return {"preparations": rows}


def _meant(request: Request, at: StepAtPlace) -> dict[str, set[int]]:
    """By preparation: who in the organisation's team today it is meant for. One query."""
    team = teams_of([at.place.organisation_id], now=request.now).get(at.place.organisation_id, {})
    hosting = at.host == at.place.pk
    held = frozenset().union(*team.values())
    reached = {
        person: audiences_for(at.place, functions, held=held, hosting=hosting) for person, functions in team.items()
    }
    return {
        entry.key: {person for person, audiences in reached.items() if not audiences.isdisjoint(entry.audience)}
        for entry in at.step.preparation
    }


def tasks(request: Request, at: StepAtPlace) -> list[tuple[SharedTask, JointTask | None, Any]]:
    """What the cluster does together: the task, its workspace if somebody has begun, and its day."""
    if not at.step.task or at.place.cluster_id not in request.standing.clusters:
        return []
    begun = tasks_of_cluster(at.place, request.standing)
    dates = dates_at(request, at.place)
    return [(task, begun.get(task.key), dates[task.due or at.step.closes]) for task in at.step.task]


def materials(request: Request, at: StepAtPlace) -> list[tuple[Material, Way | None]]:
    occasion = menu_occasion(programme_at(at.place), dates_at(request, at.place), request.today)
    return [(entry, way_to_material(at.place, at.step, entry, occasion=occasion)) for entry in at.shown(at.step.material)]


def agenda_of(programme: Programme, step: Step) -> dict[str, Any]:
    """The step's agenda, if it has one, and its length in hours and minutes."""
    if not step.agenda:
        return {}
    agenda = agenda_by_key(programme, step.agenda)
    hours, minutes = divmod(sum(item.minutes for item in agenda.item), 60)
    length = _("%(hours)s tim %(minutes)s min")
    return {"agenda": agenda, "agenda_length": length % {"hours": hours, "minutes": minutes}}


def roles_of(at: StepAtPlace) -> list[tuple[str, Text, str]]:
    """Who organises, hosts, leads and takes notes: the task, the role, and which organisations hold it."""
    roles = at.step.roles
    if roles is None:
        return []
    edition = programme_at(at.place).edition
    tasks_of_roles = {"organises": roles.organises, "hosts": roles.hosts, "leads": roles.leads, "notes": roles.notes}
    return [(what, _title(edition, key), _holders(at, key)) for what, key in tasks_of_roles.items()]


def audience_titles(edition: Edition) -> dict[str, Text]:
    """What each audience is called: the functions and roles of the edition, and all."""
    titles = {function.key: function.title for function in edition.function}
    return titles | {"all": Text(sv="alla", en="all")}


def _title(edition: Edition, key: str) -> Text:
    return function_by_key(edition, key).title


def _holders(at: StepAtPlace, role: str) -> str:
    if role == "host":
        held = [member for member in at.members if member.pk == at.host]
    else:
        held = [member for member in at.members if role == "mentor" and member.is_mentor and not member.has_ended]
    return ", ".join(member.organisation.name for member in held)
