"""The notes of a meeting opened again, as Word and as PDF: headings, lists, tables with a heading row, language, and only text."""

import io
import zipfile

import pikepdf
import pytest
from docx import Document

from spegla.documents.child import run_task
from spegla.documents.deck import Bullets, Table, Text
from spegla.documents.minutes import Section, payload_of
from spegla.documents.writing import pdf, word
from tests.documents.books import HARMFUL
from tests.documents.decks import minutes
from tests.documents.office import converted, needs_libreoffice
from tests.documents.test_papers import opened as pdf_of
from tests.documents.test_papers import tag_names, text_of

ODD = (*HARMFUL, "<w:b>&amp;", "{{ 7*7 }} {% raw %}", "#read(\"x\") *fet* $x$ @a <b>", "_x0041_", "a\x00b\x0bc\ufffe")
MANY = Table(("Idé", "Från"), tuple((f"Idé {n} om uppföljning", "Sjövik") for n in range(80)), "Idéerna")


def docx_of(made) -> bytes:
    return word.write_minutes(payload_of(made))


def pdf_bytes(made) -> bytes:
    return pdf.write_minutes(payload_of(made))


@pytest.fixture(scope="module")
def document():
    return Document(io.BytesIO(docx_of(minutes())))


def test_every_section_has_its_heading(document):
    assert [(one.style.name, one.text) for one in document.paragraphs if one.style.name in ("Title", "Subtitle", "Heading 1", "List Bullet")] == [
        ("Title", "Minnesanteckningar: andra träffen"), ("Subtitle", "Kluster Norr · 11 mars 2027 · Rådhuset, Ängby"),
        ("Heading 1", "Vilka var med?"), ("Heading 1", "Beslut"), ("List Bullet", "Sjövik är värd."), ("List Bullet", "Ängby skriver."),
    ]


def test_a_table_says_what_it_is_and_which_row_is_its_headings(document):
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["Organisation", "Funktion"], ["Ängby", "Chef"], ["Sjövik", "Nyckelperson"]]
    assert [bool(row._tr.xpath("./w:trPr/w:tblHeader")) for row in table.rows] == [True, False, False]
    assert table._tbl.xpath("./w:tblPr/w:tblCaption/@w:val") == ["De som var med."]
    assert [len(table._tbl.xpath(f"./w:tblPr/w:{kind}")) for kind in ("tblLook", "tblCaption")] == [1, 1]


@pytest.mark.parametrize(("language", "tag"), [("sv", "sv-SE"), ("en", "en-GB")])
def test_it_says_its_title_and_its_language_and_no_other_time(language, tag):
    document = Document(io.BytesIO(docx_of(minutes(language=language))))
    about = document.core_properties
    assert (about.title, about.author, about.language, about.created, about.last_modified_by) == (minutes().title, "Kluster Norr", tag, None, "")
    assert document.styles.element.xpath("./w:docDefaults/w:rPrDefault/w:rPr/w:lang/@w:val") == [tag]


@pytest.mark.parametrize("text", ODD)
def test_what_people_write_is_only_ever_text(text, tmp_path):
    shown = text.replace("\x00", "").replace("\x0b", "").replace("\ufffe", "").replace("\r", "\n").replace("\t", " ").split()
    sections = (Section(text or "x", (Text(text), Bullets((text,)), Table((text,), ((text,),), text))),)
    made = minutes(title=text, cluster=text, place=text, sections=sections)
    document = Document(io.BytesIO(docx_of(made)))
    assert [one.text.split() for one in document.paragraphs if one.style.name in ("Title", "Heading 1", "List Bullet")] == [shown] * 3
    assert document.tables[0].cell(1, 0).text.split() == shown
    printed = text_of(pdf_bytes(made), tmp_path)
    assert [one for one in text.replace("\x00", "□").replace("\x0b", "□").replace("\ufffe", "□").split() if one not in printed] == []


def test_the_pdf_can_be_listened_to():
    made = pdf_of(pdf_bytes(minutes(language="en")))
    assert [name for name in tag_names(made) if name in ("Title", "H1", "Table", "L")] == ["Title", "H1", "Table", "H1", "L"]
    assert (tag_names(made).count("TH"), tag_names(made).count("TD"), str(made.Root.Lang)) == (2, 4, "en")


def test_uneven_and_empty_tables_do_no_harm():
    sections = (Section("Ojämn", (Table(("a",), (("1", "2"), ()), ""), Table((), (), ""), Table((), (("bara", "rad"),), ""), Bullets(()), Text(""))),)
    document = Document(io.BytesIO(docx_of(minutes(sections=sections))))
    assert [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables] == [
        [["a", ""], ["1", "2"], ["", ""]], [["bara", "rad"]]
    ]
    assert tag_names(pdf_of(pdf_bytes(minutes(sections=sections)))).count("Table") == 2


@pytest.mark.parametrize(("task", "opening"), [("write-minutes-docx", b"PK"), ("write-minutes-pdf", b"%PDF-1.7")])
def test_they_are_made_in_a_process_of_their_own(task, opening):
    assert run_task(task, payload_of(minutes()), seconds=20, megabytes=700).startswith(opening)


@needs_libreoffice
def test_libreoffice_opens_it_and_repeats_the_heading_row(tmp_path):
    made = docx_of(minutes(sections=(*minutes().sections, Section("Idéer", (MANY,)))))
    assert b'<w:altName w:val="Arial"/>' in zipfile.ZipFile(io.BytesIO(made)).read("word/fontTable.xml")
    (tmp_path / "minutes.docx").write_bytes(made)
    (shown,) = converted(tmp_path, "pdf", tmp_path / "minutes.docx")
    with pikepdf.open(shown) as opened:
        pages = len(opened.pages)
    text = text_of(shown.read_bytes(), tmp_path)
    assert pages > 1
    assert text.count("Från") == pages
    assert [n for n in range(80) if f"Idé {n} om" not in text] == []
    assert f"{pages} ({pages})" in text
