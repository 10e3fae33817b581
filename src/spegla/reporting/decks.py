"""A presentation as what `documents` writes: slides as they are shared, with words for those who listen to them."""

from spegla.presentations.content import Chart


def chart_in_words(chart: Chart) -> str:
    """Everything a chart shows, as text: each line of it with its values, a dash where there is none."""
    if chart.kind == "dots":
        pairs = zip(chart.categories, chart.series[0].values, strict=True)
        return "; ".join(f"{category}: {number(value)}" for category, value in pairs) + "."
    return "; ".join(f"{one.name}: {' → '.join(map(number, one.values))}" for one in chart.series) + "."


def number(value: float | None) -> str:
    return "–" if value is None else f"{value:g}"
