"""A presentation as a document: what is on the slides, opened and read again, and nothing private anywhere in the file."""

import dataclasses
import io
import zipfile

import pikepdf
import pytest
from django.core.files.base import ContentFile
from pptx import Presentation as Opened

from spegla.assessments.actions import save_reflections
from spegla.core.visibility import Level
from spegla.documents import deck
from spegla.files.actions import keep_file
from spegla.presentations.content import Chart, Content, Series, Slide
from spegla.programme.lookup import step_by_key
from spegla.reporting.decks import About, as_pdf, as_powerpoint, deck_of
from spegla.reporting.drafting import draft_of
from spegla.rounds.content import programme_of
from tests.assessments.papers import answer, paper_of
from tests.documents.masters import office
from tests.files.samples import png
from tests.world import NOW

ABOUT = About("Ledning och styrning", "Första träffen", "Alvdala", "25 mars 2027")
MARKER = "HEMLIGT"
SLOPE = Chart("slope", ("BM 1", "BM 2"), tuple(Series(f"{n}. Fråga", (1.0, None)) for n in range(1, 8)), 1.0, 3.0)


@pytest.fixture
def keep(world):
    def kept(content, name):
        place = world.places["Alvdala"]
        return keep_file(ContentFile(content, name=name), organisation=place.organisation, level=Level.ORGANISATION,
                         creation_key=name, by=world.person("Alvdala"), now=NOW)

    return kept


def slide(kind="bullets", **content):
    return Slide("a-slot", kind, "Rubrik", Content(**content))


def parts(one):
    return deck_of(ABOUT, [one]).slides[0].parts


def test_words_tables_and_pictures(keep):
    picture = keep(png(), "kedjan.png")
    assert parts(slide(text="Ett\n\nTvå")) == (deck.Bullets(("Ett", "Två")),)
    assert parts(slide("text", text="Ett\nTvå")) == (deck.Text("Ett\nTvå"),)
    assert parts(slide("table", rows=(("Mått",), ("31",)))) == (deck.Table(("Mått",), (("31",),), "Rubrik"),)
    assert parts(slide("picture", picture=picture.pk, alt="En kedja")) == (deck.Picture(png(), "image/png", "En kedja"),)


def test_a_picture_that_has_been_removed_is_left_out(keep):
    picture = keep(png(), "kedjan.png")
    type(picture).objects.filter(pk=picture.pk).update(removed_at=NOW, removed_by=picture.uploaded_by)
    assert parts(slide("picture", picture=picture.pk, alt="En kedja")) == ()


def test_many_lines_become_bars_and_few_stay_slopes(db):
    many, few = parts(slide("chart", chart=SLOPE))[0], dataclasses.replace(SLOPE, series=SLOPE.series[:2])
    assert (many.kind, many.categories[0], [one.name for one in many.series]) == ("bars", "1. Fråga", ["BM 1", "BM 2"])
    assert (many.series[0].values[:2], many.series[1].values[:2]) == ((1.0, 1.0), (None, None))
    assert parts(slide("chart", chart=few))[0].kind == "slope"


def test_what_a_chart_shows_is_told_and_stands_in_the_notes(db):
    made = deck_of(ABOUT, [slide("chart", chart=SLOPE)]).slides[0]
    assert made.notes == made.parts[0].alt
    assert made.notes.startswith("1. Fråga: 1 → –; 2. Fråga")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_it_is_in_the_language_it_was_shared_in(db, language):
    assert deck_of(ABOUT, [], language=language).language == language


def test_the_powerpoint_holds_the_slides_and_nothing_private(world):
    place, by = world.places["Alvdala"], world.person("Alvdala")
    paper = paper_of(world)
    for item in paper.checklist.item:
        answer(paper, item.key, by=by, score=2, reason="Så gör vi.", comment=f"{MARKER} a", not_working=f"{MARKER} b", evidence=MARKER)
    save_reflections(paper, {"lessons": "Lärdom", "needs": "Behov"}, based_on=paper.assessments.get().version, request_key="", by=by, now=NOW)
    slides = draft_of(place, step_by_key(programme_of(place.round), "bm1"), now=NOW).slides
    made = as_powerpoint(deck_of(ABOUT, slides), None)
    opened = Opened(io.BytesIO(made))
    titles = [one.shapes.title.text for one in opened.slides]
    assert titles[:3] == ["Ledning och styrning", "Det här är vi", "Så svarade vi på checklistan"]
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert "Så gör vi.".encode() in everything
    assert MARKER.encode() not in everything


def test_the_pdf_is_tagged_and_in_its_language(db):
    made = as_pdf(deck_of(ABOUT, [slide(text="Ett"), slide("chart", text="En mening", chart=SLOPE)], language="en"))
    with pikepdf.open(io.BytesIO(made)) as opened:
        assert bool(opened.Root.MarkInfo.Marked)
        assert str(opened.Root.Lang).startswith("en")
        assert "/StructTreeRoot" in opened.Root


def test_it_is_written_in_the_organisations_own_master(keep):
    master = keep(office(samples=2), "mall.pptx")
    made = Opened(io.BytesIO(as_powerpoint(deck_of(ABOUT, [slide(text="Ett")]), master)))
    assert [one.slide_layout.name for one in made.slides] == ["Title Slide", "Title and Content"]
