"""What can be told of a PDF without drawing it: pages, titles, and whether it can be listened to. Only after the guard."""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf

from spegla.documents.deck import Checked, Flaw, Remark
from spegla.documents.problems import DocumentError, Trouble
from spegla.documents.reading.decks import LONGEST, check_number

ENDS = b"%%EOF"
NEAR = 2048  # how far from its end a PDF must say that it ends
DEEPEST, MOST = 50, 100_000  # of the tree of tags
RUNS = ("/JavaScript", "/Launch", "/ImportData", "/SubmitForm")


def read_pdf(data: bytes) -> Checked:
    """Raises DocumentError when it cannot be opened, is locked, or would run something."""
    if ENDS not in data[-NEAR:]:
        raise DocumentError(Trouble.CUT_SHORT)
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return _told(pdf)
    except pikepdf.PasswordError:
        raise DocumentError(Trouble.ENCRYPTED) from None
    except (pikepdf.PdfError, RuntimeError, ValueError, KeyError, TypeError, AttributeError, IndexError):
        raise DocumentError(Trouble.CUT_SHORT) from None


def _told(pdf: pikepdf.Pdf) -> Checked:
    check_number(len(pdf.pages))
    _refuse_what_runs(pdf.Root)
    tagged = bool(_held(pdf.Root, "/MarkInfo").get("/Marked", False)) and "/StructTreeRoot" in pdf.Root
    title = str(pdf.docinfo.get("/Title", "")).strip()[:LONGEST] if "/Info" in pdf.trailer else ""
    wrong = {
        Flaw.NOT_TAGGED: not tagged, Flaw.NO_LANGUAGE: not str(pdf.Root.get("/Lang", "")), Flaw.NO_FILE_TITLE: not title,
        Flaw.PICTURES_ONLY: not any(_has_type(page) for page in pdf.pages),
    }
    without_alt = tuple(sorted(_pages_without_alt(pdf))) if tagged else ()
    remarks = [Remark(flaw) for flaw, there in wrong.items() if there]
    remarks += [Remark(Flaw.NO_ALT, without_alt)] if without_alt else []
    return Checked("pdf", len(pdf.pages), title, _titles(pdf), tuple(remarks), tagged)


def _refuse_what_runs(root: Any) -> None:
    """A document to show runs nothing when it is opened."""
    action = root.get("/OpenAction")
    opens = isinstance(action, pikepdf.Dictionary) and str(action.get("/S", "")) in RUNS
    if opens or "/AA" in root or "/JavaScript" in _held(root, "/Names"):
        raise DocumentError(Trouble.MACROS)


def _titles(pdf: pikepdf.Pdf) -> tuple[str, ...]:
    """The first bookmark of each page; nothing where a page has none."""
    numbers: dict[object, int] = {page.objgen: number for number, page in enumerate(pdf.pages)}
    found = [""] * len(pdf.pages)
    with pdf.open_outline(max_depth=5, strict=False) as outline:
        waiting = list(reversed(outline.root))
        for _ in range(MOST):
            if not waiting:
                break
            item = waiting.pop()
            waiting += reversed(item.children)
            number = numbers.get(_target(pdf, item))
            if number is not None and not found[number]:
                found[number] = " ".join(str(item.title).split())[:LONGEST]
    return tuple(found)


def _target(pdf: pikepdf.Pdf, item: Any) -> tuple[int, int] | None:
    """The page that a bookmark leads to, when it says so itself."""
    where = item.destination if item.destination is not None else (item.action or {}).get("/D")
    if isinstance(where, pikepdf.String | pikepdf.Name):
        where = _named(pdf, str(where))
    if isinstance(where, pikepdf.Dictionary):
        where = where.get("/D")
    if isinstance(where, pikepdf.Array) and len(where) and isinstance(where[0], pikepdf.Dictionary):
        return where[0].objgen
    return None


def _named(pdf: pikepdf.Pdf, name: str) -> Any:
    tree = _held(pdf.Root, "/Names").get("/Dests")
    if name in _held(pdf.Root, "/Dests"):
        return pdf.Root.Dests[name]
    return pikepdf.NameTree(tree).get(name) if tree is not None else None


def _has_type(page: pikepdf.Page) -> bool:
    """Whether the page has any text: a font, its own or within what is placed on it."""
    resources = _held(page.obj, "/Resources")
    placed = _held(resources, "/XObject")
    return any(_held(one, "/Font") for one in [resources, *(_held(one, "/Resources") for one in placed.values())])


def _held(node: Any, key: str) -> dict[str, Any]:
    """What stands there if it is a dictionary, else an empty one."""
    found = node.get(key)
    return dict(found.items()) if isinstance(found, pikepdf.Dictionary) else {}


def _pages_without_alt(pdf: pikepdf.Pdf) -> set[int]:
    numbers: dict[object, int] = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
    return {numbers.get(page, 1) for page in set(_figures_without_words(pdf.Root.StructTreeRoot))}


def _figures_without_words(tree: Any) -> Iterator[tuple[int, int]]:
    """The pages of all figures that nobody has put into words."""
    waiting: list[tuple[Any, tuple[int, int], int]] = [(tree, (0, 0), 0)]
    for _ in range(MOST):
        if not waiting:
            return
        node, page, depth = waiting.pop()
        page = node["/Pg"].objgen if "/Pg" in node else page
        if str(node.get("/S", "")) == "/Figure" and not (str(node.get("/Alt", "")) or str(node.get("/ActualText", ""))):
            yield page
        children = node.get("/K", [])
        for child in children if isinstance(children, pikepdf.Array) else [children]:
            if isinstance(child, pikepdf.Dictionary) and "/S" in child and depth < DEEPEST:
                waiting.append((child, page, depth + 1))
