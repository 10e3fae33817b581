"""Reading a workbook in: what guard, reading and understanding cost beside the bare library that only opens it."""

import io

import openpyxl

from benchmarks.documents import SENTENCE, Race, book_of
from spegla.documents.child import run_task
from spegla.documents.reading.shapes import Expected, Item, Level, Occasion
from spegla.documents.reading.task import payload_of, read_answers
from spegla.documents.writing.excel import build

ITEMS, ROWS = 10, 5_000


def imported() -> list[Race]:
    """Our own workbook with four tabs, and one tab with very many rows about a checklist of 106 items."""
    return [_race("import of 4 tabs", ITEMS, four_tabs()), _race("import of 5,000 rows", 106, many_rows())]


def _race(title: str, items: int, content: bytes) -> Race:
    payload = payload_of(expected_of(items), content)
    return Race(
        title, lambda: read_answers(payload), lambda: run_task("read-answers", payload, seconds=60, megabytes=300),
        lambda: bare(content), lambda: bare(content, read_only=True),
    )


def expected_of(items: int) -> Expected:
    return Expected(
        "bench", tuple(Item(f"item-{n}", n, (f"Fråga {n}", SENTENCE)) for n in range(1, items + 1)),
        tuple(Level(n, (f"Nivå {n}",)) for n in (1, 2, 3)), tuple(Occasion(key, (key,)) for key in "abcd"),
    )


def four_tabs() -> bytes:
    return _saved(build(book_of(ITEMS)))


def many_rows() -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "a"
    book.active.append(["Nr", "Moment", "Bedömning", "Motivering", "Kommentar"])
    for n in range(ROWS):
        book.active.append([n % 106 + 1, f"Fråga {n % 106 + 1}", n % 3 + 1, SENTENCE, SENTENCE])
    return _saved(book)


def _saved(book: openpyxl.Workbook) -> bytes:
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def bare(content: bytes, *, read_only: bool = False) -> bytes:
    """Every cell's value once, by the full reader or by the one that knows neither joined cells nor notes."""
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True, read_only=read_only)
    seen = sum(value is not None for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for value in row)
    book.close()
    return str(seen).encode()
