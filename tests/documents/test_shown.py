"""The presentation as a PDF: the same slides as in our master, told to those who listen, and only ever text."""

import pytest

from spegla.documents.child import run_task
from spegla.documents.deck import Chart, Deck, Picture, Table, Text, checked_of, made_of, order_of, payload_of
from spegla.documents.reading.decks import read_deck
from spegla.documents.writing.opening import OURS, opened
from spegla.documents.writing.shown import ROOMS, write_deck_pdf
from spegla.documents.writing.slides import Writer, write_deck
from tests.documents.decks import BARS, BULLETS, DOTS, PICTURE, TABLE, TEXT, a_deck, png, slide
from tests.documents.test_papers import opened as pdf_of
from tests.documents.test_papers import tag_names, tags_of, text_of
from tests.documents.test_slides import LONG, ODD

SQUARE = "□"


def made(**changes) -> bytes:
    return write_deck_pdf(payload_of(a_deck(**changes)))


def test_the_room_is_that_of_our_master():
    rooms = Writer(*opened((OURS / "sv.pptx").read_bytes(), theirs=False)[:2], a_deck(), ours=True).rooms
    for name in ("text", "table", "beside"):
        theirs, ours = getattr(rooms, name), getattr(ROOMS, name)
        assert (ours.width, ours.height, ours.gap, ours.indent) == pytest.approx((theirs.width, theirs.height, theirs.gap, theirs.indent), abs=1)
        assert ours.sizes == theirs.sizes


def test_it_has_the_slides_that_the_presentation_has():
    deck: Deck = a_deck(slides=(*a_deck().slides, slide("Lång", LONG), slide("Bredvid", TEXT, BARS), slide("Allt", LONG, TABLE, BULLETS, PICTURE)))
    shown = checked_of(read_deck(write_deck_pdf(payload_of(deck))))
    kept = made_of(write_deck(order_of(deck)))
    assert (shown.slides, shown.title, shown.tagged, shown.remarks) == (kept.slides, "Inför andra träffen", True, ())


@pytest.mark.parametrize(("language", "tag"), [("sv", "sv-SE"), ("en", "en-GB")])
def test_it_can_be_listened_to(language, tag):
    pdf = pdf_of(made(language=language))
    names = [name for name in tag_names(pdf) if name in ("Title", "H1", "L", "Table", "Figure")]
    assert names == ["Title", "H1", "H1", "L", "H1", "Figure", "H1", "Table", "H1", "Figure", "H1", "Figure", "H1", "Figure"]
    assert [str(node.Alt) for name, node in tags_of(pdf.Root.StructTreeRoot) if name == "Figure"] == [
        PICTURE.alt, "Fråga 1 har flyttat upp.", BARS.alt, DOTS.alt
    ]
    assert str(pdf.Root.Lang) == tag
    with pdf.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"


def test_notes_are_not_for_everybody(tmp_path):
    assert "nämnden." not in text_of(made(), tmp_path)


def test_a_picture_that_says_nothing_is_passed_over():
    assert "Figure" not in tag_names(pdf_of(made(slides=(slide("Ett", Picture(png(), "image/png", "")),))))


@pytest.mark.parametrize("text", ODD)
def test_what_people_write_is_only_ever_text(text, tmp_path):
    parts = (Text(text), Table((text,), ((text,),), text), Chart("bars", (text,), (), text, 0, 1), Picture(b"no", "image/png", text))
    printed = text_of(made(title=text, subtitle=text, organisation=text, slides=(slide(text, *parts),)), tmp_path)
    wanted = "".join(sign for sign in text if sign >= " " and sign not in "\x7f\ufffe\u202e")
    assert [word for word in wanted.split() if word.isascii() and word not in printed] == []


def test_a_sign_that_no_font_has_becomes_a_square(tmp_path):
    assert f"smart {SQUARE}" in text_of(made(slides=(slide("Ett", Text("smart 😀")),)), tmp_path)


def test_what_cannot_be_shown_is_told_in_words(tmp_path):
    printed = text_of(made(slides=(slide("Ett", Picture(b"GIF89a", "image/gif", "En kedja.")), slide("Två", Chart("dots", (), (), "Inga tal.", 0, 1)))), tmp_path)
    assert "(Bilden kan inte visas.) En kedja." in printed
    assert "Inga tal." in printed


def test_it_is_made_in_a_process_of_its_own():
    assert run_task("write-deck-pdf", payload_of(a_deck()), seconds=20, megabytes=700).startswith(b"%PDF-1.7")


def test_the_same_content_makes_the_same_file():
    assert made() == made()
