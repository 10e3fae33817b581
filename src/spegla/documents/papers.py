"""What stands on paper: a sheet to fill in by hand, and the result of an occasion. Every text is in its language already."""

from dataclasses import dataclass, field

from spegla.documents.charts import Picture
from spegla.documents.workbook import Level


@dataclass(frozen=True, slots=True)
class PaperItem:
    """An item to take a stand on; `before` says what was answered the time before, where that is told."""

    number: int
    title: str
    statement: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet to fill in by hand. `spaces` name the room for writing under each item. It has no room for a name."""

    language: str
    title: str
    about: str
    how: str
    levels_title: str
    levels: list[Level]
    others: list[str]  # what can be ticked instead of a level
    items: list[PaperItem]
    spaces: list[str]


@dataclass(frozen=True, slots=True)
class Table:
    title: str
    heads: list[str]
    rows: list[list[str]]


@dataclass(frozen=True, slots=True)
class Moved:
    """The shift: the picture, what it shows in words, the same as a table, and who was there at each occasion."""

    title: str
    picture: Picture
    description: str
    caption: str
    table: Table
    there_title: str
    there: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ResultItem:
    """An item with its answer and what has been written about it, as pairs of a label and a text."""

    title: str
    statement: str
    said: str
    written: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Result:
    """An occasion as it stands: the answers, what has moved, item by item, and what people took from it."""

    language: str
    title: str
    about: str
    answers: Table
    total: str
    moved: Moved | None
    items_title: str
    items: list[ResultItem]
    taken: list[tuple[str, str]] = field(default_factory=list)
