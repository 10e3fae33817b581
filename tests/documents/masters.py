"""Masters that organisations might upload: the one everybody has, the same in Swedish, with samples, with little in it."""

import io

from pptx import Presentation
from pptx.util import Cm

from spegla.documents.deck import How, Look
from tests.documents.decks import png
from tests.documents.samples import altered, part

SWEDISH = {
    "Title Slide": "Rubrikbild", "Title and Content": "Rubrik och innehåll", "Section Header": "Avsnittsrubrik", "Two Content": "Två innehållsdelar",
    "Comparison": "Jämförelse", "Title Only": "Endast rubrik", "Blank": "Tom", "Content with Caption": "Innehåll med bildtext",
    "Picture with Caption": "Bild med bildtext", "Title and Vertical Text": "Rubrik och lodrät text", "Vertical Title and Text": "Lodrät rubrik och text",
}
TYPES = "[Content_Types].xml"
MAIN = b"presentationml.presentation.main+xml"


def saved(presentation) -> bytes:
    out = io.BytesIO()
    presentation.save(out)
    return out.getvalue()


def office(names=None, *, only=None, samples=0) -> bytes:
    """PowerPoint's own layouts: renamed, or only some of them, with sample slides."""
    made = Presentation()
    for number in range(samples):
        slide = made.slides.add_slide(made.slide_layouts[1])
        slide.shapes.title.text = f"Exempel {number}"
        slide.shapes.add_picture(io.BytesIO(png(50 + number)), Cm(1), Cm(1))
        slide.notes_slide.notes_text_frame.text = "Exempel på anteckning"
    for layout in list(made.slide_layouts):
        if only is not None and layout.name not in only:
            made.slide_layouts.remove(layout)
        else:
            layout.name = (names or {}).get(layout.name, layout.name)
    return saved(made)


def typed(data: bytes, kind: bytes) -> bytes:
    """The same file as another kind: a template, a show, one with macros."""
    return altered(data, {TYPES: part(TYPES, data).replace(MAIN, kind)})


def found(report) -> dict[Look, tuple[str, How]]:
    return {one.look: (one.layout, one.how) for one in report.layouts}
