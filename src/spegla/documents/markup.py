"""The XML inside an Office file, streamed and counted before any library builds it in memory. Nothing is kept of the texts."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

from spegla.documents.problems import DocumentError, Trouble

MOST_ROWS = 20_000
MOST_CELLS = 200_000
MOST_STRINGS = 100_000
MOST_ELEMENTS = 800_000
MOST_JOINED = 2_000  # joined or linked areas in a file
WIDEST = 5_000  # cells in one such area, and ten times that in all of them
LAST_COLUMN, LAST_ROW = 702, 100_000  # ZZ: nothing is written further out
DEEPEST = 100
MOST_FORMULAS = 1_000  # that are remembered
CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")

Attributes = dict[str, str]


@dataclass
class Counted:
    """What has been seen in a file so far, over all its parts."""

    most_elements: int = MOST_ELEMENTS
    crowded: Trouble = Trouble.TOO_MANY_CELLS  # what is said when there are more
    rows: int = 0
    cells: int = 0
    strings: int = 0
    elements: int = 0
    joined: int = 0
    covered: int = 0
    sheets: list[tuple[str, str]] = field(default_factory=list)  # name and relation, in order
    relations: dict[str, str] = field(default_factory=dict)
    formulas: dict[str, set[str]] = field(default_factory=dict)  # part: cells
    external: bool = False
    content_types: set[str] = field(default_factory=set)


class Part:
    """One part of the archive as it is streamed. Raises DocumentError as soon as there is too much of something."""

    def __init__(self, name: str, counted: Counted) -> None:
        self.name, self.counted, self.depth, self.cell = name, counted, 0, ""
        self.handlers: dict[str, Callable[[Attributes], None]] = {
            "row": self._row, "tr": self._row, "c": self._cell, "tc": self._cell, "v": self._value, "is": self._value,
            "f": self._formula, "si": self._string, "mergeCell": self._area, "hyperlink": self._area,
            "comment": self._one_cell, "sheet": self._sheet, "Relationship": self._relation,
            "Override": self._type, "Default": self._type,
        }
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.EntityDeclHandler = self._doctype

    def feed(self, data: bytes, *, last: bool = False) -> None:
        try:
            self.parser.Parse(data, last)
        except expat.ExpatError:
            raise DocumentError(Trouble.CUT_SHORT) from None

    def _start(self, name: str, attributes: Attributes) -> None:
        self.depth += 1
        counted = self.counted
        counted.elements += 1
        if self.depth > DEEPEST:
            raise DocumentError(Trouble.STRANGE_PARTS)
        if counted.elements > counted.most_elements:
            raise DocumentError(counted.crowded, most=MOST_CELLS)
        handler = self.handlers.get(name.rsplit(":", 1)[-1] if ":" in name else name)
        if handler:
            handler(attributes)

    def _end(self, name: str) -> None:
        self.depth -= 1

    def _doctype(self, *_declared: object) -> None:
        raise DocumentError(Trouble.DOCTYPE)

    def _row(self, _: Attributes) -> None:
        self.counted.rows += 1
        if self.counted.rows > MOST_ROWS:
            raise DocumentError(Trouble.TOO_MANY_ROWS, most=MOST_ROWS)

    def _cell(self, attributes: Attributes) -> None:
        self.cell = attributes.get("r", "")
        self.counted.cells += 1
        if self.counted.cells > MOST_CELLS:
            raise DocumentError(Trouble.TOO_MANY_CELLS, most=MOST_CELLS)

    def _value(self, _: Attributes) -> None:
        """Empty cells with a format may stand anywhere; one with a value far out is no checklist."""
        if len(self.cell) > 4:
            column, row = position(self.cell)
            if column > LAST_COLUMN or row > LAST_ROW:
                raise DocumentError(Trouble.TOO_FAR_OUT, cell=self.cell)

    def _formula(self, attributes: Attributes) -> None:
        found = self.counted.formulas.setdefault(self.name, set())
        if len(found) < MOST_FORMULAS:
            found.add(self.cell)

    def _string(self, _: Attributes) -> None:
        self.counted.strings += 1
        if self.counted.strings > MOST_STRINGS:
            raise DocumentError(Trouble.TOO_MUCH_TEXT)

    def _area(self, attributes: Attributes) -> None:
        if "ref" not in attributes:
            return
        self.counted.joined += 1
        covered = area(attributes["ref"])
        self.counted.covered += covered
        if covered > WIDEST or self.counted.covered > 10 * WIDEST or self.counted.joined > MOST_JOINED:
            raise DocumentError(Trouble.TOO_WIDE, cell=attributes["ref"][:30])

    def _one_cell(self, attributes: Attributes) -> None:
        if "ref" in attributes:
            position(attributes["ref"])

    def _sheet(self, attributes: Attributes) -> None:
        relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
        self.counted.sheets.append((attributes.get("name", ""), relation))

    def _relation(self, attributes: Attributes) -> None:
        if attributes.get("Type", "").endswith("/externalLink"):
            self.counted.external = True
        if self.name.endswith("workbook.xml.rels"):
            self.counted.relations[attributes.get("Id", "")] = attributes.get("Target", "")

    def _type(self, attributes: Attributes) -> None:
        self.counted.content_types.add(attributes.get("ContentType", ""))


def position(cell: str) -> tuple[int, int]:
    """Column and row, from 1, of an address like "C7". Raises DocumentError when it is none."""
    found = CELL.fullmatch(cell)
    if not found:
        raise DocumentError(Trouble.STRANGE_PARTS)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return column, int(found[2])


def area(ref: str) -> int:
    """How many cells a reference like "A1:C3" covers."""
    first, _, last = ref.replace("$", "").partition(":")
    (left, top), (right, bottom) = position(first), position(last or first)
    return (abs(right - left) + 1) * (abs(bottom - top) + 1)
