"""The guard: what a file is by its content, and that it is small and plain enough, before any library opens it.

An archive is really unpacked while it is counted, so that nothing its headers say is trusted. Nothing is kept.
"""

import io
import lzma
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from spegla.documents.markup import MOST_ELEMENTS, Counted, Part
from spegla.documents.problems import DocumentError, Trouble

Kind = Literal["workbook", "word", "text", "deck", "pdf"]
MEGABYTE = 1024 * 1024
MOST_BYTES = 10 * MEGABYTE
MOST_PARTS = 1_000
MOST_UNPACKED = 40 * MEGABYTE
MOST_IN_PART = 20 * MEGABYTE
MOST_SLIDES = 200
CHUNK = 256 * 1024
OLE2, ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
PDF, FAR = b"%PDF-", 1024  # how far in a PDF may begin
NOT_TEXT = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"MZ", b"\x7fELF")
XML_PARTS = (".xml", ".rels", ".vml")
MARKS, BLANKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"), b" \t\r\n"  # what XML may begin with before its first sign
MAIN: dict[Kind, tuple[str, ...]] = {  # by the type of the part that everything hangs on
    "workbook": ("spreadsheetml.sheet.main+xml",), "word": ("wordprocessingml.document.main+xml",),
    "deck": ("presentationml.presentation.main+xml", "presentationml.template.main+xml", "presentationml.slideshow.main+xml"),
}
SLIDE = "ppt/slides/slide"
MACROS = ("macroenabled", "vbaproject", "macrosheet")


@dataclass(frozen=True)
class Limits:
    """What is let through: which kinds, and how much of them. Sizes in bytes."""

    kinds: tuple[Kind, ...] = ("workbook", "word", "text")
    size: int = MOST_BYTES
    parts: int = MOST_PARTS
    unpacked: int = MOST_UNPACKED
    in_part: int = MOST_IN_PART
    elements: int = MOST_ELEMENTS
    crowded: Trouble = Trouble.TOO_MANY_CELLS  # what is said of more elements than that


CHECKLIST = Limits()
SLIDES = Limits(("deck", "pdf"), 20 * MEGABYTE, 3_000, 60 * MEGABYTE, 25 * MEGABYTE, 400_000, Trouble.TOO_MANY_PARTS)


@dataclass(frozen=True)
class Guarded:
    """What may be opened. `formulas` are the cells that are worked out by the spreadsheet, by the name of their sheet."""

    kind: Kind
    formulas: dict[str, set[str]]
    external_links: bool = False


def guard(data: bytes, limits: Limits = CHECKLIST) -> Guarded:
    """Look the file over. Raises DocumentError with what is wrong with it."""
    if not data:
        raise DocumentError(Trouble.EMPTY)
    if len(data) > limits.size:
        raise DocumentError(Trouble.TOO_LARGE, most=limits.size // MEGABYTE)
    if data.startswith(OLE2):
        raise DocumentError(Trouble.ENCRYPTED if ENCRYPTED_PACKAGE in data else Trouble.OLD_FORMAT)
    guarded = _archive(data, limits) if data.startswith(ZIP) else Guarded(_plain_kind(data), {})
    if guarded.kind not in limits.kinds:
        raise DocumentError(Trouble.UNKNOWN_TYPE)
    return guarded


def _plain_kind(data: bytes) -> Kind:
    """Of what is no archive. Raises DocumentError when it is none of ours."""
    if PDF in data[:FAR]:
        return "pdf"
    if data.startswith(NOT_TEXT) or (b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff"))):
        raise DocumentError(Trouble.UNKNOWN_TYPE)
    return "text"


def _archive(data: bytes, limits: Limits) -> Guarded:
    if data.count(b"PK\x01\x02") > limits.parts:
        raise DocumentError(Trouble.TOO_MANY_PARTS)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _names(archive.infolist())
            counted = _unpacked(archive, limits)
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, OSError, ValueError, OverflowError):
        raise DocumentError(Trouble.CUT_SHORT) from None
    return Guarded(_kind(counted), _formulas(counted), counted.external)


def _names(parts: list[zipfile.ZipInfo]) -> None:
    names = [part.filename for part in parts]
    if "mimetype" in names and "content.xml" in names:
        raise DocumentError(Trouble.OPEN_DOCUMENT)
    if any(part.flag_bits & 1 for part in parts):
        raise DocumentError(Trouble.ENCRYPTED)
    if any(word in name.lower() for name in names for word in MACROS):
        raise DocumentError(Trouble.MACROS)
    if sum(name.startswith(SLIDE) for name in names) > MOST_SLIDES:
        raise DocumentError(Trouble.TOO_MANY_SLIDES, most=MOST_SLIDES)
    told = [name.casefold() for name in names]
    if len(set(told)) < len(told) or any(_strange(name) for name in names):
        raise DocumentError(Trouble.STRANGE_PARTS)


def _strange(name: str) -> bool:
    path = PurePosixPath(name)
    return path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name or len(path.parts) > 10


def _unpacked(archive: zipfile.ZipFile, limits: Limits) -> Counted:
    """Everything in the archive, unpacked to its real size and forgotten again; its XML counted."""
    counted, total = Counted(limits.elements, limits.crowded), 0
    for info in archive.infolist():
        part = Part(info.filename, counted) if info.filename.lower().endswith(XML_PARTS) else None
        size = 0
        with archive.open(info) as content:
            while chunk := content.read(CHUNK):
                if not (part or size) and _is_xml(chunk):
                    part = Part(info.filename, counted)
                size += len(chunk)
                if size > limits.in_part or total + size > limits.unpacked:
                    raise DocumentError(Trouble.UNPACKS_TOO_LARGE, most=limits.unpacked // MEGABYTE)
                if part:
                    part.feed(chunk)
        if part:
            part.feed(b"", last=True)
        total += size
    return counted


def _is_xml(begins: bytes) -> bool:
    """Told by its content: a library opens what another part points to, whatever it is called."""
    bare = begins.lstrip(BLANKS)
    return begins.startswith(MARKS) or bare.startswith((b"<", b"\0<")) or not bare


def _kind(counted: Counted) -> Kind:
    types = " ".join(counted.content_types).lower()
    if any(word in types for word in MACROS):
        raise DocumentError(Trouble.MACROS)
    found: list[Kind] = [kind for kind, names in MAIN.items() if any(name in types for name in names)]
    if len(found) != 1:
        raise DocumentError(Trouble.UNKNOWN_TYPE)
    return found[0]


def _formulas(counted: Counted) -> dict[str, set[str]]:
    parts = {PurePosixPath(part).name: cells for part, cells in counted.formulas.items()}
    by_sheet = {name: PurePosixPath(counted.relations.get(relation, "")).name for name, relation in counted.sheets}
    return {name: parts[part] for name, part in by_sheet.items() if part in parts}
