"""Files broken at random, the same way each time: whatever is done to them, rows or a clear problem, and nothing else."""

import io
import random
import zipfile

import pytest

from spegla.documents.problems import DocumentError
from spegla.documents.reading.shapes import Reading
from tests.documents.samples import HEADINGS, altered, filled, read, workbook
from tests.documents.test_reading import word_form

ROUNDS = 60
XML = ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml",
       "xl/_rels/workbook.xml.rels", "xl/styles.xml")
PIECES = (b"", b"\0", b"<", b">", b'"', b"&#0;", b"1048576", b"-1", b"99999999999999999999", b"A1:XFD9", b"e", b"\xff\xfe", b"</row>",
          b'<c r="B2" t="s"><v>999</v></c>', b'<c r="C3" t="d"><v>x</v></c>', b"NaN", b"1e999", b"<f>1</f>", b'hidden="1"')
TEXT = b"Nr;Moment;1;2;3;Kommentar\n1;Beslut;x;;;k\n2;;;x;x;\n3;\"a\nb\";2;;;\n"


def broken(data: bytes, chance: random.Random) -> bytes:
    """One to five places exchanged for something else."""
    for _ in range(chance.randint(1, 5)):
        at, long = chance.randrange(len(data) + 1), chance.choice((0, 1, 3, 20))
        piece = chance.choice((*PIECES, bytes([chance.randrange(256)]), data[at : at + 30]))
        data = data[:at] + piece + data[at + long :]
    return data


def mutations(kind: str):
    chance = random.Random(kind)
    book, form = workbook(BM1=filled(1, "2 – x", "x"), BM2=[HEADINGS, ["3", 3.0, "a"]]), word_form()
    for _ in range(ROUNDS):
        if kind == "archive":
            yield broken(chance.choice((book, form)), chance)
        elif kind == "text":
            yield broken(TEXT, chance)
        else:
            source, name = (form, "word/document.xml") if kind == "word" else (book, chance.choice(XML))
            yield altered(source, {name: broken(zipfile.ZipFile(io.BytesIO(source)).read(name), chance)})


@pytest.mark.parametrize("kind", ["archive", "workbook", "word", "text"])
def test_a_broken_file_gives_rows_or_a_clear_problem(kind):
    ended = {DocumentError: 0, Reading: int(kind == "archive")}  # an archive knows its own sums, and then it is refused
    for data in mutations(kind):
        try:
            ended[type(read(data))] += 1
        except DocumentError as error:
            ended[type(error)] += 1
    assert sum(ended.values()) >= ROUNDS
    assert all(ended.values())
