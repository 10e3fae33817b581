"""Which items of a checklist a unit answers, on which level, and how two checklists correspond. No database here."""

from functools import lru_cache
from pathlib import Path

from msgspec.structs import replace

from spegla.core.scoring import Answer as Scored
from spegla.core.scoring import AnswerState
from spegla.programme.loader import library_folders, load_mappings
from spegla.programme.rewording import is_own, root_of
from spegla.programme.schema import Checklist, Item, Pair
from spegla.rounds.models import Participation


def level_for(checklist: Checklist, place: Participation, unit_id: int) -> str:
    """The answer level of a unit: the first for a whole organisation, the last for a part of one.

    In a round inside an organisation those who take part are themselves parts.
    """
    whole = unit_id == place.organisation_id and place.round.inside_id is None
    return checklist.answer_level[0 if whole else -1].key


def items_on(checklist: Checklist, level: str) -> tuple[Item, ...]:
    """The items that say something on this level, in the checklist's order."""
    return tuple(item for item in checklist.item if any(s.level == level for s in item.statement))


def items_for(checklist: Checklist, place: Participation, unit_id: int) -> tuple[Item, ...]:
    return items_on(checklist, level_for(checklist, place, unit_id))


def scored(state: str, score: int | None) -> Scored:
    """A stored answer as core/scoring.py counts it."""
    return Scored(AnswerState(state), score)


@lru_cache(maxsize=8)
def _pairs(extra: str) -> dict[tuple[str, str], tuple[Pair, ...]]:
    found = {}
    for mapping in load_mappings(library_folders(Path(extra) if extra else "")):
        found[mapping.of, mapping.to] = mapping.pair
        found[mapping.to, mapping.of] = turned(mapping.pair)
    return found


def turned(pairs: tuple[Pair, ...]) -> tuple[Pair, ...]:
    """The same correspondences seen from the other checklist."""
    return tuple(Pair(of=pair.to, to=pair.of, note=pair.note, origin=pair.origin) for pair in pairs)


def pairs_between(of: Checklist, to: Checklist, *, library: str = "") -> tuple[Pair, ...]:
    """How items of one checklist correspond to those of another, in either direction; nothing when nobody has said.

    A checklist in somebody's own words follows the mapping of the one it was derived from; beside that one itself its
    items correspond to those with the same key.
    """
    keys = (tuple(item.key for item in checklist.item) for checklist in (of, to))
    return _pairs_of(root_of(of), root_of(to), *keys, library)


@lru_cache(maxsize=64)
def _pairs_of(of: str, to: str, had: tuple[str, ...], has: tuple[str, ...], library: str) -> tuple[Pair, ...]:
    same = tuple(Pair(of=(key,), to=(key,), origin="ours") for key in had if not is_own(key)) if of == to else ()
    pairs = same or _pairs(library).get((of, to), ())
    return tuple(
        replace(pair, of=tuple(key for key in pair.of if key in had), to=tuple(key for key in pair.to if key in has))
        for pair in pairs
    )


def counterparts(item: str, pairs: tuple[Pair, ...]) -> list[tuple[str, Pair]]:
    """The items of the other checklist that this item corresponds to. They are laid beside it, never subtracted."""
    return [(other, pair) for pair in pairs if item in pair.of for other in pair.to]
