"""Workbooks as LibreOffice saves them: what we understand of them is what we understood before."""

import datetime as dt

from openpyxl import load_workbook
from openpyxl.comments import Comment

from spegla.documents.reading.shapes import Notice, Told
from tests.documents.office import converted, needs_libreoffice
from tests.documents.samples import TITLES, answers, filled, read, workbook

ALL = [("decision", "scored", 1), ("asked-for", "scored", 2), ("managers", "scored", 3)]
CROSSES = [["Moment", "1", "2", "3"], [TITLES[0], "x"], [TITLES[1], None, "x"], [TITLES[2], None, None, "x"]]


def made_here(path):
    """Everything in one workbook: joined cells, a note, crosses, formulas, a date, empty rows first, a hidden tab."""
    path.write_bytes(workbook(
        BM1=[[], [], ["Checklista"], [], *filled("2 – behöver utvecklas", "2,0", 3)], BM2=CROSSES,
        Resultatkonferens=filled("=1+1", dt.date(2026, 3, 2), 3), Dold=filled(1, 2, 3),
    ))
    book = load_workbook(path)
    book["BM1"].merge_cells("A3:C3")
    book["BM1"]["B6"].comment = Comment("Sedan 2019.", "Kim Ek")
    book["Dold"].sheet_state = "hidden"
    book.save(path)


@needs_libreoffice
def test_what_libreoffice_has_saved_is_understood(tmp_path):
    made, plain = tmp_path / "made.xlsx", tmp_path / "plain.csv"
    made_here(made)
    lines = ["Moment,Kommentar,Nivå", *(f"{title},,{score}" for score, title in enumerate(TITLES, 1))]
    plain.write_text("\n".join(lines), encoding="latin-1")
    again, from_text = converted(tmp_path, "xlsx", made, plain)
    reading = read(again.read_bytes())
    assert answers(reading) == {
        "BM1": [("decision", "scored", 2), ("asked-for", "scored", 2), ("managers", "scored", 3)], "BM2": ALL,
        "Resultatkonferens": [("decision", "scored", 2), ("managers", "scored", 3)],
    }
    assert reading.tabs[0].lines[0].texts == {"comment": "Sedan 2019."}
    assert reading.notices == (Notice(Told.HIDDEN, ("Dold",)), Notice(Told.FORMULAS, ("Resultatkonferens!B2",)))
    assert [(one.where.row, one.why) for one in reading.not_understood] == [(3, "bad-value")]
    assert answers(read(from_text.read_bytes())) == {"plain": ALL}
