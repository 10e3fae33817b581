"""What a workbook of self-assessments holds, and the words by which it is known again. Opens and writes no file.

The workbook is one unit's answers to one checklist: a tab per occasion, the scale, and the shift.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain, count

LANGUAGES = ("sv", "en")


class Column(StrEnum):
    """A column of an occasion's tab, from left to right. Texts are saved under the same names as in an answer."""

    NUMBER = "number"
    TITLE = "title"
    STATEMENT = "statement"
    SCORE = "score"
    REASON = "reason"
    OTHER_VIEW = "other_view"
    NOT_WORKING = "not_working"
    EVIDENCE = "evidence"
    DONE_SINCE = "done_since"
    COMMENT = "comment"
    KEY = "key"


TEXTS = (Column.REASON, Column.OTHER_VIEW, Column.NOT_WORKING, Column.EVIDENCE, Column.DONE_SINCE, Column.COMMENT)
OPEN = (Column.SCORE, *TEXTS)  # what may be written in; everything else is locked

HEADINGS: dict[Column, dict[str, str]] = {
    Column.NUMBER: {"sv": "Nr", "en": "No."},
    Column.TITLE: {"sv": "Fråga", "en": "Item"},
    Column.STATEMENT: {"sv": "Påstående", "en": "Statement"},
    Column.SCORE: {"sv": "Poäng", "en": "Score"},
    Column.REASON: {"sv": "Så gör vi i dag", "en": "How we do it today"},
    Column.OTHER_VIEW: {"sv": "Den andra synen", "en": "The other view"},
    Column.NOT_WORKING: {"sv": "Vad fungerar inte", "en": "What is not working"},
    Column.EVIDENCE: {"sv": "Underlag", "en": "Evidence"},
    Column.DONE_SINCE: {"sv": "Gjort sedan förra gången", "en": "Done since last time"},
    Column.COMMENT: {"sv": "Kommentar", "en": "Comment"},
    Column.KEY: {"sv": "Kod (ändra inte)", "en": "Code (do not change)"},
}

SCORED, UNANSWERED = "scored", "unanswered"
WITHOUT_SCORE: dict[str, dict[str, str]] = {  # what may stand instead of a score, by the state of the answer
    "cannot-judge": {"sv": "Kan inte bedöma", "en": "Cannot judge"},
    "not-agreed": {"sv": "Inte överens", "en": "Do not agree"},
}

WHY_MOVED = "why_moved"
WHYS: dict[str, dict[str, str]] = {  # why a level is another than the time before, as it is chosen from a list
    "acted": {"sv": "Vi har gjort något", "en": "We have done something"},
    "know-more": {"sv": "Vi vet mer nu", "en": "We know more now"},
    "others-answered": {"sv": "Andra svarade den här gången", "en": "Others answered this time"},
    "got-worse": {"sv": "Det har blivit sämre", "en": "It has got worse"},
}
WHY_HEADING = {"sv": "Varför, ", "en": "Why, "}  # followed by the name of an occasion's tab

LEVELS_TAB = {"sv": "Nivåer", "en": "Levels"}
SHIFT_TAB = {"sv": "Förflyttning", "en": "Shift"}
BESIDE_TAB = {"sv": "Sida vid sida", "en": "Side by side"}

# Custom document properties, by which our own workbook is known again wherever it has been edited.
CHECKLIST, EDITION, PLACE, UNIT, MADE_AT = (
    "spegla-checklist", "spegla-edition", "spegla-participation", "spegla-unit", "spegla-made-at"
)
OCCASION = "spegla-occasion-"  # followed by the key of an occasion; its value is the name of the tab

TAB_LONGEST = 31
TAB_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))


@dataclass(frozen=True, slots=True)
class Level:
    value: int
    title: str
    meaning: str

    @property
    def label(self) -> str:
        """What stands in the list to choose from, and in the cell when it is chosen."""
        return f"{self.value} – {self.title}"


@dataclass(frozen=True, slots=True)
class Entry:
    """An item of the checklist as this unit answers it."""

    key: str
    number: int
    title: str
    statement: str


@dataclass(frozen=True, slots=True)
class Said:
    """What has been said of an item. `texts` by the names in TEXTS; a name that is missing is empty. `why` of WHYS."""

    state: str = UNANSWERED
    score: int | None = None
    texts: dict[str, str] = field(default_factory=dict)
    why: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """An occasion. `name` is unique in the workbook (see tab_names); `answers` by item."""

    key: str
    name: str
    title: str
    answers: dict[str, Said] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Beside:
    """Several units side by side, each cell in words: nothing is added up over them. A row begins with occasion and item."""

    units: list[str]
    rows: list[list[str]]


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences and headings around the answers, in the language of the workbook."""

    how: str
    choose: str
    choose_from_list: str
    see_levels: str
    with_score: str
    sum: str
    levels: str
    choice: str
    points: str
    meaning: str
    cannot_judge: str
    not_agreed: str
    shift: str
    shift_line: str
    why: str
    choose_why: str
    number: str
    item: str
    whole: str
    whole_sum: str
    beside: str
    beside_line: str
    occasion: str


@dataclass(frozen=True, slots=True)
class Workbook:
    """Everything that is written. Everything is in `language` already."""

    language: str
    title: str
    unit: str
    checklist: str
    may_sum: bool
    levels: list[Level]
    entries: list[Entry]
    tabs: list[Tab]
    words: Words
    made: str  # the date in words
    properties: dict[str, str] = field(default_factory=dict)
    beside: Beside | None = None
    opens_at: str = ""  # the name of the tab that is in front; the first one if it is empty

    def said(self, answer: Said) -> str:
        return in_words(answer, self.levels, self.language)


def in_words(answer: Said, levels: Iterable[Level], language: str) -> str:
    """An answer as it stands in its cell; nothing for one that has not been given."""
    if answer.state == SCORED:
        return next((level.label for level in levels if level.value == answer.score), str(answer.score))
    return WITHOUT_SCORE.get(answer.state, {}).get(language, "")


def tab_names(wanted: Collection[str], language: str) -> list[str]:
    """Names that a workbook can have: no forbidden sign, none too long, none twice, none that we use ourselves."""
    taken = {own[language].casefold() for own in (LEVELS_TAB, SHIFT_TAB, BESIDE_TAB)}
    names = []
    for number, name in enumerate(wanted, start=1):
        plain = name.translate(TAB_FORBIDDEN).strip(" '")[:TAB_LONGEST].strip(" '") or str(number)
        numbered = (_numbered(plain, other) for other in count(number))
        free = next(one for one in chain([plain], numbered) if one.casefold() not in taken)
        taken.add(free.casefold())
        names.append(free)
    return names


def _numbered(name: str, number: int) -> str:
    ending = f" ({number})"
    return name[: TAB_LONGEST - len(ending)].rstrip() + ending


def is_own(properties: dict[str, str]) -> bool:
    """Whether a workbook with these custom properties once was written here."""
    return CHECKLIST in properties
