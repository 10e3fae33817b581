"""What the programme asks of the office itself: its own preparations, when, and what it has ticked off."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from spegla.core.calendar import Phase, phase_at
from spegla.programme.lookup import date_by_key
from spegla.programme.schema import Preparation, Step, Text
from spegla.reporting.facts import SEEN_BY_US
from spegla.reporting.queries import dates_of_rounds
from spegla.rounds.calendar import window_of
from spegla.rounds.content import programme_of
from spegla.rounds.models import Round
from spegla.rounds.queries import rounds_run_by
from spegla.rounds.standing import Standing
from spegla.steps.models import OfficeTick
from spegla.steps.queries import office_ticks_of

OFFICE = "office"
MOST_MINUTES = 10


@dataclass(frozen=True, slots=True)
class OfficeTask:
    """One preparation of the office's. Nobody else waits for it."""

    round: Round
    step: Step
    preparation: Preparation
    due: dt.date
    phase: Phase  # of its step
    toward: Text
    toward_on: dt.date
    order: int
    tick: OfficeTick | None
    awaited: bool = False

    @property
    def minutes(self) -> int:
        return min(self.preparation.minutes, MOST_MINUTES)

    @property
    def is_open(self) -> bool:
        return self.phase is Phase.CURRENT and self.tick is None


def office_work_of(
    round_: Round, dates: Mapping[str, dt.date], ticks: Mapping[tuple[int, str], OfficeTick], *, today: dt.date
) -> list[OfficeTask]:
    """Everything the programme of this round asks of its office, in the programme's order."""
    found, programme = [], programme_of(round_)
    for order, (step, entry) in enumerate(_asked(programme.step)):
        toward = step.meeting or step.closes
        found.append(OfficeTask(
            round_, step, entry, dates[entry.due], phase_at(window_of(step, dict(dates)), today),
            date_by_key(programme, toward).title, dates[toward], order, ticks.get((round_.pk, entry.key)),
        ))
    return found


def open_office_work(standing: Standing, *, today: dt.date) -> list[OfficeTask]:
    """What belongs to this time and is not done, in the open rounds the reader runs. Three queries, none for others."""
    if not standing.offices:
        return []
    rounds = list(rounds_run_by(standing).filter(closed_at__isnull=True))
    dates, ticks = dates_of_rounds(rounds), office_ticks_of(round_.pk for round_ in rounds)
    work = (task for round_ in rounds for task in office_work_of(round_, dates[round_.pk], ticks, today=today))
    return [task for task in work if task.is_open]


def _asked(steps: Iterable[Step]) -> Iterator[tuple[Step, Preparation]]:
    for step in steps:
        for entry in step.preparation:
            if OFFICE in entry.audience and entry.does not in SEEN_BY_US:
                yield step, entry
