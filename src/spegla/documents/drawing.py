"""A picture as SVG that stands alone, for print: dark enough in grey, and every kind of line told apart without colour."""

from html import escape

from spegla.documents.charts import Line, Picture, Words

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


def _line(line: Line) -> str:
    colour, width, dashes = LINES[line.kind]
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (f'<line x1="{line.x1}" y1="{line.y1}" x2="{line.x2}" y2="{line.y2}" stroke="{colour}" stroke-width="{width}"'
            f'{dashed} stroke-linecap="{"butt" if dashes else "round"}"/>')


def _text(words: Words, *, size: int, weight: int = 400, colour: str = INK, anchor: str = "start") -> str:
    return (f'<text x="{words.x}" y="{words.y}" font-size="{size}" font-weight="{weight}" fill="{colour}"'
            f' text-anchor="{anchor}">{escape(words.text)}</text>')
