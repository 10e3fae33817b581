"""Read what a joint answer said before, with who and when. What people answer alone has no history."""

from typing import Any

from spegla.assessments.actions import Paper
from spegla.assessments.models import Answer
from spegla.assessments.queries import Row

SAID = ("state", "score", "reason", "other_view", "not_working", "evidence", "done_since", "comment", "why_moved")


def versions_of(paper: Paper, item: str) -> list[Row]:
    """Every version of the answer, the latest first; what one and the same form saved in a row is one. One query.

    Each row holds what it said, `at` and `by` (a name), and `changed`: the names of what the version before said otherwise.
    """
    found: list[Row] = []
    for row in _rows(paper, item):
        if found and _form(found[-1]) == _form(row):
            found.pop()
        found.append(row)
    before: dict[str, Any] = dict.fromkeys(SAID, "") | {"state": Answer.State.UNANSWERED, "score": None}
    for row in found:
        row["changed"] = [name for name in SAID if row[name] != before[name]]
        before = row
    return [row for row in reversed(found) if row["changed"]]


def _rows(paper: Paper, item: str) -> list[Row]:
    kept = Answer.history.filter(
        assessment__in=paper.assessments.values("pk"), item=item, version__gt=0,
    ).order_by("version", "history_id")
    rows = kept.values(*SAID, "version", "request_key", "changed_at", "changed_by", "changed_by__name")
    return [{**row, "at": row["changed_at"], "by": row["changed_by__name"]} for row in rows]


def _form(row: Row) -> tuple[int, str]:
    """Whose form it was saved from; a save without a key is one of its own."""
    return row["changed_by"], row["request_key"].partition(".")[0] or f"version-{row['version']}"
