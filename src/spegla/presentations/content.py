"""What a slide holds, as plain values: what the product fills in, what people write and what was shared look the same."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["text", "bullets", "picture", "table", "chart"]
ChartKind = Literal["dots", "slope"]
Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Series:
    """A line of a chart: its name, and a value or nothing for each category."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Numbers of our own. `low` and `high` are the ends of the scale, whatever the values are."""

    kind: ChartKind
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Content:
    """`text` has a line for each bullet; the first of `rows` is the head of a table; `picture` is the id of a kept file."""

    text: str = ""
    rows: Rows = ()
    chart: Chart | None = None
    picture: int | None = None
    alt: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.text.strip() or len(self.rows) > 1 or self.chart or self.picture)


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide as it is shown: which slot it is, what kind, its heading and what it holds."""

    slot: str
    kind: Kind
    title: str
    content: Content = field(default_factory=Content)

    @property
    def lines(self) -> list[str]:
        """Its text, line by line, without empty ones."""
        return [line.strip() for line in self.content.text.splitlines() if line.strip()]


def filled_rows(rows: Sequence[Sequence[str]]) -> Rows:
    """The rows in which something is written."""
    trimmed = [tuple(cell.strip() for cell in row) for row in rows]
    return tuple(row for row in trimmed if any(row))
