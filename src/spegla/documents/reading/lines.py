"""From a table to its lines: one for each item, with what is said of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from msgspec.structs import replace

from spegla.documents.reading.headings import ITEM, Head
from spegla.documents.reading.matching import Finder, Found
from spegla.documents.reading.scores import Said, Scale, is_cross
from spegla.documents.reading.shapes import Cell, Cells, Line, NotUnderstood, Sheet, Where, Why
from spegla.documents.reading.words import is_sum
from spegla.documents.workbook import SCORED, TEXTS, UNANSWERED, Column

LONGEST_SHOWN = 200


@dataclass
class Table:
    """A sheet with its headings known. `problems` fills up while the lines are read."""

    sheet: Sheet
    head: Head
    scale: Scale
    finder: Finder
    longest: int
    problems: list[NotUnderstood] = field(default_factory=list)

    def text(self, cells: Cells, column: Column) -> str:
        cell = cells.get(self.head.columns.get(column, 0))
        return cell.text.strip() if cell else ""

    def where(self, row: int, place: int = 0) -> Where:
        return Where(self.sheet.name, row, letters(place))

    def complain(self, row: int, place: int, what: str, why: Why) -> None:
        self.problems.append(NotUnderstood(self.where(row, place), what[:LONGEST_SHOWN], why))


def read_lines(table: Table) -> Iterator[tuple[str, Line]]:
    """The occasion's words (where the table has a column for them) and the line, for every row that has something to say."""
    inside = _continuations(table)
    for row in sorted(table.sheet.rows):
        cells = table.sheet.rows[row]
        if row <= table.head.row or row in inside:
            continue
        rows = [cells, *(table.sheet.rows[later] for later, first in inside.items() if first == row)]
        words = [table.text(cells, column) for column in (Column.TITLE, Column.STATEMENT)]
        found = table.finder.find(words, number=table.text(cells, Column.NUMBER), key=table.text(cells, Column.KEY))
        if any(map(is_sum, [*words, table.text(cells, Column.NUMBER)])) or _adds_up(table, row, found[0]):
            continue
        line = _line(table, row, rows, [word for word in words if word], found)
        occasion = cells.get(table.head.occasion)
        yield (occasion.text.strip() if occasion else ""), line


def _continuations(table: Table) -> dict[int, int]:
    """Rows beside a wording that is joined over several rows, and the row it begins on."""
    places = {table.head.columns[column] for column in ITEM if column in table.head.columns}
    return {
        row: joined.top
        for joined in table.sheet.joined if joined.left in places
        for row in range(joined.top + 1, joined.bottom + 1) if row in table.sheet.rows
    }


def _adds_up(table: Table, row: int, item: str) -> bool:
    """A row about no item whose score is worked out from others."""
    return not item and (row, table.head.columns.get(Column.SCORE, 0)) in table.sheet.formulas


def _line(table: Table, row: int, rows: list[Cells], words: list[str], found: Found) -> Line:
    shown = " – ".join(words) or table.text(rows[0], Column.NUMBER)
    line = Line(row, shown[:LONGEST_SHOWN], *found, texts=_texts(table, row, rows))
    if table.head.levels:
        return _with_crosses(table, line, rows)
    place = table.head.columns[Column.SCORE]
    cell = next((cells[place] for cells in rows if place in cells), None)
    return _with_score(table, line, place, cell)


def _with_score(table: Table, line: Line, place: int, cell: Cell | None) -> Line:
    said = table.scale.said(cell)
    if cell and cell.bare:
        table.complain(line.row, place, "", Why.NO_VALUE)
        said = Said(UNANSWERED)
    elif cell and cell.broken:
        table.complain(line.row, place, cell.text, Why.BAD_VALUE)
        said = Said(UNANSWERED)
    raw = cell.text.strip()[:LONGEST_SHOWN] if cell and said.state != UNANSWERED else ""
    return _noted(replace(line, raw=raw, column=letters(place), state=said.state, score=said.score), cell)


def _with_crosses(table: Table, line: Line, rows: list[Cells]) -> Line:
    marked = [place for place in table.head.levels if any(is_cross(cells.get(place)) for cells in rows)]
    other = [cells[place] for place in table.head.levels for cells in rows if place in cells and not is_cross(cells[place])]
    for beside in other:
        line = replace(line, texts=_joined(line.texts, Column.COMMENT, beside.text))
    if len(marked) > 1:
        table.complain(line.row, marked[0], ", ".join(str(table.head.levels[place]) for place in marked), Why.SEVERAL_MARKS)
    if len(marked) != 1:
        return line
    level, cell = table.head.levels[marked[0]], rows[0].get(marked[0])
    return _noted(replace(line, raw=str(level), column=letters(marked[0]), state=SCORED, score=level), cell)


def _noted(line: Line, cell: Cell | None) -> Line:
    """With what somebody has written in a note at the score."""
    return replace(line, texts=_joined(line.texts, Column.COMMENT, cell.note)) if cell and cell.note else line


def _texts(table: Table, row: int, rows: list[Cells]) -> dict[str, str]:
    found: dict[str, str] = {}
    for column in TEXTS:
        place = table.head.columns.get(column, 0)
        for cell in (cells[place] for cells in rows if place in cells):
            if cell.bare or cell.broken:
                table.complain(row, place, cell.text, Why.NO_VALUE if cell.bare else Why.BAD_VALUE)
                continue
            for text in (cell.text.strip(), cell.note):
                found = _joined(found, column, text)
        if len(found.get(column, "")) > table.longest:
            table.complain(row, place, found.pop(column), Why.TOO_LONG)
    return found


def _joined(texts: dict[str, str], column: str, text: str) -> dict[str, str]:
    if not text:
        return texts
    before = texts.get(column, "")
    if not before:
        return texts | {str(column): text}
    return texts if text in before.split("\n") else texts | {str(column): f"{before}\n{text}"}


def letters(place: int) -> str:
    """The letters of a column: 1 is A, 27 is AA; nothing for 0."""
    found = ""
    while place:
        place, rest = divmod(place - 1, 26)
        found = chr(65 + rest) + found
    return found
