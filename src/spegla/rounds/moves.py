"""Moving dates: what follows from a change and whom it concerns. Pure; reading and saving are not told here."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import pairwise

from spegla.core.calendar import ROOT, moved, resolve
from spegla.programme.schema import Programme

Scope = int | None  # a cluster's id, or None for the round as a whole


@dataclass(frozen=True, slots=True)
class Pin:
    """A date set by hand for the round or for one cluster; without a day it is counted from its anchor again."""

    scope: Scope
    key: str
    on: dt.date | None


@dataclass(frozen=True)
class DatePlan:
    """Everything that a round's dates follow from. Equal plans give equal dates."""

    programme: Programme
    variant: str
    start_on: dt.date
    pins: Mapping[tuple[Scope, str], dt.date]
    clusters: tuple[int, ...] = ()

    @property
    def scopes(self) -> tuple[Scope, ...]:
        return (None, *self.clusters)

    @property
    def fingerprint(self) -> str:
        """Changes when a date may have changed: a page carries it from the preview to the saving."""
        pins = sorted((str(scope), key, on.isoformat()) for (scope, key), on in self.pins.items())
        dates = [(day.key, day.anchor, sorted(day.offset.items())) for day in self.programme.date]
        return sha256(repr((self.variant, self.start_on, pins, dates)).encode()).hexdigest()[:20]

    def own_pins(self, scope: Scope) -> dict[str, dt.date]:
        return {key: on for (owner, key), on in self.pins.items() if owner == scope}

    def pins_for(self, scope: Scope) -> dict[str, dt.date]:
        """What holds for a cluster: its own over the round's."""
        return self.own_pins(None) | (self.own_pins(scope) if scope is not None else {})

    def dates(self, scope: Scope = None) -> dict[str, dt.date]:
        """Raises CalendarError when a date cannot be worked out."""
        return resolve(self.programme.date, self.variant, self.start_on, self.pins_for(scope))

    def changed(self, changes: Iterable[Pin]) -> "DatePlan":
        """With these dates set or cleared. The round's own first date is its start and cannot be cleared."""
        pins, start_on = dict(self.pins), self.start_on
        for change in changes:
            if change.scope is None and change.key == ROOT:
                start_on = change.on or start_on
                pins.pop((None, ROOT), None)
            elif change.on is None:
                pins.pop((change.scope, change.key), None)
            else:
                pins[change.scope, change.key] = change.on
        return replace(self, pins=pins, start_on=start_on)

    def differences(self, after: "DatePlan") -> list[Pin]:
        """What has to be set and cleared to come from this plan to `after`, the start aside."""
        keys = sorted({*self.pins, *after.pins}, key=lambda pair: (str(pair[0]), pair[1]))
        changed = [pair for pair in keys if self.pins.get(pair) != after.pins.get(pair)]
        return [Pin(scope, key, after.pins.get((scope, key))) for scope, key in changed]


@dataclass(frozen=True, slots=True)
class Consequence:
    """A date that moves, or (`stays`) one that was set by hand and stays although what it was counted from moves."""

    key: str
    old: dt.date
    new: dt.date
    stays: bool
    scopes: tuple[Scope, ...]

    @property
    def for_all(self) -> bool:
        return None in self.scopes


def consequences(before: DatePlan, after: DatePlan) -> list[Consequence]:
    """What changes for whom, in the calendar's order: what moves first, then what stays."""
    found: dict[tuple[str, dt.date, dt.date, bool], dict[Scope, None]] = {}
    for scope in before.scopes:
        old, new = before.dates(scope), after.dates(scope)
        for move in moved(old, new, after.pins_for(scope), after.programme.date):
            found.setdefault((move.key, move.old, move.new, move.stays), {})[scope] = None
        for key in _overruled(before, after, scope):
            found.setdefault((key, old[key], new[key], True), {})[scope] = None
    order = {day.key: number for number, day in enumerate(after.programme.date)}
    rows = [Consequence(*key, scopes=tuple(scopes)) for key, scopes in found.items()]
    return sorted(rows, key=lambda row: (row.stays, order[row.key], row.new))


def _overruled(before: DatePlan, after: DatePlan, scope: Scope) -> list[str]:
    """Dates that the round has moved but the cluster has set for itself."""
    if scope is None:
        return []
    had, has, old, new = before.own_pins(scope), after.own_pins(scope), before.dates(), after.dates()
    return [key for key in has if had.get(key) == has[key] and key in old and key in new and old[key] != new[key]]


@dataclass(frozen=True, slots=True)
class Disorder:
    """A date that lies before one it should follow."""

    key: str
    before: str


def disorders(programme: Programme, dates: Mapping[str, dt.date]) -> list[Disorder]:
    """Meetings that would come before the one they follow; steps that begin after their end or are prepared too late."""
    meetings = [step.meeting for step in programme.step if step.meeting]
    found = [Disorder(later, earlier) for earlier, later in pairwise(meetings) if dates[later] < dates[earlier]]
    for step in programme.step:
        if dates[step.opens] > dates[step.closes]:
            found.append(Disorder(step.closes, step.opens))
        late = {task.due for task in step.preparation if dates[task.due] > dates[step.closes]}
        found += [Disorder(step.closes, key) for key in sorted(late)]
    return list(dict.fromkeys(found))
