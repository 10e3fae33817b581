"""Writes the workbook: a tab per occasion, the shift, the units side by side, the levels. Runs in the child process."""

import datetime as dt
from io import BytesIO

import msgspec
from openpyxl.packaging.custom import StringProperty
from openpyxl.worksheet.worksheet import Worksheet

from spegla.documents.workbook import BESIDE_TAB, LEVELS_TAB, MADE_AT, SHIFT_TAB, Beside, Workbook
from spegla.documents.writing import cells
from spegla.documents.writing.cells import Book, put
from spegla.documents.writing.levels import scale_of, write_levels
from spegla.documents.writing.occasions import write_occasion
from spegla.documents.writing.sheets import FIRST_ROW, add_headings, begin, finish, fit_row
from spegla.documents.writing.shift import write_shift

LOCALE = {"sv": "sv-SE", "en": "en-GB"}


def write_workbook(payload: bytes) -> bytes:
    """The task: a Workbook as JSON in, an .xlsx out."""
    made = BytesIO()
    build(msgspec.json.decode(payload, type=Workbook)).save(made)
    return made.getvalue()


def build(book: Workbook) -> Book:
    file = Book()
    _describe(file, book)
    levels = LEVELS_TAB[book.language]
    scale = scale_of(book, levels)
    for number, tab in enumerate(book.tabs, start=1):
        write_occasion(file.create_sheet(tab.name), number, tab, book, scale)
    number = len(book.tabs) + 1
    write_shift(file.create_sheet(SHIFT_TAB[book.language]), number, book, scale)
    if book.beside:
        _write_beside(file.create_sheet(BESIDE_TAB[book.language]), number + 2, book, book.beside)
    write_levels(file.create_sheet(levels), number + 1, book)
    file.active = file.sheetnames.index(book.opens_at) if book.opens_at else 0
    return file


def _describe(file: Book, book: Workbook) -> None:
    file.properties.title, file.properties.creator = cells.plain(book.title), "Spegla"
    file.properties.language = LOCALE[book.language]
    if MADE_AT in book.properties:
        file.properties.created = dt.datetime.fromisoformat(book.properties[MADE_AT]).replace(tzinfo=None)
    for name, value in book.properties.items():
        file.custom_doc_props.append(StringProperty(name=name, value=value))
    file.calculation.fullCalcOnLoad = True


def _write_beside(sheet: Worksheet, number: int, book: Workbook, beside: Beside) -> None:
    begin(sheet, book.words.beside, " · ".join((book.checklist, book.made, book.words.beside_line)))
    headings = [book.words.occasion, book.words.item, *beside.units]
    widths = [20, 40] + [26] * len(beside.units)
    add_headings(sheet, headings, widths)
    for row, values in enumerate(beside.rows, start=FIRST_ROW):
        for column, value in enumerate(values, start=1):
            put(sheet, row, column, value, cells.PLAIN)
        fit_row(sheet, row, values, widths)
    finish(sheet, number, columns=len(headings), rows=len(beside.rows), frozen=2, printed=len(headings))
