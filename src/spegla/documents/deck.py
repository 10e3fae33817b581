"""What a presentation says, slide by slide, in its reader's language already; and what comes back from making or reading one.

No look and no library here: writing/ and reading/ know those, in a process of their own (tasks.py).
"""

from enum import StrEnum
from typing import Literal

import msgspec

Language = Literal["sv", "en"]


class Text(msgspec.Struct, frozen=True, tag="text"):
    """Running text as somebody wrote it. A line break begins a new paragraph."""

    text: str


class Bullets(msgspec.Struct, frozen=True, tag="bullets"):
    items: tuple[str, ...]


class Picture(msgspec.Struct, frozen=True, tag="picture"):
    """A picture file; `alt` says in words what it shows, and is empty only for what says nothing."""

    data: bytes
    media_type: str
    alt: str


class Table(msgspec.Struct, frozen=True, tag="table"):
    """`alt` is the table's name: what it tells, in a sentence. A row may be shorter than the header, not longer."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    alt: str


class Series(msgspec.Struct, frozen=True):
    """One value for each category, or None where there is none. None is never drawn as zero."""

    name: str
    values: tuple[float | None, ...]


class Chart(msgspec.Struct, frozen=True, tag="chart"):
    """`slope`: over time, the categories are the times. `bars`, `dots`: values side by side for each category.

    The axis goes from `low` to `high`. Becomes a native chart that can be edited, and in a PDF a picture with these words.
    """

    kind: Literal["slope", "bars", "dots"]
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    alt: str
    low: float
    high: float


Part = Text | Bullets | Picture | Table | Chart


class Slide(msgspec.Struct, frozen=True):
    """`key` is stable (the slot's); `title` is never empty; `notes` are for the one who speaks."""

    key: str
    title: str
    parts: tuple[Part, ...]
    notes: str = ""


class Deck(msgspec.Struct, frozen=True):
    """A presentation. Its first slide is made of the title, subtitle, organisation and date; `slides` come after it."""

    title: str
    subtitle: str
    organisation: str
    language: Language
    date: str
    slides: tuple[Slide, ...]


class Look(StrEnum):
    """The kinds of slide that a master is asked for."""

    TITLE = "title"
    TEXT = "text"
    BULLETS = "bullets"
    PICTURE = "picture"
    TABLE = "table"
    CHART = "chart"
    BESIDE = "beside"  # short text to the left of a picture or chart; without it they come on a slide each


class How(StrEnum):
    """How a master answers for a look, from best to worst."""

    NAMED = "named"  # has a layout of that name
    ALIKE = "alike"  # another layout with the places that are needed
    PLACED = "placed"  # a layout with only a title: what belongs on the slide is placed under it, by the master's fonts


class Found(msgspec.Struct, frozen=True):
    """Which layout of the master is used for a look; `layout` is the master's own name for it."""

    look: Look
    layout: str
    how: How


class Report(msgspec.Struct, frozen=True):
    """What a master has. `sample_slides` were in it and are left out; `problems` are keys of MasterProblem."""

    layouts: tuple[Found, ...]
    sample_slides: int = 0
    problems: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[Found, ...]:
        """The looks that the master has no layout of its own for, with what is used instead."""
        return tuple(found for found in self.layouts if found.how != How.NAMED)


class MasterProblem(StrEnum):
    """What somebody should know of a master that can be used all the same."""

    SEVERAL_MASTERS = "several-masters"  # only the first is used
    NARROW = "narrow"  # slides of the old shape, 4:3
    NO_TITLE_PLACE = "no-title-place"  # a layout that is used has no place for a title: it is added on top
    NO_BESIDE = "no-beside"  # no layout with text beside a picture: they come on a slide each
    LINKED = "linked"  # it fetches a picture from somewhere else when it is opened; that is left out


class Order(msgspec.Struct, frozen=True):
    """What write-deck is asked for; `master` is an organisation's own .pptx or .potx, or None for ours."""

    deck: Deck
    master: bytes | None = None


class Made(msgspec.Struct, frozen=True):
    """What write-deck answers with. `slides` counts them all: long text is split over several."""

    pptx: bytes
    report: Report
    slides: int


class Flaw(StrEnum):
    """What is not as it should be in a presentation that somebody made herself."""

    NO_TITLE = "no-title"
    NO_ALT = "no-alt"
    SAME_TITLE = "same-title"
    NO_LANGUAGE = "no-language"  # of the whole file
    NO_FILE_TITLE = "no-file-title"
    NOT_TAGGED = "not-tagged"  # a PDF that cannot be listened to
    PICTURES_ONLY = "pictures-only"  # a PDF without any text, as from a scanner


class Remark(msgspec.Struct, frozen=True):
    """A flaw and on which slides or pages, from 1; none when it is the file's."""

    flaw: Flaw
    slides: tuple[int, ...] = ()


class Checked(msgspec.Struct, frozen=True):
    """What read-deck tells of an uploaded .pptx or PDF. `titles` has one for each slide, empty where there is none;

    of a PDF it has those that its bookmarks name. `tagged` is None for a .pptx.
    """

    kind: Literal["pptx", "pdf"]
    slides: int
    title: str
    titles: tuple[str, ...]
    remarks: tuple[Remark, ...]
    tagged: bool | None = None


def order_of(deck: Deck, master: bytes | None = None) -> bytes:
    """The payload of the task write-deck."""
    return msgspec.msgpack.encode(Order(deck, master))


def made_of(answer: bytes) -> Made:
    """What the task write-deck answered."""
    return msgspec.msgpack.decode(answer, type=Made)


def payload_of(deck: Deck) -> bytes:
    """The payload of the task write-deck-pdf, which answers with the PDF itself."""
    return msgspec.msgpack.encode(deck)


def report_of(answer: bytes) -> Report:
    """What the task check-master answered; its payload is the file itself."""
    return msgspec.msgpack.decode(answer, type=Report)


def checked_of(answer: bytes) -> Checked:
    """What the task read-deck answered; its payload is the file itself, whose kind is told by its content."""
    return msgspec.msgpack.decode(answer, type=Checked)
