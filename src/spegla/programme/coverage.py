"""Whether everything that the source texts say has found a place, point by point."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from spegla.programme.library import Library, Sheet
from spegla.programme.references import walk


class Row(NamedTuple):
    """A point of a source and the keys that carry it where it must be carried; without keys it is missing."""

    source: str
    n: int
    where: str
    gist: str
    keys: tuple[str, ...]


def coverage(library: Library, edition: str = "") -> list[Row]:
    """Every point of every source beside what carries it, in order; of one edition only, where one is named.

    A source is carried by its `carrier`: an edition together with the checklists it points to, or the page on
    the method.
    """
    rows = []
    for sheet in library.sources.values():
        source = sheet.content
        if edition and source.carrier != edition:
            continue
        carried = _carried(_carrying(library, source.carrier))
        for point in source.point:
            keys = carried.get(f"{source.key}:{point.n}", {})
            rows.append(Row(source.key, point.n, point.where, point.gist, tuple(keys)))
    return rows


def missing(rows: list[Row]) -> list[Row]:
    return [row for row in rows if not row.keys]


def _carrying(library: Library, carrier: str) -> Iterator[Sheet[Any]]:
    if carrier == "method":
        yield from library.method
    files = library.editions.get(carrier)
    if files and files.edition:
        yield from files.sheets
        for key in files.edition.content.checklists:
            if key in library.checklists:
                yield library.checklists[key]


def _carried(sheets: Iterator[Sheet[Any]]) -> dict[str, dict[str, None]]:
    """Point to the keys that carry it, each once and in the order of the files."""
    carried: dict[str, dict[str, None]] = {}
    for sheet in sheets:
        for key, path, struct in walk(sheet.content):
            for point in getattr(struct, "points", ()):
                carried.setdefault(point, {})[key or path] = None
    return carried
