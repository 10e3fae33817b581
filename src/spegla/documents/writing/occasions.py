"""A tab per occasion: the questions in order, a list to choose the score from, room to write, and the sum as a formula."""

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from spegla.documents.workbook import HEADINGS, OPEN, TEXTS, Column, Entry, Said, Tab, Workbook
from spegla.documents.writing import cells
from spegla.documents.writing.cells import put, put_formula
from spegla.documents.writing.levels import Scale
from spegla.documents.writing.sheets import FIRST_ROW, add_headings, begin, finish, fit_row

COLUMNS = list(Column)
WIDTHS = {
    Column.NUMBER: 5, Column.TITLE: 22, Column.STATEMENT: 32, Column.SCORE: 20, Column.REASON: 30, Column.OTHER_VIEW: 18,
    Column.NOT_WORKING: 22, Column.EVIDENCE: 22, Column.DONE_SINCE: 20, Column.COMMENT: 18, Column.KEY: 14,
}
SCORE = COLUMNS.index(Column.SCORE) + 1
SCORE_LETTER = get_column_letter(SCORE)
LOOKS = {Column.NUMBER: cells.NUMBER, Column.KEY: cells.QUIET} | dict.fromkeys(OPEN, cells.OPEN)
PROMPT_LONGEST, PROMPT_TITLE_LONGEST = 255, 32


def write_occasion(sheet: Worksheet, number: int, tab: Tab, book: Workbook, scale: Scale) -> None:
    begin(sheet, tab.title, " · ".join((book.unit, book.checklist, book.made, book.words.how)))
    add_headings(sheet, [HEADINGS[column][book.language] for column in COLUMNS], [WIDTHS[column] for column in COLUMNS])
    for row, entry in enumerate(book.entries, start=FIRST_ROW):
        _write_row(sheet, row, entry, tab.answers.get(entry.key, Said()), book)
    last = FIRST_ROW + len(book.entries) - 1
    _offer_levels(sheet, f"{SCORE_LETTER}{FIRST_ROW}:{SCORE_LETTER}{last}", book, scale)
    _write_results(sheet, last, book, scale)
    finish(sheet, number, columns=len(COLUMNS), rows=len(book.entries), frozen=2, printed=len(COLUMNS) - 1)


def _write_row(sheet: Worksheet, row: int, entry: Entry, said: Said, book: Workbook) -> None:
    known: dict[str, str | int] = {
        Column.NUMBER: entry.number, Column.TITLE: entry.title, Column.STATEMENT: entry.statement,
        Column.SCORE: book.said(said), Column.KEY: entry.key,
    }
    known |= {column: said.texts.get(column, "") for column in TEXTS}
    for place, column in enumerate(COLUMNS, start=1):
        put(sheet, row, place, known[column], LOOKS.get(column, cells.PLAIN))
    fit_row(sheet, row, [str(known[column]) for column in COLUMNS], [WIDTHS[column] for column in COLUMNS])


def _offer_levels(sheet: Worksheet, where: str, book: Workbook, scale: Scale) -> None:
    meanings = "\n".join(f"{level.value}: {level.meaning}" for level in book.levels)
    choice = DataValidation(
        type="list", formula1=scale.choices, allow_blank=True, showErrorMessage=True, showInputMessage=True,
        errorTitle=book.words.choose[:PROMPT_TITLE_LONGEST], error=book.words.choose_from_list[:PROMPT_LONGEST],
        promptTitle=book.words.choose[:PROMPT_TITLE_LONGEST],
        prompt=meanings if len(meanings) <= PROMPT_LONGEST else book.words.see_levels[:PROMPT_LONGEST],
    )
    choice.add(where)
    sheet.add_data_validation(choice)


def _write_results(sheet: Worksheet, last: int, book: Workbook, scale: Scale) -> None:
    """Below the table: how many questions have a score and, where the checklist may be summed, their sum."""
    answers = f"{SCORE_LETTER}{FIRST_ROW}:{SCORE_LETTER}{last}"
    many = f"SUMPRODUCT(COUNTIF({answers},{scale.labels}))"
    put(sheet, last + 2, 2, book.words.with_score, cells.LINE)
    put_formula(sheet, last + 2, SCORE, f"={many}", cells.RESULT)
    if book.may_sum:
        put(sheet, last + 3, 2, book.words.sum, cells.LINE)
        points = f"SUMPRODUCT(COUNTIF({answers},{scale.labels})*{scale.values})"
        put_formula(sheet, last + 3, SCORE, f'=IF({many}=0,"",{points})', cells.RESULT)
