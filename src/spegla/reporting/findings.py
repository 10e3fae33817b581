"""What an organisation may want to think of before it shares an occasion, gathered over the rooms. The rules are core's."""

from collections.abc import Iterator
from typing import Any

from spegla.assessments.actions import Paper
from spegla.assessments.present import took_part
from spegla.assessments.queries import answers_by_assessment, begun_by_unit
from spegla.assessments.sheets import items_for
from spegla.core.findings import (
    Finding,
    Rule,
    Written,
    functions_missing,
    nothing_not_working,
    occasions_skipped,
    score_without_reason,
    top_without_evidence,
    without_owner,
)
from spegla.improvement.queries import owners_of_open_improvements
from spegla.people.teams import NEEDED
from spegla.programme.lookup import highest
from spegla.rounds.content import programme_of


def findings_of(paper: Paper) -> list[Finding[Any]]:
    """In the rules' order. At most four queries, however much has been written."""
    begun = begun_by_unit(paper.place, paper.unit_id, paper.checklist.key)
    now = begun.get(paper.occasion)
    if now is None:
        return []
    found = [*_of_answers(paper, now["pk"]), *_of_those_there(paper, now["pk"])]
    if paper.unit_id == paper.place.organisation_id:
        found += _found(Rule.ACTION_WITHOUT_OWNER, without_owner(owners_of_open_improvements(paper.place)))
    order = [occasion.key for occasion in programme_of(paper.place.round).edition.occasion]
    until = order[: order.index(paper.occasion) + 1]
    said = [(key, bool(begun.get(key, {}).get("answered"))) for key in until]
    return found + _found(Rule.OCCASION_SKIPPED, occasions_skipped(said))


def _of_answers(paper: Paper, assessment: int) -> Iterator[Finding[Any]]:
    answers = answers_by_assessment([assessment])[assessment]
    sheet = {item.key: _written(answers.get(item.key)) for item in items_for(paper.checklist, paper.place, paper.unit_id)}
    yield from _found(Rule.SCORE_WITHOUT_REASON, score_without_reason(sheet))
    yield from _found(Rule.TOP_WITHOUT_EVIDENCE, top_without_evidence(sheet, top=highest(paper.checklist).value))
    if nothing_not_working(sheet):
        yield Finding(Rule.NOTHING_NOT_WORKING)


def _of_those_there(paper: Paper, assessment: int) -> list[Finding[Any]]:
    """Of the functions a team needs, those that the programme of the round knows."""
    known = {function.key for function in programme_of(paper.place.round).edition.function}
    needed = [group & known for group in NEEDED if group & known]
    return _found(Rule.FUNCTION_MISSING, functions_missing(took_part([assessment]).get(assessment, {}), needed))


def _found(rule: Rule, of: tuple[Any, ...]) -> list[Finding[Any]]:
    return [Finding(rule, of)] if of else []


def _written(row: dict[str, Any] | None) -> Written:
    return Written(row["score"], row["reason"], row["evidence"], row["not_working"]) if row else Written()
