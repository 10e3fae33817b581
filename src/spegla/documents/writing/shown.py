"""Writes a presentation as a tagged PDF: the slides that our own master would have, with charts drawn. In the child process."""

from typing import Any

import msgspec

from spegla.documents.deck import Chart, Deck, Picture
from spegla.documents.drawing import svg_of_plot
from spegla.documents.plots import WIDE, Plot, plot_of
from spegla.documents.writing.measure import Room, largest
from spegla.documents.writing.paging import Page, Rooms, pages_of
from spegla.documents.writing.pdf import typeset
from spegla.documents.writing.pictures import ready
from spegla.documents.writing.tables import Grid
from spegla.documents.writing.wording import WORDS, cleaned

ROOMS = Rooms(  # what our master has, in points
    text=Room(837.9, 372.65, (24.0, 20.0), gap=10 / 24, indent=21.25), table=Room(852.3, 379.85),
    beside=Room(303.1, 372.65, (20.0, 18.0, 16.0), gap=8 / 20, indent=21.25),
)
TITLE, TITLES = (837.9, 60.8), (28.0, 24.0, 21.0, 18.0, 15.0)
OPENING, OPENINGS = (796.0, 140.0), (40.0, 34.0, 30.0, 26.0, 22.0, 18.0)
FULL, NARROW = (WIDE, 300 / 132), (480, 178 / 132)  # of a chart alone or beside text: its width, and the shape of its room
ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif"}


def write_deck_pdf(payload: bytes) -> bytes:
    """The task: a Deck in, a PDF out."""
    deck: Deck = cleaned(msgspec.msgpack.decode(payload, type=Deck))
    words = WORDS[deck.language]
    files: dict[str, bytes] = {}
    pages = [page for slide in deck.slides for page in pages_of(slide, ROOMS, words.of)]
    about = [line for line in (deck.subtitle, deck.organisation, deck.date) if line.strip()]
    content = {
        "title": deck.title or deck.organisation or "–", "language": deck.language, "region": words.tag[-2:], "about": about,
        "size": largest(deck.title, *OPENING, OPENINGS) or OPENINGS[-1], "author": deck.organisation,
        "slides": [_slide(page, deck.language, files) for page in pages],
    }
    return typeset("deck", content, files)


def _slide(page: Page, language: str, files: dict[str, bytes]) -> dict[str, Any]:
    shown = page.shown
    size = largest(page.title, *TITLE, TITLES)
    lines = [{"text": line.text, "bullet": line.bullet} for line in page.lines]
    made: dict[str, Any] = {
        "title": page.title or "–", "title_size": size or TITLES[-1], "title_fits": size is not None, "size": page.size,
        "lines": lines, "image": None, "table": None, "told": "",
    }
    match shown:
        case Grid():
            made["table"] = {"header": shown.header, "rows": shown.rows, "widths": shown.widths, "size": shown.size}
        case Picture():
            made["image"] = _picture(shown, files)
        case Chart() if shown.categories and shown.series:
            plot = _plot(shown, language, *(NARROW if lines else FULL))
            made["image"] = _kept(svg_of_plot(plot).encode(), "svg", shown.alt, plot.width * 2, plot.height * 2, files)
    if shown is not None and made["image"] is None and made["table"] is None:
        told = WORDS[language].no_picture if isinstance(shown, Picture) else "{}"
        made["told"] = told.format(shown.alt).strip()
    return made


def _plot(chart: Chart, language: str, width: int, shape: float) -> Plot:
    """One that is high is drawn wider instead, so that it fills its room and its words stay as large as they can."""
    plot = plot_of(chart, language, width=width)
    return plot if plot.width >= plot.height * shape else plot_of(chart, language, width=round(plot.height * shape))


def _picture(shown: Picture, files: dict[str, bytes]) -> dict[str, Any] | None:
    found = ready(shown.data)
    if found is None:
        return None
    data, media_type, (wide, high) = found
    return _kept(data, ENDINGS[media_type], shown.alt, wide * 2, high * 2, files)


def _kept(data: bytes, ending: str, alt: str, wide: float, high: float, files: dict[str, bytes]) -> dict[str, Any]:
    """The file under a name, and its size in points as large as it should be at most."""
    name = f"shown-{len(files)}.{ending}"
    files[name] = data
    return {"file": name, "alt": alt, "wide": wide, "high": high}
