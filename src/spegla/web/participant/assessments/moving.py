"""The shift over all occasions as pages show it: items in words, the picture, and its table. What moved, why, who was there."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from spegla.assessments.models import Answer
from spegla.assessments.present import took_part
from spegla.assessments.shown import Spread, shown_by_function
from spegla.core.scoring import Direction, shift
from spegla.core.series import Series, Stroke, series
from spegla.documents.charts import Picture, Rise, Slope, slopes
from spegla.programme.schema import Item
from spegla.rounds.content import programme_of
from spegla.web.forms import fresh_key
from spegla.web.participant.assessments.functions import called
from spegla.web.participant.assessments.rows import BLANK, Answered, Row, Turn, scores_in
from spegla.web.participant.assessments.sheet import Sheet
from spegla.web.participant.assessments.wording import moved, said, titles_of, whys
from spegla.web.templatetags.wording import text

Why = Answer.Why
NEITHER_BETTER_NOR_WORSE = (Why.KNOW_MORE, Why.OTHERS_ANSWERED)


@dataclass(frozen=True)
class Moving:
    """A sheet with what its unit said at every occasion up to it."""

    sheet: Sheet
    turns: list[Turn]

    @cached_property
    def answered(self) -> Answered:
        """Now, and the nearest earlier occasion that says something."""
        before = next((turn for turn in self.turns[-2::-1] if turn.says_something), None)
        now = self.turns[-1]
        return Answered(now.answers, before.answers if before else {}, before.occasion if before else None, now.assessment)

    @cached_property
    def series(self) -> list[Series[str]]:
        sheets = [scores_in(turn.answers) for turn in self.turns]
        return series(sheets, [item.key for item in self.sheet.items])

    @property
    def has_two(self) -> bool:
        """Whether there is anything to set beside anything."""
        return sum(turn.says_something for turn in self.turns) > 1

    def why(self, turn: int, item: str) -> str:
        return str(self.turns[turn].answers.get(item, BLANK)["why_moved"])


def item_shifts(moving: Moving) -> list[Row]:
    """Every item now and the time before, with the words for what happened between them."""
    answered, titles = moving.answered, titles_of(moving.sheet.checklist)
    if not (answered.occasion_before and moving.turns[-1].says_something):
        return []
    items = moving.sheet.items
    found = shift(scores_in(answered.before), scores_in(answered.now), [item.key for item in items])
    rows = []
    for number, (item, step) in enumerate(zip(items, found, strict=True), start=1):
        now = answered.now.get(item.key, BLANK)
        rows.append({
            "key": item.key, "number": number, "title": text(item.title), "direction": step.direction,
            "was": said(answered.before.get(item.key, BLANK), titles), "now": said(now, titles),
            "moved": bool(step.steps), "why_moved": now["why_moved"], "why": whys()[now["why_moved"]],
            "done_since": now["done_since"], "reason": now["reason"],
            "based_on": now["version"], "request_key": fresh_key(),
        })
    return rows


def by_direction(rows: list[Row]) -> list[tuple[str, list[Row]]]:
    """What moved and what did not; a change that says neither better nor worse is no step up or down."""
    kinds = [
        (_("Har flyttat upp"), (Direction.UP,)),
        (_("Har flyttat ner"), (Direction.DOWN,)),
        (_("Annan nivå, varken bättre eller sämre"), (None,)),
        (_("Står kvar"), (Direction.SAME,)),
        (_("Går inte att jämföra"), (Direction.NEW, Direction.HOLE)),
    ]
    return [(label, found) for label, which in kinds if (found := [row for row in rows if _direction(row) in which])]


def _direction(row: Row) -> Direction | None:
    return None if row["moved"] and row["why_moved"] in NEITHER_BETTER_NOR_WORSE else row["direction"]


def picture_of(moving: Moving) -> Picture:
    things = [
        Slope(
            str(number), tuple(answer.level if answer else None for answer in one.answers),
            tuple(rise(stroke, moving.why(stroke.end, one.key)) for stroke in one.strokes if stroke.shift.steps is not None),
        )
        for number, one in enumerate(moving.series, start=1)
    ]
    silent = [_("inga svar")] * (len(moving.turns) - 1) + [_("inga svar än")]
    times = [
        (text(turn.occasion.sheet), "" if turn.says_something else note)
        for turn, note in zip(moving.turns, silent, strict=True)
    ]
    return slopes(things, sorted(titles_of(moving.sheet.checklist).items()), times)


def rise(stroke: Stroke[str], why: str) -> Rise:
    """Up and down have a line each; a change that says neither better nor worse has one of its own, and its word."""
    word = {Why.KNOW_MORE: _("vet mer"), Why.OTHERS_ANSWERED: _("andra svarade")}.get(Why(why), "")
    kind = {Direction.UP: "up", Direction.DOWN: "down"}.get(stroke.shift.direction, "")
    if not kind:
        return Rise(stroke.start, stroke.end, over_hole=stroke.over_hole)
    return Rise(stroke.start, stroke.end, "known" if word else kind, word, stroke.over_hole)


def table_of(moving: Moving) -> dict[str, Any]:
    """The same as the picture, in words: items × occasions, with what happened and why in each."""
    sheet = moving.sheet
    rows = []
    for number, (item, one) in enumerate(zip(sheet.items, moving.series, strict=True), start=1):
        cells = [_cell(moving, item, one, turn) for turn in range(len(moving.turns))]
        rows.append({"title": f"{number}. {text(item.title)}", "cells": cells})
    return {"heads": [text(turn.occasion.sheet) for turn in moving.turns], "rows": rows}


def _cell(moving: Moving, item: Item, one: Series[str], turn: int) -> dict[str, str]:
    if one.answers[turn] is None:
        return {"said": _("Inga svar vid tillfället"), "moved": ""}
    told = said(moving.turns[turn].answers.get(item.key, BLANK), titles_of(moving.sheet.checklist))
    stroke = one.stroke_to(turn)
    if stroke is None:
        return {"said": told, "moved": ""}
    words = [moved(stroke.shift)]
    if stroke.over_hole and stroke.shift.steps is not None:
        words[0] += " " + _("sedan %(occasion)s") % {"occasion": text(moving.turns[stroke.start].occasion.sheet)}
    why = moving.why(turn, item.key)
    if stroke.shift.steps and why:
        words.append(whys()[why])
    return {"said": told, "moved": ". ".join(words)}


def functions_over_time(moving: Moving) -> list[dict[str, Any]]:
    """Per item how each function answered, occasion by occasion, only where that may be told. One query.

    Last those that the edition has no word for: who did not say a function, and guests, who may choose any.
    """
    found = shown_by_function(moving.sheet.paper)
    names = {function.key: text(function.title) for function in programme_of(moving.sheet.place.round).edition.function}
    occasions = [turn.occasion.key for turn in moving.turns]
    rows = []
    for number, item in enumerate(moving.sheet.items, start=1):
        told = {key: found.get(item.key, {}).get(key, {}) for key in occasions}
        answered = {function for spreads in told.values() for function in spreads}
        functions = [*(key for key in names if key in answered), *sorted(answered - names.keys(), reverse=True)]
        for function in functions:
            cells = [_spread(told[key].get(function)) for key in occasions]
            rows.append({"title": f"{number}. {text(item.title)}", "function": called(function, names), "cells": cells})
    return rows


def _spread(spread: Spread | None) -> str:
    """ "1 på nivå 1, 3 på nivå 2"; a dash where it is not told."""
    if spread is None:
        return "–"
    words = [_("%(n)s på nivå %(level)s") % {"n": many, "level": level} for level, many in sorted(spread.levels.items())]
    if spread.cannot_judge:
        words.append(_("%(n)s kan inte bedöma") % {"n": spread.cannot_judge})
    return ", ".join(words)


def who_was_there(moving: Moving) -> list[tuple[str, str]]:
    """Under each occasion how many of each function were there, as people have said; nothing if nobody has. One query."""
    told = took_part([turn.assessment["pk"] for turn in moving.turns if turn.assessment])
    if not told:
        return []
    names = {function.key: text(function.title) for function in programme_of(moving.sheet.place.round).edition.function}
    rows = []
    for turn in moving.turns:
        counts = told.get(turn.assessment["pk"], {}) if turn.assessment else {}
        words = ", ".join(f"{names.get(function, function)}: {count}" for function, count in counts.items())
        rows.append((text(turn.occasion.sheet), words or _("Ingen har noterat vilka som var med.")))
    return rows
