"""The PDFs opened again: what a screen reader is told of them, that no text is markup, that any text can be set."""

import io
import re
import shutil
import subprocess

import msgspec
import pikepdf
import pytest

from spegla.documents.child import run_task
from spegla.documents.drawing import svg_of
from spegla.documents.papers import PaperItem, ResultItem
from spegla.documents.writing.pdf import typeset, write_paper, write_result
from tests.documents.books import HARMFUL
from tests.documents.sheets import PICTURE, a_paper, a_result

PDFTOTEXT = shutil.which("pdftotext")
SQUARE = "□"


def opened(made: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(made))


def result(**changes) -> bytes:
    return write_result(msgspec.json.encode(a_result(**changes)))


def paper(**changes) -> bytes:
    return write_paper(msgspec.json.encode(a_paper(**changes)))


def tags_of(node, depth=0):
    """The kinds of everything in the tag tree, in reading order."""
    children = node.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield str(child.S)[1:], child
            yield from tags_of(child, depth + 1)


def tag_names(pdf):
    return [name for name, _ in tags_of(pdf.Root.StructTreeRoot)]


def text_of(made, tmp_path):
    if not PDFTOTEXT:
        pytest.skip("pdftotext is missing: apt install poppler-utils")
    (tmp_path / "made.pdf").write_bytes(made)
    return subprocess.run([PDFTOTEXT, "-layout", tmp_path / "made.pdf", "-"], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("made", [paper, result])
def test_it_says_what_it_is_and_in_which_language(made):
    pdf = opened(made(language="en"))
    with pdf.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
        assert about["dc:title"] == (a_paper().title if made is paper else a_result().title)
    assert str(pdf.Root.Lang) == "en"
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert "/CreationDate" not in pdf.docinfo


def test_the_result_has_headings_tables_and_a_picture_with_words():
    pdf = opened(result())
    names = tag_names(pdf)
    assert [name for name in names if name in ("Title", "H1", "H2", "Table", "Figure")] == [
        "Title", "H1", "Table", "H1", "Figure", "H2", "Table", "H2", "H1", "H2", "H2", "H2", "H1", "H1",
    ]
    assert names.count("TH") == 2 + 3
    assert names.count("TD") == 3 * 2 + 3 * 3
    (figure,) = [node for name, node in tags_of(pdf.Root.StructTreeRoot) if name == "Figure"]
    assert str(figure.Alt) == "Fråga 1 har flyttat upp."


def test_the_sheet_has_a_heading_for_each_question():
    names = tag_names(opened(paper()))
    assert [name for name in names if name in ("Title", "H1", "H2")] == ["Title", "H1", "H2", "H2", "H2"]


def test_without_two_occasions_there_is_no_picture():
    assert "Figure" not in tag_names(opened(result(moved=None)))


def test_a_sheet_has_its_levels_to_tick_and_no_room_for_a_name(tmp_path):
    words = text_of(paper(), tmp_path)
    assert len(re.findall(r"1 Inte påbörjat +2 Behöver utvecklas +3 Finns och används +Kan inte bedöma", words)) == 3
    assert not re.search(r"\bNamn\b", words)


def test_the_groups_sheet_has_room_for_everything_and_last_times_answer(tmp_path):
    items = [PaperItem(1, "Det finns ett beslut", "Beslutet gäller.", "Förra gången: 2 – Behöver utvecklas")]
    words = text_of(paper(items=items, spaces=["Så gör vi i dag", "Underlag"], others=["Inte överens"]), tmp_path)
    assert [part for part in ("Förra gången: 2", "Så gör vi i dag", "Underlag", "Inte överens") if part not in words] == []


@pytest.mark.parametrize("text", [*HARMFUL, '#read("house.typ")', "= *fet* _kursiv_ $x$ @ref <a> \\ // /* [", "a\nb\r\n\nc", ""])
def test_what_people_write_is_never_markup(text, tmp_path):
    items = [ResultItem(text or "Fråga", text, text, [("Så gör vi i dag", text)])]
    words = text_of(result(items=items, taken=[("Lärdomar", text)], title=text or "Titel", about=text), tmp_path)
    for line in text.split():
        assert line in words


@pytest.mark.parametrize(
    ("text", "shown"), [("smart 😀👍", f"smart {SQUARE}{SQUARE}"), ("漢字 и ≥ đŋ", f"{SQUARE}{SQUARE} и ≥ đŋ"), ("a\x07b", f"a{SQUARE}b"),
                        ("".join(map(chr, range(0x4E00, 0x4E40))), SQUARE * 64)],
)
def test_a_sign_that_no_font_has_becomes_a_square(text, shown, tmp_path):
    assert shown in text_of(result(taken=[("Lärdomar", text)]), tmp_path)


def test_a_mistake_of_ours_is_not_hidden():
    with pytest.raises(Exception, match="dictionary does not contain key"):
        typeset("paper", {"language": "sv", "title": "Titel", "about": ""})


def test_every_kind_of_line_is_told_apart_without_colour():
    svg = svg_of(PICTURE)
    looks = re.findall(r'stroke-width="([\d.]+)"(?: stroke-dasharray="([^"]+)")? stroke-linecap', svg)
    assert len(set(looks)) == len(looks) == 3
    assert "class=" not in svg
    assert "style=" not in svg


def test_a_label_in_a_picture_is_a_text():
    word = PICTURE.words[0].__class__(1, 2, '<script>"&')
    assert "&lt;script&gt;&quot;&amp;" in svg_of(PICTURE.__class__(10, 10, words=[word]))


@pytest.mark.parametrize(("task", "content"), [("write-paper", a_paper()), ("write-result", a_result())])
def test_it_is_made_in_a_process_of_its_own(task, content):
    assert run_task(task, msgspec.json.encode(content), seconds=20, megabytes=700).startswith(b"%PDF-1.7")


def test_the_same_content_makes_the_same_file():
    assert result() == result()
