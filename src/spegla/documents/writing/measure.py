"""How much room a text takes, so that it is split before it overflows. Measured in our own type, which is a wide one."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import ImageFont

FONT = Path(__file__).parents[1] / "fonts" / "inter-regular.ttf"
DRAWN_AT = 100
LINE = 1.22  # of the size, from one line to the next
WIDE_FROM = 0x2E80  # signs that our type lacks and that other types draw as a square


@dataclass(frozen=True)
class Room:
    """Where text is to go, in points: its box without the margins, and the sizes it may have, from the best to the smallest."""

    width: float
    height: float
    sizes: tuple[float, ...] = (20.0,)
    gap: float = 0.0  # the air above a paragraph, as a part of the size
    indent: float = 0.0

    def height_of(self, lines: int, size: float, *, first: bool) -> float:
        return lines * size * LINE + (0.0 if first else self.gap * size)


@cache
def _type() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONT), DRAWN_AT, layout_engine=ImageFont.Layout.BASIC)


@cache
def width_of(word: str, size: float) -> float:
    """In points."""
    wide = sum(ord(sign) >= WIDE_FROM for sign in word)
    narrow = "".join(sign for sign in word if ord(sign) < WIDE_FROM) if wide else word
    return (_type().getlength(narrow) / DRAWN_AT + wide) * size


def wrapped(text: str, width: float, size: float) -> list[str]:
    """The lines the text becomes. A word longer than a line is cut."""
    lines: list[str] = []
    space = width_of(" ", size)
    for paragraph in text.split("\n"):
        line: list[str] = []
        used = 0.0
        for word in _cut(paragraph.split(), width, size):
            wide = width_of(word, size)
            if line and used + space + wide > width:
                lines.append(" ".join(line))
                line, used = [], 0.0
            used += wide + (space if line else 0.0)
            line.append(word)
        lines.append(" ".join(line))
    return lines


def _cut(words: list[str], width: float, size: float) -> list[str]:
    pieces = []
    for word in words:
        while width_of(word, size) > width and len(word) > 1:
            fits = max(1, int(len(word) * width / width_of(word, size)) - 1)
            pieces.append(word[:fits])
            word = word[fits:]
        pieces.append(word)
    return pieces


def largest(text: str, width: float, height: float, sizes: tuple[float, ...]) -> float | None:
    """The first of the sizes, from largest to smallest, in which the text fits; none when it does in none."""
    return next((size for size in sizes if len(wrapped(text, width, size)) * size * LINE <= height), None)
