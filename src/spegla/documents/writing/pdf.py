"""Writes our PDFs with typst, tagged for those who listen to them (PDF/UA). Runs in the child process.

What people have written goes in as data and never as markup, whatever it looks like. Only our own fonts are used.
"""

import json
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

import msgspec
import typst

from spegla.documents.drawing import svg_of
from spegla.documents.minutes import Minutes
from spegla.documents.papers import Paper, Result
from spegla.documents.writing.tables import widths_of

ROOM = Path(__file__).parents[1]
NOT_SHOWN = re.compile(r'the text `"(.*)"` could not be displayed')
NO_FONT_HAS_IT = "\N{WHITE SQUARE}"
TRIES = 20
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
USUAL = re.compile(r"[^\n\x20-\x7e\xa0-\u024f\u2010-\u2026\u20ac\u25a1]")


class WarningsError(Exception):
    """The typesetter made something other than what we meant, such as with another font."""


def write_paper(payload: bytes) -> bytes:
    """The task: a Paper as JSON in, a PDF to print and fill in by hand out."""
    return typeset("paper", msgspec.to_builtins(msgspec.json.decode(payload, type=Paper)))


def write_result(payload: bytes) -> bytes:
    """The task: a Result as JSON in, a PDF out."""
    result = msgspec.json.decode(payload, type=Result)
    return typeset("result", msgspec.to_builtins(result) | {"svg": svg_of(result.moved.picture) if result.moved else ""})


def write_minutes(payload: bytes) -> bytes:
    """The task: Minutes in, a PDF out."""
    minutes = msgspec.msgpack.decode(payload, type=Minutes)
    content = msgspec.to_builtins(minutes) | {"about": minutes.about}
    for section in content["sections"]:
        section["parts"] = [_with_widths(part) if part["type"] == "table" else part for part in section["parts"]]
    return typeset("minutes", content)


def _with_widths(table: dict[str, Any]) -> dict[str, Any]:
    """All rows as long as the longest, and how wide each column is beside the others."""
    many = max([len(table["header"]), *map(len, table["rows"])])
    header, *rows = ((*row, *[""] * (many - len(row))) for row in (table["header"], *table["rows"]))
    shown = [header, *rows] if table["header"] else rows
    widths = widths_of(shown, 174 / 25.4 * 72, 10) if many else ()
    return table | {"header": header if table["header"] else (), "rows": rows, "widths": widths}


def typeset(source: str, content: dict[str, Any], files: dict[str, bytes] | None = None) -> bytes:
    """A sign that no font of ours has becomes a square: one emoji must not keep anybody from her document.

    `files` are the pictures that the source may ask for, by name.
    """
    data = json.dumps(_readable(content), ensure_ascii=False)
    for _ in range(TRIES):
        try:
            return _compiled(source, data, files or {})
        except typst.TypstError as error:
            found = NOT_SHOWN.search(str(error))
            strange = {sign for sign in found[1] if USUAL.match(sign)} if found else set()
            if not strange:
                break
            data = data.translate(dict.fromkeys(map(ord, strange), NO_FONT_HAS_IT))
    return _compiled(source, USUAL.sub(NO_FONT_HAS_IT, data), files or {})


def _readable(value: Any) -> Any:
    """The content without control signs, which no font has and JSON would hide."""
    if isinstance(value, str):
        return CONTROL.sub(NO_FONT_HAS_IT, value.replace("\r", ""))
    if isinstance(value, dict):
        return {key: _readable(one) for key, one in value.items()}
    return [_readable(one) for one in value] if isinstance(value, list | tuple) else value


def _compiled(source: str, data: str, files: dict[str, bytes]) -> bytes:
    """Where there are pictures, they are laid beside the sources in a folder that goes away again: typst opens nothing else."""
    if not files:
        return _made(ROOM / "typst", source, data)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for name in (source, "house"):
            shutil.copy(ROOM / "typst" / f"{name}.typ", place)
        for name, content in files.items():
            (place / name).write_bytes(content)
        return _made(place, source, data)


def _made(folder: Path, source: str, data: str) -> bytes:
    made, warnings = typst.compile_with_warnings(
        str(folder / f"{source}.typ"), root=str(folder), font_paths=[str(ROOM / "fonts")],
        ignore_system_fonts=True, sys_inputs={"data": data}, pdf_standards="ua-1",
    )
    if warnings:
        raise WarningsError([str(warning) for warning in warnings])
    return bytes(made)
