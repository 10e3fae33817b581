"""What may be said of the answers to a checklist: totals, counts and shifts. Unanswered is never zero.

Answers stand under any hashable key (an item, or an item on one answer level); without one it is unanswered.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)


class AnswerState(StrEnum):
    """What has been said of an item. Only `SCORED` has a level."""

    SCORED = "scored"
    CANNOT_JUDGE = "cannot-judge"
    UNANSWERED = "unanswered"
    NOT_AGREED = "not-agreed"


class Direction(StrEnum):
    """How an item stands against an earlier occasion.

    `NEW`: a level now, none before. `HOLE`: no level now, so nothing can be said.
    """

    UP = "up"
    DOWN = "down"
    SAME = "same"
    NEW = "new"
    HOLE = "hole"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer's state and, exactly when it is scored, its level."""

    state: AnswerState
    level: int | None = None

    def __post_init__(self) -> None:
        if (self.state == AnswerState.SCORED) != (self.level is not None):
            raise ValueError(f"a level belongs to a scored answer alone: {self.state}, {self.level}")


UNANSWERED = Answer(AnswerState.UNANSWERED)


def scored(level: int) -> Answer:
    return Answer(AnswerState.SCORED, level)


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of the scored answers. `missing` items are not in it, so totals compare only when that is 0."""

    points: int
    answered: int
    missing: int

    @property
    def complete(self) -> bool:
        return self.missing == 0


@dataclass(frozen=True, slots=True)
class Shift(Generic[K]):
    """One item at two occasions: the two answers and what happened between them."""

    key: K
    before: Answer
    after: Answer
    direction: Direction

    @property
    def steps(self) -> int | None:
        """Levels up (or, negative, down); None when one of the two occasions has no level."""
        if self.before.level is None or self.after.level is None:
            return None
        return self.after.level - self.before.level


def total(answers: Mapping[K, Answer], keys: Iterable[K], *, may_sum: bool) -> Total | None:
    """The total over `keys`; None when the checklist forbids sums (`may_sum`) or nothing is scored."""
    found = [answers.get(key, UNANSWERED).level for key in keys]
    levels = [level for level in found if level is not None]
    if not may_sum or not levels:
        return None
    return Total(sum(levels), answered=len(levels), missing=len(found) - len(levels))


def shift(before: Mapping[K, Answer], after: Mapping[K, Answer], keys: Iterable[K]) -> list[Shift[K]]:
    """Every item of `keys`, in their order, at two occasions of the same checklist."""
    pairs = [(key, before.get(key, UNANSWERED), after.get(key, UNANSWERED)) for key in keys]
    return [Shift(key, old, new, _direction(old.level, new.level)) for key, old, new in pairs]


def count_at_or_above(answers: Mapping[K, Answer], level: int) -> int:
    """How many answers are scored at this level or a higher one."""
    return sum(answer.level is not None and answer.level >= level for answer in answers.values())


def count_states(answers: Mapping[K, Answer], keys: Iterable[K]) -> dict[AnswerState, int]:
    """How many of `keys` are in each state; every state is there."""
    counts = dict.fromkeys(AnswerState, 0)
    for key in keys:
        counts[answers.get(key, UNANSWERED).state] += 1
    return counts


def _direction(before: int | None, after: int | None) -> Direction:
    if after is None:
        return Direction.HOLE
    if before is None:
        return Direction.NEW
    if before == after:
        return Direction.SAME
    return Direction.UP if after > before else Direction.DOWN
