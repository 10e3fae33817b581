"""How a meeting's time is shared out, when each item falls, and what the clock says. Pure; whose words is told elsewhere."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

OWN, LECTURE, PAUSE = ("talk", "own-work"), ("lecture",), ("pause",)
OWN_AT_LEAST, LECTURE_AT_MOST = 60, 20  # percent of the time without pauses


@dataclass(frozen=True, slots=True)
class Entry:
    """One item: how many minutes, and in which form (talk, lecture, pause …)."""

    key: str
    minutes: int
    form: str


@dataclass(frozen=True, slots=True)
class Meter:
    """Minutes without pauses, and how many of them people talk and work themselves or listen. Advice, never a refusal."""

    minutes: int
    own: int
    lecture: int

    @property
    def own_percent(self) -> int:
        return _percent(self.own, self.minutes)

    @property
    def lecture_percent(self) -> int:
        return _percent(self.lecture, self.minutes)

    @property
    def has_enough_own(self) -> bool:
        return 100 * self.own >= OWN_AT_LEAST * self.minutes

    @property
    def has_little_lecture(self) -> bool:
        return 100 * self.lecture <= LECTURE_AT_MOST * self.minutes


def meter(entries: Iterable[Entry]) -> Meter:
    counted = [entry for entry in entries if entry.form not in PAUSE]
    return Meter(_minutes(counted), _minutes(e for e in counted if e.form in OWN),
                 _minutes(e for e in counted if e.form in LECTURE))


def _minutes(entries: Iterable[Entry]) -> int:
    return sum(entry.minutes for entry in entries)


def _percent(part: int, whole: int) -> int:
    return round(100 * part / whole) if whole else 0


def times(entries: Iterable[Entry], begins: dt.datetime) -> dict[str, tuple[dt.datetime, dt.datetime]]:
    """When each item begins and ends if the meeting keeps its time. Real time passes also in the night when clocks change."""
    found, at = {}, begins.astimezone(dt.UTC)
    for entry in entries:
        ends = at + dt.timedelta(minutes=entry.minutes)
        found[entry.key] = (at.astimezone(begins.tzinfo), ends.astimezone(begins.tzinfo))
        at = ends
    return found


@dataclass(frozen=True, slots=True)
class Clock:
    """The item that is on: when it ends, and how long that is (negative: it has run over). `after` is the next one."""

    entry: Entry
    ends: dt.datetime
    left: dt.timedelta
    after: Entry | None

    @property
    def is_over(self) -> bool:
        return self.left < dt.timedelta(0)


def clock(entries: Sequence[Entry], current: str, since: dt.datetime, *, now: dt.datetime) -> Clock | None:
    """None before the first item, and when the item is no longer on the agenda."""
    at = next((n for n, entry in enumerate(entries) if entry.key == current), None)
    if at is None:
        return None
    ends = since + dt.timedelta(minutes=entries[at].minutes)
    return Clock(entries[at], ends, ends - now, entries[at + 1] if at + 1 < len(entries) else None)
