"""The libraries alone, as one would use them for just this content: nothing is measured, split, cleaned or checked."""

import io
from typing import Any

import icalendar
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from pptx import Presentation
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.util import Pt

from spegla.documents.calendars import Entry
from spegla.documents.deck import Bullets, Chart, Deck, Picture, Slide, Table, Text
from spegla.documents.minutes import Minutes
from spegla.documents.writing import native
from spegla.documents.writing.opening import OURS

LAYOUTS = {Text: 1, Bullets: 2, Picture: 3, Table: 4, Chart: 5}
BESIDE = 6


def dressed_deck(deck: Deck) -> bytes:
    """With languages, sizes in tables, and charts that look like ours."""
    return _deck(deck, looks=True)


def plain_deck(deck: Deck) -> bytes:
    return _deck(deck, looks=False)


def _deck(deck: Deck, *, looks: bool) -> bytes:
    made, out = Presentation(OURS / "sv.pptx"), io.BytesIO()
    first = made.slides.add_slide(made.slide_layouts[0])
    first.shapes.title.text = deck.title
    first.placeholders[1].text = "\n".join((deck.subtitle, deck.organisation, deck.date))
    for slide in deck.slides:
        _slide(made, slide, looks)
    made.save(out)
    return out.getvalue()


def _slide(made: Any, slide: Slide, looks: bool) -> None:
    shown = [part for part in slide.parts if not isinstance(part, Text | Bullets)]
    words = [part for part in slide.parts if isinstance(part, Text | Bullets)]
    layout = BESIDE if shown and words else LAYOUTS[type(slide.parts[-1])]
    page = made.slides.add_slide(made.slide_layouts[layout])
    page.shapes.title.text = slide.title
    page.notes_slide.notes_text_frame.text = slide.notes
    if words:
        lines = [line for part in words for line in ([part.text] if isinstance(part, Text) else part.items)]
        page.placeholders[1].text = "\n".join(lines)
    for part in shown:
        _put(page, page.placeholders[2 if words else 1], part, looks)
    if looks:
        for shape in page.shapes:
            _speak(shape)


def _speak(shape: Any) -> None:
    for paragraph in shape.text_frame.paragraphs if shape.has_text_frame else ():
        for run in paragraph.runs:
            run.font.language_id = MSO_LANGUAGE_ID.SWEDISH


def _put(page: Any, place: Any, part: Picture | Table | Chart, looks: bool) -> None:
    match part:
        case Picture():
            frame = place.insert_picture(io.BytesIO(part.data))
        case Chart():
            kind, data = native.kind_of(part), native.data_of(part)
            box = place.left, place.top, place.width, place.height
            held = hasattr(place, "insert_chart")
            frame = place.insert_chart(kind, data) if held else page.shapes.add_chart(kind, *box, data)
            if looks:
                native.dress(frame.chart, part, "sv-SE")
        case Table():
            frame = place.insert_table(len(part.rows) + 1, len(part.header))
            for row, cells in zip(frame.table.rows, (part.header, *part.rows), strict=True):
                for cell, text in zip(row.cells, cells, strict=True):
                    _write(cell, text, looks)
    frame._element.xpath(".//p:cNvPr")[0].set("descr", part.alt)


def _write(cell: Any, text: str, looks: bool) -> None:
    cell.text = text
    if looks:
        cell.margin_left = cell.margin_right = cell.margin_top = cell.margin_bottom = Pt(6)
        font = cell.text_frame.paragraphs[0].runs[0].font
        font.size, font.language_id = Pt(14), MSO_LANGUAGE_ID.SWEDISH


def dressed_notes(minutes: Minutes) -> bytes:
    """With a style for its tables and widths for their columns."""
    return _notes(minutes, looks=True)


def plain_notes(minutes: Minutes) -> bytes:
    return _notes(minutes, looks=False)


def _notes(minutes: Minutes, *, looks: bool) -> bytes:
    made, out = Document(), io.BytesIO()
    if looks:
        made.styles.add_style("Ours", WD_STYLE_TYPE.TABLE)
    made.add_heading(minutes.title, 0)
    made.add_paragraph(minutes.about)
    for section in minutes.sections:
        made.add_heading(section.heading, 1)
        for part in section.parts:
            _note(made, part, looks)
    made.save(out)
    return out.getvalue()


def _note(made: Any, part: Text | Bullets | Table, looks: bool) -> None:
    match part:
        case Text():
            made.add_paragraph(part.text)
        case Bullets():
            for item in part.items:
                made.add_paragraph(item, style="List Bullet")
        case Table():
            table = made.add_table(len(part.rows) + 1, len(part.header), style="Ours" if looks else None)
            for row, cells in zip(table.rows, (part.header, *part.rows), strict=True):
                for cell, text in zip(row.cells, cells, strict=True):
                    cell.text = text
                    if looks:
                        cell.width, cell.paragraphs[0].paragraph_format.space_after = Pt(100), Pt(0)


def sent(entry: Entry) -> bytes:
    calendar, event = icalendar.Calendar(), icalendar.Event()
    for name, value in (("prodid", "-//x//x//SV"), ("version", "2.0"), ("method", entry.method.value)):
        calendar.add(name, value)
    for name, value in (
        ("uid", entry.uid), ("sequence", entry.sequence), ("summary", entry.title), ("dtstart", entry.starts),
        ("dtend", entry.ends), ("dtstamp", entry.at), ("location", entry.place), ("url", entry.url),
        ("description", entry.text), ("status", entry.status.value),
    ):
        event.add(name, value)
    people = [(event, "attendee", one) for one in entry.attendees]
    for where, name, person in people + ([(event, "organizer", entry.organiser)] if entry.organiser else []):
        address = icalendar.vCalAddress(f"mailto:{person.email}")
        address.params["CN"], address.params["RSVP"] = person.name, "TRUE"
        where.add(name, address)
    calendar.add_component(event)
    calendar.add_missing_timezones(entry.starts.date(), entry.ends.date())
    return calendar.to_ical()
