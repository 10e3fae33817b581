"""Finding one thing by its key in a programme or a checklist. A key that is not there is a KeyError."""

from collections.abc import Container, Iterable
from typing import Any, Protocol, TypeVar

from spegla.programme.schema import (
    Agenda,
    Checklist,
    Date,
    Edition,
    Function,
    Item,
    Level,
    Occasion,
    PresentationTemplate,
    Programme,
    Statement,
    Step,
    Text,
)


class Keyed(Protocol):
    @property
    def key(self) -> str: ...


K = TypeVar("K", bound=Keyed)


def step_by_key(programme: Programme, key: str) -> Step:
    return _by_key(programme.step, key, "step")


def date_by_key(programme: Programme, key: str) -> Date:
    return _by_key(programme.date, key, "date")


def agenda_by_key(programme: Programme, key: str) -> Agenda:
    return _by_key(programme.agenda, key, "agenda")


def occasion_by_key(programme: Programme, key: str) -> Occasion:
    return _by_key(programme.edition.occasion, key, "occasion")


def template_for(programme: Programme, step: str) -> PresentationTemplate | None:
    """The template for presentations at the step's meeting; None where the edition has none."""
    return next((template for template in programme.presentation if template.step == step), None)


def function_by_key(edition: Edition, key: str) -> Function:
    return _by_key(edition.function, key, "function")


def item_by_key(checklist: Checklist, key: str) -> Item:
    return _by_key(checklist.item, key, "item")


def statement_at(item: Item, level: str) -> Statement:
    """What the item says on this answer level."""
    return _first(
        (found for found in item.statement if found.level == level), f"statement: {item.key}, {level}"
    )


def level_of(checklist: Checklist, value: int) -> Level:
    return _first((level for level in checklist.scale if level.value == value), f"level: {value}")


def level_meaning(checklist: Checklist, value: int) -> Text:
    """What the level means on this checklist's scale."""
    return level_of(checklist, value).meaning


def highest(checklist: Checklist) -> Level:
    return max(checklist.scale, key=lambda level: level.value)


def audiences_of(edition: Edition, functions: Iterable[str], *, held: Container[str]) -> frozenset[str]:
    """Every audience that somebody with these functions and roles belongs to: they, what they act as, all.

    `held` are the functions that somebody of her organisation has; she stands in only for others.
    """
    known = {function.key: function for function in edition.function}
    reached = {"all"}
    waiting = list(functions)
    while waiting:
        key = waiting.pop()
        if key not in reached:
            reached.add(key)
            if key in known:
                waiting += known[key].acts_as
                waiting += [other for other in known[key].stands_in_for if other not in held]
    return frozenset(reached)


def meant_for(entry: Any, audiences: frozenset[str]) -> bool:
    """Whether a point, material or agenda item is meant for one of these audiences."""
    return not audiences.isdisjoint(entry.audience)


def _by_key(things: Iterable[K], key: str, what: str) -> K:
    return _first((thing for thing in things if thing.key == key), f"{what}: {key}")


def _first(things: Iterable[Any], name: str) -> Any:
    for thing in things:
        return thing
    raise KeyError(name)
