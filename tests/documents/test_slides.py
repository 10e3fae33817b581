"""The presentation opened again by the library and by LibreOffice: places, order, words for those who do not see, nothing lost."""

import io
import re
import subprocess
import zipfile

import msgspec
import openpyxl
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.oxml.ns import qn

from spegla.documents.child import run_task
from spegla.documents.deck import Bullets, Chart, Picture, Series, Slide, Table, Text, made_of, order_of
from spegla.documents.writing.slides import write_deck
from tests.documents.books import HARMFUL
from tests.documents.decks import BARS, BULLETS, PICTURE, SLOPE, TABLE, TEXT, a_deck, png, slide
from tests.documents.office import converted, needs_libreoffice

ODD = (*HARMFUL, "<b>&amp;</b>", "{{ 7*7 }}", "_x0041_", "a\x00b\x0bc\x1fd\ufffe", "𝄞 漢字 😀", "]]>", "\u202eabc")
LONG = Text(" ".join(f"Mening {n} handlar om elevhälsan och om vad vi såg där." for n in range(150)))


def made(deck, master=None):
    return made_of(write_deck(order_of(deck, master)))


def opened(deck, master=None):
    return Presentation(io.BytesIO(made(deck, master).pptx))


def only(*parts, **changes):
    """The slides after the first, of a presentation with one slide of these parts."""
    return list(opened(a_deck(slides=(slide("Så gör vi", *parts, **changes),))).slides)[1:]


def words_of(slides) -> str:
    """All that stands under the titles."""
    told = [shape for one in slides for shape in one.placeholders if shape.has_text_frame and shape != one.shapes.title]
    return " ".join(" ".join(shape.text_frame.text.split()) for shape in told if shape.placeholder_format.type != KIND.SLIDE_NUMBER)


@pytest.fixture(scope="module")
def presentation():
    return opened(a_deck())


def test_every_slide_has_its_title_and_it_is_read_first(presentation):
    titles = [one.shapes.title.text for one in presentation.slides]
    assert titles == ["Inför andra träffen", "Så gör vi", "Beslut", "Styrkedjan", "Väntetid", "Förflyttning", "Dagar", "Bredvid varandra"]
    assert [one.shapes[0] == one.shapes.title for one in presentation.slides] == [True] * 8


def test_everything_stands_in_a_place_of_the_master_and_no_place_is_empty(presentation):
    layouts = [one.slide_layout.name for one in presentation.slides]
    assert layouts == ["Rubrikbild", "Text", "Punkter", "Bild", "Tabell", "Diagram", "Diagram", "Diagram"]
    assert all(shape.is_placeholder for one in presentation.slides for shape in one.shapes)
    assert [shape.name for one in presentation.slides for shape in one.placeholders if shape.has_text_frame and not shape.text_frame.text] == []


def test_the_first_slide_says_whose_it_is_and_when(presentation):
    assert words_of([presentation.slides[0]]) == "Vad har hänt sedan sist? Ängby kommun 11 mars 2027"
    about = presentation.core_properties
    assert (about.title, about.author, about.language) == ("Inför andra träffen", "Ängby kommun", "sv-SE")


def test_bullets_are_bullets_and_text_is_text(presentation):
    text, bullets = presentation.slides[1].placeholders[1], presentation.slides[2].placeholders[1]
    assert [paragraph.text for paragraph in text.text_frame.paragraphs] == TEXT.text.split("\n")
    assert [paragraph.text for paragraph in bullets.text_frame.paragraphs] == list(BULLETS.items)
    (mixed,) = only(TEXT, BULLETS)
    marks = [paragraph._p.find(f"{qn('a:pPr')}/{qn('a:buNone')}") is not None for paragraph in mixed.placeholders[1].text_frame.paragraphs]
    assert marks == [True, True, False, False, False]


def test_a_picture_is_whole_and_has_its_words(presentation):
    picture = presentation.slides[3].placeholders[1]
    assert (picture._element.nvPicPr.cNvPr.get("descr"), picture.image.content_type) == (PICTURE.alt, "image/png")
    assert (picture.crop_left, picture.crop_top) == (0, 0)
    assert picture.width / picture.height == pytest.approx(2, rel=0.01)


def test_a_picture_that_says_nothing_is_passed_over():
    (one,) = only(Picture(png(), "image/png", ""))
    decorative = one.placeholders[1]._element.nvPicPr.cNvPr.xpath(".//*[local-name()='decorative']")
    assert [node.get("val") for node in decorative] == ["1"]


def test_a_table_is_a_table_with_its_heading_row(presentation):
    frame = presentation.slides[4].placeholders[1]
    cells = [[cell.text for cell in row.cells] for row in frame.table.rows]
    assert cells == [list(TABLE.header), *map(list, TABLE.rows)]
    assert (frame.table.first_row, frame._element.nvGraphicFramePr.cNvPr.get("descr")) == (True, TABLE.alt)


def test_a_chart_can_be_edited_and_what_is_missing_is_not_nought(presentation):
    frames = [presentation.slides[number].placeholders[1] for number in (5, 6, 7)]
    assert [frame._element.nvGraphicFramePr.cNvPr.get("descr") for frame in frames] == [SLOPE.alt, BARS.alt, "Två organisationer."]
    for frame, asked in zip(frames, (SLOPE, BARS), strict=False):
        sheet = openpyxl.load_workbook(io.BytesIO(frame.chart.part.chart_workbook.xlsx_part.blob)).active
        head, *rows = [[cell.value for cell in row] for row in sheet]
        assert head[1:] == [series.name for series in asked.series]
        assert rows == [[name, *(series.values[n] for series in asked.series)] for n, name in enumerate(asked.categories)]
        assert frame.chart._chartSpace.chart.find(qn("c:dispBlanksAs")).get("val") == "gap"
    axis = frames[0].chart.value_axis
    assert (axis.minimum_scale, axis.maximum_scale, axis.major_unit) == (1, 3, 1)


def test_series_are_told_apart_without_colour():
    series = tuple(Series(f"S{n}", (1, 2)) for n in range(12))
    (one,) = only(Chart("slope", ("Då", "Nu"), series, "Tolv", 0, 3))
    looks = [(line.marker.style, line.format.line.dash_style) for line in one.placeholders[1].chart.plots[0].series]
    assert len(set(looks[:5])) == 5
    sizes = [line.marker.size for line in one.placeholders[1].chart.plots[0].series]
    assert sizes == sorted(sizes, reverse=True)
    assert (sizes[0], sizes[-1]) == (24, 10)
    assert len({(line.format.line.color.theme_color, *look) for line, look in zip(one.placeholders[1].chart.plots[0].series, looks, strict=True)}) == 12


def test_every_text_says_its_language():
    for language, tag in (("sv", "sv-SE"), ("en", "en-GB")):
        archive = zipfile.ZipFile(io.BytesIO(made(a_deck(language=language)).pptx))
        slides = [archive.read(name).decode() for name in archive.namelist() if re.match(r"ppt/(slides|notesSlides|charts)/[a-zA-Z]+\d+\.xml", name)]
        runs = [run for text in slides for run in re.findall(r"<a:(?:r><a:rPr|r>|defRPr)[^>]*>", text)]
        assert len(runs) == 30
        assert [run for run in runs if f'lang="{tag}"' not in run] == []


def test_notes_are_for_the_one_who_speaks(presentation):
    assert presentation.slides[1].notes_slide.notes_text_frame.text == "Säg något om nämnden."
    assert [one.has_notes_slide for one in presentation.slides] == [False, True] + [False] * 6


def test_in_english_it_is_in_english():
    made = opened(a_deck(language="en", slides=(slide("We do", LONG),)))
    assert made.slides[1].slide_layout.name == "Text"
    assert made.slides[0].slide_layout.name == "Title"
    assert made.slides[1].shapes.title.text == f"We do (1 of {len(made.slides) - 1})"


@pytest.mark.parametrize("text", ODD)
def test_what_people_write_is_only_ever_text(text):
    shown = text.replace("\x00", "").replace("\x0b", "").replace("\x1f", "").replace("\ufffe", "").replace("\u202e", "").replace("\r", "\n").replace("\t", " ")
    table = Table((text, "b"), ((text, ""),), text)
    chart = Chart("bars", (text,), (Series(text, (1,)),), text, 0, 2)
    _, first, *rest = opened(a_deck(title=text, slides=(slide(text or "x", Text(text), notes=text), slide("T", table), slide("C", chart)))).slides
    assert " ".join(first.shapes.title.text.split()) == " ".join(shown.split())
    assert "\n".join(line for line in shown.split("\n") if line.strip()).split() == first.placeholders[1].text_frame.text.split()
    assert first.notes_slide.notes_text_frame.text == shown
    assert rest[0].placeholders[1].table.cell(1, 0).text.split() == shown.split()
    numbers = openpyxl.load_workbook(io.BytesIO(rest[1].placeholders[1].chart.part.chart_workbook.xlsx_part.blob)).active
    assert [numbers["A2"].data_type, numbers["B1"].data_type] == ["s", "s"]


def test_what_is_long_goes_on_to_more_slides_and_says_so():
    slides = only(LONG, notes="Säg detta.")
    many = len(slides)
    assert many > 2
    assert [one.shapes.title.text for one in slides] == [f"Så gör vi ({n} av {many})" for n in range(1, many + 1)]
    assert words_of(slides) == LONG.text
    assert [one.has_notes_slide for one in slides] == [True] + [False] * (many - 1)
    assert all(one.placeholders[1].text_frame.text.endswith(".") for one in slides)


def test_a_long_table_goes_on_with_its_heading_row():
    rows = tuple((f"Rad {n}", "ord " * 30) for n in range(40))
    slides = only(Table(("Vad", "Mer"), rows, "Lång"))
    tables = [one.placeholders[1].table for one in slides]
    assert len(tables) > 3
    assert [table.cell(0, 0).text for table in tables] == ["Vad"] * len(tables)
    assert [row.cells[0].text for table in tables for row in list(table.rows)[1:]] == [name for name, _ in rows]
    layout = slides[0].slide_layout.placeholders[1]
    assert all(sum(row.height for row in table.rows) <= layout.height for table in tables)


def test_a_cell_higher_than_a_slide_is_spread_over_rows():
    slides = only(Table(("Vad", "Mer"), (("A", LONG.text),), "Hög"))
    told = [row.cells[1].text for one in slides for row in list(one.placeholders[1].table.rows)[1:]]
    assert " ".join(told) == LONG.text


def test_a_title_that_is_too_long_is_cut_and_stands_whole_in_the_notes():
    title = "En rubrik som aldrig tar slut " * 20
    (one,) = list(opened(a_deck(slides=(Slide("a", title, (TEXT,), "Och detta."),))).slides)[1:]
    assert one.shapes.title.text.endswith("…")
    assert one.notes_slide.notes_text_frame.text == f"{title.strip()}\nOch detta."


def test_short_text_and_a_chart_share_a_slide():
    for parts in ((TEXT, BARS), (BARS, TEXT)):
        (one,) = only(*parts)
        assert one.slide_layout.name == "Text bredvid"
        assert (words_of([one]), one.placeholders[2].has_chart) == (" ".join(TEXT.text.split()), True)
    assert [one.slide_layout.name for one in only(LONG, BARS)][-1] == "Diagram"


def test_what_cannot_be_shown_is_told_in_words():
    nothing = (Picture(b"GIF89a...", "image/gif", "En kedja."), Chart("bars", (), (), "Inga tal.", 0, 1), Table((), (), "Tom"))
    texts = [" ".join(shape.text_frame.text for shape in one.shapes if shape.has_text_frame) for one in only(*nothing)]
    assert ["(Bilden kan inte visas.) En kedja." in texts[0], "Inga tal." in texts[1], len(texts)] == [True, True, 2]


def test_a_slide_with_only_a_title_has_only_a_title():
    (one,) = only()
    assert [shape.text_frame.text for shape in one.shapes] == ["Så gör vi", "2"]


text_lists = st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=400), max_size=6)


@settings(max_examples=15, deadline=None)
@given(text_lists, text_lists)
def test_no_word_is_ever_lost(texts, items):
    slides = only(Text("\n".join(texts)), Bullets(tuple(items)))
    assert "".join(words_of(slides).split()) == "".join("".join([*texts, *items]).split())


def test_it_is_made_in_a_process_of_its_own():
    answer = made_of(run_task("write-deck", order_of(a_deck()), seconds=20, megabytes=400))
    assert (answer.slides, answer.report.missing, answer.report.problems) == (8, (), ())


@needs_libreoffice
def test_libreoffice_shows_every_slide_and_nothing_lies_outside(tmp_path):
    deck = a_deck(slides=(*a_deck().slides, slide("Lång", LONG), slide("Lång tabell", Table(("Vad", "Mer"), (("A", LONG.text),) * 3, "Hög"))))
    answer = made(deck)
    (tmp_path / "deck.pptx").write_bytes(answer.pptx)
    (shown,) = converted(tmp_path, "pdf", tmp_path / "deck.pptx")
    with pikepdf.open(shown) as pdf:
        assert len(pdf.pages) == answer.slides
        width, height = (float(one) for one in pdf.pages[0].MediaBox[2:])
    boxes = subprocess.run(["pdftotext", "-bbox", shown, "-"], capture_output=True, text=True, check=True).stdout
    found = [tuple(map(float, one)) for one in re.findall(r'xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)"', boxes)]
    assert len(found) > 1500
    assert [box for box in found if box[0] < 0 or box[1] < 0 or box[2] > width or box[3] > height * 0.99] == []


def test_the_shapes_of_a_deck_survive_as_json_too():
    assert msgspec.json.decode(msgspec.json.encode(a_deck()), type=type(a_deck())) == a_deck()
