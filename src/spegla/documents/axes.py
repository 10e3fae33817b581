"""The axes of charts: where they end, where their lines are, and how numbers and names are written along them."""

from math import ceil, floor, log10

from spegla.documents.deck import Chart

NEAR = 1e-6  # of a step
MOST = 9
MANY = 6  # bars of more categories than that have a slide of their own, and are thinner


def step_of(low: float, high: float) -> float:
    """From one line of the axis to the next: 1, 2 or 5 times a power of ten, for at most seven lines. Never nought.

    Between two whole numbers close to each other, as levels are, there is nothing.
    """
    span = abs(high - low) or 1.0
    if span <= 6 and float(low).is_integer() and float(high).is_integer():
        return 1.0
    power = 10.0 ** floor(log10(span / 6))
    return next(power * step for step in (1, 2, 5, 10) if span / (power * step) <= 6.000001)


def said(value: float, language: str) -> str:
    """A number as it is written in the language."""
    text = f"{value:.6g}".replace("-", "\N{MINUS SIGN}")
    return text.replace(".", ",") if language == "sv" else text


def ticks_of(chart: Chart) -> list[float]:
    """Where the lines of the axis are."""
    step, low, high = step_of(chart.low, chart.high), *ends_of(chart)
    digits = 6 - floor(log10(step))
    ticks = (round((ceil(low / step - NEAR) + n) * step, digits) for n in range(MOST))
    return [tick for tick in ticks if tick <= high + step * NEAR]


def ends_of(chart: Chart) -> tuple[float, float]:
    """Of the axis; never the same."""
    low, high = sorted((chart.low, chart.high))
    return low, high if high > low else low + 1


def wrapped(name: str, letters: int) -> list[str]:
    """At most three lines."""
    lines = [""]
    for word in name.split() or [""]:
        if lines[-1] and len(lines[-1]) + 1 + len(word) > letters:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    shown = [line if len(line) <= letters else f"{line[: letters - 1]}…" for line in lines[:3]]
    return shown if len(lines) <= 3 else [*shown[:2], f"{shown[2][: letters - 1]}…"]
