"""A programme's own rules for model status, as pure functions. A status is never a certificate.

Which rule holds, and its thresholds, stand in the edition; people decide whether the status is given.
"""

import datetime as dt
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Generic, Literal, NamedTuple, TypeVar

from spegla.core.scoring import UNANSWERED, Answer

K = TypeVar("K", bound=Hashable)


class Lack(StrEnum):
    """Why a rule is not met."""

    NO_ITEMS = "no-items"
    NOT_ALL_SCORED = "not-all-scored"
    AT_FORBIDDEN = "at-forbidden"
    TOO_FEW_AT_LEVEL = "too-few-at-level"
    NO_PARTICIPANT_ROUND = "no-participant-round"
    NO_LATER_MENTOR_ROUND = "no-later-mentor-round"


@dataclass(frozen=True, slots=True)
class ScoresFinding(Generic[K]):
    """Whether the scores meet the rule, what they lack, and what it rests on.

    `at_level` of the `items` are at the level or above; `needed` must be.
    """

    lacks: tuple[Lack, ...]
    items: int
    not_scored: tuple[K, ...]
    at_forbidden: tuple[K, ...]
    at_level: int
    needed: int

    def __bool__(self) -> bool:
        return not self.lacks


class RoundTaken(NamedTuple):
    """A round that an organisation takes or took part in; `finished` is None while it goes on or was left."""

    name: str
    role: Literal["participant", "mentor"]
    started: dt.date
    finished: dt.date | None


@dataclass(frozen=True, slots=True)
class RoundsFinding:
    """Whether the rounds meet the rule, what they lack, and the two rounds that it rests on."""

    lacks: tuple[Lack, ...]
    participant: RoundTaken | None
    mentor: RoundTaken | None

    def __bool__(self) -> bool:
        return not self.lacks


def by_scores(
    answers: Mapping[K, Answer], keys: Iterable[K], *, forbidden: Iterable[int], level: int, share: float
) -> ScoresFinding[K]:
    """Every item scored, none at a forbidden value, more than `share` of all items at `level` or above."""
    levels = {key: answers.get(key, UNANSWERED).level for key in keys}
    never = set(forbidden)
    not_scored = tuple(key for key, found in levels.items() if found is None)
    at_forbidden = tuple(key for key, found in levels.items() if found in never)
    at_level = sum(found is not None and found >= level for found in levels.values())
    needed = _more_than(share, len(levels))
    lacks = {
        Lack.NO_ITEMS: not levels,
        Lack.NOT_ALL_SCORED: bool(not_scored),
        Lack.AT_FORBIDDEN: bool(at_forbidden),
        Lack.TOO_FEW_AT_LEVEL: at_level < needed,
    }
    found = tuple(lack for lack, holds in lacks.items() if holds)
    return ScoresFinding(found, len(levels), not_scored, at_forbidden, at_level, needed)


def by_rounds(rounds: Iterable[RoundTaken]) -> RoundsFinding:
    """One finished round as participant and, after it, one finished round as mentor.

    A mentor round is after when it both started and finished later; the end of one round may overlap the
    start of the next. The finding rests on the first pair to be completed.
    """
    finished = sorted((taken for taken in rounds if taken.finished), key=_ended)
    participants = [taken for taken in finished if taken.role == "participant"]
    for mentor in (taken for taken in finished if taken.role == "mentor"):
        for participant in participants:
            if participant.started < mentor.started and _ended(participant) < _ended(mentor):
                return RoundsFinding((), participant, mentor)
    if participants:
        return RoundsFinding((Lack.NO_LATER_MENTOR_ROUND,), participants[0], None)
    return RoundsFinding((Lack.NO_PARTICIPANT_ROUND, Lack.NO_LATER_MENTOR_ROUND), None, None)


def _more_than(share: float, items: int) -> int:
    """The least whole number above this share of the items, by the decimal that the edition gives."""
    return int(Fraction(str(share)) * items) + 1


def _ended(taken: RoundTaken) -> dt.date:
    assert taken.finished is not None
    return taken.finished
