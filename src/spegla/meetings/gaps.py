"""Which functions an organisation lacks among those who come. Pure; who comes is told elsewhere."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody who is asked: for which organisation's place, as what, and whether she comes (None: she has not said)."""

    place: int | None
    functions: frozenset[str]
    comes: bool | None


@dataclass(frozen=True, slots=True)
class Gap:
    """Nobody with any of these functions comes from the place; `waits`: somebody who could has not answered."""

    place: int
    wanted: frozenset[str]
    waits: bool


def gaps(wanted: Mapping[int, Sequence[frozenset[str]]], seats: Iterable[Seat]) -> list[Gap]:
    """In the order of the places and of what is wanted of each; either of a set of functions is enough."""
    seats = list(seats)
    found = []
    for place, needed in wanted.items():
        for functions in needed:
            said = [seat.comes for seat in seats if seat.place == place and seat.functions & functions]
            if True not in said:
                found.append(Gap(place, functions, None in said))
    return found
