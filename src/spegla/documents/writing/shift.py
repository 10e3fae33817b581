"""The tab with the shift: levels side by side and the steps between them by formula, and why. No level is never a zero."""

from itertools import pairwise

from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from spegla.documents.workbook import HEADINGS, WHY_HEADING, WHYS, Column, Said, Workbook
from spegla.documents.writing import cells
from spegla.documents.writing.cells import put, put_formula
from spegla.documents.writing.levels import Scale
from spegla.documents.writing.occasions import PROMPT_LONGEST, PROMPT_TITLE_LONGEST, SCORE_LETTER
from spegla.documents.writing.sheets import FIRST_ROW, add_headings, begin, finish, fit_row

BEFORE = 2  # number and question
FIRST = BEFORE + 1


def write_shift(sheet: Worksheet, number: int, book: Workbook, scale: Scale) -> None:
    """Each step stands beside why it was taken, which may be written in; last the key, by which a row is known again."""
    names = [tab.name for tab in book.tabs]
    begin(sheet, book.words.shift, " · ".join((book.unit, book.checklist, book.words.shift_line)))
    steps = [head for a, b in pairwise(names) for head in (f"{a} → {b}", f"{WHY_HEADING[book.language]}{b}")]
    whole = [book.words.whole] if len(names) > 2 else []
    headings = [book.words.number, book.words.item, *names, *steps, *whole, HEADINGS[Column.KEY][book.language]]
    widths = [5, 44, *(20 for _ in names), *(width for _ in pairwise(names) for width in (20, 26)), *(20 for _ in whole), 14]
    add_headings(sheet, headings, widths)
    for row, entry in enumerate(book.entries, start=FIRST_ROW):
        put(sheet, row, 1, entry.number, cells.NUMBER)
        put(sheet, row, 2, entry.title, cells.PLAIN)
        put(sheet, row, len(headings), entry.key, cells.QUIET)
        fit_row(sheet, row, [entry.title], [44])
        for column, name in enumerate(names, start=FIRST):
            put_formula(sheet, row, column, _level(name, row, scale), cells.RESULT)
        _write_steps(sheet, row, len(names))
        for column, tab in zip(_whys(len(names)), book.tabs[1:], strict=True):
            why = tab.answers.get(entry.key, Said()).why
            put(sheet, row, column, WHYS[why][book.language] if why else "", cells.OPEN)
    last = FIRST_ROW + len(book.entries) - 1
    _offer_whys(sheet, last, book)
    if book.may_sum:
        _write_sums(sheet, last, book)
    finish(sheet, number, columns=len(headings), rows=len(book.entries), frozen=BEFORE, printed=len(headings) - 1)


def _level(tab: str, row: int, scale: Scale) -> str:
    """The level that is chosen in the tab, as a number; nothing for all other answers, and for none."""
    return f'=IFERROR(VLOOKUP({quote_sheetname(tab)}!${SCORE_LETTER}${row},{scale.table},2,FALSE),"")'


def _steps(occasions: int) -> range:
    """The columns of the steps; why each was taken stands in the one after it."""
    return range(FIRST + occasions, FIRST + 3 * occasions - 2, 2)


def _whys(occasions: int) -> list[int]:
    return [column + 1 for column in _steps(occasions)]


def _write_steps(sheet: Worksheet, row: int, occasions: int) -> None:
    """From each occasion to the next; and, with more than two, from the first that has a level to the last that has one."""
    for column, (a, b) in zip(_steps(occasions), pairwise(range(FIRST, FIRST + occasions)), strict=True):
        before, after = (f"{get_column_letter(place)}{row}" for place in (a, b))
        put_formula(sheet, row, column, f'=IF(COUNT({before},{after})=2,{after}-{before},"")', cells.MOVED)
    if occasions > 2:
        levels = f"{get_column_letter(FIRST)}{row}:{get_column_letter(FIRST + occasions - 1)}{row}"
        earliest = f"INDEX({levels},MATCH(TRUE,INDEX(ISNUMBER({levels}),0),0))"
        latest = f"INDEX({levels},SUMPRODUCT(MAX(ISNUMBER({levels})*COLUMN({levels})))-{BEFORE})"
        put_formula(sheet, row, FIRST + 3 * occasions - 2, f'=IF(COUNT({levels})>1,{latest}-{earliest},"")', cells.MOVED)


def _offer_whys(sheet: Worksheet, last: int, book: Workbook) -> None:
    """The four reasons to choose from. None of them holds a comma, which would part it in two."""
    columns = _whys(len(book.tabs))
    if not columns:
        return
    reasons = ",".join(words[book.language] for words in WHYS.values())
    choice = DataValidation(
        type="list", formula1=f'"{reasons}"', allow_blank=True, showErrorMessage=True, showInputMessage=True,
        errorTitle=book.words.choose[:PROMPT_TITLE_LONGEST], error=book.words.choose_from_list[:PROMPT_LONGEST],
        promptTitle=book.words.why[:PROMPT_TITLE_LONGEST], prompt=book.words.choose_why[:PROMPT_LONGEST],
    )
    for column in columns:
        choice.add(f"{get_column_letter(column)}{FIRST_ROW}:{get_column_letter(column)}{last}")
    sheet.add_data_validation(choice)


def _write_sums(sheet: Worksheet, last: int, book: Workbook) -> None:
    """The sum of an occasion, only when every question has a score: otherwise two sums do not say the same thing."""
    row, many = last + 2, len(book.tabs)
    put(sheet, row, 2, book.words.whole_sum, cells.LINE)
    for column in range(FIRST, FIRST + many):
        levels = f"{get_column_letter(column)}{FIRST_ROW}:{get_column_letter(column)}{last}"
        put_formula(sheet, row, column, f'=IF(COUNT({levels})={len(book.entries)},SUM({levels}),"")', cells.RESULT)
    _write_steps(sheet, row, many)
