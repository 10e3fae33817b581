"""How far a thing that is awaited has come: that, never what it says. And which few things to do now."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeVar


class ProgressState(StrEnum):
    DONE = "done"
    BEGUN = "begun"
    LATE = "late"
    AWAITED = "awaited"
    NOT_YET = "not-yet"


@dataclass(frozen=True, slots=True)
class Seen:
    """What the product can see of a thing: begun at all, and done."""

    begun: bool = False
    done: bool = False


NOTHING = Seen()


def state_of(seen: Seen, *, opens: dt.date, due: dt.date, today: dt.date) -> ProgressState:
    """Done stays done; after its day (the due day itself still counts as in time) what is not done is late."""
    if seen.done:
        return ProgressState.DONE
    if today > due:
        return ProgressState.LATE
    if seen.begun:
        return ProgressState.BEGUN
    return ProgressState.AWAITED if today >= opens else ProgressState.NOT_YET


def state_together(states: Iterable[ProgressState]) -> ProgressState | None:
    """The state of several things as one: late if any is, done when all are, begun when any has; None without things."""
    found = set(states)
    if len(found) < 2:
        return next(iter(found), None)
    if ProgressState.LATE in found:
        return ProgressState.LATE
    begun = found & {ProgressState.BEGUN, ProgressState.DONE}
    return ProgressState.BEGUN if begun else ProgressState.AWAITED


class Dated(Protocol):
    @property
    def due(self) -> dt.date: ...

    @property
    def order(self) -> int: ...

    @property
    def awaited(self) -> bool: ...


Thing = TypeVar("Thing", bound=Dated)


def first_things(things: Iterable[Thing], *, today: dt.date, limit: int = 3) -> list[Thing]:
    """The few to do now: what others wait for and is late, then what is due first.

    On the same day what others wait for comes first, then the programme's order.
    """
    def turn(thing: Thing) -> tuple[bool, dt.date, bool, int]:
        return not (thing.awaited and thing.due < today), thing.due, not thing.awaited, thing.order

    return sorted(things, key=turn)[:limit]
