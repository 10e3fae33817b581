"""A chart on a page: the picture, the same as a table, and in words."""

from dataclasses import dataclass
from itertools import pairwise

from spegla.documents.charts import Picture, Rise, Slope, slopes
from spegla.presentations.content import Chart
from spegla.reporting.decks import chart_in_words, number


@dataclass(frozen=True, slots=True)
class Drawn:
    """`numbered` says what the numbers in the picture stand for; the table says it all again."""

    picture: Picture
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: str


def drawn(chart: Chart | None) -> Drawn | None:
    if chart is None:
        return None
    dots = chart.kind == "dots"
    times = (chart.series[0].name,) if dots else chart.categories
    names = chart.categories if dots else tuple(one.name for one in chart.series)
    values = [(value,) for value in chart.series[0].values] if dots else [one.values for one in chart.series]
    things = [_slope(str(n), found) for n, found in enumerate(values, 1)]
    levels = [(value, "") for value in range(int(chart.low), int(chart.high) + 1)]
    picture = slopes(things, levels, [(time, "") for time in times])
    rows = tuple((name, *map(number, found)) for name, found in zip(names, values, strict=True))
    return Drawn(picture, times, rows, chart_in_words(chart))


def _slope(label: str, values: tuple[float | None, ...]) -> Slope:
    levels = tuple(None if value is None else int(value) for value in values)
    known = [at for at, level in enumerate(levels) if level is not None]
    rises = tuple(
        Rise(start, end, _kind(levels[start], levels[end]), over_hole=end - start > 1)
        for start, end in pairwise(known)
    )
    return Slope(label, levels, rises)


def _kind(before: int | None, after: int | None) -> str:
    difference = (after or 0) - (before or 0)
    return "up" if difference > 0 else "down" if difference < 0 else ""
