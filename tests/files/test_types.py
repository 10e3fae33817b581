"""The type of a file is what is in it; the name only helps where text is concerned."""

import io

import pytest

from spegla.files.types import (
    CSV,
    DOCX,
    ENDINGS,
    JPG,
    LONGEST_NAME,
    PDF,
    PNG,
    PPTX,
    TXT,
    XLSX,
    UnknownTypeError,
    clean_name,
    type_of,
)
from tests.files import samples


@pytest.mark.parametrize(("content", "name", "expected"), [
    (samples.PDF, "beslut.pdf", PDF),
    (samples.PDF, "beslut.docx", PDF),
    (samples.office("docx"), "a.docx", DOCX),
    (samples.office("xlsx"), "a.docx", XLSX),
    (samples.office("pptx"), "", PPTX),
    (samples.png(), "bild.jpg", PNG),
    (samples.JPG, "bild", JPG),
    ("Räksmörgås\r\n".encode(), "a.TXT", TXT),
    ("år;kvinnor\n2025;3".encode("cp1252"), "a.csv", CSV),
    ("\ufeffår;kvinnor\n".encode(), "a.csv", CSV),
    ("år;kvinnor\n".encode("utf-16"), "a.csv", CSV),
], ids=lambda value: value if isinstance(value, str) else "content")
def test_what_is_taken(content, name, expected):
    assert type_of(io.BytesIO(content), name) == expected


@pytest.mark.parametrize(("content", "name"), [
    (b"<script>alert(1)</script>", "sida.html"),
    (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "bild.svg"),
    (b"MZ\x90\x00\x03\x00\x00", "program.pdf"),
    (b"#!/bin/sh\n", "skript.sh"),
    (b"\x00\x01\x02", "data.txt"),
    (b"\x81\x8d", "data.csv"),
    (b"\xff\xfea", "data.txt"),
    (samples.archive(**{"hemligt.exe": "x"}), "arkiv.docx"),
    (samples.office("docx", "word/vbaProject.bin"), "makro.docx"),
    (samples.office("xlsx", types=False), "utan.xlsx"),
    (samples.office("docx", "xl/workbook.xml"), "tva.docx"),
    (samples.office("docx")[:40], "trasig.docx"),
    (b"PK\x03\x04", "trasig.docx"),
], ids=lambda value: value if isinstance(value, str) else "content")  # the bytes hold the time of day
def test_what_is_not_taken(content, name):
    with pytest.raises(UnknownTypeError):
        type_of(io.BytesIO(content), name)


@pytest.mark.parametrize(("name", "media_type", "expected"), [
    ("beslut.pdf", PDF, "beslut.pdf"),
    ("Beslut.PDF", PDF, "Beslut.PDF"),
    ("beslut.exe", PDF, "beslut.exe.pdf"),
    ("bild.jpeg", JPG, "bild.jpeg"),
    ("../../etc/passwd", TXT, "passwd.txt"),
    ("C:\\temp\\budget.xlsx", XLSX, "budget.xlsx"),
    ("fdp\u202e\n.pdf", PDF, "fdp.pdf"),
    ("", PDF, "fil.pdf"),
    (".pdf", PDF, "pdf.pdf"),
])
def test_names_tell_the_truth(name, media_type, expected):
    assert clean_name(name, media_type) == expected


@pytest.mark.parametrize("media_type", ENDINGS)
def test_a_long_name_keeps_its_ending(media_type):
    ending = ENDINGS[media_type][0]
    shown = clean_name("å" * 300 + ending, media_type)
    assert (len(shown), shown.endswith(ending)) == (LONGEST_NAME, True)
