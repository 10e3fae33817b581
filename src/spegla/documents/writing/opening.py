"""A master opened to be written in: looked over, without its sample slides and what belongs to them. In the child process."""

import io
import zipfile
from itertools import count
from pathlib import Path
from typing import Any

from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.package import Part, PartFactory
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import qn
from pptx.package import Package
from pptx.parts.presentation import PresentationPart
from pptx.parts.slide import SlidePart

from spegla.documents.deck import Look, MasterProblem, Report
from spegla.documents.guard import SLIDES, guard
from spegla.documents.problems import DocumentError, Trouble
from spegla.documents.writing.masters import TITLES, Place, places_of, report_of

OURS = Path(__file__).parents[1] / "masters"
KINDS = (CONTENT_TYPE.PML_PRESENTATION_MAIN, CONTENT_TYPE.PML_TEMPLATE_MAIN, CONTENT_TYPE.PML_SLIDESHOW_MAIN)
NARROWEST = 1.5  # width beside height
OF_SLIDES = ("p:custShowLst", "p:modifyVerifier", "p:extLst")  # sections and shows name slides that are gone; a lock would stay
LINKS = ("r:link", "r:id", "r:embed")


def opened(data: bytes, *, theirs: bool) -> tuple[Any, dict[Look, Place], Report]:
    """The presentation, with no slides in it, where each look goes, and what is to be said of it. Ours is not looked over."""
    if theirs and guard(data, SLIDES).kind != "deck":
        raise DocumentError(Trouble.NO_MASTER)
    presentation = presentation_in(data)
    if not len(presentation.slide_layouts):
        raise DocumentError(Trouble.NO_LAYOUTS)
    samples = _without_slides(presentation)
    linked = _without_links(presentation) if theirs else False
    if theirs:
        _number_places(presentation)
        _style_tables(presentation)
    places = places_of(presentation)
    told = {
        MasterProblem.SEVERAL_MASTERS: len(presentation.slide_masters) > 1,
        MasterProblem.NARROW: presentation.slide_width / presentation.slide_height < NARROWEST,
        MasterProblem.NO_TITLE_PLACE: any(not _has_title(place.layout) for place in places.values()),
        MasterProblem.NO_BESIDE: Look.BESIDE not in places,
        MasterProblem.LINKED: linked,
    }
    problems = tuple(str(problem) for problem, there in told.items() if there)
    return presentation, places, Report(report_of(places), samples, problems)


def _has_title(layout: Any) -> bool:
    return any(one.element.ph.type in TITLES for one in layout.placeholders)


def presentation_in(data: bytes) -> Any:
    """The presentation of a .pptx, .potx or .ppsx; from then on it is a .pptx. Raises DocumentError when it is none."""
    for kind in KINDS:
        PartFactory.part_type_for[kind] = PresentationPart
    try:
        part = Package.open(io.BytesIO(data)).main_document_part
        part._content_type = CONTENT_TYPE.PML_PRESENTATION_MAIN
        presentation = part.presentation
        if not (presentation.slide_width and presentation.slide_height and len(presentation.slide_masters)):
            raise DocumentError(Trouble.CUT_SHORT)
        return presentation
    except MemoryError:
        raise
    except Exception:
        raise DocumentError(Trouble.CUT_SHORT) from None


def _without_slides(presentation: Any) -> int:
    """How many slides there were. What is left of them is not saved, as nothing leads to it."""
    listed = presentation.slides._sldIdLst
    many = len(listed)
    for one in list(listed):
        presentation.part.drop_rel(one.rId)
        listed.remove(one)
    for name in OF_SLIDES:
        for left in presentation.part._element.findall(qn(name)):
            left.getparent().remove(left)
    for relation in list(presentation.part.package._rels.values()):
        if relation.reltype.endswith("/thumbnail"):
            presentation.part.package._rels.pop(relation.rId)
    return many


def _without_links(presentation: Any) -> bool:
    """Takes away what would be fetched from elsewhere, and links to slides that are gone. Tells whether any was fetched."""
    fetched = False
    for part in _masters_and_layouts(presentation):
        for key, relation in list(part.rels.items()):
            outside = relation.is_external and not relation.reltype.endswith("/hyperlink")
            if outside or (not relation.is_external and isinstance(relation.target_part, SlidePart)):
                fetched = fetched or outside
                _unlink(part._element, key)
                part.rels.pop(key)
    return fetched


def _number_places(presentation: Any) -> None:
    """Some programs leave the places of a layout without numbers: they get one each, and the title has none but nought."""
    for layout in presentation.slide_layouts:
        places = [one.element.ph for one in layout.placeholders]
        free = count(max([one.idx for one in places], default=0) + 1)
        seen = {0}
        for place in places:
            if place.type in TITLES:
                place.idx = 0
            elif place.idx in seen:
                place.idx = next(free)
            seen.add(place.idx)


def _style_tables(presentation: Any) -> None:
    """A master that has no styles for tables gets ours, in its own colours."""
    if not any(relation.reltype == RELATIONSHIP_TYPE.TABLE_STYLES for relation in presentation.part.rels.values()):
        with zipfile.ZipFile(OURS / "sv.pptx") as ours:
            name = PackURI("/ppt/tableStyles.xml")
            styles = Part(name, CONTENT_TYPE.PML_TABLE_STYLES, presentation.part.package, ours.read(name.membername))
        presentation.part.relate_to(styles, RELATIONSHIP_TYPE.TABLE_STYLES)


def _masters_and_layouts(presentation: Any) -> list[Any]:
    masters = list(presentation.slide_masters)
    return [one.part for one in masters] + [layout.part for one in masters for layout in one.slide_layouts]


def _unlink(element: Any, key: str) -> None:
    names = [qn(name) for name in LINKS]
    for node in [node for node in element.iter() if any(node.get(name) == key for name in names)]:
        holder = next((one for one in node.iterancestors(qn("p:pic"))), node)
        if holder.getparent() is not None:
            holder.getparent().remove(holder)
