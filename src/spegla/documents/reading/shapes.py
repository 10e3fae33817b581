"""What a file is read against, what stands in it, and what was understood of it. All of it is plain and goes as JSON."""

from dataclasses import dataclass
from enum import StrEnum

import msgspec

from spegla.documents.workbook import SCORED, UNANSWERED


@dataclass(frozen=True, slots=True)
class Item:
    """An item to be recognised: by its key, its number, or any of its wordings."""

    key: str
    number: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Level:
    value: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Occasion:
    key: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Expected:
    """The checklist and the occasions of the reader's round. `longest` is how long a text may be."""

    checklist: str
    items: tuple[Item, ...]
    levels: tuple[Level, ...]
    occasions: tuple[Occasion, ...]
    longest: int = 4000


class Cell(msgspec.Struct, frozen=True):  # made by the ten thousand: quicker than a dataclass
    """A cell with something in it. `number` when it is one; `bare` when a formula stands there without its value."""

    text: str
    number: float | None = None
    note: str = ""
    bare: bool = False
    broken: bool = False  # an error value, or a date where nobody wrote one


Cells = dict[int, Cell]


@dataclass(frozen=True, slots=True)
class Joined:
    """Merged cells: the first and last row and column."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it stands in a file, rows and columns from 1. Only cells with something in them."""

    name: str
    rows: dict[int, Cells]
    joined: tuple[Joined, ...] = ()
    formulas: frozenset[tuple[int, int]] = frozenset()  # row and column


class How(StrEnum):
    """By what an item was recognised."""

    KEY = "key"
    WORDS = "words"
    ALIKE = "alike"
    NUMBER = "number"
    ORDER = "order"
    NOT = ""


class Why(StrEnum):
    """Why something was not understood."""

    NO_TABLE = "no-table"
    SEVERAL_MARKS = "several-marks"
    NO_VALUE = "no-value"  # a formula that has not been worked out
    BAD_VALUE = "bad-value"  # an error or a date
    TWICE = "twice"  # another row of the tab is the same item
    TOO_LONG = "too-long"
    NO_REASON = "no-reason"  # none of the reasons why a level is another
    NO_ITEM = "no-item"  # a row that is about no item we know


class Told(StrEnum):
    """What is good to know of a file that was read."""

    HIDDEN = "hidden"  # hidden tabs are not read
    FORMULAS = "formulas"  # the value last worked out is what counts
    EXTERNAL = "external"  # links to other files are not followed
    COLUMNS = "columns"  # columns that are not read
    OTHER_CHECKLIST = "other-checklist"
    MORE = "more"  # not everything that was not understood is listed


@dataclass(frozen=True, slots=True)
class Where:
    """A place in the file: the tab (or the number of the table), the row, and the column as a letter."""

    sheet: str
    row: int = 0
    column: str = ""


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    where: Where
    what: str
    why: Why


@dataclass(frozen=True, slots=True)
class Notice:
    told: Told
    what: tuple[str, ...] = ()


class Line(msgspec.Struct, frozen=True):
    """A row with answers. `state` is empty when `raw`, what stands for the score, is none of the levels."""

    row: int
    words: str
    item: str
    how: How
    raw: str = ""
    column: str = ""  # of the score
    state: str = UNANSWERED
    score: int | None = None
    texts: dict[str, str] = {}

    @property
    def says_something(self) -> bool:
        return bool(self.raw or self.texts or self.state == SCORED)


@dataclass(frozen=True, slots=True)
class Tab:
    """A table whose lines are answers at one occasion; an empty `occasion` has to be chosen."""

    name: str
    occasion: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a level is another at the occasion of a tab than the time before. `occasion` is what that tab was once made for."""

    where: Where
    tab: str
    occasion: str
    item: str
    why: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was found in a file. `kind` is guard.Kind; `place` and `unit` are those that wrote it out, if we did."""

    kind: str
    tabs: tuple[Tab, ...]
    not_understood: tuple[NotUnderstood, ...] = ()
    notices: tuple[Notice, ...] = ()
    place: str = ""
    unit: str = ""
    reasons: tuple[Reason, ...] = ()
