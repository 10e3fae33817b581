"""Which layout of a master is used for which kind of slide: by name, else by what it has places for, else only its title."""

import re
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


@dataclass(frozen=True)
class Content:
    """A place for contents in a layout: its number, kind and box."""

    idx: int
    kind: Any
    box: Box

    @property
    def area(self) -> int:
        return self.box.width * self.box.height


@dataclass(frozen=True)
class Seen:
    """A layout and what it has."""

    layout: Any
    name: str
    kind: str
    title: Box | None
    contents: tuple[Content, ...]


def places_of(presentation: Any) -> dict[Look, Place]:
    """A place for every look; for BESIDE only where the master has one. The master has at least one layout."""
    size = presentation.slide_width * presentation.slide_height
    layouts = [_seen(layout) for layout in presentation.slide_layouts]
    found = {look: _named(look, layouts, size) or _alike(look, layouts, size) for look in Look}
    spare = _spare(layouts, presentation)
    return {look: place or spare for look, place in found.items() if place or look != Look.BESIDE}


def report_of(places: dict[Look, Place]) -> tuple[Found, ...]:
    return tuple(Found(look, place.layout.name, place.how) for look, place in places.items())


def _seen(layout: Any) -> Seen:
    title, contents = None, []
    for one in layout.placeholders:
        ph = one.element.ph
        if ph.type in TITLES or (ph.type in HOLDS and one.width and one.height and one.left is not None):
            box = Box(one.left or 0, one.top or 0, one.width or 0, one.height or 0)
            if ph.type in TITLES:
                title = box
            else:
                contents.append(Content(ph.idx, ph.type, box))
    return Seen(layout, layout.name.strip().casefold(), layout._element.get("type", ""), title, tuple(contents))


def _named(look: Look, layouts: list[Seen], size: int) -> Place | None:
    by_name = {COPIED.sub("", seen.name): seen for seen in reversed(layouts)}
    places = (_place(look, by_name[name], How.NAMED, size) for name in NAMES[look] if name in by_name)
    return next((place for place in places if place), None)


def _alike(look: Look, layouts: list[Seen], size: int) -> Place | None:
    """A layout that has a title and what is needed, and nothing that would stay empty."""
    wanted = [seen for seen in layouts if len(seen.contents) == (2 if look == Look.BESIDE else 1)]
    places = (_place(look, seen, How.ALIKE, size) for seen in wanted if look != Look.TITLE or seen.kind == "title")
    return next((place for place in places if place), None)


def _place(look: Look, seen: Seen, how: How, size: int) -> Place | None:
    if seen.title is None:
        return None
    if look == Look.BESIDE:
        return _two_places(seen, how, size)
    fitting = [one for kind in TAKES[look] for one in seen.contents if one.kind == kind]
    large = [one for one in fitting if look == Look.TITLE or one.area >= LEAST * size]
    if not large:
        return Place(seen.layout, how) if look == Look.TITLE else None
    return Place(seen.layout, how, max(large, key=lambda one: one.area).idx)


def _two_places(seen: Seen, how: How, size: int) -> Place | None:
    """Two that stand beside each other, the text to the left; the other can hold anything."""
    held = sorted(seen.contents, key=lambda one: one.box.left)
    if len(held) != 2 or held[0].box.left + held[0].box.width > held[1].box.left or held[1].area < LEAST * size:
        return None
    text, other = held
    if text.kind not in TAKES[Look.TEXT] or other.kind != KIND.OBJECT:
        return None
    return Place(seen.layout, how, text.idx, other.idx)


def _spare(layouts: list[Seen], presentation: Any) -> Place:
    """A layout with a title, the emptier the better; under it there is room."""
    def worth(seen: Seen) -> tuple[bool, bool, int]:
        return (seen.title is None, seen.name not in TITLE_ONLY, len(seen.contents))

    seen = min((one for one in layouts if one.kind != "title"), key=worth, default=layouts[0])
    return Place(seen.layout, How.PLACED, free=_under(seen.title, presentation.slide_width, presentation.slide_height))


def _under(title: Box | None, wide: int, high: int) -> Box:
    """Where there is room on a slide that has nothing but that title, or not even that."""
    left, width, under = wide // 18, wide * 16 // 18, high // 5
    if title and title.width and title.height:
        if title.width > wide // 2:
            left, width = title.left, title.width
        if title.top + title.height < high // 2:
            under = title.top + title.height
    top = under + high // 40
    return Box(left, top, width, high * 9 // 10 - top)
