"""Workbooks as LibreOffice saves them: what we understand of them is what we understood before."""

import datetime as dt

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment

from spegla.documents.reading.shapes import Notice, Reading, Told
from tests.documents.books import OURS
from tests.documents.office import converted, needs_libreoffice
from tests.documents.samples import EXPECTED, TITLES, answers, filled, read, workbook
from tests.documents.varieties import VARIETIES, make_folder

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


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return make_folder(tmp_path_factory.mktemp("filer"))


def said(path) -> Reading:
    return read(path.read_bytes(), OURS if path.stem == "egen" else EXPECTED)


def test_every_variety_in_the_folder_is_understood_whole(folder):
    found = {path.name: said(path) for path in folder}
    assert {name for name, reading in found.items() if not reading.tabs or reading.not_understood} == set()
    assert {name: {line.item for tab in reading.tabs for line in tab.lines} for name, reading in found.items()} == {
        name: {item.key for item in (OURS if name == "egen.xlsx" else EXPECTED).items} for name in VARIETIES
    }
    meeting = found["traffar.xlsx"].tabs[0]
    assert [(line.score, line.texts["comment"]) for line in meeting.lines] == [
        (2, "först\nsedan\nVi var inte säkra."), (2, "först\nsedan"), (2, "först\nsedan"),
    ]


@needs_libreoffice
@pytest.mark.parametrize("ending", ["xlsx", "docx"])
def test_what_libreoffice_has_saved_again_says_the_same(folder, tmp_path, ending):
    files = [path for path in folder if path.suffix == f".{ending}"]
    for before, after in zip(files, converted(tmp_path, ending, *files), strict=True):
        assert (told(said(after)), said(after).not_understood) == (told(said(before)), ()), before.name


def told(reading):
    return [(tab.name, tab.occasion, [(one.item, one.state, one.score, one.texts) for one in tab.lines]) for tab in reading.tabs]
