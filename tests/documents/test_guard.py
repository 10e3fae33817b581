"""Hostile and broken files: each is refused with its reason, quickly, in little memory, and nothing is left of it."""

import io
import resource
import struct
import tempfile
import zipfile

import pytest
from docx import Document

from spegla.documents import markup
from spegla.documents.child import run_task
from spegla.documents.guard import MOST_BYTES, guard
from spegla.documents.problems import DocumentError, Trouble
from spegla.documents.reading.task import payload_of
from tests.documents import samples
from tests.documents.samples import EXPECTED, altered, filled, workbook

SHEET, TYPES = "xl/worksheets/sheet1.xml", "[Content_Types].xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PLAIN = workbook(BM1=filled(1, 2, 3))
SECONDS, MEGABYTES = 20, 300  # as in the product


def part(name, data=PLAIN):
    return samples.part(name, data)


def sheet(rows: bytes, after: bytes = b""):
    return altered(PLAIN, {SHEET: b'<worksheet xmlns="%s"><sheetData>%s</sheetData>%s</worksheet>' % (MAIN.encode(), rows, after)})


def replaced(name, old, new):
    assert old in part(name)
    return altered(PLAIN, {name: part(name).replace(old, new)})


def renamed(rows: bytes, ending: str, before: bytes = b"", coding: str = "utf-8"):
    """The sheet under a name that XML does not have; the workbook points to it all the same."""
    data = sheet(rows)
    other, old, new = SHEET.replace(".xml", ending), b"sheet1.xml", b"sheet1" + ending.encode()
    content = (before + part(SHEET, data)).decode().encode(coding)
    parts = {name: part(name).replace(old, new) for name in ("xl/_rels/workbook.xml.rels", TYPES)}
    return altered(data, {SHEET: None, other: content, **parts})


def ill_packed():
    """A part packed by a way that few programs know, with noise in it."""
    data = bytearray(altered(PLAIN, {"xl/media/a.bin": b"abc" * 10_000}, zipfile.ZIP_LZMA))
    at = data.find(b"xl/media/a.bin") + 23
    data[at : at + 30] = bytes(sign ^ 0xA5 for sign in data[at : at + 30])
    return bytes(data)


def flagged():
    """The flag "encrypted" set in both headers of every part."""
    data = bytearray(PLAIN)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(mark, at + 4)
    return bytes(data)


def lying_about_its_size():
    """A part of 100 MB whose headers say that it has ten bytes."""
    data = bytearray(altered(PLAIN, {"xl/media/a.bin": b"\0" * 100_000_000}))
    for mark, place, name in ((b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)):
        at = data.find(mark)
        while data[at + name : at + name + 14] != b"xl/media/a.bin":
            at = data.find(mark, at + 4)
        struct.pack_into("<I", data, at + place, 10)
    return bytes(data)


def twice():
    out = io.BytesIO(PLAIN)
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(SHEET, b"<worksheet/>")
    return out.getvalue()


def laughs(kind):
    entity = {"inside": b'<!ENTITY a "aaaa">', "file": b'<!ENTITY a SYSTEM "file:///etc/passwd">',
              "net": b'<!ENTITY % a SYSTEM "http://127.0.0.1/a"> %a;'}[kind]
    return altered(PLAIN, {SHEET: b"<!DOCTYPE worksheet [" + entity + b"]>" + part(SHEET).replace(b"<sheetData>", b"<sheetData>")})


def word(macros=False):
    out = io.BytesIO()
    Document().save(out)
    data = out.getvalue()
    types = part(TYPES, data).replace(b"wordprocessingml.document.main+xml", b"ms-word.document.macroEnabled.main+xml")
    return altered(data, {TYPES: types}) if macros else data


def ole2(words=""):
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000 + words.encode("utf-16-le") + b"\0" * 1000


HOSTILE = {
    "nothing": (lambda: b"", Trouble.EMPTY),
    "too large": (lambda: b"a" * (MOST_BYTES + 1), Trouble.TOO_LARGE),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 100, Trouble.UNKNOWN_TYPE),
    "noise": (lambda: bytes(range(256)) * 100, Trouble.UNKNOWN_TYPE),
    "control signs": (lambda: b"a;b\n\x07;\x1b\n", Trouble.UNKNOWN_TYPE),
    "old Excel": (ole2, Trouble.OLD_FORMAT),
    "locked by a password": (lambda: ole2("EncryptedPackage"), Trouble.ENCRYPTED),
    "encrypted parts": (flagged, Trouble.ENCRYPTED),
    "OpenDocument": (lambda: altered(PLAIN, {"mimetype": b"application/x", "content.xml": b"<a/>"}), Trouble.OPEN_DOCUMENT),
    "some other archive": (lambda: altered(PLAIN, {TYPES: b"<Types/>"}), Trouble.UNKNOWN_TYPE),
    "an empty archive": (lambda: b"PK\x03\x04", Trouble.CUT_SHORT),
    "cut short": (lambda: PLAIN[: len(PLAIN) // 2], Trouble.CUT_SHORT),
    "cut at the end": (lambda: PLAIN[:-10], Trouble.CUT_SHORT),
    "XML cut short": (lambda: altered(PLAIN, {SHEET: part(SHEET)[:-20]}), Trouble.CUT_SHORT),
    "no workbook part": (lambda: altered(PLAIN, {"xl/workbook.xml": None}), Trouble.CUT_SHORT),
    "a macro project": (lambda: altered(PLAIN, {"xl/vbaProject.bin": b"x"}), Trouble.MACROS),
    "macros by type": (lambda: replaced(TYPES, b"openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                                        b"ms-excel.sheet.macroEnabled.main+xml"), Trouble.MACROS),
    "an old macro sheet": (lambda: altered(PLAIN, {"xl/macrosheets/sheet1.xml": b"<a/>"}), Trouble.MACROS),
    "Word with macros": (lambda: word(macros=True), Trouble.MACROS),
    "an entity": (lambda: laughs("inside"), Trouble.DOCTYPE),
    "an entity from a file": (lambda: laughs("file"), Trouble.DOCTYPE),
    "an entity from the net": (lambda: laughs("net"), Trouble.DOCTYPE),
    "a way out of the folder": (lambda: altered(PLAIN, {"../../etc/x": b"x"}), Trouble.STRANGE_PARTS),
    "an absolute name": (lambda: altered(PLAIN, {"/etc/x": b"x"}), Trouble.STRANGE_PARTS),
    "two parts with one name": (twice, Trouble.STRANGE_PARTS),
    "deep nesting": (lambda: altered(PLAIN, {"xl/a.xml": b"<a>" * 100_000 + b"</a>" * 100_000}), Trouble.STRANGE_PARTS),
    "very many parts": (lambda: altered(PLAIN, {f"xl/{n}": b"" for n in range(1001)}), Trouble.TOO_MANY_PARTS),
    "a bomb": (lambda: altered(PLAIN, {"xl/media/a.bin": b"\0" * 200_000_000}), Trouble.UNPACKS_TOO_LARGE),
    "a bomb of XML": (lambda: altered(PLAIN, {"xl/a.xml": b"<a>" + b" " * 30_000_000 + b"</a>"}), Trouble.UNPACKS_TOO_LARGE),
    "a bomb that lies": (lying_about_its_size, Trouble.CUT_SHORT),
    "a million empty rows": (lambda: sheet(b'<row r="1"/>' * 1_000_000), Trouble.TOO_MANY_ROWS),
    "a million rows by another name": (lambda: renamed(b'<row r="1"/>' * 1_000_000, ".dat"), Trouble.TOO_MANY_ROWS),
    "a million rows after blanks": (lambda: renamed(b'<row r="1"/>' * 1_000_000, ".png", b" \n" * 200_000), Trouble.TOO_MANY_ROWS),
    "a million rows in wide signs": (lambda: renamed(b'<row r="1"/>' * 500_000, ".bin", coding="utf-16"), Trouble.TOO_MANY_ROWS),
    "an entity by another name": (lambda: renamed(b"", ".svg", b'<!DOCTYPE a [<!ENTITY a "a">]>'), Trouble.DOCTYPE),
    "packed by noise": (ill_packed, Trouble.CUT_SHORT),
    "a million cells": (lambda: sheet(b"<row>" + b'<c r="A1"/>' * 1_000_000 + b"</row>"), Trouble.TOO_MANY_CELLS),
    "a million other things": (lambda: sheet(b"<a/>" * 1_000_000), Trouble.TOO_MANY_CELLS),
    "a cell far out": (lambda: sheet(b'<row><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>'), Trouble.TOO_FAR_OUT),
    "everything joined": (lambda: sheet(b"", b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'), Trouble.TOO_WIDE),
    "joined a thousand times": (lambda: sheet(b"", b'<mergeCells>' + b'<mergeCell ref="A1:Z100"/>' * 1000 + b"</mergeCells>"),
                                Trouble.TOO_WIDE),
    "everything linked": (lambda: sheet(b"", b'<hyperlinks><hyperlink ref="A1:XFD1048576" location="A1"/></hyperlinks>'),
                          Trouble.TOO_WIDE),
    "a note on everything": (lambda: altered(PLAIN, {"xl/comments1.xml": b'<comments><comment ref="A1:XFD1048576"/></comments>'}),
                             Trouble.STRANGE_PARTS),
    "very many texts": (lambda: altered(PLAIN, {"xl/sharedStrings.xml": b"<sst>" + b"<si/>" * 100_001 + b"</sst>"}),
                        Trouble.TOO_MUCH_TEXT),
    "a Word table without end": (lambda: altered(word(), {"word/a.xml": b"<a>" + b"<tr/>" * 20_001 + b"</a>"}), Trouble.TOO_MANY_ROWS),
    "a CSV without end": (lambda: b";\n" * 20_001, Trouble.TOO_MANY_ROWS),
    "Word without a table": (word, Trouble.NOTHING_TO_READ),
    "blank text": (lambda: b" \n \n", Trouble.NOTHING_TO_READ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_time_and_nothing_is_left(name, tmp_path, monkeypatch):
    """The memory limit is the child's own: a file that took more would end in another trouble."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    make, trouble = HOSTILE[name]
    payload = payload_of(EXPECTED, make())
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with pytest.raises(DocumentError) as caught:
        run_task("read-answers", payload, seconds=SECONDS, megabytes=MEGABYTES)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert caught.value.trouble == trouble
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < SECONDS / 2  # one, where nobody else works
    assert list(tmp_path.iterdir()) == []


def test_links_to_other_files_are_noted_and_never_followed():
    relations = b'<Relationships><Relationship Id="a" Type="http://x/externalLink" Target="file:///a.xlsx"/></Relationships>'
    assert guard(altered(PLAIN, {"xl/a.xml.rels": relations})).external_links
    assert not guard(PLAIN).external_links


def test_formulas_are_told_by_sheet_and_cell():
    assert guard(workbook(BM1=filled(1, "=1+1", 3), BM2=filled(1, 2, 3))).formulas == {"BM1": {"B3"}}


def test_rows_that_are_only_formatted_may_stand_far_out():
    """Some programs save the format of whole columns as a last empty row."""
    assert guard(sheet(b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>')).kind == "workbook"


@pytest.mark.parametrize(("ref", "cells"), [("A1", 1), ("A1:C3", 9), ("$A$1:$B$1", 2), ("C3:A1", 9)])
def test_how_many_cells_an_area_has(ref, cells):
    assert markup.area(ref) == cells
