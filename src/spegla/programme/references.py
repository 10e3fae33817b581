"""Which keys the parts of an edition refer to, and whether they are there."""

from collections.abc import Iterator
from typing import Any

import msgspec

from spegla.programme.schema import AgendaItem, Material, Point, Programme, SharedTask

ENTRIES = (Point, Material, SharedTask, AgendaItem)
PEOPLE, DAY = "function or role", "date of the calendar"
REFERS = {
    "audience": PEOPLE, "acts_as": PEOPLE, "stands_in_for": PEOPLE, "owners": PEOPLE,
    "organises": PEOPLE, "hosts": PEOPLE, "leads": PEOPLE, "notes": PEOPLE,
    "opens": DAY, "closes": DAY, "meeting": DAY, "due": DAY,
    "occasion": "occasion", "agenda": "agenda", "status_rules": "status rule", "step": "step",
}  # fmt: skip


def walk(struct: msgspec.Struct, key: str = "", path: str = "") -> Iterator[tuple[str, str, Any]]:
    """The struct and every struct in it, each with the nearest key and the path from there."""
    key, path = (struct.key, "") if hasattr(struct, "key") else (key, path)
    yield key, path, struct
    for name in struct.__struct_fields__:
        value = getattr(struct, name)
        below = f"{path}.{name}" if path else name
        if isinstance(value, msgspec.Struct):
            yield from walk(value, key, below)
        elif isinstance(value, tuple):
            for n, entry in enumerate(value, 1):
                if isinstance(entry, msgspec.Struct):
                    yield from walk(entry, key, f"{below} {n}")


def references(struct: msgspec.Struct) -> Iterator[tuple[str, str]]:
    """Field and key of everything that the struct itself refers to; what may be left out may be empty."""
    for field in msgspec.structs.fields(struct):
        value = getattr(struct, field.name) if field.name in REFERS else ()
        for wanted in (value,) if isinstance(value, str) else value:
            left_out = wanted == "" and not field.required
            everybody = wanted == "all" and field.name == "audience"
            if isinstance(wanted, str) and not left_out and not everybody:
                yield field.name, wanted


def dangling(struct: msgspec.Struct, programme: Programme) -> Iterator[tuple[str, str]]:
    """Nearest key, and in words, every reference in the struct to what the programme does not have."""
    known = {
        PEOPLE: {function.key for function in programme.edition.function},
        DAY: {date.key for date in programme.date},
        "occasion": {occasion.key for occasion in programme.edition.occasion},
        "agenda": {agenda.key for agenda in programme.agenda},
        "status rule": {rule.key for rule in programme.edition.status_rule},
        "step": {step.key for step in programme.step},
    }
    for key, path, found in walk(struct):
        for name, wanted in references(found):
            if wanted not in known[REFERS[name]]:
                place = f"{path}.{name}" if path else name
                yield key, f'`{place}` names "{wanted}", which is no {REFERS[name]} of this edition'


def families(struct: msgspec.Struct) -> Iterator[tuple[str, str]]:
    """Family and key of everything in the struct with a key: a key is used once in its family.

    All entries of steps, agendas and `about` are of one family.
    """
    for key, _, found in walk(struct):
        if hasattr(found, "key"):
            yield "entry" if isinstance(found, ENTRIES) else type(found).__name__, key
