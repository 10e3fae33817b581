"""Every participation × step at a glance: what has come in and what is awaited, never what it says."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spegla.core.calendar import Phase, phase_at
from spegla.core.progress import ProgressState, state_of, state_together
from spegla.programme.schema import Preparation, Programme, Step
from spegla.reporting.facts import SEEN_BY_US, Facts, facts_of
from spegla.rounds.calendar import window_of
from spegla.rounds.models import Participation


@dataclass(frozen=True, slots=True)
class Awaited:
    """One thing the product can see, for one participation."""

    preparation: Preparation
    due: dt.date
    state: ProgressState


@dataclass(frozen=True, slots=True)
class Cell:
    step: Step
    phase: Phase
    things: tuple[Awaited, ...]

    @property
    def done(self) -> int:
        return sum(thing.state is ProgressState.DONE for thing in self.things)

    @property
    def late(self) -> bool:
        return any(thing.state is ProgressState.LATE for thing in self.things)

    @property
    def state(self) -> ProgressState | None:
        """The state of the step as a whole; None where nothing is awaited."""
        return state_together(thing.state for thing in self.things)


@dataclass(frozen=True, slots=True)
class Line:
    """The line about one participation: the very one that it, its cluster, its mentors and the office see."""

    participation: Participation
    cells: tuple[Cell, ...]

    @property
    def steps(self) -> list[Step]:
        return [cell.step for cell in self.cells]

    @property
    def late(self) -> list[Awaited]:
        return self._things(ProgressState.LATE)

    @property
    def awaited(self) -> list[Awaited]:
        """What is open now and not late."""
        return self._things(ProgressState.AWAITED, ProgressState.BEGUN)

    def _things(self, *states: ProgressState) -> list[Awaited]:
        return sorted((t for cell in self.cells for t in cell.things if t.state in states), key=lambda thing: thing.due)


Dates = dict[str, dt.date]


def lines_of(
    participations: Iterable[Participation], programme: Programme, dates: dict[int | None, Dates], *,
    today: dt.date, now: dt.datetime, facts: dict[int, Facts] | None = None,
) -> list[Line]:
    """One line each, in the order given. `dates` by cluster id (None: the round's), all of the same round."""
    places = list(participations)
    known = facts_of(places, now=now) if facts is None else facts
    return [Line(place, cells_of(place, known[place.pk], programme, dates.get(place.cluster_id) or dates[None], today=today))
            for place in places]


def cells_of(place: Participation, facts: Facts, programme: Programme, dates: Dates, *, today: dt.date) -> tuple[Cell, ...]:
    return tuple(cell_of(step, place, facts, dates, today=today) for step in programme.step)


def cell_of(step: Step, place: Participation, facts: Facts, dates: Dates, *, today: dt.date) -> Cell:
    return Cell(step, phase_at(window_of(step, dates), today), tuple(_things(step, place, facts, dates, today)))


def expected_of(place: Participation, preparation: Preparation) -> bool:
    """Whether others wait for this. A mentor organisation takes what it wants of the rest; one that has left owes nothing."""
    if place.has_ended:
        return False
    return not place.is_mentor or preparation.does in ("team", "confirmation") or "mentor" in preparation.audience


def _things(step: Step, place: Participation, facts: Facts, dates: Dates, today: dt.date) -> Iterator[Awaited]:
    for preparation in step.preparation:
        if preparation.does not in SEEN_BY_US:
            continue
        seen, due = facts.of(preparation, step, dates[step.opens]), dates[preparation.due]
        if expected_of(place, preparation):
            yield Awaited(preparation, due, state_of(seen, opens=dates[step.opens], due=due, today=today))
        elif seen.begun:
            yield Awaited(preparation, due, ProgressState.DONE if seen.done else ProgressState.BEGUN)
