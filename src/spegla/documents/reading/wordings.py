"""A checklist in somebody's own words: its wordings in their order, and which of our items each seems to be."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import msgspec

from spegla.documents.problems import DocumentError, Trouble
from spegla.documents.reading.headings import ROWS_LOOKED_AT
from spegla.documents.reading.matching import Finder, Found, by_order
from spegla.documents.reading.shapes import Cells, Expected, How, Sheet
from spegla.documents.reading.task import open_file
from spegla.documents.reading.words import column_of, is_sum, normal, numbered
from spegla.documents.workbook import Column

MOST_WORDINGS = 200
LONGEST = 1000
WORDS = (Column.TITLE, Column.STATEMENT)


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording: a short title, a longer text, or both. `item` is a proposal, by what `how` says."""

    title: str
    text: str
    item: str
    how: How


def read_wordings(payload: bytes) -> bytes:
    """The task: the first table of a file that has wordings. Raises DocumentError when there is none."""
    told, _, data = payload.partition(b"\n")
    expected = msgspec.json.decode(told, type=Expected)
    sheets, *_rest = open_file(data)
    for sheet in sheets:
        if found := list(_wordings(sheet)):
            return msgspec.json.encode(_placed(found, expected))
    raise DocumentError(Trouble.NOTHING_TO_READ)


def wordings_of(answer: bytes) -> list[Wording]:
    return msgspec.json.decode(answer, type=list[Wording])


def _wordings(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Title and text of every row below the headings, each wording once."""
    head, columns = _head(sheet)
    seen = set()
    for row in sorted(sheet.rows):
        cells = sheet.rows[row]
        title, text = (_cell(cells, columns.get(column, 0)) for column in WORDS)
        told = normal(f"{title} {text}")
        if row <= head or not told or told in seen or is_sum(title or text):
            continue
        seen.add(told)
        yield title, text
        if len(seen) >= MOST_WORDINGS:
            return


def _head(sheet: Sheet) -> tuple[int, dict[Column, int]]:
    """The row of the headings and the columns it names; without one, the column with the most words in it."""
    found = []
    for row in sorted(sheet.rows)[:ROWS_LOOKED_AT]:
        columns: dict[Column, int] = {}
        for place, cell in sorted(sheet.rows[row].items()):
            column = column_of(cell.text)
            column = Column.STATEMENT if column is Column.TITLE and Column.TITLE in columns else column
            if column:
                columns.setdefault(column, place)
        if any(column in columns for column in WORDS):
            found.append((row, columns))
    if found:
        return max(found, key=lambda one: len(one[1]))
    lengths: dict[int, int] = {}
    for cells in sheet.rows.values():
        for place, cell in cells.items():
            lengths[place] = lengths.get(place, 0) + len(cell.text)
    return 0, {Column.STATEMENT: max(lengths, key=lambda place: lengths[place])} if lengths else {}


def _cell(cells: Cells, place: int) -> str:
    return " ".join(cells[place].text.split())[:LONGEST] if place in cells else ""


def _placed(found: list[tuple[str, str]], expected: Expected) -> Iterable[Wording]:
    """Each with the item it seems to be; an item is proposed once. A number alone says nothing: the order may be another."""
    finder = Finder(expected.items)
    told: list[Found] = []
    for title, text in found:
        item, how = finder.find([_bare(title), _bare(text)])
        told.append((item, how) if item not in {key for key, _ in told} else ("", How.NOT))
    placed = by_order(told, expected.items)
    return [Wording(_bare(title), _bare(text), item, how)
            for (title, text), (item, how) in zip(found, placed, strict=True)]


def _bare(text: str) -> str:
    """Without the number in front: the order gives it."""
    number, rest = numbered(text)
    return rest if number is not None and rest else text
