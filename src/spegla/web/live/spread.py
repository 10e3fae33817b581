"""How differently a group answered, for a page: a row of dots for each level, and who the dots may be told apart by."""

from typing import Any

from spegla.assessments.shown import Shown
from spegla.people.models import Function
from spegla.web.live.room import Room
from spegla.web.participant.assessments.wording import levels_of


def spread_of(room: Room, shown: Shown) -> dict[str, Any]:
    """The levels from the highest down, each with its answers; those who could not judge; the words, nameless."""
    rows = [level | _dots(shown, level["value"]) for level in reversed(levels_of(room.checklist))]
    given = [level for level, many in shown.spread.levels.items() if many]
    return {
        "rows": rows, "answers": shown.spread.answers, "cannot_judge": shown.spread.cannot_judge,
        "differ": bool(given) and max(given) != min(given), "comments": shown.comments, "not_working": shown.not_working,
        "by_function": bool(shown.functions),
    }


def _dots(shown: Shown, level: int) -> dict[str, Any]:
    many = shown.spread.levels.get(level, 0)
    told = sorted(shown.functions.items())
    groups = [(_label(key), spread.levels[level]) for key, spread in told if spread.levels.get(level)]
    return {"many": many, "dots": range(many), "groups": groups}


def _label(function: str) -> str:
    return str(Function(function).label) if function else "–"
