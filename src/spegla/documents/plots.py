"""A chart as a picture, from numbers to shapes: for pages (parts/plot.html) and PDFs (drawing.py). The looks are chosen there.

Series are told apart by their mark as well as by their colour; what is at the same place is moved aside so that it is seen.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from spegla.documents.axes import MANY, ends_of, said, ticks_of, wrapped
from spegla.documents.deck import Chart

WIDE, HIGH = 800, 400
LEFT, RIGHT, TOP, BELOW, PAD = 56, 24, 16, 12, 26  # PAD: within the axes, so that nothing lies on their edge
LETTER, LINE = 8.0, 19  # about how wide a letter is, and from line to line
BAR, BETWEEN, ASIDE, THIN = 22, 18, 15, 14
NAMES = 0.3  # of the width: what the names of categories beside bars may take
COLOURS = 6


@dataclass(frozen=True, slots=True)
class Label:
    x: float
    y: float
    text: str
    anchor: str = "middle"  # or start, end


@dataclass(frozen=True, slots=True)
class Stroke:
    x1: float
    y1: float
    x2: float
    y2: float
    series: int = -1  # a line of the axes


@dataclass(frozen=True, slots=True)
class Mark:
    """Around x and y. `shape` is drawn as a path, so that a page need not know of shapes."""

    x: float
    y: float
    series: int
    path: str


@dataclass(frozen=True, slots=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    series: int


@dataclass(frozen=True, slots=True)
class Plot:
    """In drawing order. `colour` of a series is its number modulo COLOURS."""

    width: int
    height: int
    strokes: list[Stroke] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)

    @property
    def viewbox(self) -> str:
        return f"0 0 {self.width} {self.height}"


def plot_of(chart: Chart, language: str = "sv", *, width: int = WIDE) -> Plot:
    """What the chart looks like, so many units wide; text is 15 high. Nothing is drawn where there is no value."""
    plot = _bars(chart, language, width) if chart.kind == "bars" else _points(chart, language, width)
    return plot if len(chart.series) < 2 else _with_legend(plot, [series.name for series in chart.series])


def _points(chart: Chart, language: str, width: int) -> Plot:
    low, high = ends_of(chart)
    across = (width - LEFT - RIGHT) / max(1, len(chart.categories))
    names = [wrapped(name, max(6, int(across / LETTER) - 1)) for name in chart.categories]
    foot = HIGH - BELOW - LINE * max(map(len, names), default=1)
    columns = [LEFT + across * (n + 0.5) for n in range(len(chart.categories))]
    scale = (foot - TOP - 2 * PAD) / (high - low)

    def up(value: float) -> float:
        return foot - PAD - (min(max(value, low), high) - low) * scale

    plot = Plot(width, HIGH)
    for tick in ticks_of(chart):
        plot.strokes.append(Stroke(LEFT, up(tick), width - RIGHT, up(tick)))
        plot.labels.append(Label(LEFT - 10, up(tick) + 5, said(tick, language), "end"))
    for x, lines in zip(columns, names, strict=True):
        plot.labels.extend(Label(x, foot + LINE * (n + 1), line) for n, line in enumerate(lines))
    places = _places(chart, columns, up)
    if chart.kind == "slope":
        plot.strokes.extend(_lines(chart, places))
    plot.marks.extend(_mark(x, y, series) for (series, _), (x, y) in places.items())
    return plot


def _places(chart: Chart, columns: list[float], up: Callable[[float], float]) -> dict[tuple[int, int], tuple[float, float]]:
    """Where each value lies, by series and column; those at the same place stand beside each other."""
    there = [
        (number, column, value) for number, series in enumerate(chart.series)
        for column, value in enumerate(series.values[: len(columns)]) if value is not None
    ]
    many, seen = Counter((c, value) for _, c, value in there), Counter[tuple[int, float]]()
    places = {}
    for series, column, value in there:
        of = many[column, value]
        aside = min(ASIDE, (columns[1] - columns[0]) / of if len(columns) > 1 else ASIDE)
        places[series, column] = (columns[column] + (seen[column, value] - (of - 1) / 2) * aside, up(value))
        seen[column, value] += 1
    return places


def _lines(chart: Chart, places: dict[tuple[int, int], tuple[float, float]]) -> Iterator[Stroke]:
    """Between two values that follow on each other; over a hole there is no line."""
    for (series, column), (x, y) in places.items():
        if (series, column + 1) in places:
            yield Stroke(x, y, *places[series, column + 1], series)


def _bars(chart: Chart, language: str, width: int) -> Plot:
    names = [wrapped(name, int(width * NAMES / LETTER)) for name in chart.categories]
    left = 16 + LETTER * max((len(line) for lines in names for line in lines), default=0)
    low, high = ends_of(chart)
    scale = (width - left - RIGHT - 60) / (high - low)
    zero = left + (min(max(0.0, low), high) - low) * scale
    bar, between = (BAR, BETWEEN) if len(names) <= MANY else (THIN, THIN // 2)
    heights = [max(bar * len(chart.series), LINE * len(lines)) + between for lines in names]
    foot = TOP + sum(heights)
    plot = Plot(width, foot + LINE + BELOW)
    for tick in ticks_of(chart):
        x = left + (tick - low) * scale
        plot.strokes.append(Stroke(x, TOP, x, foot))
        plot.labels.append(Label(x, foot + LINE, said(tick, language)))
    y = float(TOP)
    for column, (lines, height) in enumerate(zip(names, heights, strict=True)):
        middle = y + height / 2
        first = middle + 5 - (len(lines) - 1) / 2 * LINE
        plot.labels.extend(Label(left - 10, first + n * LINE, line, "end") for n, line in enumerate(lines))
        for number, series in enumerate(chart.series):
            value = series.values[column] if column < len(series.values) else None
            if value is not None:
                end = left + (min(max(value, low), high) - low) * scale
                at = middle + (number - len(chart.series) / 2) * bar
                plot.bars.append(Bar(min(zero, end), at + 1, max(abs(end - zero), 1), bar - 2, number))
                plot.labels.append(Label(max(zero, end) + 6, at + bar / 2 + 5, said(value, language), "start"))
        y += height
    return plot


def _with_legend(plot: Plot, names: list[str]) -> Plot:
    """Under the picture: each mark with the name of its series, in rows."""
    x, y = float(LEFT), plot.height + LINE * 0.6
    for number, name in enumerate(names):
        shown = name if len(name) <= 60 else f"{name[:59]}…"
        wide = 34 + LETTER * len(shown)
        if x > LEFT and x + wide > plot.width - RIGHT:
            x, y = float(LEFT), y + LINE * 1.3
        if plot.bars:
            plot.bars.append(Bar(x, y - 7, 14, 14, number))
        else:
            plot.marks.append(_mark(x + 7, y, number))
        plot.labels.append(Label(x + 22, y + 5, shown, "start"))
        x += wide
    return Plot(plot.width, int(y + LINE), plot.strokes, plot.bars, plot.marks, plot.labels)


def _mark(x: float, y: float, series: int) -> Mark:
    paths = (
        f"M{x - 7:.1f},{y:.1f}a7,7 0 1,0 14,0a7,7 0 1,0 -14,0z", f"M{x - 7:.1f},{y - 7:.1f}h14v14h-14z",
        f"M{x:.1f},{y - 9:.1f}l9,9l-9,9l-9,-9z", f"M{x:.1f},{y - 9:.1f}l9,16h-18z", f"M{x - 9:.1f},{y - 3.5:.1f}h18v7h-18z",
    )
    return Mark(x, y, series, paths[series % len(paths)])
