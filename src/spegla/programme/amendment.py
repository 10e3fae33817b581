"""A round that goes on with a newer edition: finished steps stay as they were, remaining ones are the new."""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from msgspec.structs import replace

from spegla.core.calendar import CalendarError, resolve
from spegla.programme.lookup import K
from spegla.programme.references import DAY, REFERS, dangling, families, references, walk
from spegla.programme.schema import Date, Occasion, Programme, Step


@dataclass(frozen=True, slots=True)
class Conflict:
    """Why two editions do not fit: `kind` and `key` for whoever words it for people, and the full sentence."""

    kind: Literal["unknown-step", "missing", "twice", "variant", "date"]
    key: str
    message: str

    def __str__(self) -> str:
        return self.message


class AmendmentError(ValueError):
    """Two editions that cannot be joined; `conflicts` says why."""

    def __init__(self, conflicts: list[Conflict]):
        super().__init__("\n".join(map(str, conflicts)))
        self.conflicts = tuple(conflicts)


def amended(old: Programme, new: Programme, finished: Set[str], variant: str = "") -> Programme:
    """The finished steps with all they refer to as in `old`, everything else as in `new`, numbered from 1.

    Finished steps come first. The checklists stay those of `old`: a round binds them apart from its steps. Raises
    AmendmentError when the two do not fit: a finished step is unknown, what it refers to is missing, a key would stand
    twice, or the round's variant (every one of `old`, where none is named) no longer has all its dates.
    """
    unknown = sorted(finished - {step.key for step in old.step})
    if unknown:
        raise AmendmentError(
            [Conflict("unknown-step", key, f'"{key}" is not a step of the old edition') for key in unknown]
        )
    kept = [step for step in old.step if step.key in finished]
    remaining = [step for step in new.step if step.key not in finished]
    steps = kept + remaining
    occasions = _named(kept, "occasion", old.edition.occasion)
    to_come = _left("occasion", new.edition.occasion, new, remaining)
    dates = _with_anchors(_days([*kept, *occasions]), old.date)
    joined = Programme(
        edition=replace(
            new.edition,
            checklists=old.edition.checklists,
            occasion=_over(occasions, to_come),
        ),
        step=tuple(replace(step, number=n) for n, step in enumerate(steps, 1)),
        variant=new.variant,
        date=_over(dates, _left_dates(dates, new, [*remaining, *to_come])),
        agenda=_over(_named(kept, "agenda", old.agenda), _left("agenda", new.agenda, new, remaining)),
        heading=new.heading,
        chore=new.chore,
        presentation=tuple(one for one in old.presentation if one.step in finished)
        + tuple(one for one in new.presentation if one.step not in finished),
    )
    conflicts = [*_dangling(joined), *_doubles(joined), *_undated(old, joined, variant)]
    if conflicts:
        raise AmendmentError(conflicts)
    return joined


def _named(steps: Iterable[Step], field: str, things: tuple[K, ...]) -> list[K]:
    wanted = {getattr(step, field) for step in steps}
    return [thing for thing in things if thing.key in wanted]


def _left(field: str, things: tuple[K, ...], new: Programme, remaining: list[Step]) -> tuple[K, ...]:
    """The things without those that only steps named which finished ones have taken the place of."""
    named, still = ({getattr(step, field) for step in steps} for steps in (new.step, remaining))
    return tuple(thing for thing in things if thing.key not in named - still)


def _left_dates(kept: list[Date], new: Programme, to_come: Sequence[Step | Occasion]) -> tuple[Date, ...]:
    """The new dates without those that only the new form of finished steps names. Those that nothing names stay."""
    gone = _days(thing for thing in (*new.step, *new.edition.occasion) if thing not in to_come)
    free = {day.key for day in new.date} - gone
    needed = {day.key for day in (*kept, *_with_anchors(_days(to_come) | free, new.date))}
    return tuple(day for day in new.date if day.key in needed)


def _with_anchors(named: Set[str], dates: tuple[Date, ...]) -> list[Date]:
    """The named dates, and those that these are counted from."""
    by_key = {day.key: day for day in dates}
    wanted: set[str] = set()
    for key in named:
        while key in by_key and key not in wanted:
            wanted.add(key)
            key = by_key[key].anchor
    return [day for day in dates if day.key in wanted]


def _days(structs: Iterable[Any]) -> set[str]:
    """Keys of the dates that the structs name."""
    found = (part for struct in structs for _, _, part in walk(struct))
    return {key for part in found for name, key in references(part) if REFERS[name] == DAY}


def _over(kept: list[K], new: tuple[K, ...]) -> tuple[K, ...]:
    """The new things, the kept ones in place of those with the same key; other kept ones come first."""
    by_key: dict[str, K] = {thing.key: thing for thing in kept}
    replaced = {thing.key for thing in new}
    first: list[K] = [thing for thing in kept if thing.key not in replaced]
    return tuple(first + [by_key.get(thing.key, thing) for thing in new])


def _dangling(joined: Programme) -> Iterator[Conflict]:
    for key, message in dangling(joined, joined):
        yield Conflict("missing", key, f"{key}: {message}")


def _doubles(joined: Programme) -> Iterator[Conflict]:
    seen: set[tuple[str, str]] = set()
    for family, key in families(joined):
        if (family, key) in seen:
            message = f"{key}: this key would stand both in a finished step and in a remaining one"
            yield Conflict("twice", key, message)
        seen.add((family, key))


def _undated(old: Programme, joined: Programme, variant: str) -> Iterator[Conflict]:
    left = {other.key for other in joined.variant}
    for key in [variant] if variant else [other.key for other in old.variant]:
        if key not in left:
            message = f'{key}: the variant "{key}" of the old edition is missing in the new one'
            yield Conflict("variant", key, message)
            continue
        try:
            resolve(joined.date, key, date(2000, 1, 1))
        except CalendarError as error:
            yield Conflict("date", error.key, str(error))
