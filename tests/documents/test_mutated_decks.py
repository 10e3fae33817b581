"""Presentations, masters and PDFs broken at random, the same way each time: told of, or refused with a clear problem."""

import random

import msgspec
import pytest

from spegla.documents.deck import made_of, order_of
from spegla.documents.problems import DocumentError
from spegla.documents.reading.decks import read_deck
from spegla.documents.writing.pdf import write_paper
from spegla.documents.writing.slides import write_deck
from spegla.documents.writing.trial import check_master
from tests.documents.decks import a_deck
from tests.documents.masters import office
from tests.documents.samples import altered, part
from tests.documents.sheets import a_paper

ROUNDS = 40
DECK = made_of(write_deck(order_of(a_deck(slides=a_deck().slides[:5])))).pptx
MASTER = office(samples=1)
PAPER = write_paper(msgspec.json.encode(a_paper()))
PARTS = ("[Content_Types].xml", "ppt/presentation.xml", "ppt/_rels/presentation.xml.rels", "ppt/slideMasters/slideMaster1.xml",
         "ppt/slideLayouts/slideLayout2.xml", "ppt/slideLayouts/_rels/slideLayout2.xml.rels", "ppt/slides/slide1.xml")
PIECES = (b"", b"<", b">", b'"', b"-1", b"99999999999999999999", b"e", b"NaN", b'type="chart"', b'idx="1"', b'r:id="rId1"', b"<p:sp/>", b"<a:p/>", b"0")


def broken(data: bytes, chance: random.Random) -> bytes:
    """A few places within tags exchanged for something else, so that it often is XML all the same."""
    for _ in range(chance.randint(1, 4)):
        at = chance.choice([data.find(b'="', chance.randrange(len(data))) + 2, chance.randrange(len(data))])
        long = chance.choice((0, 1, 3, max(0, data.find(b'"', at) - at)))
        data = data[:at] + chance.choice((*PIECES, data[at + 20 : at + 40])) + data[at + min(long, 60) :]
    return data


def mutations(source: bytes, seed: str):
    chance = random.Random(seed)
    for _ in range(ROUNDS):
        name = chance.choice(PARTS)
        yield altered(source, {name: broken(part(name, source), chance)})


def counted(work, files) -> dict[bool, int]:
    ended = {True: 0, False: 0}
    for data in files:
        try:
            work(data)
            ended[True] += 1
        except DocumentError:
            ended[False] += 1
    return ended


@pytest.mark.parametrize(("work", "source"), [(read_deck, DECK), (check_master, MASTER)])
def test_a_broken_presentation_is_told_of_or_refused(work, source):
    assert all(counted(work, mutations(source, work.__name__)).values())


def test_in_a_master_that_was_found_good_a_presentation_can_be_written():
    order, good = a_deck(), 0
    for data in mutations(MASTER, "write"):
        try:
            check_master(data)
        except DocumentError:
            continue
        good += len(made_of(write_deck(order_of(order, data))).pptx) > 0
    assert good > 0


def test_a_broken_pdf_is_told_of_or_refused():
    chance = random.Random("pdf")
    assert all(counted(read_deck, (broken(PAPER, chance) for _ in range(3 * ROUNDS))).values())
