"""What stands beside what without being summed or subtracted: the units of an organisation, and other checklists."""

from typing import Any

from django.conf import settings

from spegla.assessments.occasions import earlier
from spegla.assessments.queries import Row, answers_by_assessment, assessments_by_unit, begun_of_others
from spegla.assessments.sheets import counterparts, items_for, level_for, pairs_between
from spegla.core.units import Unit, side_by_side
from spegla.programme.lookup import level_of
from spegla.programme.schema import Checklist
from spegla.web.participant.assessments.rows import BLANK, scores_in
from spegla.web.participant.assessments.sheet import Sheet
from spegla.web.participant.assessments.wording import said, titles_of, told
from spegla.web.templatetags.wording import text


def units_beside(sheet: Sheet) -> dict[str, Any] | None:
    """Items × units at this occasion, each unit on its own answer level. Nothing where there is one unit. Two queries."""
    if len(sheet.units) < 2:
        return None
    ids = assessments_by_unit(sheet.place, sheet.checklist.key, sheet.occasion.key)
    answers, titles = answers_by_assessment(ids.values()), titles_of(sheet.checklist)
    levels = {level.key: text(level.title) for level in sheet.checklist.answer_level}
    units = [
        Unit(unit.pk, {item.key for item in items_for(sheet.checklist, sheet.place, unit.pk)},
             scores_in(answers.get(ids.get(unit.pk, 0), {})))
        for unit in sheet.units
    ]
    items = {item.key: text(item.title) for item in sheet.checklist.item}
    return {
        "heads": [(unit.name, levels[level_for(sheet.checklist, sheet.place, unit.pk)]) for unit in sheet.units],
        "rows": [
            (items[row.key], [told(answer, titles) if answer else "" for answer in row.answers], row.differs)
            for row in side_by_side(units, items)
        ],
    }


def mapped_before(sheet: Sheet) -> list[dict[str, Any]]:
    """What the unit answered to corresponding items of another checklist, at the nearest earlier occasion.

    Nothing where the round uses one checklist. Two queries.
    """
    others = {checklist.key: checklist for checklist in sheet.checklists if checklist is not sheet.checklist}
    if not others:
        return []
    begun = begun_of_others(sheet.place, sheet.unit.pk, others)
    for occasion in earlier(sheet.occasions, sheet.occasion.key):
        for key, checklist in others.items():
            pairs = pairs_between(checklist, sheet.checklist, library=settings.SPEGLA_EDITIONS)
            if pairs and (occasion.key, key) in begun:
                answers = answers_by_assessment([begun[occasion.key, key]])[begun[occasion.key, key]]
                return [{"occasion": text(occasion.title), "checklist": text(checklist.title),
                         "rows": mapped_rows(sheet, checklist, answers)}]
    return []


def mapped_rows(sheet: Sheet, other: Checklist, answers: dict[str, Row]) -> list[Row]:
    """Each item with the items it corresponds to, their answers in words and what those levels mean on their own scale."""
    pairs = pairs_between(sheet.checklist, other, library=settings.SPEGLA_EDITIONS)
    titles, items = titles_of(other), {item.key: item for item in other.item}
    rows = []
    for item in sheet.items:
        found = []
        for key, pair in counterparts(item.key, pairs):
            answer = answers.get(key, BLANK)
            meaning = text(level_of(other, answer["score"]).meaning) if answer["score"] else ""
            found.append({"title": text(items[key].title), "said": said(answer, titles), "meaning": meaning,
                          "reason": answer["reason"], "note": text(pair.note)})
        rows.append({"title": text(item.title), "found": found})
    return rows
