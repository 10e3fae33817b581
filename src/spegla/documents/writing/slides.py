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
from spegla.documents.writing.layouts import Layout, Making
from spegla.documents.writing.masters import Box, Place
from spegla.documents.writing.measure import Room, largest
from spegla.documents.writing.opening import OURS, opened
from spegla.documents.writing.paging import Line, Page, Rooms, pages_of
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
    presentation, places, report = opened(data, theirs=not ours)
    Writer(presentation, places, cleaned(order.deck), ours=ours).write()
    out = io.BytesIO()
    presentation.save(out)
    return msgspec.msgpack.encode(Made(out.getvalue(), report, len(presentation.slides)))


class Writer:
    """One deck into one master."""

    def __init__(self, presentation: Any, places: dict[Look, Place], deck: Deck, *, ours: bool) -> None:
        self.presentation, self.places, self.deck, self.ours = presentation, places, deck, ours
        self.words = WORDS[deck.language]
        self.layouts = {place.layout.part.partname: Layout(place.layout) for place in places.values()}
        wide, high = presentation.slide_width, presentation.slide_height
        self.on_top = Box(wide // 18, high // 30, wide * 16 // 18, high // 7)
        self.below = Box(wide // 18, high // 4, wide * 16 // 18, high * 6 // 10)
        self.rooms = self._rooms()

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
        making = self._making(place)
        title, cut = put_title(making, self.deck.title, self.words, self.on_top)
        lines = tuple(Line(line) for line in (self.deck.subtitle, self.deck.organisation, self.deck.date) if line.strip())
        box = self._box(place, place.main) if place.main is not None or place.free else self._under(title)
        usual = (making.layout.spot(place.main).size if place.main is not None else None) or SIZES[-1]
        sizes = tuple(usual * part for part in SMALLER)
        told = "\n".join(line.text for line in lines)
        size = largest(told, box.width / POINT - INSET_X, box.height / POINT - INSET_Y, sizes) or sizes[-1]
        held = self._text(making, place.main, box, lines, size) if lines else None
        self._finish(making, [title, held], cut)

    def _page(self, page: Page) -> None:
        place = self.places[page.look]
        making = self._making(place)
        title, cut = put_title(making, page.title, self.words, self.on_top)
        held = [title]
        if page.lines:
            held.append(self._text(making, place.main, self._box(place, place.main), page.lines, page.size))
        if page.shown:
            number = place.beside if page.look == Look.BESIDE else place.main
            held.append(put(making.slide, page.shown, making.place(number), self._box(place, number), self.words))
        self._finish(making, held, "\n".join(text for text in (cut, page.notes) if text))

    def _making(self, place: Place) -> Making:
        return Making(self.presentation.slides.add_slide(place.layout), self.layouts[place.layout.part.partname])

    def _finish(self, making: Making, held: list[Any], notes: str) -> None:
        making.settle(held)
        put_number(making, len(self.presentation.slides), self.words)
        put_notes(making.slide, notes, self.words)

    def _text(self, making: Making, number: int | None, box: Box, lines: tuple[Line, ...], size: float) -> Any:
        """The lines into the place of that number, or into a box of their own."""
        shape, spot = making.place(number), making.layout.spot(number) if number is not None else None
        if shape is None:
            shape = making.slide.shapes.add_textbox(box.left, box.top, box.width, box.height)
            shape.text_frame.word_wrap = True
        frame, own_size = shape.text_frame, None if spot and spot.size == size else size
        for at, line in enumerate(lines):
            paragraph = frame.add_paragraph() if at else frame.paragraphs[0]
            add(paragraph, line.text, self.words, size=own_size)
            if line.bullet != (spot is not None and spot.bulleted):
                _mark(paragraph, line.bullet, size)
        return shape

    def _rooms(self) -> Rooms:
        texts = [self._room(look, SIZES) for look in (Look.TEXT, Look.BULLETS)]
        text = replace(min(texts, key=lambda room: room.width * room.height), indent=max(room.indent for room in texts))
        table = self._box(self.places[Look.TABLE], self.places[Look.TABLE].main)
        beside = self._room(Look.BESIDE, BESIDE) if Look.BESIDE in self.places else None
        return Rooms(text, Room(table.width / POINT, table.height / POINT), beside)

    def _room(self, look: Look, wanted: tuple[float, ...]) -> Room:
        """The room that a look has for text: what its place does not keep free."""
        place = self.places[look]
        box = self._box(place, place.main)
        width, height = (box.width / POINT - INSET_X) * (1 if self.ours else OTHERS_TYPE), box.height / POINT - INSET_Y
        if place.main is None:
            return Room(width, height, SIZES[1:], gap=0.4, indent=20.0)
        spot = self.layouts[place.layout.part.partname].spot(place.main)
        usual = spot.size or SIZES[1]
        sizes = tuple(size for size in wanted if size <= usual) or (usual,)
        return Room(width, height / spot.line, sizes, spot.gap, spot.indent)

    def _box(self, place: Place, number: int | None) -> Box:
        if number is None:
            return place.free or self.below
        return self.layouts[place.layout.part.partname].spot(number).box

    def _under(self, title: Any) -> Box:
        """The room under the title of a layout that has nothing else."""
        high = self.presentation.slide_height
        under = min(title.top + title.height, high * 3 // 4)
        return Box(title.left, under, title.width, high - under - high // 20)


def _mark(paragraph: Any, bullet: bool, size: float) -> None:
    """A bullet where the master has none, or none where it has one."""
    told = paragraph._p.get_or_add_pPr()
    indent = round(size * POINT) if bullet else 0
    told.set("marL", str(indent))
    told.set("indent", str(-indent))
    for mark in ('<a:buFont {} typeface="Arial"/>', '<a:buChar {} char="•"/>') if bullet else ("<a:buNone {}/>",):
        told.append(parse_xml(mark.format(nsdecls("a"))))
