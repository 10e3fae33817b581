"""The few words that we add to a document ourselves, and how text is put in: always as text, always with its language."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import msgspec
from pptx.util import Pt

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True)
class Words:
    tag: str
    of: str
    no_picture: str


WORDS = {
    "sv": Words("sv-SE", "av", "(Bilden kan inte visas.) {}"),
    "en": Words("en-GB", "of", "(The picture cannot be shown.) {}"),
}


def clean(text: str) -> str:
    """Without signs that no Office file may hold, and those that turn the text around them about."""
    return CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))


def cleaned(value: Any) -> Any:
    """The same with every text in it cleaned, however deep it lies."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, tuple):
        return tuple(map(cleaned, value))
    if isinstance(value, msgspec.Struct):
        return type(value)(*(cleaned(getattr(value, name)) for name in value.__struct_fields__))
    return value


def write(frame: Any, paragraphs: Iterable[str], words: Words, *, size: float | None = None, font: str = "") -> None:
    """Each text a paragraph, in place of whatever stands there."""
    for number, text in enumerate(paragraphs):
        add(frame.add_paragraph() if number else frame.paragraphs[0], text, words, size=size, font=font)


def add(paragraph: Any, text: str, words: Words, *, size: float | None = None, font: str = "") -> None:
    """A run for each line of the text."""
    for number, line in enumerate(text.split("\n")):
        if number:
            paragraph.add_line_break()
        run = paragraph.add_run()
        run.text = line
        run._r.get_or_add_rPr().set("lang", words.tag)
        if size:
            run.font.size = Pt(size)
        if font:
            run.font.name = font
