"""Dates counted from other dates, and the phase a day falls in. What the dates mean is told by an edition."""

import calendar
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Any, NamedTuple

ROOT = "start"
EVERY_VARIANT = "*"


class CalendarError(ValueError):
    """A date that cannot be worked out; `key` names it."""

    def __init__(self, key: str, why: str):
        super().__init__(f"{key}: {why}" if key else why)
        self.key = key
        self.why = why


@dataclass(frozen=True, slots=True)
class Offset:
    """How far from its anchor a date lies; negative is before. `unit` is d, w or m."""

    count: int
    unit: str


class Window(NamedTuple):
    """The days from `opens` up to, but not with, `closes`."""

    opens: date
    closes: date


class Phase(Enum):
    UPCOMING = "upcoming"
    CURRENT = "current"
    PAST = "past"


class Awkward(Enum):
    """Why it may be hard to gather people on a day."""

    WEEKEND = "weekend"
    SUMMER = "summer"
    CHRISTMAS = "christmas"


HOLIDAYS = (  # why, and from which day to which, both with, as (month, day)
    (Awkward.SUMMER, (6, 24), (8, 15)),
    (Awkward.CHRISTMAS, (12, 20), (12, 31)),
    (Awkward.CHRISTMAS, (1, 1), (1, 6)),
)


@dataclass(frozen=True)
class Move:
    """A date that moves from `old` to `new`, or (`stays`) a pinned date whose anchor moved away from it."""

    key: str
    old: date
    new: date
    stays: bool = False


def parse_offset(text: str) -> Offset:
    """Read "10w", "-14d" or "4m"; anything else is a CalendarError."""
    found = re.fullmatch(r"([+-]?\d{1,4})([dwm])", text)
    if not found:
        raise CalendarError("", f'"{text}" is not an offset such as "10w", "-14d" or "4m"')
    return Offset(int(found[1]), found[2])


def shift_date(day: date, offset: Offset) -> date:
    """The day that lies `offset` from `day`; months end on the last day of a shorter month."""
    if offset.unit != "m":
        return day + timedelta(days=offset.count * (7 if offset.unit == "w" else 1))
    years, month = divmod(day.year * 12 + day.month - 1 + offset.count, 12)
    last = calendar.monthrange(years, month + 1)[1]
    return day.replace(year=years, month=month + 1, day=min(day.day, last))


def resolve(
    dates: Iterable[Any], variant: str, start: date, pinned: Mapping[str, date] | None = None
) -> dict[str, date]:
    """Every date of the calendar, in its order: pinned ones as pinned, the others counted from their anchor.

    `dates` are (key, anchor, offset by variant) or objects with those attributes; the one without anchor is
    `start`. A pinned date is the anchor of what hangs on it; pins of dates that the calendar lacks are left
    aside. Raises CalendarError naming the date with an unknown anchor, in a circle or without an offset.
    """
    by_key = {key: (anchor, offset) for key, anchor, offset in map(_plain, dates)}
    found = {key: day for key, day in (pinned or {}).items() if key in by_key}
    for key in by_key:
        _find(key, by_key, variant, start, found)
    return {key: found[key] for key in by_key}


def moved(
    before: Mapping[str, date], after: Mapping[str, date], pinned: Iterable[str], dates: Iterable[Any]
) -> list[Move]:
    """What changes between two resolved calendars, in the calendar's order.

    Derived dates that move, and pinned dates that stay although the date they were counted from moves.
    """
    stays = set(pinned)
    moves = []
    for key, anchor, _ in map(_plain, dates):
        if key not in before or key not in after:
            continue
        if before[key] != after[key]:
            moves.append(Move(key, before[key], after[key]))
        elif key in stays and before.get(anchor) != after.get(anchor):
            moves.append(Move(key, before[key], after[key], stays=True))
    return moves


def phase_at(window: Window, day: date) -> Phase:
    """Upcoming before it opens, current from that day on, past from the day it closes."""
    if day < window.opens:
        return Phase.UPCOMING
    return Phase.CURRENT if day < window.closes else Phase.PAST


def weekend(day: date) -> bool:
    return day.isoweekday() > 5


def awkward(day: date, *, meeting: bool) -> tuple[Awkward, ...]:
    """What speaks against a day: that it is a weekend; for a meeting also that most are away. Nothing is forbidden."""
    found = [Awkward.WEEKEND] if weekend(day) else []
    if meeting:
        found += [why for why, first, last in HOLIDAYS if first <= (day.month, day.day) <= last]
    return tuple(found)


def _plain(entry: Any) -> tuple[str, str, Mapping[str, str]]:
    if isinstance(entry, tuple):
        return entry
    return entry.key, entry.anchor, entry.offset


def _find(
    key: str, by_key: Mapping[str, tuple[str, Mapping[str, str]]], variant: str, start: date, found: dict
) -> None:
    """Work out `key` and, first, the anchors it hangs on."""
    chain: list[str] = []
    while key not in found and by_key[key][0]:
        if key in chain:
            raise CalendarError(
                key, "is counted from itself: " + " → ".join([*chain[chain.index(key) :], key])
            )
        chain.append(key)
        anchor = by_key[key][0]
        if anchor not in by_key:
            raise CalendarError(key, f'is counted from "{anchor}", which is not a date of the calendar')
        key = anchor
    found.setdefault(key, start)
    for link in reversed(chain):
        anchor, offsets = by_key[link]
        found[link] = _counted(link, found[anchor], offsets, variant)


def _counted(key: str, anchor: date, offsets: Mapping[str, str], variant: str) -> date:
    text = offsets.get(variant, offsets.get(EVERY_VARIANT))
    if text is None:
        raise CalendarError(key, f'has no offset for the variant "{variant}"')
    try:
        return shift_date(anchor, parse_offset(text))
    except CalendarError as error:
        raise CalendarError(key, error.why) from error
    except (OverflowError, ValueError) as error:
        raise CalendarError(key, f'the offset "{text}" leads outside the calendar') from error
