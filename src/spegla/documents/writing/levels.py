"""The tab that tells what the levels mean. The lists in the other tabs choose from it, and the formulas count by it."""

from dataclasses import dataclass

from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from spegla.documents.workbook import WITHOUT_SCORE, Workbook
from spegla.documents.writing import cells
from spegla.documents.writing.cells import put
from spegla.documents.writing.sheets import FIRST_ROW, add_headings, begin, finish, fit_row


@dataclass(frozen=True, slots=True)
class Scale:
    """Where the levels stand, as formulas name it: everything to choose from, the labels of levels, their values, both."""

    choices: str
    labels: str
    values: str
    table: str


def scale_of(book: Workbook, tab: str) -> Scale:
    where, levels = quote_sheetname(tab), FIRST_ROW + len(book.levels) - 1
    return Scale(
        choices=f"{where}!$A${FIRST_ROW}:$A${levels + len(WITHOUT_SCORE)}",
        labels=f"{where}!$A${FIRST_ROW}:$A${levels}",
        values=f"{where}!$B${FIRST_ROW}:$B${levels}",
        table=f"{where}!$A${FIRST_ROW}:$B${levels}",
    )


def write_levels(sheet: Worksheet, number: int, book: Workbook) -> None:
    begin(sheet, book.words.levels, book.checklist)
    add_headings(sheet, [book.words.choice, book.words.points, book.words.meaning], [30, 10, 90])
    rows: list[tuple[str, int | None, str]] = [(level.label, level.value, level.meaning) for level in book.levels]
    meant = {"cannot-judge": book.words.cannot_judge, "not-agreed": book.words.not_agreed}
    rows += [(said[book.language], None, meant[state]) for state, said in WITHOUT_SCORE.items()]
    for row, values in enumerate(rows, start=FIRST_ROW):
        for column, value in enumerate(values, start=1):
            put(sheet, row, column, value, cells.PLAIN)
        fit_row(sheet, row, [values[0], values[2]], [30, 90])
    finish(sheet, number, columns=3, rows=len(rows), frozen=1, printed=3)
