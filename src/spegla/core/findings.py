"""What to think of before sharing: one small rule each. Findings advise; they never stop anything and are never a score."""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)


class Rule(StrEnum):
    """The rules, in the order in which they are told."""

    SCORE_WITHOUT_REASON = "score-without-reason"
    TOP_WITHOUT_EVIDENCE = "top-without-evidence"
    NOTHING_NOT_WORKING = "nothing-not-working"
    FUNCTION_MISSING = "function-missing"
    ACTION_WITHOUT_OWNER = "action-without-owner"
    OCCASION_SKIPPED = "occasion-skipped"


@dataclass(frozen=True, slots=True)
class Written:
    """What stands at an item, as far as the rules ask. Words that are only spaces are no words."""

    level: int | None = None
    reason: str = ""
    evidence: str = ""
    not_working: str = ""


@dataclass(frozen=True, slots=True)
class Finding(Generic[K]):
    """A rule that has something to say, and of what: items, functions, actions or occasions; or of the whole (nothing)."""

    rule: Rule
    of: tuple[K, ...] = ()


Sheet = Mapping[K, Written]


def score_without_reason(sheet: Sheet[K]) -> tuple[K, ...]:
    """Items with a level and no reason: others learn from the way of working, not from the level."""
    return tuple(key for key, said in sheet.items() if said.level is not None and not said.reason.strip())


def top_without_evidence(sheet: Sheet[K], *, top: int) -> tuple[K, ...]:
    """Items at the highest level that nothing is said to show."""
    return tuple(key for key, said in sheet.items() if said.level == top and not said.evidence.strip())


def nothing_not_working(sheet: Sheet[K]) -> bool:
    """Whether there are levels, and not one word of what is not working."""
    scored = any(said.level is not None for said in sheet.values())
    return scored and not any(said.not_working.strip() for said in sheet.values())


def functions_missing(there: Mapping[str, int], needed: Iterable[Collection[str]]) -> tuple[tuple[str, ...], ...]:
    """Those of `needed` that nobody was there as; any of a group is enough. Nothing where nobody has said who was there."""
    came = {function for function, count in there.items() if count}
    return tuple(tuple(sorted(group)) for group in needed if not came & set(group)) if came else ()


def without_owner(owners: Mapping[K, str]) -> tuple[K, ...]:
    """Actions that nobody is said to be in charge of."""
    return tuple(key for key, owner in owners.items() if not owner.strip())


def occasions_skipped(answered: Sequence[tuple[K, bool]]) -> tuple[K, ...]:
    """The occasions without an answer before the last of these, which is the present one."""
    return tuple(key for key, said in answered[:-1] if not said)
