"""A folder of files as people make them of a checklist: workbooks in every way we know of, a CSV and a Word form."""

import io
from pathlib import Path

import msgspec
from docx import Document
from openpyxl import Workbook
from openpyxl.comments import Comment

from spegla.documents.writing.excel import write_workbook
from tests.documents.books import a_book
from tests.documents.samples import TITLES, filled, saved, workbook

AS_TEXT = ("2", "2,0", "2 – behöver utvecklas")
ENGLISH = ("Item", "Score", "Comment", "Who", "Evidence")


def one_tab_for_each_meeting() -> bytes:
    """Joined cells, a title below empty rows, more columns than we read, a note, scores as text, and a sum by formula."""
    book = Workbook()
    book.remove(book.active)
    for name in ("BM1", "BM2", "Resultatkonferens"):
        sheet = book.create_sheet(name)
        sheet["B3"] = f"Självskattning {name}"
        sheet.merge_cells("B3:F4")
        for column, heading in enumerate(("Nr", "Moment", "Ansvarig", "Bedömning", "Kommentar"), 2):
            sheet.cell(6, column, heading)
        for number, (title, score) in enumerate(zip(TITLES, AS_TEXT, strict=True)):
            top = 7 + 2 * number
            sheet.merge_cells(start_row=top, end_row=top + 1, start_column=3, end_column=3)
            for column, value in enumerate((number + 1, title, "Kim", score, "först"), 2):
                sheet.cell(top, column, value)
            sheet.cell(top + 1, 6, "sedan")
        sheet["E7"].comment = Comment("Kim Ek:\nVi var inte säkra.", "Kim Ek")
        sheet["C13"], sheet["E13"] = "Summa", "=SUM(E7:E12)"
    return saved(book)


def crosses() -> bytes:
    return workbook(BM1=[["Moment", "1", "2", "3"], [TITLES[0], "x"], [TITLES[1], None, "x"], [TITLES[2], None, None, "x"]])


def in_english() -> bytes:
    rows = [[title, score, "ok", "Kim", "minutes"] for score, title in enumerate(TITLES, 1)]
    return workbook(BM1=[list(ENGLISH), *rows])


def word_form() -> bytes:
    """The form of 2017: a table of statement, score and comment."""
    document, out = Document(), io.BytesIO()
    document.add_paragraph("Självskattning")
    table = document.add_table(rows=0, cols=3)
    for cells in (("Påstående", "Bedömning 1–3", "Kommentar"), *zip(TITLES, ("1", "2", "3"), ("a", "b", "c"), strict=True)):
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    document.save(out)
    return out.getvalue()


def comma_separated() -> bytes:
    rows = ["Tillfälle;Moment;Bedömning;Kommentar", *(f"BM1;{title};{score};å" for score, title in enumerate(TITLES, 1))]
    return "\r\n".join(rows).encode("cp1252")


VARIETIES = {
    "egen.xlsx": lambda: write_workbook(msgspec.json.encode(a_book())), "traffar.xlsx": one_tab_for_each_meeting, "kryss.xlsx": crosses,
    "english.xlsx": in_english, "enkel.xlsx": lambda: workbook(BM1=[[], *filled(1, 2, 3)], BM2=filled(3.0, "3", "x")),
    "formular.docx": word_form, "tabell.csv": comma_separated,
}


def make_folder(folder: Path) -> list[Path]:
    for name, make in VARIETIES.items():
        (folder / name).write_bytes(make())
    return [folder / name for name in VARIETIES]
