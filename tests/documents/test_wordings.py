"""A checklist in somebody's own words: its wordings in order, each once, with the item it seems to be."""

import io

import pytest
from docx import Document

from spegla.documents.problems import DocumentError, Trouble
from spegla.documents.reading.shapes import How
from spegla.documents.reading.task import payload_of
from spegla.documents.reading.wordings import MOST_WORDINGS, Wording, read_wordings, wordings_of
from tests.documents.samples import EXPECTED, TITLES, filled, workbook


def read(data):
    return wordings_of(read_wordings(payload_of(EXPECTED, data)))


def test_titles_and_statements_in_the_order_of_the_file():
    rows = [["Vår checklista"], [], ["Nr", "Moment", "Påstående"], [1, "Politiken frågar efter resultat", "Nämnden frågar varje kvartal."],
            [2, "Jämställd upphandling", "Vi ställer krav."], ["", "Summa"]]
    assert read(workbook(Lista=rows)) == [
        Wording("Politiken frågar efter resultat", "Nämnden frågar varje kvartal.", "asked-for", How.WORDS),
        Wording("Jämställd upphandling", "Vi ställer krav.", "", How.NOT),
    ]


def test_as_many_wordings_as_items_are_taken_in_order_and_lose_their_numbers():
    wordings = read(workbook(BM1=[["Moment", "Bedömning"], ["1. Beslut"], ["2. Efterfrågan"], ["3. Ledning"]]))
    assert [(one.title, one.item, one.how) for one in wordings] == [
        ("Beslut", "decision", How.ORDER), ("Efterfrågan", "asked-for", How.ORDER), ("Ledning", "managers", How.ORDER)
    ]


def test_a_number_alone_does_not_say_which_item_it_is():
    assert [one.item for one in read(workbook(Lista=[["Nr", "Moment"], [1, "Upphandling"], [2, "Statistik"]]))] == ["", ""]


def test_tabs_that_repeat_the_checklist_are_read_once():
    assert [one.title for one in read(workbook(BM1=filled(1, 2, 3), BM2=filled(1, 2, 3)))] == list(TITLES)


def test_an_item_is_proposed_once():
    wordings = read(workbook(Lista=[["Moment"], [TITLES[0]], ["Politiskt beslut finns, det"], ["1. Ett annat beslut"], ["Fyra"]]))
    assert [one.item for one in wordings].count("decision") == 1


def test_without_headings_the_column_with_the_most_words_is_read():
    document = Document()
    table = document.add_table(rows=0, cols=2)
    for number, title in enumerate(TITLES, 1):
        for cell, text in zip(table.add_row().cells, (str(number), title), strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    assert [(one.text, one.item) for one in read(out.getvalue())] == list(zip(TITLES, ("decision", "asked-for", "managers"), strict=True))


def test_there_is_an_end_to_a_checklist():
    assert len(read(b"Moment\n" + b"".join(b"rad nummer %d\n" % n for n in range(500)))) == MOST_WORDINGS


@pytest.mark.parametrize("data", [b"\n\n", workbook(Tom=[])])
def test_a_file_without_words_is_refused(data):
    with pytest.raises(DocumentError) as caught:
        read(data)
    assert caught.value.trouble == Trouble.NOTHING_TO_READ
