"""From the slides that were asked for to those that hold them: what is too long for one goes on to the next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeGuard

from spegla.documents.axes import MANY
from spegla.documents.deck import Bullets, Chart, Look, Picture, Slide, Table, Text
from spegla.documents.writing.measure import LINE, Room, wrapped
from spegla.documents.writing.tables import Grid, grids_of

LATE = 0.6  # of the page
EVENLY = (0.5, 0.6, 0.7, 0.8, 0.9)  # of the height: how full pages may be when the text fills as many anyway


@dataclass(frozen=True)
class Line:
    """A paragraph; with a bullet, or as running text."""

    text: str
    bullet: bool = False


@dataclass(frozen=True)
class Page:
    """One slide as it is made: lines, or a picture, table or chart, or both beside each other."""

    look: Look
    title: str
    lines: tuple[Line, ...] = ()
    size: float = 0.0  # of the lines, in points
    shown: Picture | Chart | Grid | None = None
    notes: str = ""


@dataclass(frozen=True)
class Rooms:
    text: Room
    table: Room
    beside: Room | None = None


@dataclass
class Group:
    lines: list[Line] = field(default_factory=list)
    shown: Picture | Table | Chart | None = None


def pages_of(slide: Slide, rooms: Rooms, of: str) -> list[Page]:
    """At least one. `of` stands between number and total in the titles of pages that belong together."""
    groups = _groups(slide)
    beside = _beside(groups, rooms)
    held = [beside] if beside else [page for group in groups for page in _pages(group, rooms)]
    held = held or [Page(Look.TEXT, "")]
    many = len(held)
    titles = [slide.title] if many == 1 else [f"{slide.title} ({number} {of} {many})" for number in range(1, many + 1)]
    notes = [slide.notes, *[""] * (many - 1)]
    return [replace(page, title=title, notes=note) for page, title, note in zip(held, titles, notes, strict=True)]


def _groups(slide: Slide) -> list[Group]:
    """What follows on each other as text goes together; everything else stands alone."""
    groups: list[Group] = []
    for part in slide.parts:
        if isinstance(part, Text | Bullets):
            if not groups or groups[-1].shown:
                groups.append(Group())
            groups[-1].lines += [line for line in _lines(part) if line.text.strip()]
        else:
            groups.append(Group(shown=part))
    return [group for group in groups if group.lines or group.shown]


def _lines(part: Text | Bullets) -> list[Line]:
    if isinstance(part, Text):
        return [Line(line) for line in part.text.split("\n")]
    return [Line(item, bullet=True) for item in part.items]


def _beside(groups: list[Group], rooms: Rooms) -> Page | None:
    """Short text and one picture or chart, whichever came first, share a slide."""
    lines = [line for group in groups for line in group.lines]
    shown = [group.shown for group in groups if group.shown]
    if rooms.beside and lines and len(shown) == 1 and _is_for_half(shown[0]):
        size = _size(lines, rooms.beside)
        return Page(Look.BESIDE, "", tuple(lines), size, shown[0]) if size else None
    return None


def _is_for_half(shown: object) -> TypeGuard[Picture | Chart]:
    """Whether half a slide is enough for it."""
    if isinstance(shown, Chart):
        return shown.kind != "bars" or len(shown.categories) <= MANY
    return isinstance(shown, Picture)


def _pages(group: Group, rooms: Rooms) -> Iterator[Page]:
    match group.shown:
        case Picture():
            yield Page(Look.PICTURE, "", shown=group.shown)
        case Chart():
            yield Page(Look.CHART, "", shown=group.shown)
        case Table():
            for grid in grids_of(group.shown, rooms.table):
                yield Page(Look.TABLE, "", shown=grid)
        case None:
            size = _size(group.lines, rooms.text) or rooms.text.sizes[-1]
            for lines in _evenly(group.lines, rooms.text, size):
                yield Page(Look.BULLETS if any(line.bullet for line in lines) else Look.TEXT, "", tuple(lines), size)


def _size(lines: Sequence[Line], room: Room) -> float | None:
    """The largest in which they fit on one slide."""
    return next((size for size in room.sizes if len(_filled(lines, room, size)) == 1), None)


def _evenly(lines: Sequence[Line], room: Room, size: float) -> list[list[Line]]:
    """As few pages as can be, and then about as full as each other."""
    filled = _filled(lines, room, size)
    if len(filled) == 1:
        return filled
    tries = (_filled(lines, room, size, part) for part in EVENLY)
    return next((pages for pages in tries if len(pages) == len(filled)), filled)


def _filled(lines: Sequence[Line], room: Room, size: float, part: float = 1.0) -> list[list[Line]]:
    """Pages, each filled to that part of its height."""
    pages: list[list[Line]] = [[]]
    height, used, waiting = room.height * part, 0.0, list(reversed(lines))
    while waiting:
        line = waiting.pop()
        rows = wrapped(line.text, room.width - (room.indent if line.bullet else 0), size)
        needed = room.height_of(len(rows), size, first=not pages[-1])
        if used + needed <= height:
            pages[-1].append(line)
            used += needed
        elif pages[-1]:
            pages.append([])
            used = 0.0
            waiting.append(line)
        else:
            here, rest = _cut(rows, max(1, int(height / (size * LINE))))
            pages[-1].append(Line(here, line.bullet))
            used = height
            if rest:
                waiting.append(Line(rest, line.bullet))
    return pages


def _cut(rows: list[str], fits: int) -> tuple[str, str]:
    """What goes on this page and what on the next: after a sentence, if one ends late enough."""
    here, rest = " ".join(rows[:fits]), " ".join(rows[fits:])
    ends = here.rfind(". ") + 1
    if rest and ends > len(here) * LATE:
        return here[:ends], f"{here[ends:].strip()} {rest}"
    return here, rest
