"""A chart as a picture, for pages and PDFs."""

from math import floor, log10


def step_of(low: float, high: float) -> float:
    """From one line of the axis to the next: 1, 2 or 5 times a power of ten, for at most seven lines. Never nought.

    Between two whole numbers close to each other, as levels are, there is nothing.
    """
    span = abs(high - low) or 1.0
    if span <= 6 and float(low).is_integer() and float(high).is_integer():
        return 1.0
    power = 10.0 ** floor(log10(span / 6))
    return next(power * step for step in (1, 2, 5, 10) if span / (power * step) <= 6.000001)
