"""What each organisation of the cluster has shared of an occasion, as columns and rows for the comparison page."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from spegla.assessments.models import Answer
from spegla.assessments.queries import Row, shared_in_cluster
from spegla.assessments.sheets import counterparts, pairs_between
from spegla.programme.lookup import level_of
from spegla.programme.schema import Checklist, Item
from spegla.rounds.models import Participation
from spegla.rounds.queries import members_seen_from
from spegla.rounds.standing import Standing
from spegla.web.participant.assessments.rows import answered_at
from spegla.web.participant.assessments.sheet import Sheet
from spegla.web.participant.assessments.wording import said, titles_of
from spegla.web.templatetags.wording import text

SHOW, LEARN = Answer.Mark.SHOW, Answer.Mark.LEARN


@dataclass(frozen=True, slots=True)
class Column:
    """An organisation's answers to a checklist as the reader sees them; `draft` when it is her own, not shared."""

    place: Participation
    own: bool
    draft: bool
    checklist: Checklist
    answers: dict[str, Row]
    unit: str = ""  # the part of the organisation that answers, when it is not the whole

    @property
    def name(self) -> str:
        whole = self.place.organisation.name
        return f"{whole}: {self.unit}" if self.unit else whole


Told = dict[str, list[tuple[Column, list[dict[str, Any]]]]]  # by item, in the columns' order


def columns_of(sheet: Sheet, standing: Standing) -> tuple[list[Column], list[Participation]]:
    """Columns (participants by name, mentors, those who have left), and the participants that have not shared yet.

    A mentor shares where it wants to and is not waited for; neither is one that has left.
    """
    assert sheet.place.cluster
    shared = shared_in(sheet, standing)
    columns, waiting = [], []
    members = members_seen_from(sheet.place, standing)
    for member in sorted(members, key=lambda m: (m.has_ended, m.is_mentor, m.organisation.name)):
        own = member.pk == sheet.place.pk
        found = chosen(sheet, shared.get(member.pk, {}))
        if found:
            columns.append(Column(member, own, False, *found))
        elif own:
            columns.append(Column(member, True, True, sheet.checklist, answered_at(sheet).now))
        elif not (member.is_mentor or member.has_ended):
            waiting.append(member)
    return columns, waiting


def shared_in(sheet: Sheet, standing: Standing) -> dict[int, dict[str, dict[str, Row]]]:
    """By participation, checklist and item: what the cluster's organisations have shared of this occasion. One query.

    Where something is shared both with the cluster and with the round, the latest is read.
    """
    assert sheet.place.cluster_id
    found: dict[int, dict[str, tuple[int, dict[str, Row]]]] = {}
    for row in shared_in_cluster(sheet.place.cluster_id, sheet.occasion.key, standing):
        lists = found.setdefault(row["assessment__participation_id"], {})
        share, answers = lists.get(row["assessment__checklist"], (None, {}))
        if share != row["share_id"]:
            answers = {}
            lists[row["assessment__checklist"]] = (row["share_id"], answers)
        answers[row["item"]] = row
    return {pk: {key: answers for key, (__, answers) in lists.items()} for pk, lists in found.items()}


def chosen(sheet: Sheet, shared: dict[str, dict[str, Row]]) -> tuple[Checklist, dict[str, Row]] | None:
    """The same checklist if it is shared, else another one of the round whose items correspond."""
    for checklist in sorted(sheet.checklists, key=lambda checklist: checklist is not sheet.checklist):
        same = checklist is sheet.checklist
        if checklist.key in shared and (same or pairs_for(sheet, checklist)):
            return checklist, shared[checklist.key]
    return None


def told_by(sheet: Sheet, columns: list[Column]) -> Told:
    """What every column says on every item."""
    titles = [titles_of(column.checklist) for column in columns]
    return {
        item.key: [(column, entries(sheet, column, item, words)) for column, words in zip(columns, titles, strict=True)]
        for item in sheet.items
    }


def rows_of(sheet: Sheet, columns: list[Column], told: Told) -> tuple[list[dict[str, Any]], list[str]]:
    """Items × columns where somebody has said something; and the titles of the items where nobody has."""
    heads = [head_of(column) for column in columns]
    rows: list[dict[str, Any]] = []
    silent: list[str] = []
    for number, item in enumerate(sheet.items, start=1):
        cells: list[dict[str, Any]] = [
            {"head": head, "found": found} for head, (__, found) in zip(heads, told[item.key], strict=True)
        ]
        if any(entry["told"] for cell in cells for entry in cell["found"]):
            rows.append({"key": item.key, "number": number, "title": text(item.title), "cells": cells})
        else:
            silent.append(f"{number}. {text(item.title)}")
    return rows, silent


def head_of(column: Column) -> dict[str, Any]:
    """Whose the column is, as plain words: it stands above every cell, and templates read dictionaries fastest."""
    place = column.place
    return {
        "place": place.pk, "name": column.name, "own": column.own, "draft": column.draft,
        "is_mentor": place.is_mentor, "has_ended": place.has_ended,
    }


def entries(sheet: Sheet, column: Column, item: Item, titles: dict[int, str]) -> list[dict[str, Any]]:
    """What a column says on an item: its own answer, or those to the items that correspond to it."""
    if column.checklist is sheet.checklist:
        return [entry(column.answers[item.key], column.checklist, titles)] if item.key in column.answers else []
    items = {other.key: other for other in column.checklist.item}
    return [
        entry(column.answers[key], column.checklist, titles)
        | {"title": text(items[key].title), "note": text(pair.note), "meaning": meaning_of(column, key)}
        for key, pair in counterparts(item.key, pairs_for(sheet, column.checklist)) if key in column.answers
    ]


def entry(row: Row, checklist: Checklist, titles: dict[int, str]) -> dict[str, Any]:
    words = {name: row[name] for name in ("item", "reason", "other_view", "comment", "not_working", "mark", "state")}
    told = row["state"] != Answer.State.UNANSWERED or bool(row["mark"])
    return words | {"said": said(row, titles), "told": told, "title": "", "note": "", "meaning": ""}


def meaning_of(column: Column, item: str) -> str:
    score = column.answers[item]["score"]
    return text(level_of(column.checklist, score).meaning) if score else ""


def pairs_for(sheet: Sheet, other: Checklist) -> tuple:
    return pairs_between(sheet.checklist, other, library=settings.SPEGLA_EDITIONS)


def matches(sheet: Sheet, told: Told) -> list[dict[str, Any]]:
    """What somebody wants to learn, with those who can show it; what is met comes first, in the checklist's order."""
    matched = []
    for item in sheet.items:
        marked = {
            mark: [column for column, found in told[item.key] if any(entry["mark"] == mark for entry in found)]
            for mark in (SHOW, LEARN)
        }
        for column in marked[LEARN]:
            matched.append({"key": item.key, "title": text(item.title), "learns": column, "shows": in_words(marked[SHOW])})
    return sorted(matched, key=lambda match: not match["shows"])


def in_words(columns: list[Column]) -> str:
    """ "ni, Bäckinge och Mellby"; empty when there is nobody."""
    names = [_("ni") if column.own and not column.unit else column.name for column in columns]
    return _("%(most)s och %(last)s") % {"most": ", ".join(names[:-1]), "last": names[-1]} if names[1:] else "".join(names)
