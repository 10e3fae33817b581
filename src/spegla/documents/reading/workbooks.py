"""An .xlsx as tables, by openpyxl's full reader: joined cells and notes too. Only after the guard, and in the child process."""

import datetime as dt
import io
import re
import warnings
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell as BookCell
from openpyxl.cell.cell import MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from spegla.documents.guard import Guarded
from spegla.documents.markup import LAST_COLUMN, LAST_ROW, position
from spegla.documents.problems import DocumentError, Trouble
from spegla.documents.reading.shapes import Cell, Cells, Joined, Notice, Sheet, Told

RETURN, ESCAPED = re.compile(r"_x000[Dd]_"), re.compile(r"_x005[Ff]_")  # how the format writes these two
VISIBLE = "visible"


def read_workbook(data: bytes, guarded: Guarded) -> tuple[list[Sheet], dict[str, str], list[Notice]]:
    """The visible tabs, the custom properties of the file, and what is good to know of it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
        except MemoryError:
            raise
        except Exception:
            raise DocumentError(Trouble.CUT_SHORT) from None
    hidden = tuple(sheet.title for sheet in book.worksheets if sheet.sheet_state != VISIBLE)
    notices = [Notice(Told.HIDDEN, hidden)] if hidden else []
    if guarded.external_links:
        notices.append(Notice(Told.EXTERNAL))
    properties = {str(one.name): str(one.value) for one in book.custom_doc_props.props}
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == VISIBLE]
    return [_sheet(sheet, guarded.formulas.get(sheet.title, set())) for sheet in shown], properties, notices


def _sheet(sheet: Worksheet, formulas: set[str]) -> Sheet:
    worked_out = frozenset((row, column) for column, row in map(position, formulas) if column <= LAST_COLUMN)
    rows: dict[int, Cells] = {}
    for (row, column), cell in sorted(sheet._cells.items()):
        if row > LAST_ROW or column > LAST_COLUMN or isinstance(cell, MergedCell):
            continue
        if found := _cell(cell, (row, column) in worked_out):
            rows.setdefault(row, {})[column] = found
    joined = tuple(Joined(area.min_row, area.min_col, area.max_row, area.max_col) for area in sheet.merged_cells.ranges)
    return Sheet(sheet.title, rows, joined, worked_out)


def _cell(cell: BookCell, formula: bool) -> Cell | None:
    """The cell, if there is something in it."""
    value: Any = cell.value
    note = _note(cell)
    if type(value) is str:  # first what nearly all are
        text = _plain(value)
        return Cell(text, note=note, broken=cell.data_type == "e") if text or note else None
    if value is None:
        return Cell("", note=note, bare=formula) if note or formula else None
    if isinstance(value, bool):
        return Cell(str(value).lower(), note=note)
    if isinstance(value, int | float):
        return Cell(f"{value:g}", number=float(value), note=note)
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        return Cell(value.isoformat() if not isinstance(value, dt.timedelta) else str(value), note=note, broken=True)
    text = _plain(str(value))
    return Cell(text, note=note, broken=cell.data_type == "e") if text or note else None


def _note(cell: BookCell) -> str:
    """What the note at a cell says, without the name of its author: who wrote it is nobody's business here."""
    if not cell.comment:
        return ""
    text = _plain(str(cell.comment.text or ""))
    first, _, rest = text.partition("\n")
    return rest.strip() if first.endswith(":") and rest else text


def _plain(text: str) -> str:
    if "_x" in text:
        text = ESCAPED.sub("_", RETURN.sub("", text))
    return text.replace("\r\n", "\n").strip()
