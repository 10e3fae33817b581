"""A small checklist, and files that people might make of it. Everything is made when it is asked for."""

import io
import zipfile

from openpyxl import Workbook

from spegla.documents.reading.shapes import Expected, Item, Level, Occasion
from spegla.documents.reading.task import payload_of, read_answers, reading_of

ITEMS = (
    Item("decision", 1, ("Det finns ett politiskt beslut", "There is a political decision",
                         "Den högsta politiska församlingen har beslutat att all verksamhet ska jämställdhetsintegreras.")),
    Item("asked-for", 2, ("Politiken frågar efter resultat", "Politicians ask for results",
                          "Förtroendevalda frågar regelbundet vad jämställdhetsarbetet har gett.")),
    Item("managers", 3, ("De högsta cheferna ser till att det blir gjort", "Top managers see that it gets done",
                         "Chefer ger uppdrag, tid och stöd till arbetet med jämställdhet.")),
)
LEVELS = (
    Level(1, ("Inte påbörjat", "Not begun")),
    Level(2, ("Behöver utvecklas", "Needs developing")),
    Level(3, ("Finns och används", "In place and in use")),
)
OCCASIONS = (
    Occasion("bm1", ("BM1", "Första benchmarkingträffen", "First meeting")),
    Occasion("bm2", ("BM2", "Andra benchmarkingträffen", "Second meeting")),
    Occasion("conference", ("Resultatkonferens", "Results conference")),
)
EXPECTED = Expected("small", ITEMS, LEVELS, OCCASIONS)
HEADINGS = ("Moment", "Bedömning", "Kommentar")
TITLES = tuple(item.words[0] for item in ITEMS)


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def workbook(**tabs: list[list[object]]) -> bytes:
    """An .xlsx with these tabs, each a list of rows."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in tabs.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return saved(book)


def filled(*scores: object, headings=HEADINGS, comment: str = "") -> list[list[object]]:
    """The rows of a tab: the headings and each item with a score."""
    return [list(headings), *([title, score, comment] for title, score in zip(TITLES, scores, strict=True))]


def read(data: bytes, expected: Expected = EXPECTED):
    """What is understood of a file, without a process of its own."""
    return reading_of(read_answers(payload_of(expected, data)))


def answers(reading) -> dict[str, list[tuple[object, ...]]]:
    """Item, state and score of every line, by tab."""
    return {tab.name: [(line.item, line.state, line.score) for line in tab.lines] for tab in reading.tabs}


def altered(data: bytes, parts: dict[str, bytes | None], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The same archive with some parts replaced or added, or (None) left out."""
    parts, out = dict(parts), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", method) as new:
        for info in old.infolist():
            content = parts.pop(info.filename, old.read(info.filename))
            if content is not None:
                new.writestr(info.filename, content)
        for name, content in parts.items():
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


def part(name: str, data: bytes) -> bytes:
    """One part of an archive."""
    return zipfile.ZipFile(io.BytesIO(data)).read(name)
