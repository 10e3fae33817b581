"""The tab with the shift: levels side by side and the steps between them, all by formula. No level is never a zero."""

from itertools import pairwise

from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from spegla.documents.workbook import Workbook
from spegla.documents.writing import cells
from spegla.documents.writing.cells import put, put_formula
from spegla.documents.writing.levels import Scale
from spegla.documents.writing.occasions import SCORE_LETTER
from spegla.documents.writing.sheets import FIRST_ROW, add_headings, begin, finish, fit_row

BEFORE = 2  # number and question


def write_shift(sheet: Worksheet, number: int, book: Workbook, scale: Scale) -> None:
    names = [tab.name for tab in book.tabs]
    begin(sheet, book.words.shift, " · ".join((book.unit, book.checklist, book.words.shift_line)))
    headings = [book.words.number, book.words.item, *names, *(f"{a} → {b}" for a, b in pairwise(names))]
    whole = [book.words.whole] if len(names) > 2 else []
    add_headings(sheet, [*headings, *whole], [5, 44] + [20] * (len(headings) - BEFORE + len(whole)))
    for row, entry in enumerate(book.entries, start=FIRST_ROW):
        put(sheet, row, 1, entry.number, cells.NUMBER)
        put(sheet, row, 2, entry.title, cells.PLAIN)
        fit_row(sheet, row, [entry.title], [44])
        for column, name in enumerate(names, start=BEFORE + 1):
            put_formula(sheet, row, column, _level(name, row, scale), cells.RESULT)
        _write_steps(sheet, row, len(names))
    last = FIRST_ROW + len(book.entries) - 1
    if book.may_sum:
        _write_sums(sheet, last, book)
    columns = len(headings) + len(whole)
    finish(sheet, number, columns=columns, rows=len(book.entries), frozen=BEFORE, printed=columns)


def _level(tab: str, row: int, scale: Scale) -> str:
    """The level that is chosen in the tab, as a number; nothing for all other answers, and for none."""
    return f'=IFERROR(VLOOKUP({quote_sheetname(tab)}!${SCORE_LETTER}${row},{scale.table},2,FALSE),"")'


def _write_steps(sheet: Worksheet, row: int, occasions: int) -> None:
    """From each occasion to the next; and, with more than two, from the first that has a level to the last that has one."""
    first = BEFORE + 1
    for column, (a, b) in enumerate(pairwise(range(first, first + occasions)), start=first + occasions):
        before, after = (f"{get_column_letter(place)}{row}" for place in (a, b))
        put_formula(sheet, row, column, f'=IF(COUNT({before},{after})=2,{after}-{before},"")', cells.MOVED)
    if occasions > 2:
        levels = f"{get_column_letter(first)}{row}:{get_column_letter(first + occasions - 1)}{row}"
        earliest = f"INDEX({levels},MATCH(TRUE,INDEX(ISNUMBER({levels}),0),0))"
        latest = f"INDEX({levels},SUMPRODUCT(MAX(ISNUMBER({levels})*COLUMN({levels})))-{BEFORE})"
        put_formula(sheet, row, first + 2 * occasions - 1, f'=IF(COUNT({levels})>1,{latest}-{earliest},"")', cells.MOVED)


def _write_sums(sheet: Worksheet, last: int, book: Workbook) -> None:
    """The sum of an occasion, only when every question has a score: otherwise two sums do not say the same thing."""
    row, many = last + 2, len(book.tabs)
    put(sheet, row, 2, book.words.whole_sum, cells.LINE)
    for column in range(BEFORE + 1, BEFORE + 1 + many):
        levels = f"{get_column_letter(column)}{FIRST_ROW}:{get_column_letter(column)}{last}"
        put_formula(sheet, row, column, f'=IF(COUNT({levels})={len(book.entries)},SUM({levels}),"")', cells.RESULT)
    _write_steps(sheet, row, many)
