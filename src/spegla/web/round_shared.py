"""Pages of what is shared with a whole round, the same for its members and its office; who may come in is asked before."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from spegla.assessments.models import Answer
from spegla.assessments.sheets import items_for
from spegla.improvement.models import Idea, Improvement
from spegla.improvement.queries import aimed_items, among, improvements_made_of, shown_to_round
from spegla.programme.lookup import occasion_by_key
from spegla.programme.schema import Checklist
from spegla.reporting.round_shared import (
    Row,
    SharedBy,
    answers_shared,
    occasion_shared,
    services_shared,
    shared_with_round,
    talks_shared,
)
from spegla.rounds.content import checklists_of, programme_of
from spegla.rounds.models import Participation, Round
from spegla.rounds.standing import Standing
from spegla.web.participant.assessments.wording import said, titles_of
from spegla.web.templatetags.wording import text


def listed(round_: Round, standing: Standing) -> list[SharedBy]:
    """Who shares what, each self-assessment with its occasion and checklist in words."""
    found = shared_with_round(round_, standing)
    lists = {checklist.key: checklist for checklist in checklists_of(round_)}
    for one in found:
        for row in one.occasions:
            row["title"] = _title(row, one.place, round_, lists)
    return found


def shown(round_: Round, kind: str, pk: int, standing: Standing) -> dict[str, Any]:
    """One thing to read; a 404 for what is not shared.

    `pk` is the share of a self-assessment, an idea, an improvement, else the participation.
    """
    make = {
        "skattning": _assessment, "verksamhet": _service, "erfarenheter": _talk, "ide": _idea, "forbattring": _improvement,
    }.get(kind)
    if make is None:
        raise Http404
    return {"kind": kind, **make(round_, pk, standing)}


def _service(round_: Round, place: int, standing: Standing) -> Row:
    row = get_object_or_404(services_shared(round_, standing), participation_id=place)
    return {"row": row, "owner": row.participation.organisation, "title": _("Verksamheten de utsett")}


def _talk(round_: Round, place: int, standing: Standing) -> Row:
    row = get_object_or_404(talks_shared(round_, standing), participation_id=place)
    return {"row": row, "owner": row.participation.organisation, "title": _("Erfarenheter")}


def _idea(round_: Round, pk: int, standing: Standing) -> Row:
    row = get_object_or_404(shown_to_round(Idea, round_, standing), id=pk)
    made = improvements_made_of(pk, shown_to_round(Improvement, round_, standing))
    origins = {"items": _item_titles(round_), "steps": _step_titles(round_)}
    return {"row": row, "owner": row.organisation, "title": row.title, "made": made, "origins": origins}


def _improvement(round_: Round, pk: int, standing: Standing) -> Row:
    """With its idea only where that is shared with the round too."""
    row = get_object_or_404(shown_to_round(Improvement, round_, standing), id=pk)
    titles, aimed = _item_titles(round_), aimed_items([row])[row.id]
    idea = among(shown_to_round(Idea, round_, standing), row.idea_id)
    aims = [title for key, title in titles.items() if key in aimed]
    return {"row": row, "owner": row.organisation, "title": row.title, "aims": aims, "idea": idea}


def _item_titles(round_: Round) -> dict[str, str]:
    return {item.key: text(item.title) for checklist in checklists_of(round_) for item in checklist.item}


def _step_titles(round_: Round) -> dict[str, str]:
    return {step.key: f"{step.number}. {text(step.title)}" for step in programme_of(round_).step}


def _assessment(round_: Round, share: int, standing: Standing) -> dict[str, Any]:
    found = occasion_shared(share, round_, standing)
    if found is None:
        raise Http404
    row, place = found
    lists = {checklist.key: checklist for checklist in checklists_of(round_)}
    answers = answers_shared(share, round_, standing)
    checklist = lists.get(row["checklist"])
    return {
        "owner": place.organisation,
        "title": _title(row, place, round_, lists),
        "since": row["since"],
        "items": _items(checklist, place, row["unit"], answers) if checklist else [],
    }


def _items(checklist: Checklist, place: Participation, unit: int, answers: dict[str, Row]) -> list[Row]:
    """The items something was said of, in the checklist's order."""
    titles = titles_of(checklist)
    return [
        answers[item.key] | {
            "number": number,
            "title": text(item.title),
            "said": said(answers[item.key], titles),
        }
        for number, item in enumerate(items_for(checklist, place, unit), start=1)
        if item.key in answers and (answers[item.key]["state"] != Answer.State.UNANSWERED or answers[item.key]["mark"])
    ]


def _title(row: Row, place: Participation, round_: Round, lists: dict[str, Checklist]) -> str:
    words = [text(occasion_by_key(programme_of(round_), row["occasion"]).title)]
    if len(lists) > 1 and row["checklist"] in lists:
        words.append(text(lists[row["checklist"]].title))
    if row["unit"] != place.organisation_id:
        words.append(row["unit_name"])
    return ", ".join(words)
