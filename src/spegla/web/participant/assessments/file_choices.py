"""The questions a file leaves open, as fields to choose in, and the answers that people give them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from spegla.assessments.models import Answer
from spegla.documents.reading.choices import LEAVE, Choices, rows_to_place, unknown_values
from spegla.documents.reading.shapes import (
    Expected,
    How,
    Item,
    Level,
    Notice,
    Occasion,
    Reading,
    Told,
    Where,
)
from spegla.programme.lookup import statement_at
from spegla.programme.schema import Text
from spegla.web.document_words import HOWS, place_in_words
from spegla.web.participant.assessments.sheet import Sheet
from spegla.web.participant.assessments.wording import titles_of
from spegla.web.participant.places import programme_at
from spegla.web.templatetags.wording import text

MOST_ROWS = 60  # that are asked about one by one

Options = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Question:
    """One field: its name, what it asks, what stands beside it, what there is to choose from and what is chosen."""

    name: str
    label: str
    help: str
    options: Options
    chosen: str


def expected_of(sheet: Sheet) -> Expected:
    """The checklist and the occasions as a file is read against them: every wording in both languages."""
    occasions = programme_at(sheet.place).edition.occasion
    return Expected(
        sheet.checklist.key,
        tuple(Item(item.key, item.number, (*both(item.title), *both(statement_at(item, sheet.level).text)))
              for item in sheet.items),
        tuple(Level(level.value, both(level.title)) for level in sheet.checklist.scale),
        tuple(Occasion(one.key, (*both(one.sheet), *both(one.title))) for one in occasions),
    )


def both(words: Text) -> tuple[str, str]:
    return words.sv, words.en


def choices_in(reading: Reading, sheet: Sheet, sent: Mapping[str, str]) -> Choices:
    """What was chosen in the form; anything that is no choice there is as if it was not sent."""
    occasions = {one.key for one in sheet.occasions} | {LEAVE}
    items = {item.key for item in sheet.items} | {LEAVE}
    return Choices(
        {number: value for number in range(len(reading.tabs)) if (value := sent.get(f"flik-{number}", "")) in occasions},
        {(number, line.row): value for number, line in rows_to_place(reading)[:MOST_ROWS]
         if (value := sent.get(f"rad-{number}-{line.row}", "")) in items},
        {raw: sent.get(f"varde-{number}", "") for number, raw in enumerate(unknown_values(reading)[:MOST_ROWS])},
    )


def tab_questions(reading: Reading, sheet: Sheet, choices: Choices) -> list[Question]:
    """Which occasion each tab is; asked of every tab, since a name may mislead."""
    options = [("", _("välj tillfälle")), *((one.key, text(one.title)) for one in sheet.occasions), (LEAVE, _("läs inte in"))]
    return [
        Question(f"flik-{number}", _tab_label(tab.name, reading.kind), "", options, choices.tabs.get(number, tab.occasion))
        for number, tab in enumerate(reading.tabs)
    ]


def row_questions(reading: Reading, sheet: Sheet, choices: Choices) -> list[Question]:
    options = [("", _("välj fråga")), *((item.key, f"{item.number}. {text(item.title)}") for item in sheet.items),
               (LEAVE, _("läs inte in"))]
    found = []
    for number, line in rows_to_place(reading)[:MOST_ROWS]:
        where = place_in_words(Where(reading.tabs[number].name, line.row), reading.kind)
        chosen = choices.rows.get((number, line.row), line.item)
        how = _("Ingen fråga känns igen") if line.how is How.NOT else str(HOWS[line.how]).capitalize()
        found.append(Question(f"rad-{number}-{line.row}", line.words or where, f"{where}. {how}.", options, chosen))
    return found


def value_questions(reading: Reading, sheet: Sheet, choices: Choices) -> list[Question]:
    levels = [(str(value), f"{value} – {title}") for value, title in titles_of(sheet.checklist).items()]
    options = [("", _("välj nivå")), *levels, (Answer.State.CANNOT_JUDGE.value, _("Kan inte bedöma")),
               (Answer.State.NOT_AGREED.value, _("Inte överens")), (LEAVE, _("läs inte in"))]
    return [
        Question(f"varde-{number}", f"”{raw}”", "", options, choices.values.get(raw, ""))
        for number, raw in enumerate(unknown_values(reading)[:MOST_ROWS])
    ]


def notices_of(reading: Reading) -> tuple[Notice, ...]:
    """What is good to know, also that there is more to choose than is asked about."""
    asked = max(len(rows_to_place(reading)), len(unknown_values(reading)))
    more = Notice(Told.MORE)
    return reading.notices if asked <= MOST_ROWS or more in reading.notices else (*reading.notices, more)


def open_ones(questions: Iterable[Question]) -> int:
    """How many still have no answer."""
    return sum(not question.chosen for question in questions)


def _tab_label(name: str, kind: str) -> str:
    if kind == "workbook":
        return _("Fliken ”%(name)s”") % {"name": name}
    if kind == "word":
        return _("Tabell %(name)s i dokumentet") % {"name": name}
    return _("Raderna för ”%(name)s”") % {"name": name} if name else _("Filens rader")
