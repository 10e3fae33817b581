"""Which layout of a master is used for which kind of slide: by name, else by what it has places for, else only its title."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER as KIND

from spegla.documents.deck import Found, How, Look

NAMES: dict[Look, tuple[str, ...]] = {  # ours first, then those that PowerPoint gives in Swedish and English
    Look.TITLE: ("rubrikbild", "title", "title slide", "startbild", "förstasida"),
    Look.TEXT: ("text", "rubrik och text", "title and text", "rubrik och innehåll", "title and content", "innehåll", "content"),
    Look.BULLETS: ("punkter", "bullets", "punktlista", "rubrik och innehåll", "title and content", "innehåll", "content"),
    Look.PICTURE: ("bild", "picture", "rubrik och bild", "title and picture", "rubrik och innehåll", "title and content"),
    Look.TABLE: ("tabell", "table", "rubrik och tabell", "title and table", "rubrik och innehåll", "title and content"),
    Look.CHART: ("diagram", "chart", "rubrik och diagram", "title and chart", "rubrik och innehåll", "title and content"),
    Look.BESIDE: ("text bredvid", "text beside", "två innehållsdelar", "två delar", "two content"),
}
TITLE_ONLY = ("endast rubrik", "title only")
TITLES = {KIND.TITLE, KIND.CENTER_TITLE, KIND.VERTICAL_TITLE}
TAKES = {  # what can hold it, the most fitting first
    Look.TITLE: (KIND.SUBTITLE, KIND.BODY, KIND.OBJECT),
    Look.TEXT: (KIND.BODY, KIND.OBJECT), Look.BULLETS: (KIND.BODY, KIND.OBJECT),
    Look.PICTURE: (KIND.PICTURE, KIND.OBJECT), Look.TABLE: (KIND.TABLE, KIND.OBJECT), Look.CHART: (KIND.CHART, KIND.OBJECT),
    Look.BESIDE: (KIND.BODY, KIND.OBJECT),
}
HOLDS = {KIND.BODY, KIND.OBJECT, KIND.PICTURE, KIND.TABLE, KIND.CHART, KIND.SUBTITLE}
LEAST = 0.2  # of the slide: a smaller place is for a caption, not for what the slide is about
COPIED = re.compile(r"^\d+_")  # what PowerPoint puts before the name of a layout that was pasted


@dataclass(frozen=True)
class Box:
    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True)
class Place:
    """Where a look goes: the layout, and the numbers of its places. Without `main`, it is placed in the box `free`."""

    layout: Any
    how: How
    main: int | None = None
    beside: int | None = None
    free: Box | None = None


def places_of(presentation: Any) -> dict[Look, Place]:
    """A place for every look; for BESIDE only where the master has one. The master has at least one layout."""
    size = presentation.slide_width * presentation.slide_height
    layouts = list(presentation.slide_layouts)
    found = {look: _named(look, layouts, size) or _alike(look, layouts, size) for look in Look}
    spare = _spare(layouts, presentation)
    return {look: place or spare for look, place in found.items() if place or look != Look.BESIDE}


def report_of(places: dict[Look, Place]) -> tuple[Found, ...]:
    return tuple(Found(look, place.layout.name, place.how) for look, place in places.items())


def title_of(layout: Any) -> Any:
    return next((one for one in layout.placeholders if one.placeholder_format.type in TITLES), None)


def _named(look: Look, layouts: list[Any], size: int) -> Place | None:
    by_name = {COPIED.sub("", layout.name.strip().casefold()): layout for layout in reversed(layouts)}
    for name in NAMES[look]:
        place = name in by_name and _place(look, by_name[name], How.NAMED, size)
        if place:
            return place
    return None


def _alike(look: Look, layouts: list[Any], size: int) -> Place | None:
    """A layout that has a title and what is needed, and nothing that would stay empty."""
    for layout in layouts:
        if len(list(_contents(layout))) == (2 if look == Look.BESIDE else 1):
            place = _place(look, layout, How.ALIKE, size)
            if place and (look != Look.TITLE or layout._element.get("type") == "title"):
                return place
    return None


def _place(look: Look, layout: Any, how: How, size: int) -> Place | None:
    if title_of(layout) is None:
        return None
    if look == Look.BESIDE:
        return _two_places(layout, how, size)
    fitting = [one for kind in TAKES[look] for one in _contents(layout) if one.placeholder_format.type == kind]
    large = [one for one in fitting if look == Look.TITLE or one.width * one.height >= LEAST * size]
    if not large:
        return Place(layout, how) if look == Look.TITLE else None
    main = max(large, key=lambda one: one.width * one.height)
    return Place(layout, how, main.placeholder_format.idx)


def _two_places(layout: Any, how: How, size: int) -> Place | None:
    """Two that stand beside each other, the text to the left; the other can hold anything."""
    held = sorted(_contents(layout), key=lambda one: one.left)
    if len(held) != 2 or held[0].left + held[0].width > held[1].left or held[1].width * held[1].height < LEAST * size:
        return None
    text, other = held
    if text.placeholder_format.type not in TAKES[Look.TEXT] or other.placeholder_format.type != KIND.OBJECT:
        return None
    return Place(layout, how, text.placeholder_format.idx, other.placeholder_format.idx)


def _contents(layout: Any) -> Iterator[Any]:
    """Its places for contents, that have a size."""
    for one in layout.placeholders:
        if one.placeholder_format.type in HOLDS and one.width and one.height and one.left is not None:
            yield one


def _spare(layouts: list[Any], presentation: Any) -> Place:
    """A layout with a title, the emptier the better; under it there is room."""
    def worth(layout: Any) -> tuple[bool, bool, int]:
        return (title_of(layout) is None, layout.name.strip().casefold() not in TITLE_ONLY, len(list(_contents(layout))))

    layout = min((one for one in layouts if one._element.get("type") != "title"), key=worth, default=layouts[0])
    return Place(layout, How.PLACED, free=_under(title_of(layout), presentation.slide_width, presentation.slide_height))


def _under(title: Any, wide: int, high: int) -> Box:
    """Where there is room on a slide that has nothing but that title, or not even that."""
    left, width, under = wide // 18, wide * 16 // 18, high // 5
    if title is not None and title.width and title.height:
        if title.width > wide // 2:
            left, width = title.left, title.width
        if title.top + title.height < high // 2:
            under = title.top + title.height
    top = under + high // 40
    return Box(left, top, width, high * 9 // 10 - top)
