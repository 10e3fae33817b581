"""Who may do what with something an organisation wrote. One pure function; each room's queries say the same as a filter.

A thing has an owner organisation, a level (how far the *draft* reaches inside its own house) and shares. The owner
reads the draft; everybody else reads the version that was shared, for as long as the share stands.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from spegla.core.verdict import YES, Verdict, Why, no


class Level(IntEnum):
    """How far something reaches. Only an explicit act moves it, and the journal keeps the act."""

    PRIVATE = 0
    ORGANISATION = 1
    CLUSTER = 2
    ROUND = 3
    PUBLIC = 4


class Act(StrEnum):
    READ_DRAFT = "read-draft"
    READ_SHARED = "read-shared"
    SEE_PROGRESS = "see-progress"
    WRITE = "write"
    SHARE = "share"


class Phase(StrEnum):
    """Where a thing stands in time: decided by dates and by what people have closed."""

    UPCOMING = "upcoming"
    OPEN = "open"
    LATE = "late"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Relation:
    """How a reader stands to a thing. Several may hold at once."""

    author: bool = False
    own_organisation: bool = False
    same_cluster: bool = False  # participant or mentor of the cluster, its own participation not ended
    office: bool = False
    in_round: bool = False  # any organisation of the round, its participation not ended
    owner_ended: bool = False  # the owner's participation has ended


def verdict(act: Act, relation: Relation, *, level: Level, phase: Phase, shared: Level) -> Verdict:
    """May this reader do this act? `level` is the draft's, `shared` the widest standing share (PRIVATE: none)."""
    if act is Act.READ_DRAFT:
        return _read_draft(relation, level)
    if act is Act.READ_SHARED:
        return _read_shared(relation, shared)
    if act is Act.SEE_PROGRESS:
        return YES if relation.own_organisation or relation.same_cluster or relation.office else no(Why.NOT_YOURS)
    return _change(relation, level, phase)


def _read_draft(relation: Relation, level: Level) -> Verdict:
    if relation.author:
        return YES
    if not relation.own_organisation:
        return no(Why.NOT_YOURS)
    return YES if level >= Level.ORGANISATION else no(Why.NOT_SHARED)


def _read_shared(relation: Relation, shared: Level) -> Verdict:
    if shared >= Level.PUBLIC or (shared > Level.PRIVATE and relation.own_organisation):
        return YES
    if shared >= Level.ROUND and (relation.in_round or relation.office):
        return YES
    if shared >= Level.CLUSTER and relation.same_cluster:
        return YES
    return no(Why.NOT_SHARED)


def _change(relation: Relation, level: Level, phase: Phase) -> Verdict:
    reading = _read_draft(relation, level)
    if not reading:
        return reading
    if relation.owner_ended:
        return no(Why.ENDED)
    if phase is Phase.CLOSED:
        return no(Why.CLOSED)
    if phase is Phase.UPCOMING:
        return no(Why.NOT_OPEN)
    return YES
