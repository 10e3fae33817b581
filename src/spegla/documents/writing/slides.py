"""Writes a presentation (.pptx) in our master or in an organisation's own. Runs in the child process.

Every text goes into a real place of the master, as text; what is long goes on to more slides; the first shape of a slide is its
title and the others come in the order in which they are to be read.
"""

import io
from dataclasses import replace
from typing import Any

import msgspec
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from spegla.documents.deck import Deck, Look, Made, Order
from spegla.documents.writing.frames import put
from spegla.documents.writing.masters import Box, Place, places_of
from spegla.documents.writing.measure import Room, largest
from spegla.documents.writing.opening import OURS, opened
from spegla.documents.writing.paging import Line, Page, Rooms, pages_of
from spegla.documents.writing.styles import indent_of, is_bulleted, size_of, spacing_of
from spegla.documents.writing.titles import INSET_X, INSET_Y, POINT, SMALLER, put_notes, put_number, put_title
from spegla.documents.writing.wording import WORDS, add, cleaned

SIZES = (28.0, 24.0, 20.0)  # points: down to what can be read in the room; what does not fit in that goes on to a new slide
BESIDE = (20.0, 18.0, 16.0)
OTHERS_TYPE = 0.92  # of a line: another type than ours may be a little wider


def write_deck(payload: bytes) -> bytes:
    """The task: an Order in, a Made out. Raises DocumentError when the master cannot be used."""
    order = msgspec.msgpack.decode(payload, type=Order)
    ours = order.master is None
    data = (OURS / f"{order.deck.language}.pptx").read_bytes() if order.master is None else order.master
    presentation, report = opened(data, theirs=not ours)
    Writer(presentation, cleaned(order.deck), ours=ours).write()
    out = io.BytesIO()
    presentation.save(out)
    return msgspec.msgpack.encode(Made(out.getvalue(), report, len(presentation.slides)))


class Writer:
    """One deck into one master."""

    def __init__(self, presentation: Any, deck: Deck, *, ours: bool) -> None:
        self.presentation, self.deck, self.ours = presentation, deck, ours
        self.words = WORDS[deck.language]
        self.places = places_of(presentation)
        self.on_top = Box(presentation.slide_width // 18, presentation.slide_height // 30, presentation.slide_width * 16 // 18,
                          presentation.slide_height // 7)
        texts = [self._room(look) for look in (Look.TEXT, Look.BULLETS)]
        beside = self._room(Look.BESIDE) if Look.BESIDE in self.places else None
        text = replace(min(texts, key=lambda room: room.width * room.height), indent=max(room.indent for room in texts))
        self.rooms = Rooms(text, self._room(Look.TABLE, inside=False), beside)

    def write(self) -> None:
        self._describe()
        self._opening()
        for slide in self.deck.slides:
            for page in pages_of(slide, self.rooms, self.words.of):
                self._page(page)

    def _describe(self) -> None:
        """What the file says of itself; nothing of who made the master."""
        about, deck = self.presentation.core_properties, self.deck
        about.title, about.author, about.last_modified_by = deck.title[:255], deck.organisation[:255], ""
        about.subject, about.keywords, about.comments, about.category = deck.subtitle[:255], "", "", ""
        about.language = self.words.tag

    def _opening(self) -> None:
        place = self.places[Look.TITLE]
        slide = self.presentation.slides.add_slide(place.layout)
        lines = [Line(line) for line in (self.deck.subtitle, self.deck.organisation, self.deck.date) if line.strip()]
        box = self._box(place) if place.main is not None or place.free else None
        cut = put_title(slide, self.deck.title, self.words, self.on_top)
        box = box or self._under(slide)
        usual = (size_of(_layout_place(place, place.main)) if place.main is not None else None) or SIZES[-1]
        sizes = tuple(usual * part for part in SMALLER)
        told = "\n".join(line.text for line in lines)
        size = largest(told, box.width / POINT - INSET_X, box.height / POINT - INSET_Y, sizes) or sizes[-1]
        held = self._text(slide, place, place.main, box, lines, size)
        self._finish(slide, [held], cut)

    def _page(self, page: Page) -> None:
        place = self.places[page.look]
        slide = self.presentation.slides.add_slide(place.layout)
        cut = put_title(slide, page.title, self.words, self.on_top)
        held = []
        if page.lines:
            held.append(self._text(slide, place, place.main, self._box(place), page.lines, page.size))
        if page.shown:
            number = place.beside if page.look == Look.BESIDE else place.main
            held.append(put(slide, page.shown, _held(slide, number), self._box(place, number), self.words))
        self._finish(slide, held, "\n".join(text for text in (cut, page.notes) if text))

    def _finish(self, slide: Any, held: list[Any], notes: str) -> None:
        """Takes away the places that nothing went into, and puts what is left in the order in which it is read."""
        kept = {shape._element for shape in held if shape is not None}
        for place in list(slide.placeholders):
            if place._element not in kept and place != slide.shapes.title:
                place._element.getparent().remove(place._element)
        tree = slide.shapes._spTree
        for shape in (slide.shapes.title, *held):
            if shape is not None:
                tree.append(shape._element)
        put_number(slide, self.words)
        put_notes(slide, notes, self.words)

    def _text(self, slide: Any, place: Place, number: int | None, box: Box, lines: Any, size: float) -> Any:
        """The lines into the place of that number, or into a box of their own."""
        if not lines:
            return None
        shape = _held(slide, number)
        if shape is None:
            shape = slide.shapes.add_textbox(box.left, box.top, box.width, box.height)
            shape.text_frame.word_wrap = True
        inherited = size_of(_layout_place(place, number)) if number is not None else None
        bulleted = number is not None and is_bulleted(_layout_place(place, number))
        for at, line in enumerate(lines):
            paragraph = shape.text_frame.add_paragraph() if at else shape.text_frame.paragraphs[0]
            add(paragraph, line.text, self.words, size=size if size != inherited else None)
            if line.bullet != bulleted:
                _mark(paragraph, line.bullet, size)
        return shape

    def _room(self, look: Look, *, inside: bool = True) -> Room:
        """The room that a look has for text; `inside` its place, which keeps some of it free."""
        place = self.places[look]
        box = self._box(place)
        width, height = box.width / POINT, box.height / POINT
        if not inside:
            return Room(width, height)
        usable = (width - INSET_X) * (1 if self.ours else OTHERS_TYPE)
        if place.main is None:
            return Room(usable, height - INSET_Y, SIZES[1:], gap=0.4, indent=20.0)
        kept = _layout_place(place, place.main)
        usual = size_of(kept) or SIZES[1]
        line, gap = spacing_of(kept, usual)
        sizes = tuple(size for size in (BESIDE if look == Look.BESIDE else SIZES) if size <= usual) or (usual,)
        return Room(usable, (height - INSET_Y) / line, sizes, gap=gap / line / usual, indent=indent_of(kept))

    def _box(self, place: Place, number: int | None = None) -> Box:
        number = place.main if number is None else number
        if number is None:
            high = self.presentation.slide_height
            return place.free or Box(self.on_top.left, high // 4, self.on_top.width, high * 6 // 10)
        kept = _layout_place(place, number)
        return Box(kept.left, kept.top, kept.width, kept.height)

    def _under(self, slide: Any) -> Box:
        """The room under the title of a layout that has nothing else."""
        title, high = slide.shapes.title, self.presentation.slide_height
        under = min(title.top + title.height, high * 3 // 4)
        return Box(title.left, under, title.width, high - under - high // 20)


def _layout_place(place: Place, number: int | None) -> Any:
    return next(one for one in place.layout.placeholders if one.placeholder_format.idx == number)


def _held(slide: Any, number: int | None) -> Any:
    return next((one for one in slide.placeholders if number is not None and one.placeholder_format.idx == number), None)


def _mark(paragraph: Any, bullet: bool, size: float) -> None:
    """A bullet where the master has none, or none where it has one."""
    told = paragraph._p.get_or_add_pPr()
    indent = round(size * POINT) if bullet else 0
    told.set("marL", str(indent))
    told.set("indent", str(-indent))
    for mark in ('<a:buFont {} typeface="Arial"/>', '<a:buChar {} char="•"/>') if bullet else ("<a:buNone {}/>",):
        told.append(parse_xml(mark.format(nsdecls("a"))))
