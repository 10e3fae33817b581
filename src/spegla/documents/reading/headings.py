"""Where the headings of a table stand, and what each column holds. Found by the words, wherever they stand."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from spegla.documents.reading.scores import Scale
from spegla.documents.reading.shapes import Cell, Cells, Sheet
from spegla.documents.reading.words import OCCASION_HEADINGS, column_of, normal
from spegla.documents.workbook import Column

ROWS_LOOKED_AT = 40  # from the first that has something in it
ITEM = (Column.TITLE, Column.STATEMENT, Column.NUMBER, Column.KEY)


@dataclass
class Head:
    """The headings of a table: `row` is the last of their rows. `levels` are columns in which a cross gives a level."""

    row: int
    columns: dict[Column, int] = field(default_factory=dict)
    levels: dict[int, int] = field(default_factory=dict)
    occasion: int = 0
    unknown: list[str] = field(default_factory=list)

    @property
    def is_one(self) -> bool:
        has_item = any(column in self.columns for column in ITEM)
        return has_item and (Column.SCORE in self.columns or len(self.levels) > 1)

    @property
    def strength(self) -> int:
        return len(self.columns) + len(self.levels)


def find_head(sheet: Sheet, scale: Scale) -> Head | None:
    """The row with the most headings that we know, together with the row below when that one names the levels."""
    rows = sorted(sheet.rows)[:ROWS_LOOKED_AT]
    heads = [head for row, below in zip(rows, [*rows[1:], 0], strict=True)
             if (head := _head(row, sheet.rows[row], below, sheet.rows.get(below, {}), scale)).is_one]
    return max(heads, key=lambda head: head.strength, default=None)


def _head(row: int, cells: Cells, below: int, next_cells: Cells, scale: Scale) -> Head:
    head = Head(row)
    _name_columns(head, cells)
    head.levels = _levels(cells, head.columns.values(), scale)
    if len(head.levels) < 2 and below == row + 1:
        taken = {place for column, place in head.columns.items() if column != Column.SCORE}
        levels = _levels(next_cells, taken, scale)
        if len(levels) > 1 and len(levels) == len(next_cells):
            head.row, head.levels = below, levels
    if len(head.levels) < 2:
        head.levels = {}
    elif Column.SCORE in head.columns and head.columns[Column.SCORE] in head.levels:
        del head.columns[Column.SCORE]
    head.unknown = [cells[place].text for place in cells if place not in _used(head)]
    return head


def _name_columns(head: Head, cells: Cells) -> None:
    for place, cell in sorted(cells.items()):
        column = column_of(cell.text)
        if column and column not in head.columns:
            head.columns[column] = place
        elif column == Column.TITLE and Column.STATEMENT not in head.columns:
            head.columns[Column.STATEMENT] = place
        elif not head.occasion and normal(cell.text) in OCCASION_HEADINGS:
            head.occasion = place


def _levels(cells: Cells, taken: Iterable[int], scale: Scale) -> dict[int, int]:
    used = set(taken)
    found = {place: scale.level_of(cell.text) for place, cell in cells.items() if place not in used}
    levels = {place: level for place, level in found.items() if level is not None}
    return levels if len(set(levels.values())) == len(levels) else {}


def _used(head: Head) -> set[int]:
    return {*head.columns.values(), *head.levels, head.occasion}


def guess_head(sheet: Sheet, scale: Scale) -> Head | None:
    """For a table without headings: its wordings stand first, then the scores, then the comments."""
    places: dict[int, list[Cell]] = {}
    for cells in sheet.rows.values():
        for place, cell in cells.items():
            places.setdefault(place, []).append(cell)
    scored = [place for place, cells in places.items() if all(scale.said(cell).state for cell in cells)]
    texts = [place for place in sorted(places) if place not in scored]
    score = next((place for place in scored if texts and place > texts[0]), 0)
    if not score:
        return None
    head = Head(min(sheet.rows) - 1, {Column.STATEMENT: texts[0], Column.SCORE: score})
    if after := [place for place in texts if place > score]:
        head.columns[Column.COMMENT] = after[0]
    return head
