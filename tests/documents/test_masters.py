"""Masters, ours and theirs: what is found in them by name, by kind or not at all, what is taken away, and what is said of it."""

import io
import zipfile

import pytest
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Cm

from spegla.documents.child import run_task
from spegla.documents.deck import How, Look, MasterProblem, made_of, order_of, report_of
from spegla.documents.problems import DocumentError, Trouble
from spegla.documents.writing.opening import OURS
from spegla.documents.writing.slides import write_deck
from spegla.documents.writing.trial import check_master
from tests.documents.decks import BARS, BULLETS, TEXT, a_deck, png, slide
from tests.documents.masters import SWEDISH, found, office, saved, typed
from tests.documents.office import converted, needs_libreoffice
from tests.documents.samples import part
from tools.masters.package import parts_of

WORDS = [one.title for one in a_deck().slides]
TEMPLATE, SHOW, MACROS = (b"presentationml.template.main+xml", b"presentationml.slideshow.main+xml", b"ms-powerpoint.presentation.macroEnabled.main+xml")
CONTENT = ("Title and Content", How.NAMED)


def made(master, **changes):
    return made_of(write_deck(order_of(a_deck(**changes), master)))


def opened(answer):
    return Presentation(io.BytesIO(answer.pptx))


def checked(master):
    return report_of(check_master(master))


@pytest.mark.parametrize(("language", "tag"), [("sv", "sv-SE"), ("en", "en-GB")])
def test_ours_is_what_its_tool_builds(language, tag):
    with zipfile.ZipFile(OURS / f"{language}.pptx") as archive:
        assert {name: archive.read(name).decode() for name in archive.namelist()} == parts_of(tag)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_ours_has_a_layout_of_its_own_for_everything(language):
    report = checked((OURS / f"{language}.pptx").read_bytes())
    assert {how for _, how in found(report).values()} == {How.NAMED}
    assert len({layout for layout, _ in found(report).values()}) == len(Look)
    assert (report.missing, report.problems, report.sample_slides) == ((), (), 0)


def test_powerpoints_own_layouts_are_known_in_english_and_swedish():
    english, swedish = checked(office()), checked(office(SWEDISH))
    assert found(english) == {
        Look.TITLE: ("Title Slide", How.NAMED), **dict.fromkeys((Look.TEXT, Look.BULLETS, Look.PICTURE, Look.TABLE, Look.CHART), CONTENT),
        Look.BESIDE: ("Two Content", How.NAMED),
    }
    assert found(swedish) == {look: (SWEDISH[layout], how) for look, (layout, how) in found(english).items()}
    assert english.problems == ("narrow",)


def test_a_pasted_layout_is_known_by_its_name():
    assert found(checked(office({"Title and Content": "1_Rubrik och innehåll"})))[Look.TEXT] == ("1_Rubrik och innehåll", How.NAMED)


def test_what_has_other_names_is_known_by_what_it_has_places_for():
    report = checked(office({name: f"Ängby {number}" for number, name in enumerate(SWEDISH)}))
    assert found(report)[Look.TEXT] == ("Ängby 1", How.ALIKE)
    assert found(report)[Look.BESIDE] == ("Ängby 3", How.ALIKE)
    assert len(report.missing) == len(Look)


def test_with_only_a_title_everything_is_placed_under_it():
    master = office(only=["Title Only"])
    report = checked(master)
    assert set(found(report).values()) == {("Title Only", How.PLACED)}
    assert report.problems == ("narrow", "no-beside")
    answer = made(master)
    assert answer.report == report
    slides = list(opened(answer).slides)
    assert [one.shapes.title.text for one in slides] == ["Inför andra träffen", *WORDS]
    inside = [shape for one in slides for shape in one.shapes if shape.top + shape.height <= opened(answer).slide_height]
    assert len(inside) == sum(len(one.shapes) for one in slides)
    assert (slides[4].shapes[1].has_table, slides[5].shapes[1].has_chart) == (True, True)


def test_with_nothing_a_title_is_put_in_all_the_same():
    answer = made(office(only=["Blank"]))
    assert answer.report.problems == ("narrow", "no-title-place", "no-beside")
    assert [one.shapes.title.text for one in opened(answer).slides] == ["Inför andra träffen", *WORDS]


@pytest.mark.parametrize("master", [office(), office(SWEDISH), office(only=["Title Only"]), office(only=["Blank"])])
def test_in_every_master_every_text_is_there(master):
    answer = made(master, slides=(slide("Ett", TEXT), slide("Två", BULLETS), slide("Tre", TEXT, BARS)))
    text = "\n".join(shape.text_frame.text for one in opened(answer).slides for shape in one.shapes if shape.has_text_frame)
    for words in ("Vad har hänt sedan sist?", "Ängby kommun", "11 mars 2027", *BULLETS.items, *TEXT.text.split("\n"), "Tre"):
        assert words in text


def test_sample_slides_and_all_that_belongs_to_them_are_gone():
    master = office(samples=3)
    answer = made(master)
    assert (answer.report.sample_slides, answer.slides) == (3, 8)
    names = zipfile.ZipFile(io.BytesIO(answer.pptx)).namelist()
    assert len([name for name in names if name.startswith("ppt/slides/slide")]) == 8
    assert len([name for name in names if name.startswith("ppt/media/")]) == 1
    assert not [name for name in names if "thumbnail" in name]
    everything = b"".join(zipfile.ZipFile(io.BytesIO(answer.pptx)).read(name) for name in names)
    assert b"Exempel" not in everything


@pytest.mark.parametrize("kind", [TEMPLATE, SHOW])
def test_a_template_becomes_a_presentation(kind):
    answer = made(typed(office(), kind))
    assert len(opened(answer).slides) == 8
    assert kind not in part("[Content_Types].xml", answer.pptx)


def test_what_would_be_fetched_from_elsewhere_is_taken_away():
    master = Presentation(io.BytesIO(office()))
    layout = master.slide_layouts[1]
    key = layout.part.relate_to("http://tracker.example/logo.png", RELATIONSHIP_TYPE.IMAGE, is_external=True)
    slide_with_picture = master.slides.add_slide(layout)
    picture = slide_with_picture.shapes.add_picture(io.BytesIO(png()), Cm(1), Cm(1))
    blip = picture._element.xpath(".//a:blip")[0]
    blip.attrib.clear()
    blip.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}link", key)
    layout.shapes._spTree.append(picture._element)
    answer = made(saved(master))
    assert MasterProblem.LINKED in answer.report.problems
    assert b"tracker" not in b"".join(zipfile.ZipFile(io.BytesIO(answer.pptx)).read(name) for name in zipfile.ZipFile(io.BytesIO(answer.pptx)).namelist())


@pytest.mark.parametrize(
    ("master", "trouble"), [
        (typed(office(), MACROS), Trouble.MACROS), (office(only=[]), Trouble.NO_LAYOUTS), (office()[:5000], Trouble.CUT_SHORT), (b"", Trouble.EMPTY),
        (b"%PDF-1.7\n%%EOF", Trouble.NO_MASTER), (b"rubrik;text\n", Trouble.UNKNOWN_TYPE),
    ],
)
def test_what_cannot_be_a_master_says_why(master, trouble):
    for work in (lambda: made(master), lambda: checked(master), lambda: run_task("check-master", master, seconds=20, megabytes=300)):
        with pytest.raises(DocumentError) as caught:
            work()
        assert caught.value.trouble == trouble


def test_a_master_is_looked_over_in_a_process_of_its_own():
    assert report_of(run_task("check-master", office(), seconds=20, megabytes=300)) == checked(office())


@needs_libreoffice
def test_a_master_that_libreoffice_has_saved_can_be_written_in(tmp_path):
    (tmp_path / "master.pptx").write_bytes(office(SWEDISH, samples=1))
    (again,) = converted(tmp_path, "pptx", tmp_path / "master.pptx")
    answer = made(again.read_bytes())
    assert answer.report.sample_slides == 1
    assert [one.shapes.title.text for one in opened(answer).slides] == ["Inför andra träffen", *WORDS]
    assert b'styleName="Spegla"' in part("ppt/tableStyles.xml", answer.pptx)
    (tmp_path / "deck.pptx").write_bytes(answer.pptx)
    (shown,) = converted(tmp_path, "pdf", tmp_path / "deck.pptx")
    assert shown.read_bytes().startswith(b"%PDF")
