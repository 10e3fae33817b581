"""Everything dated in a round, in the order of the days: what was, what is next, and which step it belongs to."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from spegla.core.calendar import Awkward, Phase, awkward, phase_at
from spegla.programme.schema import Date, Programme, Step
from spegla.rounds.calendar import window_of

When = Literal["past", "next", "later"]


@dataclass(frozen=True, slots=True)
class Dated:
    """One dated thing. `pinned`: a person has set the day; otherwise it is counted from another."""

    date: Date
    on: dt.date
    step: Step | None
    pinned: bool
    when: When

    @property
    def awkward(self) -> tuple[Awkward, ...]:
        """What speaks against the day, as long as it can be moved."""
        return () if self.when == "past" else awkward(self.on, meeting=self.date.kind == "meeting")


def timeline_of(
    programme: Programme, dates: Mapping[str, dt.date], pinned: Collection[str], *, today: dt.date
) -> list[Dated]:
    """Soonest first; of the same day in the calendar's order. All on the first day that has not passed are next."""
    in_order = sorted(programme.date, key=lambda date: dates[date.key])
    coming = next((dates[date.key] for date in in_order if dates[date.key] >= today), None)
    steps = steps_by_date(programme)
    return [
        Dated(date, dates[date.key], steps.get(date.key), date.key in pinned, _when(dates[date.key], coming, today))
        for date in in_order
    ]


def step_now(programme: Programme, dates: dict[str, dt.date], *, today: dt.date) -> Step | None:
    """The step that began last and still goes on; two overlap when a meeting is prepared during the work at home."""
    going_on = [step for step in programme.step if phase_at(window_of(step, dates), today) is Phase.CURRENT]
    return max(going_on, key=lambda step: (dates[step.opens], step.number)) if going_on else None


def steps_by_date(programme: Programme) -> dict[str, Step]:
    """The step each date belongs to: its meeting, its beginning, what is to be done by then, or its end."""
    found: dict[str, Step] = {}
    for keys_of in (_meeting, _opening, _deadlines, _closing):
        for step in programme.step:
            for key in keys_of(step):
                found.setdefault(key, step)
    return found


def _meeting(step: Step) -> list[str]:
    return [step.meeting] if step.meeting else []


def _opening(step: Step) -> list[str]:
    return [step.opens]


def _deadlines(step: Step) -> list[str]:
    return [preparation.due for preparation in step.preparation] + [task.due for task in step.task if task.due]


def _closing(step: Step) -> list[str]:
    return [step.closes]


def _when(on: dt.date, coming: dt.date | None, today: dt.date) -> When:
    if on < today:
        return "past"
    return "next" if on == coming else "later"
