"""A score as people write it: 2, "2,0", "2 – behöver utvecklas", the name of the level, or a cross under one of the levels."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from spegla.documents.reading.shapes import Cell, Level
from spegla.documents.reading.words import normal
from spegla.documents.workbook import SCORED, UNANSWERED, WITHOUT_SCORE

NUMBER_FIRST = re.compile(r"(\d{1,3})(?:[.,]0+)?(?:\s*[-–—:.,;)(=]*\s*[^\W\d_][^\d]*)?\.?")
OTHER_WORDS = {
    "cannot-judge": ("vet ej", "vet inte", "kan ej bedöma", "kan inte bedömas", "går inte att bedöma", "do not know",
                     "don t know", "cannot be judged"),
    "not-agreed": ("ej överens", "inte enade", "ej enade", "oense", "not agreed", "no agreement", "we do not agree"),
}
NOTHING = ("", "-", "–", "—")
CROSSES = ("x", "✓", "✔", "☒", "☑", "ja", "yes", "●", "•", "v", "true", "sant")


@dataclass(frozen=True, slots=True)
class Said:
    """`state` is empty when the value is none of the levels."""

    state: str
    score: int | None = None


class Scale:
    """The levels of a checklist, and all the ways to write one."""

    def __init__(self, levels: Iterable[Level]) -> None:
        self.values = {level.value for level in levels}
        self.by_words = {normal(word): Said(SCORED, level.value) for level in levels for word in level.words}
        for state, words in WITHOUT_SCORE.items():
            self.by_words |= {normal(word): Said(state) for word in (*words.values(), *OTHER_WORDS[state])}

    def said(self, cell: Cell | None) -> Said:
        text = cell.text.strip() if cell else ""
        if cell is None or text in NOTHING:
            return Said(UNANSWERED)
        if cell.broken or cell.bare:
            return Said("")
        if cell.number is not None:
            return self._on_scale(cell.number)
        found = NUMBER_FIRST.fullmatch(text)
        return self._on_scale(float(found[1])) if found else self.by_words.get(normal(text), Said(""))

    def level_of(self, heading: str) -> int | None:
        """The level that a column is about: "1", "2 – behöver utvecklas", "Finns och används"."""
        said = self.said(Cell(heading)) if heading.strip() else Said("")
        return said.score

    def _on_scale(self, number: float) -> Said:
        return Said(SCORED, int(number)) if number in self.values else Said("")


def is_cross(cell: Cell | None) -> bool:
    """Whether somebody has marked this one."""
    return cell is not None and (cell.text.strip().casefold() in CROSSES or cell.number == 1)
