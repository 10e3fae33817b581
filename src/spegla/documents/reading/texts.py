"""A CSV file as one table: decoded, and split by semicolon, comma or tab."""

import csv
import io

from spegla.documents.markup import MOST_CELLS, MOST_ROWS
from spegla.documents.problems import DocumentError, Trouble
from spegla.documents.reading.shapes import Cell, Cells, Sheet

LONGEST_FIELD = 100_000


def read_text(data: bytes) -> list[Sheet]:
    """Raises DocumentError when it is no text or no table."""
    lines = io.StringIO(decoded(data), newline="")
    first = next((line for line in lines if line.strip(" ;,\t\r\n")), "")
    lines.seek(0)
    csv.field_size_limit(LONGEST_FIELD)
    reader = csv.reader(lines, delimiter=max(";,\t", key=first.count), strict=True)
    rows: dict[int, Cells] = {}
    number = cells = 0
    try:
        for number, row in enumerate(reader, 1):
            found = {place: Cell(text.strip()) for place, text in enumerate(row, 1) if text.strip()}
            cells += len(row)
            if number > MOST_ROWS or cells > MOST_CELLS:
                raise DocumentError(Trouble.TOO_MANY_ROWS, most=MOST_ROWS)
            if found:
                rows[number] = found
    except csv.Error:
        raise DocumentError(Trouble.BAD_LINE, line=number + 1) from None
    return [Sheet("", rows)]


def decoded(data: bytes) -> str:
    """UTF-8 with or without its mark, UTF-16 with one, else what Windows writes."""
    for encoding in ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not any(sign < " " and sign not in "\t\r\n\f" for sign in set(text)):
            return text
    raise DocumentError(Trouble.UNKNOWN_TYPE)
