"""Charts as pictures: a mark for each value and none for a hole, nothing hidden behind anything, all within the picture."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spegla.documents.axes import said, step_of, ticks_of
from spegla.documents.deck import Chart, Series
from spegla.documents.drawing import svg_of_plot
from spegla.documents.plots import COLOURS, plot_of
from tests.documents.decks import BARS, DOTS, SLOPE

value = st.none() | st.integers(1, 4).map(float) | st.floats(-50, 50)
names = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=60)
kinds = st.sampled_from(["slope", "bars", "dots"])


@st.composite
def charts(draw):
    categories = tuple(draw(st.lists(names, min_size=1, max_size=6)))
    series = draw(st.lists(st.tuples(names, st.lists(value, max_size=len(categories))), min_size=1, max_size=8))
    return Chart(draw(kinds), categories, tuple(Series(name, tuple(values)) for name, values in series), "", *draw(st.tuples(st.integers(-50, 5), st.integers(5, 50))))


@given(charts(), st.sampled_from([480, 800]))
def test_each_value_is_there_once_and_within_the_picture(chart, width):
    plot = plot_of(chart, width=width)
    many = sum(value is not None for series in chart.series for value in series.values)
    legend = len(chart.series) if len(chart.series) > 1 else 0
    assert len(plot.bars) + len(plot.marks) == many + legend
    assert plot.width == width
    for mark in plot.marks:
        assert -1 <= mark.x - 9 <= plot.width - 16
        assert 0 <= mark.y - 9 <= plot.height - 16
    for bar in plot.bars:
        assert 0 <= bar.x <= bar.x + bar.width <= plot.width
        assert 0 <= bar.y <= bar.y + bar.height <= plot.height
    assert [label for label in plot.labels if not 0 <= label.y <= plot.height] == []


def test_what_is_at_the_same_place_stands_beside_each_other():
    chart = Chart("dots", ("Ett",), tuple(Series(str(n), (2,)) for n in range(5)), "", 1, 3)
    places = sorted(mark.x for mark in plot_of(chart).marks[:5])
    assert all(right - left >= 14 for left, right in pairwise(places))


def test_a_line_goes_only_from_a_value_to_the_next():
    lines = [line for line in plot_of(SLOPE).strokes if line.series >= 0]
    assert [line.series for line in lines] == [0, 0]
    assert lines[0].x2 == lines[1].x1
    assert lines[0].y2 > lines[1].y2
    assert [line for line in plot_of(DOTS).strokes if line.series >= 0] == []


def test_a_bar_begins_at_nought_and_says_its_number():
    plot = plot_of(Chart("bars", ("A", "B"), (Series("x", (-5, 10)),), "", -10, 10))
    below, above = plot.bars
    assert below.x + below.width == pytest.approx(above.x)
    assert [label.text for label in plot.labels if label.anchor == "start"] == ["−5", "10"]
    assert [label.text for label in plot_of(BARS).labels if label.anchor == "start"][:3] == ["12,5", "8", "9"]


@pytest.mark.parametrize(("number", "swedish", "english"), [(12.5, "12,5", "12.5"), (-3, "−3", "−3"), (1 / 3, "0,333333", "0.333333"), (1200, "1200", "1200")])
def test_numbers_are_written_as_in_the_language(number, swedish, english):
    assert (said(number, "sv"), said(number, "en")) == (swedish, english)


@pytest.mark.parametrize(("low", "high", "ticks"), [(1, 4, [1, 2, 3, 4]), (0, 100, [0, 20, 40, 60, 80, 100]), (0, 1, [0, 1]), (0.5, 1.5, [0.6, 0.8, 1.0, 1.2, 1.4]), (3, 3, [3, 4])])
def test_the_axis_has_few_and_round_numbers(low, high, ticks):
    assert ticks_of(Chart("slope", (), (), "", low, high)) == ticks


@given(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9))
def test_there_are_never_many_lines(low, high):
    assert step_of(low, high) > 0
    assert len(ticks_of(Chart("bars", (), (), "", low, high))) <= 8


def test_series_are_told_apart_without_colour():
    svg = svg_of_plot(plot_of(Chart("slope", ("Då", "Nu"), tuple(Series(f"S{n}", (n, n)) for n in range(5)), "", 0, 4)))
    shapes = {re.sub(r"[-\d.,]+", "", path) for path in re.findall(r'<path d="M[^a-z]*([^"]*)"', svg)}
    assert len(shapes) >= 4
    assert "style=" not in svg
    assert COLOURS == 6


def test_a_name_is_a_text_whatever_it_looks_like():
    svg = svg_of_plot(plot_of(Chart("bars", ("<script>",), (Series('"&', (1,)), Series("b", (1,))), "", 0, 2)))
    assert "&lt;script&gt;" in svg
    assert "&quot;&amp;" in svg
