"""Charts as the presentation program's own, which can be edited: told apart by mark and dash as well as by colour."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from pptx.dml.fill import FillFormat
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.chart import XL_MARKER_STYLE as MARK
from pptx.enum.dml import MSO_LINE, MSO_THEME_COLOR
from pptx.oxml.ns import qn
from pptx.util import Pt

from spegla.documents.axes import MANY, step_of
from spegla.documents.deck import Chart

COLOURS = (MSO_THEME_COLOR.ACCENT_1, MSO_THEME_COLOR.ACCENT_2, MSO_THEME_COLOR.ACCENT_3, MSO_THEME_COLOR.ACCENT_4,
           MSO_THEME_COLOR.ACCENT_5, MSO_THEME_COLOR.ACCENT_6)
MARKS = (MARK.CIRCLE, MARK.SQUARE, MARK.DIAMOND, MARK.TRIANGLE, MARK.DASH)
DASHES = (MSO_LINE.SOLID, MSO_LINE.DASH, MSO_LINE.ROUND_DOT, MSO_LINE.LONG_DASH)
KINDS = {"slope": XL_CHART_TYPE.LINE_MARKERS, "dots": XL_CHART_TYPE.LINE_MARKERS, "bars": XL_CHART_TYPE.BAR_CLUSTERED}
SIZE, SMALL = 16, 12  # points; small where there are many categories, one under the other
SMALLEST, LARGER, SPREAD = 10, 5, 14  # of marks: the last, each before it, and the first beside the last
AWAY = 250  # of the names of categories from the axis, in hundredths: marks lie on it


class PlainWriter(CategoryWorkbookWriter):
    """Writes the numbers behind a chart. The library's own would make a formula of a name that looks like one."""

    @contextmanager
    def _open_worksheet(self, xlsx_file: Any) -> Iterator[tuple[Any, Any]]:
        with super()._open_worksheet(xlsx_file) as (workbook, worksheet):
            worksheet.strings_to_formulas = worksheet.strings_to_urls = False
            yield workbook, worksheet


class Numbers(CategoryChartData):
    @cached_property
    def _workbook_writer(self) -> PlainWriter:
        return PlainWriter(self)


def kind_of(chart: Chart) -> Any:
    return KINDS[chart.kind]


def data_of(chart: Chart) -> Numbers:
    """Its numbers: what people see when they choose to edit the chart."""
    data = Numbers(number_format="General")
    data.categories = chart.categories
    for series in chart.series:
        data.add_series(series.name, [*series.values, *[None] * len(chart.categories)][: len(chart.categories)])
    return data


def dress(made: Any, chart: Chart, language: str) -> None:
    """Axes, marks, colours and words of a chart just put in."""
    made.has_title = False
    made.font.size, made.font.name = Pt(_size(chart)), "+mn-lt"
    made.font.color.theme_color = MSO_THEME_COLOR.TEXT_1
    made.has_legend = len(chart.series) > 1
    if made.has_legend:
        made.legend.position, made.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    _axes(made, chart)
    for number, series in enumerate(made.plots[0].series):
        _bar(series, number) if chart.kind == "bars" else _line(series, number, chart)
    if chart.kind == "bars":
        _values(made.plots[0], _size(chart))
    for words in made._chartSpace.iter(qn("a:defRPr")):
        words.set("lang", language)
    blanks = made._chartSpace.chart.find(qn("c:dispBlanksAs"))
    if blanks is not None:
        blanks.set("val", "gap")


def _axes(made: Any, chart: Chart) -> None:
    along, up = made.category_axis, made.value_axis
    up.minimum_scale, up.maximum_scale, up.major_unit = chart.low, chart.high, step_of(chart.low, chart.high)
    if chart.low == chart.high:
        up.maximum_scale = chart.low + 1
    up.has_major_gridlines = True
    _grey(up.major_gridlines.format.line)
    up.format.line.fill.background()
    _grey(along.format.line)
    along.tick_label_position, along.tick_labels.offset = XL_TICK_LABEL_POSITION.LOW, AWAY
    if chart.kind == "bars":
        along.reverse_order = True  # the first on top
        _name_all(along)
        up.tick_label_position = XL_TICK_LABEL_POSITION.HIGH


def _grey(line: Any) -> None:
    line.width = Pt(0.75)
    line.color.theme_color, line.color.brightness = MSO_THEME_COLOR.TEXT_1, 0.7


def _line(series: Any, number: int, chart: Chart) -> None:
    """The first is drawn lowest and has the largest marks: what lies at the same place is seen around the others."""
    colour = COLOURS[number % len(COLOURS)]
    after = len(chart.series) - 1 - number
    series.smooth = False
    if chart.kind == "dots":
        series.format.line.fill.background()
    else:
        series.format.line.width = Pt(2.5)
        series.format.line.color.theme_color = colour
        series.format.line.dash_style = DASHES[number // len(COLOURS) % len(DASHES)]
    step = min(LARGER, SPREAD / max(1, len(chart.series) - 1))
    series.marker.style, series.marker.size = MARKS[number % len(MARKS)], round(SMALLEST + after * step)
    _fill(series.marker.format.fill, colour)
    series.marker.format.line.color.theme_color = MSO_THEME_COLOR.BACKGROUND_1


def _bar(series: Any, number: int) -> None:
    series.invert_if_negative = False
    _fill(series.format.fill, COLOURS[number % len(COLOURS)])


def _fill(fill: FillFormat, colour: MSO_THEME_COLOR) -> None:
    fill.solid()
    fill.fore_color.theme_color = colour


def _size(chart: Chart) -> int:
    return SMALL if chart.kind == "bars" and len(chart.categories) > MANY else SIZE


def _name_all(axis: Any) -> None:
    """Every category has its name, also where they stand close: the program would leave out every other one."""
    skip = axis._element.makeelement(qn("c:tickLblSkip"), {"val": "1"})
    axis._element.find(qn("c:noMultiLvlLbl")).addprevious(skip)


def _values(plot: Any, size: int) -> None:
    """The number at the end of its bar."""
    plot.gap_width, plot.overlap = 60, -5
    plot.has_data_labels = True
    plot.data_labels.show_value, plot.data_labels.position = True, XL_LABEL_POSITION.OUTSIDE_END
    plot.data_labels.font.size = Pt(size - 2)
