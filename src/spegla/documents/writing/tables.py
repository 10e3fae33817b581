"""Tables measured: widths of columns, heights of rows, and where a long one goes on to the next slide."""

from dataclasses import dataclass

from spegla.documents.deck import Table
from spegla.documents.writing.measure import LINE, Room, width_of, wrapped

SIZES = (20.0, 18.0, 16.0, 14.0, 12.0)
SPLIT_AT = 14.0  # the size of a table that no size fits on one slide
MARGIN_X, MARGIN_Y = 14.4, 10.0  # within a cell, both sides together
WIDEST = 0.5  # of the table: what a column may ask for, however much there is in it


@dataclass(frozen=True)
class Grid:
    """A table, or the part of it that is on one slide, in points."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    alt: str
    widths: tuple[float, ...]
    heights: tuple[float, ...]  # of the header first, if there is one
    size: float


def grids_of(table: Table, room: Room) -> list[Grid]:
    """None when it has neither header nor rows."""
    columns = max([len(table.header), *map(len, table.rows)])
    if not columns:
        return []
    header, *rows = (row + ("",) * (columns - len(row)) for row in (table.header, *table.rows))
    if not table.header:
        header = ()
    for size in SIZES:
        grid = _grid(header, rows, table.alt, room, size)
        if sum(grid.heights) <= room.height:
            return [grid]
    return _split(header, rows, table.alt, room)


def _grid(header: tuple[str, ...], rows: list[tuple[str, ...]], alt: str, room: Room, size: float) -> Grid:
    lines = [header, *rows] if header else rows
    widths = widths_of(lines, room.width, size)
    return Grid(header, tuple(rows), alt, widths, tuple(_height(row, widths, size) for row in lines), size)


def _split(header: tuple[str, ...], rows: list[tuple[str, ...]], alt: str, room: Room) -> list[Grid]:
    whole = _grid(header, rows, alt, room, SPLIT_AT)
    head = whole.heights[: 1 if header else 0]
    most = max(room.height - sum(head), 3 * SPLIT_AT * LINE)
    pieces = [piece for row in rows for piece in _pieces(row, whole.widths, most)]
    pages: list[list[tuple[tuple[str, ...], float]]] = [[]]
    for row in pieces:
        height = _height(row, whole.widths, SPLIT_AT)
        if pages[-1] and sum(one for _, one in pages[-1]) + height > most:
            pages.append([])
        pages[-1].append((row, height))
    return [
        Grid(header, tuple(row for row, _ in page), alt, whole.widths, head + tuple(height for _, height in page), SPLIT_AT)
        for page in pages
    ]


def _pieces(row: tuple[str, ...], widths: tuple[float, ...], most: float) -> list[tuple[str, ...]]:
    """The row, or as many rows as it takes when it is higher than a slide."""
    if _height(row, widths, SPLIT_AT) <= most:
        return [row]
    fits = max(1, int((most - MARGIN_Y) / (SPLIT_AT * LINE)))
    cells = [wrapped(cell, width - MARGIN_X, SPLIT_AT) for cell, width in zip(row, widths, strict=True)]
    parts = range(0, max(map(len, cells)), fits)
    return [tuple(" ".join(lines[at : at + fits]) for lines in cells) for at in parts]


def _height(row: tuple[str, ...], widths: tuple[float, ...], size: float) -> float:
    lines = max(len(wrapped(cell, width - MARGIN_X, size)) for cell, width in zip(row, widths, strict=True))
    return lines * size * LINE + MARGIN_Y


def widths_of(rows: list[tuple[str, ...]], width: float, size: float) -> tuple[float, ...]:
    """Of the columns, together that width: each its longest word, what is left by how much there is to say in it."""
    least, wanted = [], []
    for column in zip(*rows, strict=True):
        words = [word for cell in column for word in cell.split()]
        least.append(MARGIN_X + max((width_of(word, size) for word in words), default=0.0) * 1.05)
        longest = max((width_of(line, size) for cell in column for line in cell.split("\n")), default=0.0)
        wanted.append(max(least[-1], min(MARGIN_X + longest * 1.05, WIDEST * width)))
    if sum(least) >= width:
        return tuple(width * one / sum(least) for one in least)
    if sum(wanted) <= width:
        return tuple(width * one / sum(wanted) for one in wanted)
    left, more = width - sum(least), sum(wanted) - sum(least)
    return tuple(one + left * (want - one) / more for one, want in zip(least, wanted, strict=True))
