"""Reads a presentation that somebody made herself, .pptx or PDF: how much it is, and what others cannot see or hear in it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn

from spegla.documents.deck import Checked, Flaw, Remark
from spegla.documents.guard import MOST_SLIDES, SLIDES, guard
from spegla.documents.problems import DocumentError, Trouble
from spegla.documents.writing.opening import presentation_in

TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.VERTICAL_TITLE)
LONGEST = 200  # signs of a title that are told
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"


def read_deck(payload: bytes) -> bytes:
    """The task: the file in, a Checked out. Raises DocumentError when it cannot be shown to others."""
    if guard(payload, SLIDES).kind == "pdf":
        from spegla.documents.reading.portable import read_pdf

        return msgspec.msgpack.encode(read_pdf(payload))
    return msgspec.msgpack.encode(_read_slides(payload))


def _read_slides(data: bytes) -> Checked:
    presentation = presentation_in(data)
    try:
        slides = [slide for slide in presentation.slides if slide._element.get("show") != "0"]
        titles = [_title(slide) for slide in slides]
        without_alt = tuple(number for number, slide in enumerate(slides, 1) if any(map(_lacks_words, _shapes(slide.shapes))))
        about = presentation.core_properties.title
    except (KeyError, ValueError, AttributeError, TypeError, IndexError):
        raise DocumentError(Trouble.CUT_SHORT) from None
    check_number(len(slides))
    remarks = [Remark(Flaw.NO_ALT, without_alt), *title_remarks(titles)]
    return Checked("pptx", len(slides), about[:LONGEST], tuple(titles), tuple(one for one in remarks if one.slides))


def check_number(slides: int) -> None:
    if not slides:
        raise DocumentError(Trouble.NO_SLIDES)
    if slides > MOST_SLIDES:
        raise DocumentError(Trouble.TOO_MANY_SLIDES, most=MOST_SLIDES)


def title_remarks(titles: Iterable[str]) -> list[Remark]:
    """Slides without a title, and slides that nobody can tell apart by theirs."""
    told = list(titles)
    many = Counter(told)
    without = tuple(number for number, title in enumerate(told, 1) if not title)
    alike = tuple(number for number, title in enumerate(told, 1) if title and many[title] > 1)
    return [Remark(Flaw.NO_TITLE, without), Remark(Flaw.SAME_TITLE, alike)]


def _title(slide: Any) -> str:
    for place in slide.placeholders:
        if place.placeholder_format.type in TITLES and place.has_text_frame:
            return " ".join(place.text_frame.text.split())[:LONGEST]
    return ""


def _shapes(shapes: Any) -> Iterator[Any]:
    """All of them, also those within a group that has no words of its own."""
    for shape in shapes:
        if shape._element.tag == qn("p:grpSp") and not _words(shape):
            yield from _shapes(shape.shapes)
        else:
            yield shape


def _lacks_words(shape: Any) -> bool:
    return _is_shown(shape) and not _words(shape)


def _is_shown(shape: Any) -> bool:
    """Whether it is something to look at. A table speaks for itself."""
    if shape._element.tag == qn("p:pic"):
        return True
    return shape._element.tag == qn("p:graphicFrame") and not shape.has_table


def _words(shape: Any) -> bool:
    """Whether somebody has said what it shows, or that it says nothing."""
    told = shape._element._nvXxPr.cNvPr
    return bool((told.get("descr") or "").strip()) or any(one.get("val") in ("1", "true") for one in told.iter(DECORATIVE))
