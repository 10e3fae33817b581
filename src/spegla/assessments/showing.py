"""Show what people have answered alone: once for each item, nameless after. Kept by those who have not shown, in own.py.

An item is shown under a lock that every save waits for, so that nothing is saved in between and left behind with a name.
"""

import datetime as dt
import random
from collections.abc import Collection, Iterable
from typing import Any

from django.db import transaction
from django.db.models import Count

from spegla.assessments.actions import Paper, UnknownItemError
from spegla.assessments.models import OwnAnswer, OwnSheet, ShownAnswer, ShownItem, ShownWords
from spegla.assessments.own import lock_place
from spegla.assessments.own_queries import that_count
from spegla.assessments.screens import tell_screens
from spegla.core.blind import may_show, may_tell_functions
from spegla.journal.actions import record
from spegla.people.models import Person

LOT = random.SystemRandom()
State = OwnAnswer.State
Row = dict[str, Any]


class TooFewAnsweredError(Exception):
    """None of the items has answers of so many that nobody can be worked out (core.blind.FEWEST)."""


@transaction.atomic
def show_answers(
    paper: Paper, items: Iterable[str], *, by: Person, now: dt.datetime, lot: random.Random = LOT
) -> list[ShownItem]:
    """Show what everybody has answered to these items. Names and devices are erased; it cannot be undone.

    Gives the items that are shown after this, in the given order. One shown before stays as it was; one with too few
    answers is left unseen. Raises UnknownItemError, and TooFewAnsweredError when that leaves none. The journal is told
    who showed which items, never who answered.
    """
    wanted = list(dict.fromkeys(items))
    _check_known(paper, wanted)
    lock_place(paper.place)
    locked = OwnSheet.objects.select_for_update(of=("self",)).filter(that_count(), **paper.keys)
    sheets = [sheet.pk for sheet in locked.order_by("pk")]
    shown = {found.item: found for found in ShownItem.objects.filter(**paper.keys, item__in=wanted)}
    ready = _ready(sheets, [item for item in wanted if item not in shown])
    others = _sizes_elsewhere(paper, ready)
    new = {item: _show(paper, item, rows, others.get(item, []), lot) for item, rows in ready.items()}
    OwnAnswer.objects.filter(sheet__in=sheets, item__in=new).delete()
    if not shown | new:
        raise TooFewAnsweredError
    if new:
        tell_screens(**paper.keys, for_phones=True)
        record("answers-shown", paper.place, by=by, now=now, round_id=paper.place.round_id,
               organisation_id=paper.place.organisation_id, unit=paper.unit_id, checklist=paper.checklist.key,
               occasion=paper.occasion, items=list(new))
    return [(shown | new)[item] for item in wanted if item in shown | new]


def _check_known(paper: Paper, items: Iterable[str]) -> None:
    unknown = set(items) - {item.key for item in paper.checklist.item}
    if unknown:
        raise UnknownItemError(*unknown)


def _ready(sheets: Collection[int], items: Collection[str]) -> dict[str, list[Row]]:
    """By item, in the given order, everything written of those that enough have answered."""
    found: dict[str, list[Row]] = {item: [] for item in items}
    rows = OwnAnswer.objects.filter(sheet__in=sheets, item__in=items)
    for row in rows.values("item", "state", "score", "comment", "not_working", "sheet__function"):
        found[row["item"]].append({**row})
    return {item: rows for item, rows in found.items() if may_show(len(_answers(rows)))}


def _answers(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row["state"] != State.UNANSWERED]


def _sizes_elsewhere(paper: Paper, items: Collection[str]) -> dict[str, list[dict[str, int]]]:
    """By item, the numbers by function in which this unit's answers have been shown at other occasions, in any round."""
    shown = ShownAnswer.objects.filter(
        shown__unit=paper.unit_id, shown__checklist=paper.checklist.key, shown__item__in=items, shown__by_function=True
    )
    sizes: dict[tuple[str, int], dict[str, int]] = {}
    counted = shown.values_list("shown__item", "shown_id", "function").annotate(many=Count("pk")).order_by("shown_id")
    for item, shown_id, function, many in counted:
        sizes.setdefault((item, shown_id), {})[function] = many
    found: dict[str, list[dict[str, int]]] = {}
    for (item, _), groups in sizes.items():
        found.setdefault(item, []).append(groups)
    return found


def _show(paper: Paper, item: str, rows: list[Row], others: list[dict[str, int]], lot: random.Random) -> ShownItem:
    """Rows are shuffled before they are written, answers and words each by themselves, so that no order tells anything."""
    answers = _answers(rows)
    functions = [row["sheet__function"] for row in answers]
    told = may_tell_functions({function: functions.count(function) for function in functions}, others)
    shown = ShownItem.objects.create(**paper.keys, item=item, by_function=told)
    made = [
        ShownAnswer(shown=shown, state=row["state"], score=row["score"], function=row["sheet__function"] if told else "")
        for row in answers
    ]
    words = [
        ShownWords(shown=shown, kind=kind, text=text)
        for row in rows
        for kind, text in ((ShownWords.Kind.COMMENT, row["comment"]), (ShownWords.Kind.NOT_WORKING, row["not_working"]))
        if text.strip()
    ]
    lot.shuffle(made)
    lot.shuffle(words)
    ShownAnswer.objects.bulk_create(made)
    ShownWords.objects.bulk_create(words)
    return shown
