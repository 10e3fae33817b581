"""Writes the notes of a meeting as a Word document with real headings, lists and tables. Runs in the child process."""

import io
from typing import Any

import msgspec
from docx import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from spegla.documents.deck import Bullets, Table, Text
from spegla.documents.minutes import Minutes
from spegla.documents.writing.tables import widths_of
from spegla.documents.writing.wording import WORDS, cleaned

INK, QUIET, ACCENT = RGBColor(0x1B, 0x2A, 0x33), RGBColor(0x4D, 0x5A, 0x61), RGBColor(0x0D, 0x53, 0x62)
FONT = "Inter"
ACROSS = 470.0  # points from edge to edge of the text
STYLES = {  # size, colour, bold, air before and after
    "Normal": (10.5, INK, False, 0, 6), "Title": (22, ACCENT, True, 0, 4), "Subtitle": (10.5, QUIET, False, 0, 14),
    "Heading 1": (14, ACCENT, True, 16, 6), "List Bullet": (10.5, INK, False, 0, 3), "Footer": (8, QUIET, False, 0, 0),
}
TABLE = "Spegla"
TABLE_STYLE = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{TABLE}"><w:name w:val="{TABLE}"/>
<w:basedOn w:val="TableNormal"/>
<w:tblPr><w:tblBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="8A959B"/>
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="8A959B"/></w:tblBorders>
<w:tblCellMar><w:top w:w="60" w:type="dxa"/><w:left w:w="80" w:type="dxa"/><w:bottom w:w="60" w:type="dxa"/>
<w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>
<w:bottom w:val="single" w:sz="8" w:space="0" w:color="0D5362"/></w:tcBorders></w:tcPr></w:tblStylePr></w:style>"""
OUR_FONT = (  # what is used where our type is not installed
    f'<w:font w:name="{FONT}"><w:altName w:val="Arial"/><w:panose1 w:val="020B0604020202020204"/><w:charset w:val="00"/>'
    '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>'
)


def write_minutes(payload: bytes) -> bytes:
    """The task: Minutes in, a .docx out."""
    minutes = cleaned(msgspec.msgpack.decode(payload, type=Minutes))
    document = Document()
    _dress(document, minutes)
    document.add_paragraph(minutes.title, style="Title")
    document.add_paragraph(minutes.about, style="Subtitle")
    for section in minutes.sections:
        document.add_paragraph(section.heading, style="Heading 1")
        for part in section.parts:
            _add(document, part)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _add(document: Any, part: Text | Bullets | Table) -> None:
    match part:
        case Text():
            for line in part.text.split("\n"):
                if line.strip():
                    document.add_paragraph(line)
        case Bullets():
            for item in part.items:
                document.add_paragraph(item, style="List Bullet")
        case Table() if part.header or part.rows:
            _add_table(document, part)


def _add_table(document: Any, part: Table) -> None:
    """With a heading row that is one, also when the table goes on to the next page, and never a row cut in two."""
    rows = [*([part.header] if part.header else []), *part.rows]
    table = document.add_table(len(rows), max(map(len, rows)), style=TABLE)
    table.autofit = False
    widths = widths_of([row + ("",) * (len(table.columns) - len(row)) for row in rows], ACROSS, STYLES["Normal"][0])
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Pt(width)
    for number, (row, cells) in enumerate(zip(table.rows, rows, strict=True)):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Pt(width)
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)
        for cell, text in zip(row.cells, cells, strict=False):
            cell.paragraphs[0].add_run(text).bold = True if number == 0 and part.header else None
    _describe(table, part)
    document.add_paragraph().paragraph_format.space_after = Pt(2)


def _describe(table: Any, part: Table) -> None:
    """What the table is called and which row is its headings', for those who listen to it."""
    if part.header:
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    told = table._tbl.tblPr
    look = told.find(qn("w:tblLook"))
    for kind, on in (("firstRow", bool(part.header)), ("firstColumn", False), ("noHBand", True), ("noVBand", True)):
        look.set(qn(f"w:{kind}"), str(int(on)))
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), part.alt)
    told.append(caption)


def _dress(document: Any, minutes: Minutes) -> None:
    """Styles, paper, language and what the document says of itself."""
    for name, (size, colour, bold, before, after) in STYLES.items():
        style = document.styles[name]
        style.element.get_or_add_rPr().clear()
        style.font.name, style.font.size, style.font.bold, style.font.color.rgb = FONT, Pt(size), bold or None, colour
        style.element.rPr.rFonts.set(qn("w:cs"), FONT)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    for name, what in (("Title", "w:pBdr"), ("Footer", "w:tabs")):
        for not_ours in list(document.styles[name].element.iter(qn(what))):
            not_ours.getparent().remove(not_ours)
    document.styles.element.append(parse_xml(TABLE_STYLE))
    _say_language(document, WORDS[minutes.language].tag)
    _paper(document, minutes)
    about = document.core_properties
    about.title, about.author, about.language = minutes.title[:255], minutes.cluster[:255], WORDS[minutes.language].tag
    about.comments = about.last_modified_by = ""
    for dated in about._element.findall("{http://purl.org/dc/terms/}*"):
        about._element.remove(dated)


def _say_language(document: Any, tag: str) -> None:
    told = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for old in told.findall(qn("w:lang")):
        told.remove(old)
    told.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="{tag}" w:eastAsia="{tag}" w:bidi="ar-SA"/>'))
    fonts = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    fonts._blob = fonts.blob.replace(b"</w:fonts>", OUR_FONT.encode() + b"</w:fonts>")


def _paper(document: Any, minutes: Minutes) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = (page.page_width - Pt(ACROSS)) // 2
    page.top_margin = page.bottom_margin = Cm(2)
    line = page.footer.paragraphs[0]
    line.paragraph_format.tab_stops.add_tab_stop(Pt(ACROSS), WD_TAB_ALIGNMENT.RIGHT)
    line.add_run(f"{minutes.title}\t")
    for text, field in (("", "PAGE"), (" (", "NUMPAGES"), (")", "")):
        if text:
            line.add_run(text)
        if field:
            line._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="{field}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'))
