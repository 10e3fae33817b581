"""From the tables of a file to what they say of the checklist: which tab is which occasion, which row which item."""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from spegla.documents.reading.headings import find_head, guess_head
from spegla.documents.reading.lines import Table, letters, read_lines
from spegla.documents.reading.matching import Finder, by_order
from spegla.documents.reading.reasons import read_reasons
from spegla.documents.reading.scores import Scale
from spegla.documents.reading.shapes import (
    Expected,
    Line,
    Notice,
    NotUnderstood,
    Reading,
    Reason,
    Sheet,
    Tab,
    Told,
    Where,
    Why,
)
from spegla.documents.reading.words import normal
from spegla.documents.workbook import BESIDE_TAB, CHECKLIST, LEVELS_TAB, OCCASION, PLACE, SHIFT_TAB, UNIT, is_own

MOST_PROBLEMS = 200
MOST_LINES = 2_000  # of one file that are carried on to the preview


def understand(
    sheets: Iterable[Sheet], expected: Expected, *, kind: str, properties: Mapping[str, str], notices: Iterable[Notice] = ()
) -> Reading:
    """Everything that can be understood of the tables, and what cannot. `properties` are those of the file."""
    reader = _Reader(expected, dict(properties), kind)
    for sheet in sheets:
        reader.take(sheet)
    told = list(notices)
    if reader.unknown:
        told.append(Notice(Told.COLUMNS, tuple(dict.fromkeys(reader.unknown))[:20]))
    if reader.formulas:
        told.append(Notice(Told.FORMULAS, tuple(reader.formulas[:20])))
    if is_own(reader.properties) and reader.properties[CHECKLIST] != expected.checklist:
        told.append(Notice(Told.OTHER_CHECKLIST))
    if len(reader.problems) > MOST_PROBLEMS:
        told.append(Notice(Told.MORE))
    return Reading(
        kind, tuple(reader.tabs), tuple(reader.problems[:MOST_PROBLEMS]), tuple(told),
        place=reader.properties.get(PLACE, ""), unit=reader.properties.get(UNIT, ""),
        reasons=tuple(reader.reasons),
    )


class _Reader:
    def __init__(self, expected: Expected, properties: dict[str, str], kind: str) -> None:
        self.expected, self.properties, self.kind = expected, properties, kind
        self.scale, self.finder = Scale(expected.levels), Finder(expected.items)
        self.tabs: list[Tab] = []
        self.reasons: list[Reason] = []
        self.problems: list[NotUnderstood] = []
        self.unknown: list[str] = []
        self.formulas: list[str] = []
        self.occasions = {_close(name): occasion.key for occasion in expected.occasions for name in occasion.names}
        self.by_tab = {name: key.removeprefix(OCCASION) for key, name in properties.items() if key.startswith(OCCASION)}
        ours = {name for tab in (LEVELS_TAB, SHIFT_TAB, BESIDE_TAB) for name in tab.values()}
        self.ours = ours if is_own(properties) else set()
        self.left = MOST_LINES

    def take(self, sheet: Sheet) -> None:
        if sheet.name in self.ours and sheet.name in SHIFT_TAB.values():
            self._take_reasons(sheet)
        if sheet.name in self.ours or not sheet.rows:
            return
        head = find_head(sheet, self.scale)
        if head is None and self.kind == "word":
            head = guess_head(sheet, self.scale)
        if head is None:
            self.problems.append(NotUnderstood(Where(sheet.name), "", Why.NO_TABLE))
            return
        table = Table(sheet, head, self.scale, self.finder, self.expected.longest)
        by_occasion: dict[str, list[Line]] = {}
        for occasion, line in read_lines(table):
            by_occasion.setdefault(occasion, []).append(line)
        for words, lines in by_occasion.items():
            self._add(sheet, words, lines)
        self.problems += table.problems
        self.unknown += [word for word in head.unknown if word.strip()]
        read = {line.row for lines in by_occasion.values() for line in lines}
        self.formulas += [f"{sheet.name}!{cell}" for cell in _worked_out(table, read)]

    def _take_reasons(self, sheet: Sheet) -> None:
        for found in read_reasons(sheet, self.finder, self.by_tab):
            if isinstance(found, Reason):
                self.reasons.append(found)
            else:
                self.problems.append(found)

    def _add(self, sheet: Sheet, words: str, lines: list[Line]) -> None:
        known = [line for line in lines if line.words or line.item]
        told = iter(by_order([(line.item, line.how) for line in known], self.expected.items))
        placed = []
        for line in lines:
            item, how = next(told) if line.words or line.item else (line.item, line.how)
            placed.append(line if (item, how) == (line.item, line.how) else replace(line, item=item, how=how))
        saying = [line for line in self._once(sheet, placed) if line.says_something]
        if saying and self.left > 0:
            kept = saying[: self.left]
            self.left -= len(kept)
            self.tabs.append(Tab(words or sheet.name, self._occasion(sheet, words), tuple(kept)))

    def _once(self, sheet: Sheet, lines: list[Line]) -> Iterable[Line]:
        """Of several rows about one item the first that says something counts; the others are told."""
        seen: set[str] = set()
        for line in lines:
            if line.item in seen:
                if line.says_something:
                    self.problems.append(NotUnderstood(Where(sheet.name, line.row), line.words, Why.TWICE))
                continue
            if line.item and line.says_something:
                seen.add(line.item)
            yield line

    def _occasion(self, sheet: Sheet, words: str) -> str:
        known = {occasion.key for occasion in self.expected.occasions}
        ours = "" if words else self.by_tab.get(sheet.name, "")
        return ours if ours in known else self.occasions.get(_close(words or sheet.name), "")


def _close(name: str) -> str:
    """The name of a tab without spaces: "BM 1" and "bm1" are one."""
    return normal(name).replace(" ", "")


def _worked_out(table: Table, rows: set[int]) -> list[str]:
    """Formulas among the answers; those in sums and other columns do not matter."""
    places = {*table.head.columns.values(), *table.head.levels}
    return [f"{letters(place)}{row}" for row, place in sorted(table.sheet.formulas) if place in places and row in rows]
