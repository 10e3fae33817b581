"""Presentations that people made themselves: what is told of them, and what is refused, in time and in little memory."""

import io
import resource
import zlib
from random import Random

import msgspec
import pikepdf
import pytest
from pptx import Presentation
from pptx.util import Cm

from spegla.documents.child import run_task
from spegla.documents.deck import Checked, Flaw, Remark, checked_of, made_of, order_of
from spegla.documents.problems import DocumentError, Trouble
from spegla.documents.reading.decks import read_deck
from spegla.documents.writing.pdf import write_paper
from spegla.documents.writing.slides import write_deck
from tests.documents.decks import a_deck, png
from tests.documents.masters import TYPES, office, saved, typed
from tests.documents.samples import altered, part
from tests.documents.sheets import a_paper
from tests.documents.test_guard import flagged, lying_about_its_size, ole2, twice, word

OURS = made_of(write_deck(order_of(a_deck()))).pptx
PLAIN = office(samples=2)
PAPER = write_paper(msgspec.json.encode(a_paper()))
SECONDS, MEGABYTES = 20, 300


def checked(data: bytes) -> Checked:
    return checked_of(read_deck(data))


def slides(build) -> bytes:
    made = Presentation()
    build(made)
    return saved(made)


def pdf(build, pages=1, **how) -> bytes:
    made, out = pikepdf.new(), io.BytesIO()
    for _ in range(pages):
        made.add_blank_page()
    build(made)
    made.save(out, **how)
    return out.getvalue()


def test_what_we_made_has_nothing_to_remark_on():
    found = checked(OURS)
    assert (found.kind, found.slides, found.title, found.remarks, found.tagged) == ("pptx", 8, "Inför andra träffen", (), None)
    assert found.titles[:3] == ("Inför andra träffen", "Så gör vi", "Beslut")


def test_slides_without_a_title_or_with_the_same_are_told():
    def build(made):
        for title in ("Ett", "Två", "", "Två"):
            made.slides.add_slide(made.slide_layouts[5]).shapes.title.text = title
        made.slides.add_slide(made.slide_layouts[6])

    found = checked(slides(build))
    assert found.titles == ("Ett", "Två", "", "Två", "")
    assert found.remarks == (Remark(Flaw.NO_TITLE, (3, 5)), Remark(Flaw.SAME_TITLE, (2, 4)))


def test_pictures_that_nobody_has_put_into_words_are_told():
    def build(made):
        for number, words in enumerate((None, "En kedja", "", "I en grupp")):
            slide = made.slides.add_slide(made.slide_layouts[5])
            slide.shapes.title.text = f"Nummer {number}"
            held = slide.shapes.add_group_shape().shapes if number == 3 else slide.shapes
            picture = held.add_picture(io.BytesIO(png()), Cm(1), Cm(1))
            picture._element.nvPicPr.cNvPr.attrib.pop("descr", None)
            if words and number != 3:
                picture._element.nvPicPr.cNvPr.set("descr", words)

    assert checked(slides(build)).remarks == (Remark(Flaw.NO_ALT, (1, 3, 4)),)


def test_a_hidden_slide_is_not_counted():
    made = Presentation(io.BytesIO(PLAIN))
    made.slides[0]._element.set("show", "0")
    assert checked(saved(made)).titles == ("Exempel 1",)


def test_a_tagged_pdf_is_known_as_one():
    found = checked(PAPER)
    assert (found.kind, found.slides, found.title, found.tagged, found.remarks) == ("pdf", 1, a_paper().title, True, ())


def test_a_pdf_that_cannot_be_listened_to_is_told():
    found = checked(pdf(lambda made: None, pages=3))
    assert (found.slides, found.titles, found.tagged) == (3, ("", "", ""), False)
    assert [one.flaw for one in found.remarks] == [Flaw.NOT_TAGGED, Flaw.NO_LANGUAGE, Flaw.NO_FILE_TITLE, Flaw.PICTURES_ONLY]


def test_figures_without_words_in_a_tagged_pdf_are_told_by_page():
    def build(made):
        figures = [pikepdf.Dictionary(S=pikepdf.Name.Figure, Pg=page.obj) for page in made.pages]
        figures[0].Alt = "En kedja"
        tree = pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot, K=pikepdf.Array([pikepdf.Dictionary(S=pikepdf.Name.Document, K=pikepdf.Array(figures))]))
        made.Root.MarkInfo, made.Root.StructTreeRoot = pikepdf.Dictionary(Marked=True), made.make_indirect(tree)

    assert [one for one in checked(pdf(build, pages=3)).remarks if one.slides] == [Remark(Flaw.NO_ALT, (2, 3))]


def test_the_bookmarks_of_a_pdf_are_its_titles():
    def build(made):
        with made.open_outline() as outline:
            outline.root += [pikepdf.OutlineItem("Ett", 0), pikepdf.OutlineItem("Inte detta", 0), pikepdf.OutlineItem("Tre", 2)]

    assert checked(pdf(build, pages=3)).titles == ("Ett", "", "Tre")


def many_slides(number: int) -> bytes:
    """That many slides, all of them the same part: it is not the file that is large."""
    relations, shown = part("ppt/_rels/presentation.xml.rels", PLAIN).decode(), part("ppt/presentation.xml", PLAIN).decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/slide"
    more = "".join(f'<Relationship Id="many{n}" Type="{kind}" Target="slides/slide1.xml"/>' for n in range(number))
    listed = "".join(f'<p:sldId id="{1000 + n}" r:id="many{n}"/>' for n in range(number))
    return altered(PLAIN, {
        "ppt/_rels/presentation.xml.rels": relations.replace("</Relationships>", more + "</Relationships>").encode(),
        "ppt/presentation.xml": shown.replace("</p:sldIdLst>", listed + "</p:sldIdLst>").encode(),
    })


def slide_files(number: int) -> bytes:
    return altered(PLAIN, {f"ppt/slides/slide{n}.xml": part("ppt/slides/slide1.xml", PLAIN) for n in range(3, number)})


def script(made):
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def object_bomb() -> bytes:
    """A stream of objects that unpacks to 600 MB, in which the catalogue is to be found."""
    packer = zlib.compressobj(9)
    packed = packer.compress(b"1 0 << /Type /Catalog /Pages 9 0 R >> ") + b"".join(packer.compress(b" " * 10_000_000) for _ in range(60)) + packer.flush()
    body = b"%PDF-1.5\n"
    stream = b"2 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (len(packed), packed)
    rows = b"\x00\x00\x00\x00\x00\xff" + b"\x02\x00\x00\x00\x02\x00" + b"\x01" + len(body).to_bytes(4, "big") + b"\x00"
    at = len(body) + len(stream)
    rows += b"\x01" + at.to_bytes(4, "big") + b"\x00"
    table = b"3 0 obj\n<< /Type /XRef /Size 4 /W [1 4 1] /Root 1 0 R /Length %d >>\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (len(rows), rows, at)
    return body + stream + table


HOSTILE = {
    "nothing": (lambda: b"", Trouble.EMPTY),
    "too large": (lambda: b"PK\x03\x04" + bytes(21 * 1024 * 1024), Trouble.TOO_LARGE),
    "a picture": (png, Trouble.UNKNOWN_TYPE),
    "a picture named as a presentation": (lambda: b"\xff\xd8\xff" + bytes(100), Trouble.UNKNOWN_TYPE),
    "a text": (lambda: b"Rubrik;Text\n", Trouble.UNKNOWN_TYPE),
    "a document": (word, Trouble.UNKNOWN_TYPE),
    "old PowerPoint": (ole2, Trouble.OLD_FORMAT),
    "locked by a password": (lambda: ole2("EncryptedPackage"), Trouble.ENCRYPTED),
    "encrypted parts": (flagged, Trouble.ENCRYPTED),
    "OpenDocument": (lambda: altered(PLAIN, {"mimetype": b"application/x", "content.xml": b"<a/>"}), Trouble.OPEN_DOCUMENT),
    "macros by type": (lambda: typed(PLAIN, b"ms-powerpoint.presentation.macroEnabled.main+xml"), Trouble.MACROS),
    "a macro project": (lambda: altered(PLAIN, {"ppt/vbaProject.bin": b"x"}), Trouble.MACROS),
    "cut short": (lambda: PLAIN[: len(PLAIN) // 2], Trouble.CUT_SHORT),
    "a slide cut short": (lambda: altered(PLAIN, {"ppt/slides/slide1.xml": part("ppt/slides/slide1.xml", PLAIN)[:-20]}), Trouble.CUT_SHORT),
    "a slide that is not there": (lambda: altered(PLAIN, {"ppt/slides/slide1.xml": None}), Trouble.CUT_SHORT),
    "no presentation in it": (lambda: altered(PLAIN, {"ppt/presentation.xml": None}), Trouble.CUT_SHORT),
    "types of nothing": (lambda: altered(PLAIN, {TYPES: b"<Types/>"}), Trouble.UNKNOWN_TYPE),
    "no slides": (lambda: office(), Trouble.NO_SLIDES),
    "500 slides": (lambda: slide_files(500), Trouble.TOO_MANY_SLIDES),
    "500 times the same slide": (lambda: many_slides(500), Trouble.TOO_MANY_SLIDES),
    "a picture of 100 MB": (lambda: altered(PLAIN, {"ppt/media/image9.png": bytes(100_000_000)}), Trouble.UNPACKS_TOO_LARGE),
    "a picture of 30 MB that is really that": (lambda: PLAIN + Random(0).randbytes(30_000_000), Trouble.TOO_LARGE),
    "a bomb that lies": (lying_about_its_size, Trouble.CUT_SHORT),
    "very much in a slide": (lambda: altered(PLAIN, {"ppt/slides/slide1.xml": b"<a>" + b"<b/>" * 500_000 + b"</a>"}), Trouble.TOO_MANY_PARTS),
    "an entity": (lambda: altered(PLAIN, {"ppt/slides/slide1.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'}), Trouble.DOCTYPE),
    "a way out of the folder": (lambda: altered(PLAIN, {"../../x": b"x"}), Trouble.STRANGE_PARTS),
    "two parts with one name": (twice, Trouble.STRANGE_PARTS),
    "very many parts": (lambda: altered(PLAIN, {f"ppt/{n}": b"" for n in range(3001)}), Trouble.TOO_MANY_PARTS),
    "a PDF cut short": (lambda: PAPER[: len(PAPER) // 2], Trouble.CUT_SHORT),
    "a PDF of noise": (lambda: b"%PDF-1.7\n" + Random(0).randbytes(5000) + b"\n%%EOF", Trouble.CUT_SHORT),
    "a PDF without pages": (lambda: pdf(lambda made: None, pages=0), Trouble.NO_SLIDES),
    "a PDF of 500 pages": (lambda: pdf(lambda made: None, pages=500), Trouble.TOO_MANY_SLIDES),
    "a PDF with a password": (lambda: pdf(lambda made: None, encryption=pikepdf.Encryption(owner="a", user="b")), Trouble.ENCRYPTED),
    "a PDF that runs something": (lambda: pdf(script), Trouble.MACROS),
    "a bomb of a PDF": (object_bomb, Trouble.CUT_SHORT),  # its reader gives up at the memory limit and finds nothing in it
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_time(name):
    """The memory limit is the child's own: a file that took more would end in another trouble."""
    make, trouble = HOSTILE[name]
    data = make()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with pytest.raises(DocumentError) as caught:
        run_task("read-deck", data, seconds=SECONDS, megabytes=MEGABYTES)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert caught.value.trouble == trouble
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < SECONDS / 2  # one, where nobody else works


def test_the_largest_that_is_taken_is_read_within_the_same_limits():
    """200 slides and 18 MB of pictures."""
    def build(made):
        for number in range(200):
            slide = made.slides.add_slide(made.slide_layouts[1])
            slide.shapes.title.text, slide.placeholders[1].text = f"Sida {number}", "Text " * 100

    data = altered(slides(build), {f"ppt/media/picture{n}.png": Random(n).randbytes(3_000_000) for n in range(6)})
    assert len(data) > 18_000_000
    assert checked_of(run_task("read-deck", data, seconds=SECONDS, megabytes=MEGABYTES)).slides == 200
