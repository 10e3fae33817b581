"""The title of a slide, its number, and notes: what every slide has, in the places that the master keeps for them."""

from copy import deepcopy
from typing import Any
from xml.sax.saxutils import quoteattr

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from spegla.documents.writing.layouts import Making
from spegla.documents.writing.masters import TITLES, Box
from spegla.documents.writing.measure import LINE, largest, wrapped
from spegla.documents.writing.wording import Words, add

POINT = 12_700
INSET_X, INSET_Y = 14.4, 7.2  # what a place keeps free inside, both sides together
FIELD = "B6F15528-21DE-4FAA-801E-634DDDAF4B2B"
TITLE = 28.0  # points, where the master does not say
SMALLER = (1.0, 0.86, 0.75, 0.65, 0.55, 0.47)


def put_title(making: Making, text: str, words: Words, box: Box) -> tuple[Any, str]:
    """Fitted into its place; in the box where the layout has none. Gives the title, and the whole text if it had to be cut."""
    spot = making.layout.title
    place = making.title if spot else _own_place(making.slide, box)
    where, usual = (spot.box, spot.size) if spot else (box, None)
    told, width, height = " ".join(text.split()), where.width / POINT - INSET_X, where.height / POINT - INSET_Y
    sizes = tuple((usual or TITLE) * part for part in SMALLER)
    size, cut = largest(told, width, height, sizes), ""
    if size is None:
        size, cut = sizes[-1], told
        told = _cut_to(told, width, height, size)
    add(place.text_frame.paragraphs[0], told, words, size=None if size == usual else size)
    return place, cut


def _cut_to(text: str, width: float, height: float, size: float) -> str:
    lines = wrapped(text, width, size)
    fits = max(1, int(height / (size * LINE)))
    return " ".join(lines[:fits])[:-2].rstrip() + "…"


def _own_place(slide: Any, box: Box) -> Any:
    """A place for the title that the layout does not have: it takes its look from the master's."""
    frame = f'<a:xfrm><a:off x="{box.left}" y="{box.top}"/><a:ext cx="{box.width}" cy="{box.height}"/></a:xfrm>'
    _add_place(slide, "Title", '<p:ph type="title"/>', frame=frame)
    return next(one for one in slide.placeholders if one.placeholder_format.type in TITLES)


def put_number(making: Making, number: int, words: Words) -> None:
    """The slide's number, where the layout has a place for it; it is read last."""
    kept = making.layout.number
    if kept is not None:
        text = f'<a:fld id="{{{FIELD}}}" type="slidenum"><a:rPr lang="{words.tag}"/><a:t>{number}</a:t></a:fld>'
        made = _add_place(making.slide, kept.name, "", text)
        made.find(f".//{qn('p:nvPr')}").append(deepcopy(kept._element.ph))


def put_notes(slide: Any, text: str, words: Words) -> None:
    if not text.strip():
        return
    frame = slide.notes_slide.notes_text_frame
    if frame is None:
        frame = _place_for_notes(slide.notes_slide)
    for number, line in enumerate(text.split("\n")):
        add(frame.add_paragraph() if number else frame.paragraphs[0], line, words)


def _place_for_notes(notes: Any) -> Any:
    """Where the master of notes has no place for them: they are kept all the same."""
    _add_place(notes, "Notes", '<p:ph type="body" idx="1"/>')
    return notes.notes_text_frame


def _add_place(slide: Any, name: str, ph: str, text: str = "", *, frame: str = "") -> Any:
    made = parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{slide.shapes._next_shape_id}" name={quoteattr(name)}/><p:cNvSpPr>'
        f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>{ph}</p:nvPr></p:nvSpPr><p:spPr>{frame}</p:spPr>'
        f"<p:txBody><a:bodyPr/><a:lstStyle/><a:p>{text}</a:p></p:txBody></p:sp>"
    )
    slide.shapes._spTree.append(made)
    return made
