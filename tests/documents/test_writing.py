"""The workbook opened again: what stands where, what is locked, what is offered, and that no text has become a formula."""

import io
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import msgspec
import openpyxl
import pytest

from spegla.documents.child import run_task
from spegla.documents.workbook import LANGUAGES, WHYS, Beside, Column, Said, Tab
from spegla.documents.writing.excel import write_workbook
from tests.documents.books import HARMFUL, a_book, scored
from tests.documents.office import converted, needs_libreoffice

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
COLUMNS = list(Column)


def made(book) -> bytes:
    return write_workbook(msgspec.json.encode(book))


def opened(content: bytes, **how):
    return openpyxl.load_workbook(io.BytesIO(content), **how)


def table_of(sheet):
    """Headings and rows of the sheet's only table."""
    (table,) = sheet.tables.values()
    return [[cell.value for cell in row] for row in sheet[table.ref]]


@pytest.fixture(scope="module")
def book():
    return opened(made(a_book()))


def test_a_tab_per_occasion_then_the_shift_and_the_levels(book):
    assert book.sheetnames == ["BM 1", "BM 2", "Förflyttning", "Nivåer"]
    assert {name: prop.value for name, prop in zip(book.custom_doc_props.names, book.custom_doc_props, strict=True)} == (
        a_book().properties
    )
    assert (book.properties.title, book.properties.language, book.properties.creator) == ("Självskattning", "sv-SE", "Spegla")


def test_what_has_been_said_stands_in_its_row(book):
    headings, *rows = table_of(book["BM 2"])
    assert headings[:5] == ["Nr", "Fråga", "Påstående", "Poäng", "Så gör vi i dag"]
    assert [(row[0], row[1], row[3], row[4], row[9], row[10]) for row in rows] == [
        (1, "Det finns ett beslut", "3 – Finns och används", "=1+1", "Rad ett\nrad två", "decision"),
        (2, "Resultat efterfrågas", "Kan inte bedöma", None, None, "results"),
        (3, "Statistiken är uppdelad", None, None, None, "statistics"),
    ]


def test_only_what_is_to_be_filled_in_is_open(book):
    for name in book.sheetnames:
        assert book[name].protection.sheet
        assert book[name].protection.password is None
    unlocked = {cell.coordinate for row in book["BM 1"] for cell in row if not cell.protection.locked}
    assert unlocked == {f"{letter}{row}" for letter in "DEFGHIJ" for row in (4, 5, 6)}
    open_to_say_why = {cell.coordinate for row in book["Förflyttning"] for cell in row if not cell.protection.locked}
    assert open_to_say_why == {"F4", "F5", "F6"}


def test_the_score_is_chosen_from_a_list_that_says_what_levels_mean(book):
    (choice,) = book["BM 1"].data_validations.dataValidation
    assert (choice.type, choice.formula1, str(choice.sqref)) == ("list", "'Nivåer'!$A$4:$A$8", "D4:D6")
    assert choice.prompt.splitlines()[0] == "1: Det finns inte hos oss."
    offered = [cell.value for (cell,) in book["Nivåer"]["A4:A8"]]
    assert offered == ["1 – Inte påbörjat", "2 – Behöver utvecklas", "3 – Finns och används", "Kan inte bedöma", "Inte överens"]


def test_why_a_level_moved_stands_beside_its_step_and_is_chosen_from_a_list():
    tabs = [*a_book().tabs[:1], Tab("bm2", "BM 2", "BM 2", {"decision": replace(scored(3), why="know-more")})]
    sheet = opened(made(a_book(tabs=tabs)))["Förflyttning"]
    assert [cell.value for cell in sheet[3]] == [
        "(number)", "(item)", "BM 1", "BM 2", "BM 1 → BM 2", "Varför, BM 2", "Kod (ändra inte)"
    ]
    assert [cell.value for (cell,) in sheet["F4:F6"]] == ["Vi vet mer nu", None, None]
    (choice,) = sheet.data_validations.dataValidation
    assert (choice.type, str(choice.sqref)) == ("list", "F4:F6")
    assert choice.formula1 == '"Vi har gjort något,Vi vet mer nu,Andra svarade den här gången,Det har blivit sämre"'


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_of_reasons_is_one_the_format_can_hold(language):
    words = [word[language] for word in WHYS.values()]
    assert not [word for word in words if set(word) & set(',"')]
    assert len(",".join(words)) < 255


def test_too_long_meanings_give_way_to_where_they_stand():
    long = [replace(level, meaning="x" * 200) for level in a_book().levels]
    (choice,) = opened(made(a_book(levels=long)))["BM 1"].data_validations.dataValidation
    assert choice.prompt == "(see_levels)"


def test_it_says_what_its_headings_are_and_how_it_is_printed(book):
    sheet = book["BM 1"]
    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.page_setup.orientation) == ("C4", "$3:$3", "landscape")
    assert (int(sheet.page_setup.paperSize), sheet.page_setup.fitToWidth, sheet.sheet_properties.pageSetUpPr.fitToPage) == (9, 1, True)
    assert sheet.print_area == "'BM 1'!$A$1:$J$9"
    assert list(sheet.defined_names) == ["TitleRegion1.A3.K6.1"]
    assert sheet["A1"].value == "BM 1: självskattning"
    assert not sheet.merged_cells.ranges


def test_without_a_sum_there_is_none():
    summed, not_summed = (opened(made(a_book(may_sum=may))) for may in (True, False))
    assert summed["BM 1"]["B9"].value == "(sum)"
    assert [row[1].value for row in not_summed["BM 1"].iter_rows(min_row=7)] == [None, "(with_score)"]
    assert not_summed["Förflyttning"].max_row == 6


@pytest.mark.parametrize("text", HARMFUL)
def test_a_text_that_looks_like_a_formula_is_a_text(text):
    tabs = [Tab("bm1", "BM 1", "BM 1", {"decision": scored(1, **dict.fromkeys(COLUMNS[4:10], text))})]
    content = made(a_book(tabs=tabs, unit=text, title=text, checklist=text))
    archive = zipfile.ZipFile(io.BytesIO(content))
    sheet = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    cells = [cell for cell in sheet.iter(f"{SHEET}c") if cell.get("r") in ("A2", "E4", "F4", "G4", "H4", "I4", "J4")]
    assert {cell.get("t") for cell in cells} <= {"inlineStr", "s"}
    assert not [cell for cell in cells if cell.find(f"{SHEET}f") is not None]
    assert opened(content)["BM 1"]["E4"].quotePrefix is (text[0] in "=+-@\t\r")
    assert opened(content)["BM 1"]["E4"].value == text


@pytest.mark.parametrize("text", ["a\x00b\x0bc", "]]>&<", "å" * 40_000])
def test_every_text_can_be_written(text):
    tabs = [Tab("bm1", "BM 1", "BM 1", {"decision": scored(1, reason=text)})]
    value = opened(made(a_book(tabs=tabs)))["BM 1"]["E4"].value
    assert value == text.replace("\x00", "").replace("\x0b", "")[:32_767]


def test_what_the_format_would_read_as_another_sign_is_written_so_that_it_does_not():
    tabs = [Tab("bm1", "BM 1", "BM 1", {"decision": scored(1, reason="_x0041_ _x_")})]
    sheet = zipfile.ZipFile(io.BytesIO(made(a_book(tabs=tabs)))).read("xl/worksheets/sheet1.xml")
    assert b"<t>_x005F_x0041_ _x_</t>" in sheet


def test_a_workbook_with_nothing_in_it_can_be_filled_in():
    empty = opened(made(a_book(tabs=[Tab("bm1", "BM 1", "BM 1")])))
    assert [row[3] for row in table_of(empty["BM 1"])[1:]] == [None, None, None]
    assert [cell.value for cell in empty["Förflyttning"][3]] == ["(number)", "(item)", "BM 1", "Kod (ändra inte)"]


def test_units_stand_side_by_side_and_are_never_added():
    beside = Beside(["Ängby", "Fråga", "Ängby"], [["BM 1", "Det finns ett beslut", "2 – Behöver utvecklas", "", "=1"]])
    sheet = opened(made(a_book(beside=beside)))["Sida vid sida"]
    assert table_of(sheet) == [
        ["(occasion)", "(item)", "Ängby", "Fråga", "Ängby (5)"], ["BM 1", "Det finns ett beslut", "2 – Behöver utvecklas", None, "=1"]
    ]
    assert not [cell for row in sheet for cell in row if cell.data_type == "f"]


def test_it_survives_being_opened_and_saved(book):
    again = io.BytesIO()
    opened(made(a_book())).save(again)
    saved = opened(again.getvalue())
    for name in book.sheetnames:
        assert [[cell.value for cell in row] for row in saved[name]] == [[cell.value for cell in row] for row in book[name]]
        assert [choice.formula1 for choice in saved[name].data_validations.dataValidation] == (
            [choice.formula1 for choice in book[name].data_validations.dataValidation]
        )
    assert saved["BM 2"]["E4"].data_type != "f"
    assert saved.custom_doc_props.names == book.custom_doc_props.names


def test_it_is_made_in_a_process_of_its_own():
    content = run_task("write-workbook", msgspec.json.encode(a_book()), seconds=20, megabytes=400)
    assert opened(content).sheetnames == ["BM 1", "BM 2", "Förflyttning", "Nivåer"]


@needs_libreoffice
def test_libreoffice_opens_it_and_counts_as_we_do(tmp_path):
    tabs = [
        *a_book().tabs,
        Tab("bm3", "BM 3", "BM 3", {"decision": scored(2, reason=HARMFUL[6]), "results": scored(3), "statistics": Said("not-agreed")}),
        Tab("conference", "Resultatkonferens", "Resultatkonferens",
            {"decision": scored(2), "results": scored(3), "statistics": scored(2)}),
    ]
    (tmp_path / "book.xlsx").write_bytes(made(a_book(tabs=tabs)))
    content = converted(tmp_path, "xlsx", tmp_path / "book.xlsx")[0].read_bytes()
    book = opened(content, data_only=True)
    assert book.sheetnames == ["BM 1", "BM 2", "BM 3", "Resultatkonferens", "Förflyttning", "Nivåer"]
    assert [[row[place].value for place in (2, 3, 4, 5, 6, 8, 10, 12)] for row in book["Förflyttning"].iter_rows(4, 8)] == [
        # BM 1, BM 2, BM 3, conference, then the three steps (why stands after each), then from the first level to the last
        [1, 3, 2, 2, 2, -1, 0, 1],
        [2, None, 3, 3, None, None, 0, 1],
        [3, None, None, 2, None, None, None, -1],
        [None] * 8,
        [6, None, None, 7, None, None, None, 1],
    ]
    assert [(book[name]["D8"].value, book[name]["D9"].value) for name in book.sheetnames[:4]] == [(3, 6), (1, 3), (2, 5), (3, 7)]
    assert book["BM 3"]["E4"].value == HARMFUL[6]
    assert opened(content)["BM 3"]["E4"].data_type == "s"
    (choice,) = book["BM 1"].data_validations.dataValidation
    assert choice.formula1.endswith("$A$4:$A$8")
    assert book["BM 1"].protection.sheet
