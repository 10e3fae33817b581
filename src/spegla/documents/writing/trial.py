"""Tries a master: what it has is found, and a slide of every kind is really written in it. Runs in the child process."""

import io

import msgspec
from PIL import Image

from spegla.documents.deck import Bullets, Chart, Deck, Part, Picture, Series, Slide, Table, Text
from spegla.documents.problems import DocumentError, Trouble
from spegla.documents.writing.opening import opened
from spegla.documents.writing.slides import Writer


def check_master(payload: bytes) -> bytes:
    """The task: the file in, a Report out. Raises DocumentError when nothing can be written in it."""
    try:
        presentation, places, report = opened(payload, theirs=True)
        Writer(presentation, places, _sample(), ours=False).write()
        presentation.save(io.BytesIO())
    except (DocumentError, MemoryError):
        raise
    except Exception:
        raise DocumentError(Trouble.CUT_SHORT) from None
    return msgspec.msgpack.encode(report)


def _sample() -> Deck:
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "PNG")
    text, picture = Text("Text"), Picture(out.getvalue(), "image/png", "Bild")
    chart = Chart("slope", ("A", "B"), (Series("C", (1, 2)),), "Diagram", 1, 2)
    table, bullets = Table(("A",), (("B",),), "Tabell"), Bullets(("Punkt",))
    parts: tuple[tuple[Part, ...], ...] = ((text,), (bullets,), (picture,), (table,), (chart,), (text, chart))
    slides = tuple(Slide(str(number), f"Rubrik {number}", part, "Anteckning") for number, part in enumerate(parts))
    return Deck("Rubrik", "Underrubrik", "Organisation", "sv", "Datum", slides)
