"""A picture as SVG that stands alone, for print: dark enough in grey, and every kind of line told apart without colour."""

from html import escape

from spegla.documents.charts import Line, Picture, Words
from spegla.documents.plots import Label, Plot

INK, QUIET, TINT, RING = "#1b2a33", "#4d5a61", "#eef1f3", "#5a6870"
LINES = {  # kind: colour, width, dashes
    "": ("#8a959b", 2, ""),
    "up": ("#0d5362", 3.5, ""),
    "down": ("#8a4b12", 2.5, "3 4"),
    "known": ("#4d5a61", 2.5, "12 5"),
}


def svg_of(picture: Picture) -> str:
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{picture.viewbox}" font-family="Inter">']
    parts += [
        f'<rect x="0" y="{band.y}" width="{picture.width}" height="{band.height}" rx="6" fill="{TINT}"/>'
        for band in picture.bands
    ]
    parts += [_line(line) for line in picture.lines]
    parts += [_text(band.label, size=13, colour=QUIET) for band in picture.bands]
    parts += [_text(word, size=13, colour=QUIET, anchor="end") for word in picture.arrivals]
    for dot in picture.dots:
        ring = f'r="{picture.radius}" fill="#ffffff" stroke="{RING}" stroke-width="2"'
        parts.append(f'<circle cx="{dot.x}" cy="{dot.y}" {ring}/>')
        parts.append(_text(Words(dot.x, dot.y + 5, dot.text), size=14, weight=600, anchor="middle"))
    parts += [
        _text(word, size=13 if word.kind else 14, weight=400 if word.kind else 600, anchor="middle") for word in picture.words
    ]
    return "".join([*parts, "</svg>"])


SERIES = ("#0d5362", "#8a5a2b", "#4d818a", "#5b4a7a", "#9a7048", "#4d5a61")
DASHES = ("", "10 5", "2 5", "12 4 2 4")


def svg_of_plot(plot: Plot) -> str:
    """A chart that stands alone."""
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{plot.viewbox}" font-family="Inter">']
    for line in plot.strokes:
        series, grid = max(line.series, 0), line.series < 0
        dashes = DASHES[series // len(SERIES) % len(DASHES)] if not grid else ""
        look = f'stroke="{"#c9d0d4" if grid else SERIES[series % len(SERIES)]}" stroke-width="{1 if grid else 2.5}"'
        look += f' stroke-dasharray="{dashes}"' if dashes else ""
        parts.append(f'<line x1="{line.x1:.1f}" y1="{line.y1:.1f}" x2="{line.x2:.1f}" y2="{line.y2:.1f}" {look}/>')
    parts += [
        f'<rect x="{bar.x:.1f}" y="{bar.y:.1f}" width="{bar.width:.1f}" height="{bar.height:.1f}"'
        f' fill="{SERIES[bar.series % len(SERIES)]}"/>' for bar in plot.bars
    ]
    parts += [
        f'<path d="{mark.path}" fill="{SERIES[mark.series % len(SERIES)]}" stroke="#ffffff" stroke-width="1.2"/>'
        for mark in plot.marks
    ]
    return "".join([*parts, *(_label(label) for label in plot.labels), "</svg>"])


def _label(label: Label) -> str:
    return _text(Words(round(label.x, 1), round(label.y, 1), label.text), size=15, anchor=label.anchor)


def _line(line: Line) -> str:
    colour, width, dashes = LINES[line.kind]
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (f'<line x1="{line.x1}" y1="{line.y1}" x2="{line.x2}" y2="{line.y2}" stroke="{colour}" stroke-width="{width}"'
            f'{dashed} stroke-linecap="{"butt" if dashes else "round"}"/>')


def _text(words: Words, *, size: int, weight: int = 400, colour: str = INK, anchor: str = "start") -> str:
    return (f'<text x="{words.x}" y="{words.y}" font-size="{size}" font-weight="{weight}" fill="{colour}"'
            f' text-anchor="{anchor}">{escape(words.text)}</text>')
