"""What people choose where a file could not be understood: a tab's occasion, a row's item, a value's level."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from msgspec import structs

from spegla.documents.reading.shapes import How, Line, NotUnderstood, Reading, Tab, Where, Why
from spegla.documents.workbook import SCORED, UNANSWERED, WHY_MOVED, WITHOUT_SCORE

LEAVE = "-"  # "do not read this"
GUESSED = (How.ALIKE, How.NUMBER, How.ORDER)


@dataclass(frozen=True)
class Choices:
    """By the number of the tab, by tab and row, and by the value as it is written. What is missing is as it was found."""

    tabs: Mapping[int, str] = field(default_factory=dict)
    rows: Mapping[tuple[int, int], str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as it would be saved. `state` is empty when nothing was said of the level; a reason stands among the texts."""

    where: Where
    occasion: str
    item: str
    state: str
    score: int | None
    texts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Settled:
    answers: tuple[Answer, ...]
    clashes: tuple[NotUnderstood, ...]  # rows about an item of an occasion that another row has already answered


def settle(reading: Reading, choices: Choices, levels: Collection[int]) -> Settled:
    """The answers that follow from the file and the choices; a row without occasion or item gives none."""
    answers: dict[tuple[str, str], Answer] = {}
    clashes = []
    for number, tab in enumerate(reading.tabs):
        occasion = choices.tabs.get(number, tab.occasion)
        for line in tab.lines:
            item = choices.rows.get((number, line.row), line.item)
            if LEAVE in (occasion, item) or not (occasion and item):
                continue
            if (occasion, item) in answers:
                clashes.append(NotUnderstood(Where(tab.name, line.row), line.words, Why.TWICE))
                continue
            if answer := _answer(tab, _chosen(line, choices.values.get(line.raw, ""), levels), occasion, item):
                answers[occasion, item] = answer
    _add_reasons(reading, choices, answers)
    return Settled(tuple(answers.values()), tuple(clashes))


def _add_reasons(reading: Reading, choices: Choices, answers: dict[tuple[str, str], Answer]) -> None:
    """Why a level moved belongs to the answer at the occasion that its tab has been given."""
    numbers = {tab.name: number for number, tab in enumerate(reading.tabs)}
    given = {name: choices.tabs.get(number, reading.tabs[number].occasion) for name, number in numbers.items()}
    for one in reading.reasons:
        occasion = given.get(one.tab, one.occasion)
        if occasion and occasion != LEAVE:
            empty = Answer(one.where, occasion, one.item, "", None, {})
            known = answers.get((occasion, one.item), empty)
            answers[occasion, one.item] = replace(known, texts=known.texts | {WHY_MOVED: one.why})


def unknown_values(reading: Reading) -> list[str]:
    """Everything that stands where a level should and is none, each once."""
    return list(dict.fromkeys(line.raw for tab in reading.tabs for line in tab.lines if line.raw and not line.state))


def rows_to_place(reading: Reading) -> list[tuple[int, Line]]:
    """Rows whose item is not known, or was guessed, with the number of their tab; those not known first."""
    rows = [(number, line) for number, tab in enumerate(reading.tabs) for line in tab.lines]
    unknown = [(number, line) for number, line in rows if not line.item]
    return unknown + [(number, line) for number, line in rows if line.how in GUESSED]


def _chosen(line: Line, value: str, levels: Collection[int]) -> Line:
    """The line with the level that somebody has chosen for what is written in it."""
    if line.state:
        return line
    if value in map(str, levels):
        return structs.replace(line, state=SCORED, score=int(value))
    return structs.replace(line, state=value) if value in WITHOUT_SCORE else line


def _answer(tab: Tab, line: Line, occasion: str, item: str) -> Answer | None:
    state = "" if line.state == UNANSWERED else line.state
    if not state and not line.texts:
        return None
    return Answer(Where(tab.name, line.row, line.column), occasion, item, state, line.score, line.texts)
