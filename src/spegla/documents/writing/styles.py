"""What a place of a layout inherits: the size of its text, the air between paragraphs, and whether they have bullets."""

from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.oxml.ns import _nsmap

NAMES = {prefix: _nsmap[prefix] for prefix in ("a", "p")}
OF_PLACE = "p:txBody/a:lstStyle/a:lvl1pPr"
INHERITS = {KIND.CENTER_TITLE: KIND.TITLE, KIND.TITLE: KIND.TITLE, KIND.VERTICAL_TITLE: KIND.TITLE}


def levels_of(place: Any) -> list[Any]:
    """The first level's properties, from the nearest: the layout's own, those of the master's place, those of its style."""
    master = place.part.slide_master
    kind = INHERITS.get(place.placeholder_format.type, KIND.BODY)
    held = [place._element] + [one._element for one in master.placeholders if one.placeholder_format.type == kind]
    found = [level for element in held for level in element.iterfind(OF_PLACE, NAMES)]
    style = "p:titleStyle" if kind == KIND.TITLE else "p:bodyStyle"
    return [*found, *master._element.iterfind(f"p:txStyles/{style}/a:lvl1pPr", NAMES)]


def size_of(levels: list[Any]) -> float | None:
    """In points; None when the master does not say, and each program has its own idea."""
    for level in levels:
        words = level.find("a:defRPr", NAMES)
        if words is not None and words.get("sz"):
            return int(words.get("sz")) / 100
    return None


def spacing_of(levels: list[Any], size: float) -> tuple[float, float]:
    """The height of a line as a part of the usual one, and the air above a paragraph in points."""
    line = _first(levels, "a:lnSpc/a:spcPct")
    before, points = _first(levels, "a:spcBef/a:spcPct"), _first(levels, "a:spcBef/a:spcPts")
    gap = points / 100 if points is not None else (before or 0) / 100_000 * size
    return max(1.0, (line or 100_000) / 100_000), gap


def indent_of(levels: list[Any]) -> float:
    """In points: how far the text of a bullet stands in."""
    return next((int(level.get("marL")) / 12_700 for level in levels if level.get("marL")), 0.0)


def is_bulleted(levels: list[Any]) -> bool:
    for level in levels:
        if level.find("a:buNone", NAMES) is not None:
            return False
        if any(level.find(f"a:{kind}", NAMES) is not None for kind in ("buChar", "buAutoNum", "buBlip")):
            return True
    return False


def _first(levels: list[Any], path: str) -> float | None:
    for level in levels:
        found = level.find(path, NAMES)
        if found is not None and found.get("val"):
            return float(found.get("val").rstrip("%"))
    return None
