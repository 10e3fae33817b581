"""Takes a page apart into the text its template's author wrote and the values put in, for the limit to join again."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import unescape
from typing import Any

from django.template.base import VariableNode
from django.template.defaulttags import URLNode
from django.templatetags.i18n import BlockTranslateNode
from django.utils.html import escape

from spegla.web.templatetags.settled import SettledUrl

OPEN, CLOSE = "\ue000", "\ue001"
MARKED = (VariableNode, URLNode, SettledUrl, BlockTranslateNode)
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w{64})"')
CHANGING = re.compile(rb'(name="(?:csrfmiddlewaretoken|request_key|creation_key)" value=|"X-CSRFToken": )"[^"]*"')

Part = dict[str, str]


def same_for_all(body: bytes) -> bytes:
    """The page without what is drawn by lot for every request: tokens and request keys."""
    return CHANGING.sub(rb'\1""', body)


@contextmanager
def marked_values() -> Iterator[None]:
    """Inside, whatever a template puts in (variables, addresses, sentences with values) stands between marks."""
    drawn = {kind: kind.render for kind in MARKED}
    for kind in MARKED:
        kind.render = _marking(kind.render)
    try:
        yield
    finally:
        for kind, render in drawn.items():
            kind.render = render


def _marking(render: Callable[..., str]) -> Callable[..., str]:
    def marked(self: Any, context: Any, *rest: Any, **more: Any) -> str:
        value = render(self, context, *rest, **more)
        return type(value)(f"{OPEN}{value}{CLOSE}") if value else value

    return marked


def sections_of(page: str) -> list[list[Part]]:
    """A page drawn inside marked_values, as parts; between two sections stands the token against forgery."""
    known = TOKEN.search(page.replace(OPEN, "").replace(CLOSE, ""))
    sections: list[list[Part]] = [[]]
    for text, value in _pairs(page):
        *before, text = text.split(known[1]) if known else [text]
        for piece in before:
            sections[-1].append({"text": piece, "value": ""})
            sections.append([])
        if known and value == known[1]:
            sections[-1].append({"text": text, "value": ""})
            sections.append([])
        else:
            sections[-1].append({"text": text, "value": value})
    return sections


def _pairs(page: str) -> Iterator[tuple[str, str]]:
    """Text and the value after it. A value that is itself a drawn part is text with its own values."""
    text = ""
    pieces = re.split(f"([{OPEN}{CLOSE}])", page)
    for number, piece in enumerate(pieces):
        alone = pieces[number - 1 : number] == [OPEN] and pieces[number + 1 : number + 2] == [CLOSE]
        if alone and piece and escape(unescape(piece)) == piece:
            yield text, unescape(piece)
            text = ""
        elif piece not in (OPEN, CLOSE):
            text += piece
    yield text, ""
