"""How a cell looks, and how a text comes into it as text: whatever it begins with, it is never a formula."""

import re
from copy import copy

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.worksheet import Worksheet

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # in the format this would be read as another sign
CELL_LONGEST = 32_767

TITLE, LINE, HEADING, PLAIN, NUMBER, QUIET, OPEN, RESULT, MOVED = (
    f"Spegla {name}" for name in ("title", "line", "heading", "locked", "number", "code", "open", "result", "shift")
)


class Book(Workbook):
    """A workbook with our looks at hand: a cell that finds its style by name costs as much as writing it."""

    def __init__(self) -> None:
        super().__init__()
        scratch = self.active["A1"]
        self.looks: dict[str, StyleArray] = {}
        for style in _styles():
            self.add_named_style(style)
            scratch.style = style.name
            self.looks[style.name] = copy(scratch._style)
        self.remove(self.active)


def _styles() -> tuple[NamedStyle, ...]:
    """Named, so that also a person who edits the workbook can use them."""
    line = Side(style="thin", color="8A94A0")
    box = Border(left=line, right=line, top=line, bottom=line)
    top = Alignment(vertical="top", wrap_text=True)
    middle = Alignment(vertical="top", horizontal="center")
    right = Alignment(vertical="top", horizontal="right")
    locked, dark = PatternFill("solid", fgColor="EEF1F4"), PatternFill("solid", fgColor="1F3A4D")
    white = Font(name="Calibri", size=11, bold=True, color="FFFFFF")
    return (
        NamedStyle(TITLE, font=Font(name="Calibri", size=16, bold=True)),
        NamedStyle(LINE, font=Font(name="Calibri", size=11, color="454F59")),
        NamedStyle(HEADING, font=white, fill=dark, border=box, alignment=top),
        NamedStyle(PLAIN, font=Font(name="Calibri", size=11), fill=locked, border=box, alignment=top),
        NamedStyle(NUMBER, font=Font(name="Calibri", size=11), fill=locked, border=box, alignment=middle),
        NamedStyle(QUIET, font=Font(name="Calibri", size=9, color="454F59"), fill=locked, border=box, alignment=top),
        NamedStyle(OPEN, font=Font(name="Calibri", size=11), border=box, alignment=top, protection=Protection(locked=False)),
        NamedStyle(RESULT, font=Font(name="Calibri", size=11, bold=True), border=box, alignment=right),
        NamedStyle(MOVED, font=Font(name="Calibri", size=11), border=box, alignment=right, number_format="+0;−0;0"),
    )


def put(sheet: Worksheet, row: int, column: int, value: str | int | None, look: str) -> Cell:
    """A number, or a text that stays a text."""
    cell: Cell = sheet.cell(row, column)
    cell._style = copy(sheet.parent.looks[look])
    if isinstance(value, int):
        cell.value = value
    elif value:
        cell._value, cell.data_type = plain(value), "s"  # given to cell.value, it would be guessed what it is
        if value.startswith(BEGINS_A_FORMULA):
            cell.quotePrefix = True
    return cell


def put_formula(sheet: Worksheet, row: int, column: int, formula: str, look: str) -> None:
    """A formula of ours; `formula` never holds anything that a person has written, but for the name of a tab."""
    cell = sheet.cell(row, column, formula)
    cell._style = copy(sheet.parent.looks[look])


def plain(text: str) -> str:
    """The text as the format can hold it: without signs it knows no way to write, and not longer than a cell."""
    if "_x" in text:
        text = LOOKS_ESCAPED.sub("_x005F_", text)
    return ILLEGAL_CHARACTERS_RE.sub("", text)[:CELL_LONGEST]
