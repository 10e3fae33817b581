"""Writing a workbook: what ours costs beside the bare library that is given the same cells."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter, process_time
from typing import Any

import msgspec
import openpyxl
from openpyxl.styles import Font, NamedStyle

from spegla.documents.child import run_task
from spegla.documents.workbook import TEXTS, Entry, Level, Said, Tab, Words, Workbook
from spegla.documents.writing.excel import write_workbook

EXPORTS = (10, 106)
SENTENCE = "Nämnden frågar efter resultatet två gånger om året, och förvaltningen svarar med siffror för kvinnor och män. "


@dataclass(frozen=True)
class Race:
    """`limit` is the bare library with the same cells and looks; `plain`, for orientation, with the same values alone."""

    title: str
    ours: Callable[[], bytes]
    apart: Callable[[], bytes]  # in a process of its own, as it is done when a person asks for it
    limit: Callable[[], bytes]
    plain: Callable[[], bytes]

    def seconds_apart(self, rounds: int) -> float:
        """What the person waits for, the start of the process included."""
        took = []
        for _ in range(rounds):
            begun = perf_counter()
            self.apart()
            took.append(perf_counter() - begun)
        return median(took)

    def measure(self, rounds: int) -> tuple[float, float, float]:
        """Processor seconds of ours, and how many times the limit's and the plain one's they are: medians, in turns."""
        took = [tuple(_seconds(work) for work in (self.ours, self.limit, self.plain)) for _ in range(rounds)]
        return median(a for a, _, _ in took), median(a / b for a, b, _ in took), median(a / c for a, _, c in took)


def _seconds(work: Callable[[], bytes]) -> float:
    begun = process_time()
    work()
    return process_time() - begun


def exported(items: int) -> Race:
    """Four occasions answered in full."""
    content = msgspec.json.encode(book_of(items))
    made = openpyxl.load_workbook(io.BytesIO(write_workbook(content)))
    sheets = {sheet.title: [_cell(cell) for row in sheet for cell in row] for sheet in made}
    return Race(
        f"export of 4 tabs with {items} items", lambda: write_workbook(content),
        lambda: run_task("write-workbook", content, seconds=60, megabytes=700), lambda: bare(sheets, looks=True),
        lambda: bare(sheets, looks=False),
    )


def book_of(items: int) -> Workbook:
    texts = {str(name): SENTENCE for name in TEXTS}
    entries = [Entry(f"item-{n}", n, f"Fråga {n}", SENTENCE) for n in range(1, items + 1)]
    return Workbook(
        language="sv", title="Självskattning", unit="Ängby", checklist="Tio moment", may_sum=True, made="i dag",
        levels=[Level(n, f"Nivå {n}", SENTENCE) for n in (1, 2, 3)], entries=entries,
        tabs=[Tab(key, key, key, {e.key: Said("scored", 2, texts, "acted") for e in entries}) for key in ("a", "b", "c", "d")],
        words=Words(**dict.fromkeys(Words.__dataclass_fields__, "Ord")),
    )


def _cell(cell: Any) -> tuple[int, int, object, str]:
    return cell.row, cell.column, cell.value, cell.style


def bare(sheets: dict[str, list[tuple[int, int, object, str]]], *, looks: bool) -> bytes:
    """No lists, tables, locks, heights or checks: only cells, and saving."""
    book, made = openpyxl.Workbook(), io.BytesIO()
    styles = {name: book.add_named_style(NamedStyle(name, font=Font(bold=True))) for name in _names(sheets)} if looks else {}
    book.remove(book.active)
    for title, cells in sheets.items():
        sheet = book.create_sheet(title)
        for row, column, value, style in cells:
            if value is not None:
                cell = sheet.cell(row, column, value)
                if style in styles:
                    cell.style = style
    book.save(made)
    return made.getvalue()


def _names(sheets: dict[str, list[tuple[int, int, object, str]]]) -> set[str]:
    return {style for cells in sheets.values() for *_, style in cells} - {"Normal"}
