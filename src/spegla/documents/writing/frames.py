"""Pictures, tables and charts put into their places on a slide, whole and with their words for those who do not see them."""

import io
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.shapes.placeholder import ChartPlaceholder, PicturePlaceholder, TablePlaceholder
from pptx.util import Emu, Pt

from spegla.documents.deck import Chart, Picture
from spegla.documents.writing import native
from spegla.documents.writing.masters import Box
from spegla.documents.writing.pictures import ready
from spegla.documents.writing.tables import MARGIN_X, MARGIN_Y, Grid
from spegla.documents.writing.wording import Words, write

MASTERS_TYPE = "+mn-lt"  # said in tables, where not every program takes it from the master
DECORATIVE = (
    f'<a:extLst {nsdecls("a")}><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


def put(slide: Any, shown: Picture | Chart | Grid, place: Any, box: Box, words: Words) -> Any:
    """Into the place, or where there is none (None) into the box. Returns what stands there."""
    match shown:
        case Picture():
            return _picture(slide, shown, place, box, words)
        case Chart() if shown.categories and shown.series:
            frame = _chart(slide, shown, place, box, words)
        case Grid():
            frame = _table(slide, shown, place, box, words)
        case _:
            return _told(slide, shown.alt, place, box, words)
    describe(frame, shown.alt)
    return frame


def describe(shape: Any, alt: str) -> None:
    """What is read aloud instead of it; without words it is passed over."""
    told = shape._element.xpath(".//p:cNvPr")[0]
    told.set("descr", alt)
    if not alt.strip():
        told.append(parse_xml(DECORATIVE))


def _picture(slide: Any, shown: Picture, place: Any, box: Box, words: Words) -> Any:
    """As large as it fits, never cut: the program would cut it to fill its place."""
    found = ready(shown.data)
    if found is None:
        return _told(slide, words.no_picture.format(shown.alt).strip(), place, box, words)
    data, _, (wide, high) = found
    if place is not None:
        made = PicturePlaceholder(place._element, place._parent).insert_picture(io.BytesIO(data))
        made.crop_left = made.crop_right = made.crop_top = made.crop_bottom = 0
    else:
        made = slide.shapes.add_picture(io.BytesIO(data), 0, 0)
    scale = min(box.width / wide, box.height / high, 25_400)  # no dot larger than two points
    made.width, made.height = Emu(round(wide * scale)), Emu(round(high * scale))
    made.left, made.top = Emu(box.left + (box.width - made.width) // 2), Emu(box.top + (box.height - made.height) // 2)
    describe(made, shown.alt)
    return made


def _chart(slide: Any, shown: Chart, place: Any, box: Box, words: Words) -> Any:
    kind, data = native.kind_of(shown), native.data_of(shown)
    if place is not None:
        frame = ChartPlaceholder(place._element, place._parent).insert_chart(kind, data)
    else:
        frame = slide.shapes.add_chart(kind, box.left, box.top, box.width, box.height, data)
    native.dress(frame.chart, shown, words.tag)
    return frame


def _table(slide: Any, shown: Grid, place: Any, box: Box, words: Words) -> Any:
    rows, columns = len(shown.heights), len(shown.widths)
    if place is not None:
        frame = TablePlaceholder(place._element, place._parent).insert_table(rows, columns)
    else:
        frame = slide.shapes.add_table(rows, columns, box.left, box.top, box.width, Pt(sum(shown.heights)))
    frame.height = Pt(sum(shown.heights))
    table = frame.table
    table.first_row, table.horz_banding = bool(shown.header), False
    _style(slide, table)
    for column, width in zip(table.columns, shown.widths, strict=True):
        column.width = Pt(width)
    lines = [shown.header, *shown.rows] if shown.header else shown.rows
    for row, height, cells in zip(table.rows, shown.heights, lines, strict=True):
        row.height = Pt(height)
        for cell, text in zip(row.cells, cells, strict=True):
            cell.margin_left = cell.margin_right = Pt(MARGIN_X / 2)
            cell.margin_top = cell.margin_bottom = Pt(MARGIN_Y / 2)
            write(cell.text_frame, text.split("\n"), words, size=shown.size, font=MASTERS_TYPE)
    return frame


def _style(slide: Any, table: Any) -> None:
    """The style that the master has for its tables."""
    styles = [relation.target_part for relation in slide.part.package.presentation_part.rels.values()
              if relation.reltype.endswith("/tableStyles")]
    wanted = parse_xml(styles[0].blob).get("def") if styles else None
    told = table._tbl.tblPr.find(qn("a:tableStyleId"))
    if wanted and told is not None:
        told.text = wanted


def _told(slide: Any, text: str, place: Any, box: Box, words: Words) -> Any:
    """Words instead of what cannot be shown."""
    if place is not None:
        place._element.getparent().remove(place._element)
    made = slide.shapes.add_textbox(box.left, box.top, box.width, box.height)
    made.text_frame.word_wrap = True
    write(made.text_frame, [text], words, size=18)
    return made
