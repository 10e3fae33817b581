"""A checklist over all its occasions: what moved from one to the next, and where nothing was said. Unanswered is never zero."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

from spegla.core.scoring import UNANSWERED, Answer, Shift, shift

K = TypeVar("K", bound=Hashable)
Sheet = Mapping[K, Answer]


@dataclass(frozen=True, slots=True)
class Stroke(Generic[K]):
    """What happened to an item between two occasions that both say something, numbered in their order."""

    start: int
    end: int
    shift: Shift[K]

    @property
    def over_hole(self) -> bool:
        """Whether an occasion without a single answer lies between the two."""
        return self.end - self.start > 1


@dataclass(frozen=True, slots=True)
class Series(Generic[K]):
    """An item at every occasion. None where the whole occasion was skipped: a hole, not an answer."""

    key: K
    answers: tuple[Answer | None, ...]
    strokes: tuple[Stroke[K], ...]

    def stroke_to(self, occasion: int) -> Stroke[K] | None:
        """What led to this occasion; None at the first that says something, and at a hole."""
        return next((stroke for stroke in self.strokes if stroke.end == occasion), None)


def series(occasions: Sequence[Sheet[K]], keys: Iterable[K]) -> list[Series[K]]:
    """Every item of `keys`, in their order, over all occasions of one checklist. An occasion without answers is a hole."""
    wanted = list(keys)
    said = [number for number, sheet in enumerate(occasions) if says_something(sheet)]
    moves = [(start, end, shift(occasions[start], occasions[end], wanted)) for start, end in pairwise(said)]
    return [
        Series(
            key,
            tuple(sheet.get(key, UNANSWERED) if number in said else None for number, sheet in enumerate(occasions)),
            tuple(Stroke(start, end, found[place]) for start, end, found in moves),
        )
        for place, key in enumerate(wanted)
    ]


def says_something(sheet: Sheet[K]) -> bool:
    """Whether anything is answered at all; "cannot judge" and "not agreed" are answers too."""
    return any(answer.state != UNANSWERED.state for answer in sheet.values())
