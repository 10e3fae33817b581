"""What is worth saying about a cluster's make-up, and whose meetings it may set the day for. Nothing here is forbidden."""

from collections.abc import Iterable
from enum import StrEnum

from spegla.programme.schema import Programme
from spegla.rounds.models import Participation


class Remark(StrEnum):
    """Something the office should have seen before it goes on."""

    EMPTY = "empty"
    FEW = "few"
    MANY = "many"
    NO_MENTOR = "no-mentor"


def remarks_of(places: Iterable[Participation], size: tuple[int, int]) -> list[Remark]:
    """`size` is the usual number of participants, from and to. Ended participations are not counted."""
    standing = [place for place in places if not place.has_ended]
    participants = sum(not place.is_mentor for place in standing)
    if not participants:
        return [Remark.EMPTY]
    fewest, most = size
    found = [Remark.FEW] if participants < fewest else [Remark.MANY] if participants > most else []
    return found if len(standing) > participants else [*found, Remark.NO_MENTOR]


def own_meetings(programme: Programme) -> tuple[str, ...]:
    """Keys of the meetings that the cluster arranges itself: those the programme office does not organise."""
    return tuple(
        step.meeting
        for step in programme.step
        if step.kind == "meeting" and step.meeting and not (step.roles and step.roles.organises == "office")
    )
