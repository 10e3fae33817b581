"""Workbooks, CSV files and Word forms as people make them: what is understood of each."""

import datetime as dt
import io

import pytest
from docx import Document
from openpyxl import Workbook
from openpyxl.comments import Comment

from spegla.documents.problems import DocumentError, Trouble
from spegla.documents.reading.shapes import How, Notice, NotUnderstood, Told, Where, Why
from tests.documents.samples import HEADINGS, TITLES, answers, filled, read, saved, workbook

ALL = [("decision", "scored", 1), ("asked-for", "scored", 2), ("managers", "scored", 3)]


def hows(reading):
    return [line.how for tab in reading.tabs for line in tab.lines]


def only_line(reading):
    [tab] = reading.tabs
    [line] = tab.lines
    return line


def test_one_tab_for_each_meeting():
    reading = read(workbook(BM1=filled(1, 2, 3), BM2=filled(2, 2, 3), Resultatkonferens=filled(3, 3, 3)))
    assert [(tab.name, tab.occasion) for tab in reading.tabs] == [
        ("BM1", "bm1"), ("BM2", "bm2"), ("Resultatkonferens", "conference")
    ]
    assert answers(reading)["BM1"] == ALL
    assert (reading.not_understood, reading.notices, hows(reading)[0]) == ((), (), How.WORDS)


@pytest.mark.parametrize(
    ("written", "state", "score"),
    [(2, "scored", 2), (2.0, "scored", 2), ("2", "scored", 2), ("2,0", "scored", 2), ("2.0", "scored", 2),
     ("2 – behöver utvecklas", "scored", 2), ("2 (behöver utvecklas)", "scored", 2), ("Behöver utvecklas", "scored", 2),
     ("needs developing", "scored", 2), ("Vet ej", "cannot-judge", None), ("Kan inte bedöma", "cannot-judge", None),
     ("Inte överens", "not-agreed", None), ("2-3", "", None), ("2 eller 3", "", None), (4, "", None), (2.5, "", None),
     ("rätt bra", "", None)],
)
def test_a_score_as_people_write_it(written, state, score):
    line = only_line(read(workbook(BM1=[HEADINGS, [TITLES[1], written]])))
    assert (line.item, line.state, line.score) == ("asked-for", state, score)


@pytest.mark.parametrize("written", [None, "-", "–", " "])
def test_no_score_is_no_answer(written):
    line = only_line(read(workbook(BM1=[HEADINGS, [TITLES[1], written, "Inte gjort än"]])))
    assert (line.state, line.texts) == ("unanswered", {"comment": "Inte gjort än"})


@pytest.mark.parametrize(
    "headings",
    [("Moment", "Bedömning", "Kommentar"), ("Item", "Score", "Comment"), ("Påstående", "Nivå (1–3)", "Kommentarer"),
     ("Statement", "Rating", "Notes"), ("FRÅGA", "Poäng:", "Anteckningar"), ("Moment", "Självskattning\n1-3", "Kommentar/övrigt")],
)
def test_columns_are_found_by_their_headings_in_two_languages(headings):
    reading = read(workbook(BM1=filled(1, 2, 3, headings=headings, comment="bra")))
    assert answers(reading)["BM1"] == ALL
    assert reading.tabs[0].lines[0].texts == {"comment": "bra"}


def test_the_order_of_the_columns_does_not_matter_and_others_are_told():
    rows = [["Kommentar", "Ansvarig", "Motivering", "Bedömning", "Vad fungerar inte", "Belägg", "Moment"],
            ["k", "Kim", "m", 3, "v", "b", TITLES[0]]]
    reading = read(workbook(BM1=rows))
    assert only_line(reading).texts == {"comment": "k", "reason": "m", "not_working": "v", "evidence": "b"}
    assert reading.notices == (Notice(Told.COLUMNS, ("Ansvarig",)),)


def test_empty_rows_a_title_and_merged_cells_come_before_the_headings():
    book = Workbook()
    sheet = book.active
    sheet.title = "BM1"
    sheet["A4"] = "Checklista för jämställdhetsintegrering"
    sheet.merge_cells("A4:E5")
    for row, cells in enumerate(filled(1, 2, 3), 8):
        for column, value in enumerate(cells, 3):
            sheet.cell(row, column, value)
    sheet.append([None, None, "Summa", 6])
    reading = read(saved(book))
    assert answers(reading) == {"BM1": ALL}
    assert reading.not_understood == ()


def test_rows_beside_a_joined_wording_belong_together():
    book = Workbook()
    sheet = book.active
    sheet.title = "BM1"
    sheet.append(HEADINGS)
    for number, title in enumerate(TITLES):
        top = 2 + 2 * number
        sheet.cell(top, 1, title)
        sheet.cell(top, 2, number + 1)
        sheet.cell(top, 3, "först")
        sheet.cell(top + 1, 3, "sedan")
        sheet.merge_cells(start_row=top, end_row=top + 1, start_column=1, end_column=1)
    reading = read(saved(book))
    assert answers(reading) == {"BM1": ALL}
    assert reading.tabs[0].lines[0].texts == {"comment": "först\nsedan"}


def test_a_note_at_the_score_is_a_comment_without_its_author():
    book = Workbook()
    sheet = book.active
    sheet.title = "BM1"
    for row in filled(1, 2, 3):
        sheet.append(row)
    sheet["B2"].comment = Comment("Kim Ek:\nBeslutet är från 2019.", "Kim Ek")
    assert read(saved(book)).tabs[0].lines[0].texts == {"comment": "Beslutet är från 2019."}


@pytest.mark.parametrize("cross", ["x", "X", "✓", 1, True])
def test_a_cross_in_one_of_three_columns(cross):
    rows = [["Moment", "1", "2", "3", "Kommentar"], [TITLES[0], cross], [TITLES[1], None, cross, None, "k"],
            [TITLES[2], None, None, cross]]
    reading = read(workbook(BM1=rows))
    assert answers(reading) == {"BM1": ALL}
    assert reading.tabs[0].lines[1].texts == {"comment": "k"}


def test_levels_named_in_a_row_below_a_joined_heading():
    rows = [["Moment", "Bedömning", None, None, "Kommentar"],
            [None, "1 – Inte påbörjat", "2 – Behöver utvecklas", "3 – Finns och används"],
            [TITLES[0], "x"], [TITLES[1], None, "x"], [TITLES[2], None, None, "x"]]
    assert answers(read(workbook(BM1=rows))) == {"BM1": ALL}


def test_crosses_at_two_levels_are_told():
    rows = [["Moment", "1", "2", "3"], [TITLES[0], "x", "x"], [TITLES[1], None, "x"]]
    reading = read(workbook(BM1=rows))
    assert reading.not_understood == (NotUnderstood(Where("BM1", 2, "B"), "1, 2", Why.SEVERAL_MARKS),)
    assert answers(reading) == {"BM1": [("asked-for", "scored", 2)]}


@pytest.mark.parametrize(
    ("wording", "item", "how"),
    [("2", "asked-for", How.NUMBER), ("Moment 2", "asked-for", How.NUMBER), ("2. Egen text om något helt annat", "asked-for", How.NUMBER),
     ("2. Politiken frågar efter resultat", "asked-for", How.WORDS), ("POLITIKEN  FRÅGAR EFTER RESULTAT.", "asked-for", How.WORDS),
     ("Politikerna frågar efter resultaten", "asked-for", How.ALIKE), ("Top managers see that it gets done", "managers", How.WORDS),
     ("Något helt annat", "", How.NOT), ("1. Politiken frågar efter resultat", "asked-for", How.WORDS)],
)
def test_an_item_is_known_by_number_or_wording(wording, item, how):
    line = only_line(read(workbook(BM1=[HEADINGS, [wording, 2]])))
    assert (line.item, line.how) == (item, how)


def test_as_many_rows_as_items_in_other_words_are_taken_in_order():
    rows = [HEADINGS, ["Överordnat ställningstagande", 1], ["Efterfrågan", 2], ["Ledarskap", 3]]
    reading = read(workbook(BM1=rows))
    assert answers(reading) == {"BM1": ALL}
    assert hows(reading) == [How.ORDER] * 3


def test_another_number_of_rows_in_other_words_is_for_people_to_place():
    reading = read(workbook(BM1=[HEADINGS, ["Överordnat ställningstagande", 1], ["Efterfrågan", 2]]))
    assert answers(reading) == {"BM1": [("", "scored", 1), ("", "scored", 2)]}


def test_the_second_row_about_an_item_is_told():
    reading = read(workbook(BM1=[HEADINGS, [TITLES[0], 1], [TITLES[0], 2], [TITLES[0]]]))
    assert answers(reading) == {"BM1": [("decision", "scored", 1)]}
    assert reading.not_understood == (NotUnderstood(Where("BM1", 3), TITLES[0], Why.TWICE),)


@pytest.mark.parametrize("name", ["BM1", "BM 1", "bm1", "BM-1", "BM1 (start)", "Första benchmarkingträffen", "First meeting"])
def test_a_tab_is_known_by_its_name(name):
    assert read(workbook(**{name: filled(1, 2, 3)})).tabs[0].occasion == "bm1"


def test_tabs_that_are_no_occasion_or_no_table():
    reading = read(workbook(Utkast=filled(1, 2, 3), Info=[["Läs detta först"]], Tom=[]))
    assert [(tab.name, tab.occasion) for tab in reading.tabs] == [("Utkast", "")]
    assert reading.not_understood == (NotUnderstood(Where("Info"), "", Why.NO_TABLE),)


def test_hidden_tabs_are_named_and_not_read():
    book = Workbook()
    for name, state in (("BM1", "visible"), ("BM2", "hidden"), ("BM3", "veryHidden")):
        sheet = book.create_sheet(name)
        sheet.sheet_state = state
        for row in filled(1, 2, 3):
            sheet.append(row)
    reading = read(saved(book))
    assert answers(reading) == {"BM1": ALL}
    assert reading.notices == (Notice(Told.HIDDEN, ("BM2", "BM3")),)


def test_a_formula_without_its_value_an_error_and_a_date_are_told():
    book = Workbook()
    sheet = book.active
    sheet.title = "BM1"
    for row in filled("=1+1", "#REF!", dt.date(2026, 3, 2)):
        sheet.append(row)
    reading = read(saved(book))
    assert reading.tabs == ()
    assert [(one.where, one.why) for one in reading.not_understood] == [
        (Where("BM1", 2, "B"), Why.NO_VALUE), (Where("BM1", 3, "B"), Why.BAD_VALUE), (Where("BM1", 4, "B"), Why.BAD_VALUE)
    ]
    assert reading.notices == (Notice(Told.FORMULAS, ("BM1!B2",)),)


def test_a_text_that_is_too_long_is_told():
    reading = read(workbook(BM1=[HEADINGS, [TITLES[0], 1, "a" * 4001]]))
    assert only_line(reading).texts == {}
    assert [(one.where, one.why, len(one.what)) for one in reading.not_understood] == [(Where("BM1", 2, "C"), Why.TOO_LONG, 200)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "utf-16"])
@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_a_csv_file(encoding, sign):
    lines = ["Moment;Bedömning;Kommentar", *(f'{title};{score};"först\nsedan"' for score, title in enumerate(TITLES, 1))]
    reading = read("\r\n".join(lines).replace(";", sign).encode(encoding))
    assert answers(reading) == {"": ALL}
    assert reading.tabs[0].occasion == ""
    assert reading.tabs[0].lines[0].texts == {"comment": "först\nsedan"}


def test_a_csv_file_with_a_column_for_the_occasion():
    lines = ["Träff;Nr;Poäng", "BM1;1;2", "BM2;1;3", "Ett möte;2;1"]
    reading = read("\n".join(lines).encode())
    assert [(tab.name, tab.occasion, tab.lines[0].item) for tab in reading.tabs] == [
        ("BM1", "bm1", "decision"), ("BM2", "bm2", "decision"), ("Ett möte", "", "asked-for")
    ]


def test_a_csv_file_with_an_open_quote_names_the_line():
    with pytest.raises(DocumentError) as caught:
        read(b'Moment;Po\xc3\xa4ng\n"Det finns;2\n')
    assert (caught.value.trouble, caught.value.details) == (Trouble.BAD_LINE, {"line": 2})


def word_form(headings=("Påstående", "Bedömning 1–3", "Kommentar"), scores=("1", "2", "3"), wordings=TITLES):
    document = Document()
    document.add_paragraph("Checklista för jämställdhetsintegrering")
    table = document.add_table(rows=0, cols=3)
    for row in ([headings] if headings else []) + [(w, s, "k") for w, s in zip(wordings, scores, strict=True)]:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("headings", [("Påstående", "Bedömning 1–3", "Kommentar"), None])
@pytest.mark.parametrize("wordings", [TITLES, ("Beslut", "Efterfrågan", "Ledarskap")])
def test_the_word_form_with_and_without_headings_and_with_other_wordings(headings, wordings):
    reading = read(word_form(headings, wordings=wordings))
    assert answers(reading) == {"1": ALL}
    assert (reading.kind, reading.tabs[0].lines[0].texts) == ("word", {"comment": "k"})


def test_boxes_ticked_in_a_word_form():
    document = Document()
    table = document.add_table(rows=0, cols=4)
    for row in (("Påstående", "1", "2", "3"), (TITLES[0], "☒", "☐", "☐"), (TITLES[1], "☐", "☒", "☐"), (TITLES[2], "☐", "☐", "☒")):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    assert answers(read(out.getvalue())) == {"1": ALL}
