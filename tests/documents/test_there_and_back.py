"""Our own workbook, written out and read in again: what was said is what is understood, whatever it was."""

import io
from dataclasses import replace

import msgspec
import openpyxl
import pytest

from spegla.documents.problems import DocumentError, Trouble
from spegla.documents.reading.choices import LEAVE, Choices, settle
from spegla.documents.reading.shapes import Expected, How, Notice, Occasion, Told, Where, Why
from spegla.documents.workbook import HEADINGS, PLACE, SHIFT_TAB, TEXTS, UNIT, WHY_HEADING, WHYS, Said, Tab
from spegla.documents.writing.excel import write_workbook
from tests.documents.books import HARMFUL, OURS, a_book, scored
from tests.documents.office import converted, needs_libreoffice
from tests.documents.samples import read

FULL = {"decision": replace(scored(3, **{name: f"{text}\nrad två" for name, text in zip(TEXTS, HARMFUL, strict=False)}), why="know-more"),
        "results": Said("cannot-judge"), "statistics": Said("not-agreed", None, {"other_view": "En annan syn. _x0041_"})}
BOOK = a_book(
    tabs=[Tab("bm1", "BM 1", "BM 1: självskattning", {"decision": scored(1)}), Tab("bm2", "BM 2", "BM 2", FULL)],
    properties=a_book().properties | {PLACE: "7", UNIT: "9"},
)


def written(book=BOOK):
    return write_workbook(msgspec.json.encode(book))


def said(reading):
    return {
        tab.occasion: {line.item: Said(line.state, line.score, line.texts) for line in tab.lines} for tab in reading.tabs
    }


def reasons(reading):
    return [(one.where.sheet, one.occasion, one.item, one.why) for one in reading.reasons]


def expected_of(book):
    return {tab.key: {item: Said(one.state, one.score, {name: text.strip() for name, text in one.texts.items()})
                      for item, one in tab.answers.items()} for tab in book.tabs}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_what_was_written_out_is_what_is_read_in(language):
    reading = read(written(a_book(tabs=BOOK.tabs, language=language, properties=BOOK.properties)), OURS)
    assert said(reading) == expected_of(BOOK)
    assert {line.how for tab in reading.tabs for line in tab.lines} == {How.KEY}
    assert reasons(reading) == [(SHIFT_TAB[language], "bm2", "decision", "know-more")]
    assert (reading.place, reading.unit, reading.not_understood, reading.notices) == ("7", "9", (), ())


def test_tabs_that_were_renamed_in_the_round_are_known_by_the_property():
    renamed = Expected("b", OURS.items, OURS.levels, (Occasion("bm1", ("Start",)), Occasion("bm2", ("Mitt i",))))
    assert said(read(written(), renamed)) == expected_of(BOOK)


def with_reasons(**chosen: str) -> bytes:
    """Our workbook after somebody has written these in the tab with the shift, by cell; saved by openpyxl."""
    book, out = openpyxl.load_workbook(io.BytesIO(written())), io.BytesIO()
    for cell, words in chosen.items():
        book["Förflyttning"][cell] = words
    book.save(out)
    return out.getvalue()


def test_a_reason_is_read_by_its_words_and_what_is_none_is_told_with_its_cell():
    reading = read(with_reasons(F4="Det har blivit sämre", F5="we have done something ", F6="vi bytte chef"), OURS)
    assert [one[1:] for one in reasons(reading)] == [("bm2", "decision", "got-worse"), ("bm2", "results", "acted")]
    assert [(one.where, one.what, one.why) for one in reading.not_understood] == [
        (Where("Förflyttning", 6, "F"), "vi bytte chef", Why.NO_REASON)
    ]


def test_a_reason_for_no_item_we_know_is_told():
    reading = read(with_reasons(B4="Något annat", G4="annat"), OURS)
    assert (reading.reasons, [(one.where.row, one.why) for one in reading.not_understood]) == ((), [(4, Why.NO_ITEM)])


def test_a_reason_goes_with_the_tab_it_is_about():
    reading = read(with_reasons(F5="Vi vet mer nu"), OURS)
    moved = settle(reading, Choices(tabs={0: "bm2", 1: "bm1"}), (1, 2, 3))
    left = settle(reading, Choices(tabs={1: LEAVE}), (1, 2, 3))
    assert {(one.occasion, one.item): one.texts["why_moved"] for one in moved.answers if "why_moved" in one.texts} == {
        ("bm1", "decision"): "know-more", ("bm1", "results"): "know-more",
    }
    assert not [one for one in left.answers if "why_moved" in one.texts]


def test_a_reason_alone_is_something_to_read():
    tabs = [Tab("bm1", "BM 1", "BM 1"), Tab("bm2", "BM 2", "BM 2", {"results": Said(why="acted")})]
    settled = settle(read(written(a_book(tabs=tabs)), OURS), Choices(), (1, 2, 3))
    assert [(one.occasion, one.item, one.state, one.texts) for one in settled.answers] == [
        ("bm2", "results", "", {"why_moved": "acted"})
    ]


def test_a_workbook_of_another_checklist_is_told():
    assert read(written(), Expected("c", OURS.items, OURS.levels, OURS.occasions)).notices == (Notice(Told.OTHER_CHECKLIST),)


def test_an_empty_workbook_has_nothing_to_say():
    with pytest.raises(DocumentError) as caught:
        read(written(a_book(tabs=[Tab("bm1", "BM 1", "BM 1")])), OURS)
    assert caught.value.trouble == Trouble.NOTHING_TO_READ


@needs_libreoffice
def test_edited_in_libreoffice_it_still_says_the_same(tmp_path):
    """Filled in as a person would, saved by openpyxl and again by LibreOffice."""
    book = openpyxl.load_workbook(io.BytesIO(written()))
    sheet = book["BM 1"]
    headings = [cell.value for cell in sheet[3]]
    sheet.cell(5, headings.index(HEADINGS["score"]["sv"]) + 1, "2 – Behöver utvecklas")
    sheet.cell(5, headings.index(HEADINGS["comment"]["sv"]) + 1, "Skrivet på tåget")
    book["Förflyttning"]["F6"] = WHYS["others-answered"]["sv"]
    assert book["Förflyttning"]["F3"].value == f"{WHY_HEADING['sv']}BM 2"
    path = tmp_path / "egen.xlsx"
    book.save(path)
    reading = read(converted(tmp_path, "xlsx", path)[0].read_bytes(), OURS)
    wanted = expected_of(BOOK)
    wanted["bm1"]["results"] = Said("scored", 2, {"comment": "Skrivet på tåget"})
    assert said(reading) == wanted
    assert [one[1:] for one in reasons(reading)] == [("bm2", "decision", "know-more"), ("bm2", "statistics", "others-answered")]
    assert (reading.not_understood, reading.place) == ((), "7")
