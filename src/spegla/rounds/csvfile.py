"""A table as people save it from a spreadsheet: decoded, split into lines, headings recognised. What it says is others'."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

MOST_BYTES = 1_000_000
MOST_LINES = 2_000
LONGEST_CELL = 500
FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class Problem:
    """What has to be mended, where: the line (0: the file as a whole) and the heading of the column, if it is one."""

    line: int
    column: str
    message: str


class UnreadableError(ValueError):
    """The file cannot be read as a table at all; `problem` says why."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.problem = Problem(0, "", message)


@dataclass(frozen=True, slots=True)
class Row:
    """One line: its number in the file and its cells under the keys of the headings that were recognised."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        return self.cells.get(key, "")


@dataclass(frozen=True)
class Table:
    """`headings` are the words of the file by key; `unknown` those that were not recognised."""

    headings: Mapping[str, str]
    unknown: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]


def decoded(data: bytes) -> str:
    """The text of an uploaded file: UTF-8 with or without its mark, UTF-16 with one, else what Windows writes.

    Raises UnreadableError when it is too large or no text at all.
    """
    if len(data) > MOST_BYTES:
        raise UnreadableError(_("Filen är för stor. En deltagarlista får vara högst 1 MB."))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _text(data, "utf-16")
    if b"\0" in data or data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")):
        raise UnreadableError(_("Det här är ingen textfil. Öppna den i kalkylprogrammet och spara den som CSV."))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _text(data, "cp1252")


def _text(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(_("Filens tecken kan inte läsas. Spara den som CSV i UTF-8.")) from error


def read_table(text: str, known: Mapping[str, Iterable[str]]) -> Table:
    """The table in the text. `known` gives the words a heading may have, by key; the first line is the headings.

    Raises UnreadableError when there is no table to read.
    """
    if len(text) > MOST_BYTES:
        raise UnreadableError(_("Texten är för lång. En deltagarlista får vara högst 1 MB."))
    lines = _lines(text.lstrip("\ufeff"))
    if not lines:
        raise UnreadableError(_("Här finns inget att läsa. Den första raden ska vara rubriker."))
    keys = {plain(word): key for key, words in known.items() for word in words}
    words = [" ".join(cell.split()) for cell in lines[0][1]]
    columns = [keys.get(plain(word), "") for word in words]
    headings = {key: word for key, word in zip(columns, words, strict=True) if key}
    if len(headings) < sum(map(bool, columns)):
        twice = next(word for key, word in zip(columns, words, strict=True) if key and columns.count(key) > 1)
        raise UnreadableError(_("Rubriken ”%(word)s” finns två gånger.") % {"word": twice})
    unknown = tuple(word for key, word in zip(columns, words, strict=True) if word and not key)
    rows: list[Row] = []
    problems: list[Problem] = []
    for number, cells in lines[1:]:
        row = Row(number, {key: _clean(cell) for key, cell in zip(columns, cells, strict=False) if key})
        rows += [row] if any(row.cells.values()) else []
        problems += _problems(row, headings, cells[len(columns) :])
    return Table(headings, unknown, tuple(rows), tuple(problems))


def plain(word: str) -> str:
    """A word as it is compared: small letters, without spaces, hyphens and dots."""
    return re.sub(r"[\s\-_./:*()]+", "", word.casefold())


def _lines(text: str) -> list[tuple[int, list[str]]]:
    """The records with the number of the line each begins on; empty lines before the headings are left out."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(";,\t", key=first.count), strict=True)
    found: list[tuple[int, list[str]]] = []
    begins = 1
    try:
        for cells in reader:
            if found or any(cell.strip() for cell in cells):
                found.append((begins, cells))
            begins = reader.line_num + 1
            if len(found) > MOST_LINES:
                raise UnreadableError(_("Filen har för många rader. Dela upp den: högst 2 000 rader i taget."))
    except csv.Error as error:
        message = _("Rad %(line)s kan inte läsas. Ett citattecken står fel, eller är öppnat men inte stängt.")
        raise UnreadableError(message % {"line": begins}) from error
    return found


def _clean(cell: str) -> str:
    """Without double spaces; a dash alone is how people write that there is nothing."""
    cell = " ".join(cell.split())
    return "" if cell in ("-", "–") else cell


def _problems(row: Row, headings: Mapping[str, str], beyond: Iterable[str]) -> Iterable[Problem]:
    if any(cell.strip() for cell in beyond):
        yield Problem(row.line, "", _("Raden har fler kolumner än det finns rubriker."))
    for key, cell in row.cells.items():
        if cell.startswith(FORMULA):
            message = _("”%(cell)s” ser ut som en formel. Skriv bara texten.") % {"cell": cell[:40]}
            yield Problem(row.line, headings[key], message)
        elif len(cell) > LONGEST_CELL or not cell.isprintable():
            yield Problem(row.line, headings[key], _("Texten är för lång eller har tecken som inte kan läsas."))
