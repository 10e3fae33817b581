"""What a place of a layout inherits: the size of its text, the air between paragraphs, and whether they have bullets."""

from collections.abc import Iterator
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.oxml.ns import qn

INHERITS = {KIND.CENTER_TITLE: KIND.TITLE, KIND.TITLE: KIND.TITLE, KIND.VERTICAL_TITLE: KIND.TITLE}


def size_of(place: Any) -> float | None:
    """In points, of the first level; None when the master does not say, and each program has its own idea."""
    for level in _levels(place):
        words = level.find(qn("a:defRPr"))
        if words is not None and words.get("sz"):
            return int(words.get("sz")) / 100
    return None


def spacing_of(place: Any, size: float) -> tuple[float, float]:
    """The height of a line as a part of the usual one, and the air above a paragraph in points."""
    line = _first(place, "a:lnSpc/a:spcPct")
    before, points = _first(place, "a:spcBef/a:spcPct"), _first(place, "a:spcBef/a:spcPts")
    gap = points / 100 if points is not None else (before or 0) / 100_000 * size
    return max(1.0, (line or 100_000) / 100_000), gap


def indent_of(place: Any) -> float:
    """In points: how far the text of a bullet stands in."""
    return next((int(level.get("marL")) / 12_700 for level in _levels(place) if level.get("marL")), 0.0)


def is_bulleted(place: Any) -> bool:
    for level in _levels(place):
        if level.find(qn("a:buNone")) is not None:
            return False
        if any(level.find(qn(f"a:{kind}")) is not None for kind in ("buChar", "buAutoNum", "buBlip")):
            return True
    return False


def _first(place: Any, path: str) -> float | None:
    for level in _levels(place):
        found = level.find("/".join(qn(step) for step in path.split("/")))
        if found is not None and found.get("val"):
            return float(found.get("val").rstrip("%"))
    return None


def _levels(place: Any) -> Iterator[Any]:
    """The first level's properties, from the nearest: the layout's own, the master's place, the master's style."""
    master = place.part.slide_master
    kind = INHERITS.get(place.placeholder_format.type, KIND.BODY)
    held = [place._element] + [one._element for one in master.placeholders if one.placeholder_format.type == kind]
    for element in held:
        yield from element.xpath("./p:txBody/a:lstStyle/a:lvl1pPr")
    style = "p:titleStyle" if kind == KIND.TITLE else "p:bodyStyle"
    yield from master._element.xpath(f"./p:txStyles/{style}/a:lvl1pPr")
