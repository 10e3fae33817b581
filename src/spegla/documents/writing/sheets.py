"""What all our tabs have in common: a title on top, one table with a real heading row, a lock, and A4 paper."""

from math import ceil

from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from spegla.documents.writing.cells import HEADING, LINE, TITLE, put

HEADINGS_ROW = 3
FIRST_ROW = HEADINGS_ROW + 1
A4 = 9
LINE_HIGH, HIGHEST = 15, 405


class FittedRow(RowDimension):
    """As high as its text needs, and the program may change that again when somebody writes more."""

    @property
    def customHeight(self) -> bool:
        return False


def begin(sheet: Worksheet, title: str, line: str) -> None:
    put(sheet, 1, 1, title, TITLE)
    put(sheet, 2, 1, line, LINE)


def add_headings(sheet: Worksheet, headings: list[str], widths: list[int]) -> None:
    """No two headings are the same: a table must not have that."""
    for column, (heading, width) in enumerate(zip(headings, widths, strict=True), start=1):
        put(sheet, HEADINGS_ROW, column, heading if heading not in headings[: column - 1] else f"{heading} ({column})", HEADING)
        sheet.column_dimensions[get_column_letter(column)].width = width
    fit_row(sheet, HEADINGS_ROW, headings, widths)


def fit_row(sheet: Worksheet, row: int, texts: list[str], widths: list[int]) -> None:
    """Give the row the height of its longest text: not every program works it out when it opens the workbook."""
    lines = max(_lines(text, width) for text, width in zip(texts, widths, strict=True))
    sheet.row_dimensions[row] = FittedRow(sheet, index=row, ht=min(lines * LINE_HIGH, HIGHEST))


def _lines(text: str, width: int) -> int:
    return sum(max(1, ceil(len(line) / (width - 2))) for line in text.split("\n"))


def finish(sheet: Worksheet, number: int, *, columns: int, rows: int, frozen: int, printed: int) -> None:
    """Lock, freeze, and say what is a table and what is its heading row, for those who listen to the sheet.

    `columns` × `rows` is the table without its headings, `frozen` how many columns stay, `printed` how many are printed.
    """
    last = f"{get_column_letter(columns)}{HEADINGS_ROW + rows}"
    table = Table(displayName=f"Spegla{number}", ref=f"A{HEADINGS_ROW}:{last}")
    table._initialise_columns()
    for head, cell in zip(table.tableColumns, sheet[HEADINGS_ROW], strict=False):
        head.name = str(cell.value)
    table.autoFilter = None
    sheet.add_table(table)
    name = f"TitleRegion{number}.A{HEADINGS_ROW}.{last}.{number}"  # the name by which screen readers know headings
    sheet.defined_names[name] = DefinedName(name, attr_text=f"{quote_sheetname(sheet.title)}!$A${HEADINGS_ROW}")
    sheet.freeze_panes = f"{get_column_letter(frozen + 1)}{FIRST_ROW}"
    _lock(sheet)
    _paper(sheet, printed)


def _lock(sheet: Worksheet) -> None:
    """Without a password: it keeps from slips, not from people. Widths and heights may be changed."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
    sheet.protection.formatCells = False


def _paper(sheet: Worksheet, printed: int) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.7
    sheet.page_margins.footer = 0.3
    sheet.print_title_rows = f"{HEADINGS_ROW}:{HEADINGS_ROW}"
    sheet.print_area = f"A1:{get_column_letter(printed)}{sheet.max_row}"
    sheet.oddFooter.left.text, sheet.oddFooter.right.text = "&A", "&P (&N)"
