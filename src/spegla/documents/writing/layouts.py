"""A layout of the master with everything that is asked of it, found out once, and a slide in the making with its places."""

from dataclasses import dataclass
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER as KIND

from spegla.documents.writing.masters import TITLES, Box
from spegla.documents.writing.styles import indent_of, is_bulleted, levels_of, size_of, spacing_of

UNSAID = 24.0  # points: what air between paragraphs is counted from where the master has no size


@dataclass(frozen=True)
class Spot:
    """A place of a layout. Sizes in points; `line` is a line's height as a part of the usual one, `gap` a part of the size."""

    box: Box
    size: float | None
    bulleted: bool
    line: float
    gap: float
    indent: float


class Layout:
    """Its places for contents by their numbers, its title's, and the one for the number of the slide."""

    def __init__(self, layout: Any) -> None:
        self.layout = layout
        kinds = [(one.element.ph, one) for one in layout.placeholders]
        self.title = next((_spot(one) for ph, one in kinds if ph.type in TITLES), None)
        self.number = next((one for ph, one in kinds if ph.type == KIND.SLIDE_NUMBER), None)
        self.held = {ph.idx: one for ph, one in kinds}
        self.spots: dict[int, Spot] = {}

    def spot(self, number: int) -> Spot:
        if number not in self.spots:
            self.spots[number] = _spot(self.held[number])
        return self.spots[number]


class Making:
    """A slide just added. Its places by their numbers; the title's is nought."""

    def __init__(self, slide: Any, layout: Layout) -> None:
        self.slide, self.layout = slide, layout
        self.places = {one.element.ph.idx: one for one in slide.placeholders}

    def place(self, number: int | None) -> Any:
        return None if number is None else self.places.get(number)

    @property
    def title(self) -> Any:
        return self.places[0] if self.layout.title else None

    def settle(self, held: list[Any]) -> None:
        """Takes away the places that nothing went into, and puts what is left in the order in which it is read."""
        kept = [shape._element for shape in held if shape is not None]
        for place in self.places.values():
            if place._element not in kept and place._element.getparent() is not None:
                place._element.getparent().remove(place._element)
        for element in kept:
            self.slide.shapes._spTree.append(element)


def _spot(place: Any) -> Spot:
    levels = levels_of(place)
    size = size_of(levels)
    line, gap = spacing_of(levels, size or UNSAID)
    box = Box(place.left or 0, place.top or 0, place.width or 0, place.height or 0)
    return Spot(box, size, is_bulleted(levels), line, gap / line / (size or UNSAID), indent_of(levels))
