"""Pictures drawn on the server: from numbers and labels to shapes. Pages print them as SVG; drawing.py does for paper."""

from collections.abc import Sequence
from dataclasses import dataclass, field

MARGIN, NARROW, WIDE = 72, 216, 150  # from the edge to the first time; between two times, and between more than two
HEAD, LABEL, STEP, GAP, RADIUS = 44, 30, 30, 10, 13
STUB = 0.3  # of the way: what is drawn at each end of a line that goes over a hole


@dataclass(frozen=True, slots=True)
class Rise:
    """A line from one time to another, by their numbers. `kind` is its look; `word` stands where it arrives."""

    start: int
    end: int
    kind: str = ""
    word: str = ""
    over_hole: bool = False


@dataclass(frozen=True, slots=True)
class Slope:
    """Something over time: at each time a level or nothing. Nothing is not the lowest level: it has no dot."""

    label: str
    levels: tuple[int | None, ...]
    rises: tuple[Rise, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    x: float
    y: float
    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    x1: float
    y1: float
    x2: float
    y2: float
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    y: float
    height: float
    label: Words


@dataclass(frozen=True, slots=True)
class Picture:
    """`viewbox` and what lies in it, in drawing order: bands, lines, dots, words; `arrivals` stand at the end of a line."""

    width: int
    height: int
    bands: list[Band] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    dots: list[Words] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    arrivals: list[Words] = field(default_factory=list)
    radius: int = RADIUS

    @property
    def viewbox(self) -> str:
        return f"0 0 {self.width} {self.height}"


def slopes(things: Sequence[Slope], levels: Sequence[tuple[int, str]], times: Sequence[tuple[str, str]]) -> Picture:
    """One band per level, the highest on top; in it a dot per thing at each time, the times from left to right.

    `times` are a name and a note each. Things at the same level stand under each other in their order, so that no dot
    hides another. A line is drawn only between two levels; one that goes over a hole is broken in the middle.
    """
    columns = [float(MARGIN + (NARROW if len(times) < 3 else WIDE) * number) for number in range(len(times))]
    bands, places, y = [], {}, float(HEAD)
    for value, title in sorted(levels, reverse=True):
        held = [[thing for thing in things if thing.levels[time] == value] for time in range(len(times))]
        height = LABEL + STEP * max(1, *map(len, held))
        bands.append(Band(y, height, Words(12, y + 20, f"{value} {title}")))
        for time, members in enumerate(held):
            for row, thing in enumerate(members):
                places[thing.label, time] = (columns[time], y + LABEL + STEP * row + STEP / 2 - 4)
        y += height + GAP
    dots = [Words(x, dot_y, label) for (label, _), (x, dot_y) in places.items()]
    words = [Words(x, 20, name) for x, (name, _) in zip(columns, times, strict=True)]
    words += [Words(x, 36, note, "note") for x, (_, note) in zip(columns, times, strict=True) if note]
    lines, arrivals = _lines(things, places), _arrivals(things, places)
    return Picture(int(columns[-1]) + MARGIN, int(y - GAP + 1), bands, lines, dots, words, arrivals)


Places = dict[tuple[str, int], tuple[float, float]]


def _lines(things: Sequence[Slope], places: Places) -> list[Line]:
    """What moved is drawn last, so that it is seen."""
    found: list[Line] = []
    for thing, rise in sorted(_drawn(things, places), key=lambda pair: pair[1].kind != ""):
        (x1, y1), (x2, y2) = places[thing.label, rise.start], places[thing.label, rise.end]
        dx, dy = (x2 - x1) * STUB, (y2 - y1) * STUB
        if rise.over_hole:
            found += [Line(x1, y1, x1 + dx, y1 + dy, rise.kind), Line(x2 - dx, y2 - dy, x2, y2, rise.kind)]
        else:
            found.append(Line(x1, y1, x2, y2, rise.kind))
    return found


def _arrivals(things: Sequence[Slope], places: Places) -> list[Words]:
    """Words to the left of the dot that a line arrives at: dots never lie closer than a line of text."""
    return [
        Words(places[thing.label, rise.end][0] - RADIUS - 6, places[thing.label, rise.end][1] + 5, rise.word)
        for thing, rise in _drawn(things, places) if rise.word
    ]


def _drawn(things: Sequence[Slope], places: Places) -> list[tuple[Slope, Rise]]:
    return [
        (thing, rise) for thing in things for rise in thing.rises
        if (thing.label, rise.start) in places and (thing.label, rise.end) in places
    ]
