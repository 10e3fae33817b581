"""Results of the whole and of its parts, rolled up side by side. Nothing is ever summed or averaged over units."""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from spegla.core.scoring import UNANSWERED, Answer

K = TypeVar("K", bound=Hashable)
U = TypeVar("U", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Unit(Generic[U, K]):
    """Who answers, which items it is asked on its answer level, and what it has answered."""

    key: U
    asked: Collection[K]
    answers: Mapping[K, Answer]


@dataclass(frozen=True, slots=True)
class Across(Generic[K]):
    """One item over the units, in their order. None where a unit is not asked: that is not "unanswered"."""

    key: K
    answers: tuple[Answer | None, ...]

    @property
    def differs(self) -> bool:
        """Whether two units stand on different levels. A unit without a level differs from nobody."""
        return len({answer.level for answer in self.answers if answer and answer.level is not None}) > 1


def side_by_side(units: Sequence[Unit[U, K]], keys: Iterable[K]) -> list[Across[K]]:
    """Every item of `keys` that some unit is asked, in their order, with each unit's own answer."""
    rows = (Across(key, tuple(_answer(unit, key) for unit in units)) for key in keys)
    return [row for row in rows if any(answer is not None for answer in row.answers)]


def _answer(unit: Unit[U, K], key: K) -> Answer | None:
    return unit.answers.get(key, UNANSWERED) if key in unit.asked else None
