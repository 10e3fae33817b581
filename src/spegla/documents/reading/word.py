"""The tables of a .docx, as the form of 2017 has one. Only after the guard, and in the child process."""

import io
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from spegla.documents.problems import DocumentError, Trouble
from spegla.documents.reading.shapes import Cell, Cells, Joined, Sheet

WIDEST = 50  # columns that one cell may span
BOXES = {"☒": "x", "☑": "x", "☐": ""}


def read_word(data: bytes) -> list[Sheet]:
    """The tables, named by their number in the document."""
    try:
        tables = Document(io.BytesIO(data)).tables
        return [_table(str(number), table._tbl) for number, table in enumerate(tables, 1)]
    except MemoryError:
        raise
    except Exception:
        raise DocumentError(Trouble.CUT_SHORT) from None


def _table(name: str, table: Any) -> Sheet:
    rows: dict[int, Cells] = {}
    begun: dict[int, int] = {}
    joined = []
    for number, row in enumerate(table.tr_lst, 1):
        place = 1
        for cell in row.tc_lst:
            text, below = _text(cell), _is_below(cell)
            if text and not below:
                rows.setdefault(number, {})[place] = Cell(text)
            if below:
                joined.append(Joined(begun.get(place, number), place, number, place))
            else:
                begun[place] = number
            place += min(cell.grid_span, WIDEST)
    return Sheet(name, rows, tuple(joined))


def _text(cell: Any) -> str:
    """The paragraphs of a cell as lines; a ticked box counts as a cross."""
    lines = ["".join(node.text or "" for node in paragraph.iter(qn("w:t"))) for paragraph in cell.p_lst]
    text = "\n".join(lines).strip()
    return BOXES.get(text, text)


def _is_below(cell: Any) -> bool:
    """Whether the cell belongs to the one above it."""
    return cell.vMerge == "continue"
