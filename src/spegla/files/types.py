"""Which types of file are taken, told by what is in the file and not by its name. No database here."""

import unicodedata
import zipfile
from typing import IO, Any

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
PNG, JPG, TXT, CSV = "image/png", "image/jpeg", "text/plain", "text/csv"

ENDINGS = {
    PDF: (".pdf",), DOCX: (".docx",), XLSX: (".xlsx",), PPTX: (".pptx",), PNG: (".png",), JPG: (".jpg", ".jpeg"),
    TXT: (".txt",), CSV: (".csv",),
}
OPENINGS = {b"%PDF-": PDF, b"\x89PNG\r\n\x1a\n": PNG, b"\xff\xd8\xff": JPG}
OFFICE_PARTS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX, "ppt/presentation.xml": PPTX}
LONGEST_NAME = 200


class UnknownTypeError(ValueError):
    """The file is of no type that is taken."""


def type_of(content: IO[Any], name: str) -> str:
    """The media type of what is in the file; raises UnknownTypeError. Text alone also needs a name ending in .txt or .csv."""
    content.seek(0)
    opening = content.read(8)
    for first, media_type in OPENINGS.items():
        if opening.startswith(first):
            return media_type
    if opening.startswith(b"PK\x03\x04"):
        return _office_type(content)
    for media_type in (TXT, CSV):
        if name.lower().endswith(ENDINGS[media_type]) and _is_text(content):
            return media_type
    raise UnknownTypeError(name)


def clean_name(name: str, media_type: str) -> str:
    """What the person called it, without signs that deceive or break, and with an ending that tells the truth."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C").strip(" .")
    endings = ENDINGS[media_type]
    ending = next((known for known in endings if shown.lower().endswith(known)), "")
    stem = shown[: len(shown) - len(ending)] or "fil"
    ending = shown[len(stem) :] if ending and shown.startswith(stem) else endings[0]
    return stem[: LONGEST_NAME - len(ending)] + ending


def _office_type(content: IO[Any]) -> str:
    """Word, Excel and PowerPoint files are zip archives with a certain part; those with macros are not taken."""
    content.seek(0)
    try:
        with zipfile.ZipFile(content) as archive:
            parts = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise UnknownTypeError("a broken archive") from error
    found = [media_type for part, media_type in OFFICE_PARTS.items() if part in parts]
    has_macros = any(part.endswith("vbaProject.bin") for part in parts)
    if len(found) != 1 or "[Content_Types].xml" not in parts or has_macros:
        raise UnknownTypeError("an archive")
    return found[0]


def _is_text(content: IO[Any]) -> bool:
    """In one of the encodings that Swedish offices write, and without signs that no text has."""
    content.seek(0)
    raw = content.read()
    encodings = ["utf-16"] if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        return not any(unicodedata.category(sign) == "Cc" and sign not in "\t\r\n\f" for sign in text)
    return False
