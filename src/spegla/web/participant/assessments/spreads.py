"""What was answered alone, beside the joint answers: how many, and when shown how differently, in dots and in numbers."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spegla.assessments.shown import Shown, Spread, Told
from spegla.web.participant.assessments.functions import called, functions_at
from spegla.web.participant.assessments.sheet import Sheet, permit_alone
from spegla.web.requests import Request

Levels = Sequence[dict[str, Any]]


def spread_of(shown: Shown, levels: Levels, functions: dict[str, str]) -> dict[str, Any]:
    """`levels` are those of wording.levels_of, lowest first; `functions` the programme's words for them."""
    groups: list[dict[str, Any]] = [
        {"name": called(key, functions), "counts": counts_of(one, levels)}
        for key, one in sorted(shown.functions.items(), key=lambda group: _place(group[0], functions))
    ]
    rows = counts_of(shown.spread, levels)
    for at, row in enumerate(rows):
        row["groups"] = [(group["name"], group["counts"][at]["count"]) for group in groups if group["counts"][at]["count"]]
    return {
        "rows": rows, "groups": groups, "answers": shown.spread.answers,
        "differ": len(shown.spread.levels) > 1, "comments": shown.comments, "not_working": shown.not_working,
    }


def add_alone(rows: Iterable[dict[str, Any]], told: Told, levels: Levels, functions: dict[str, str]) -> None:
    """To each question of the joint page what was answered alone: shown, or only how many; nothing where nobody has."""
    for row in rows:
        shown, many = told.shown.get(row["key"]), told.answered(row["key"])
        spread = spread_of(shown, levels, functions) if shown else None
        row["alone"] = {"people": people(many), "spread": spread} if many else None


def alone_card(request: Request, sheet: Sheet, told: Told) -> dict[str, Any]:
    """What the joint page says of answering alone, and who was there. Not there where nobody has or can answer alone."""
    waits = len(told.shown) < len(sheet.items)
    may_answer = waits and bool(permit_alone(request, sheet))
    return {
        "is_there": bool(may_answer or told.is_used), "people": people(told.begun) if told.begun and waits else "",
        "shown": len(told.shown), "may_answer": may_answer, "may_show": bool(told.waiting and sheet.permit),
        "url": sheet.url("alone"), "show_url": sheet.url("show-answers"), "took_part_url": sheet.url("took-part"),
        "took_part": [(called(key, functions_at(sheet.place)), many) for key, many in told.took_part.items()],
    }


def counts_of(spread: Spread, levels: Levels) -> list[dict[str, Any]]:
    """Every level from the highest down, then those who could not judge: nobody is a row without dots."""
    rows = [_row(level["value"], level["title"], spread.levels.get(level["value"], 0)) for level in reversed(levels)]
    return [*rows, _row("", _("Kan inte bedöma"), spread.cannot_judge)]


def people(many: int) -> str:
    return ngettext("%(n)d person", "%(n)d personer", many) % {"n": many}


def _row(value: int | str, title: str, many: int) -> dict[str, Any]:
    return {"value": value, "title": title, "count": many, "dots": range(many)}


def _place(key: str, functions: Iterable[str]) -> int:
    order = [*functions]
    return order.index(key) if key in order else len(order)
