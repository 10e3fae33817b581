"""What goes into a workbook to take along: a unit's joint answers at every occasion, as its own organisation reads them.

Only what has been agreed on is here. What people have answered each for herself is in no document.
"""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from spegla.assessments.queries import Row, answers_by_assessment, begun_by_unit, joint_assessments
from spegla.assessments.sheets import items_on, level_for
from spegla.documents.workbook import (
    CHECKLIST,
    EDITION,
    MADE_AT,
    OCCASION,
    PLACE,
    TEXTS,
    UNIT,
    Beside,
    Entry,
    Level,
    Said,
    Tab,
    Words,
    Workbook,
    in_words,
    tab_names,
)
from spegla.people.models import Organisation
from spegla.programme.lookup import statement_at
from spegla.programme.schema import Checklist, Item
from spegla.reporting.filling import words_of
from spegla.rounds.content import programme_of
from spegla.rounds.models import Participation


def workbook_of(
    place: Participation, unit: Organisation, checklist: Checklist, *, units: Sequence[Organisation], occasion: str,
    now: dt.datetime,
) -> Workbook:
    """One unit's workbook, open at `occasion`. The organisation's own shows its other `units` beside it, never summed.

    Two queries, and two more where there are several units.
    """
    language = language_now()
    edition = programme_of(place.round).edition
    names = tab_names([words_of(one.sheet) for one in edition.occasion], language)
    tabs = {one.key: name for one, name in zip(edition.occasion, names, strict=True)}
    begun = {key: row["pk"] for key, row in begun_by_unit(place, unit.pk, checklist.key).items()}
    answers = answers_by_assessment(begun.values())
    return Workbook(
        language=language, title=_("Självskattning: %(unit)s") % {"unit": unit.name}, unit=unit.name,
        checklist=words_of(checklist.title), may_sum=checklist.sum, levels=levels_of(checklist),
        entries=entries_of(checklist, level_for(checklist, place, unit.pk)),
        tabs=[
            Tab(one.key, tabs[one.key], f"{words_of(one.title)}: {unit.name}", all_said(answers.get(begun.get(one.key, 0), {})))
            for one in edition.occasion
        ],
        words=words(), made=fetched_on(now),
        properties={
            CHECKLIST: checklist.key, EDITION: edition.key, PLACE: str(place.pk), UNIT: str(unit.pk),
            MADE_AT: now.isoformat(), **{f"{OCCASION}{key}": name for key, name in tabs.items()},
        },
        beside=_beside(place, checklist, units, tabs) if unit.pk == place.organisation_id else None,
        opens_at=tabs[occasion],
    )


def fetched_on(now: dt.datetime) -> str:
    return _("Hämtad %(day)s") % {"day": date_format(timezone.localdate(now), "j F Y")}


def language_now() -> str:
    return "en" if (get_language() or "sv").startswith("en") else "sv"


def levels_of(checklist: Checklist) -> list[Level]:
    """The scale from the lowest level up."""
    scale = sorted(checklist.scale, key=lambda level: level.value)
    return [Level(level.value, words_of(level.title), words_of(level.meaning)) for level in scale]


def entries_of(checklist: Checklist, level: str) -> list[Entry]:
    """The items asked on this answer level, numbered as on the page."""
    return [
        Entry(item.key, number, words_of(item.title), words_of(statement_at(item, level).text))
        for number, item in enumerate(items_on(checklist, level), start=1)
    ]


def all_said(answers: dict[str, Row]) -> dict[str, Said]:
    return {
        item: Said(row["state"], row["score"], {name: row[name] for name in TEXTS}, row["why_moved"])
        for item, row in answers.items()
    }


def _beside(
    place: Participation, checklist: Checklist, units: Sequence[Organisation], tabs: dict[str, str]
) -> Beside | None:
    """Items × units at every occasion at which somebody has answered; empty where a unit is not asked."""
    if len(units) < 2:
        return None
    rows = joint_assessments(place).filter(checklist=checklist.key).values_list("occasion", "unit_id", "pk")
    ids = {(occasion, unit): pk for occasion, unit, pk in rows}
    answers = answers_by_assessment(ids.values())
    found = {key: all_said(answers[pk]) for key, pk in ids.items() if answers[pk]}
    levels, language = levels_of(checklist), language_now()
    asked = {unit.pk: {item.key for item in items_on(checklist, level_for(checklist, place, unit.pk))} for unit in units}

    def cell(occasion: str, unit: int, item: Item) -> str:
        said = found.get((occasion, unit), {}).get(item.key, Said()) if item.key in asked[unit] else Said()
        return in_words(said, levels, language)

    return Beside([unit.name for unit in units], [
        [name, words_of(item.title), *(cell(occasion, unit.pk, item) for unit in units)]
        for occasion, name in _begun(tabs, found) for item in checklist.item
    ])


def _begun(tabs: dict[str, str], found: Iterable[tuple[str, int]]) -> list[tuple[str, str]]:
    begun = {occasion for occasion, _unit in found}
    return [(occasion, name) for occasion, name in tabs.items() if occasion in begun]


def words() -> Words:
    """The sentences and headings of a workbook in the reader's language."""
    return Words(
        how=_("Välj poäng i listan och skriv i de vita rutorna."),
        choose=_("Välj i listan"),
        choose_from_list=_("Välj ett av svaren i listan, eller lämna rutan tom."),
        see_levels=_("Vad nivåerna betyder står på fliken Nivåer."),
        with_score=_("Frågor med poäng"),
        sum=_("Summa"),
        levels=_("Vad nivåerna betyder"),
        choice=_("Svar"),
        points=_("Poäng"),
        meaning=_("Vad det betyder"),
        cannot_judge=_("Ni vet för lite för att välja nivå. Det är ett svar, men ingen poäng."),
        not_agreed=_("Ni ser olika på det. Skriv den ena synen under Så gör vi i dag och den andra under Den andra synen."),
        shift=_("Vad har flyttat?"),
        shift_line=_("Stegen räknas ur de andra flikarna. En fråga utan poäng är tom, aldrig noll. Skälen väljer ni i listan."),
        why=_("Varför en annan nivå?"),
        choose_why=_("Välj i listan om nivån är en annan än gången före. Poängen sjunker ofta när man vet mer."),
        number=_("Nr"),
        item=_("Fråga"),
        whole=_("Från första till senaste"),
        whole_sum=_("Summa, när alla frågor har poäng"),
        beside=_("Sida vid sida"),
        beside_line=_("Som det stod i Spegla när filen hämtades. Ingenting läggs ihop."),
        occasion=_("Tillfälle"),
    )
