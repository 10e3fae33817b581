"""From a file to answers: what it would change, shown first; then all of it in one transaction, or nothing.

How a file is read is not told here: what comes in is one proposal for each item.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.db import transaction

from spegla.assessments.actions import Paper, save_answer
from spegla.assessments.models import Answer, Assessment, PendingImport
from spegla.assessments.sheets import items_for
from spegla.core.verdict import Verdict
from spegla.journal.actions import record
from spegla.journal.versions import StaleError
from spegla.people.models import Person
from spegla.programme.schema import Checklist
from spegla.rounds.models import Participation

WAITS = dt.timedelta(days=1)
TEXTS = ("reason", "other_view", "not_working", "evidence", "done_since", "comment", "why_moved")


class ImportedMeanwhileError(Exception):
    """The answers are no longer those that were previewed, or the choices are others. Nothing was saved."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a file says of an item at an occasion. An empty state, or a text that is missing, says nothing of it."""

    occasion: str
    item: str
    state: str
    score: int | None
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """What would be saved of an item, field by field, and how those fields stand now. `based_on` is the version seen."""

    occasion: str
    item: str
    now: Mapping[str, Any]
    changes: Mapping[str, Any]
    based_on: int


@dataclass(frozen=True)
class ImportPlan:
    """`same` counts what is stored already; `refused` occasions, with their reasons, and how much of the file they lose."""

    changes: tuple[Change, ...]
    same: int
    refused: Mapping[str, tuple[Verdict, int]]

    @property
    def fingerprint(self) -> str:
        return sha256(repr(self.changes).encode()).hexdigest()[:20]


@dataclass(frozen=True, slots=True)
class Target:
    """Whose answers to which checklist are filled in, and which occasions may be written now."""

    place: Participation
    unit_id: int
    checklist: Checklist
    permits: Mapping[str, Verdict]

    def paper(self, occasion: str) -> Paper:
        return Paper(self.place, self.unit_id, self.checklist, occasion)


def plan_import(target: Target, proposals: Iterable[Proposal]) -> ImportPlan:
    """What the proposals would change, in the order of the occasions and of the checklist. One query."""
    order = {item.key: place for place, item in enumerate(items_for(target.checklist, target.place, target.unit_id))}
    known = [one for one in proposals if one.item in order and one.occasion in target.permits]
    occasions = list(target.permits)
    stored = _stored(target)
    changes: list[Change] = []
    refused: dict[str, tuple[Verdict, int]] = {}
    same = 0
    for one in sorted(known, key=lambda one: (occasions.index(one.occasion), order[one.item])):
        change = _change(one, stored.get((one.occasion, one.item)))
        permit = target.permits[one.occasion]
        if not permit:
            refused[one.occasion] = (permit, refused.get(one.occasion, (permit, 0))[1] + 1)
        elif change.changes:
            changes.append(change)
        else:
            same += 1
    return ImportPlan(tuple(changes), same, refused)


def import_answers(
    target: Target, proposals: Iterable[Proposal], *, seen: str, key: str, by: Person, now: dt.datetime
) -> ImportPlan:
    """Save everything that the proposals change, each answer with its history, and say what it was.

    `seen` is the fingerprint of the plan that was previewed; raises ImportedMeanwhileError when it is another now.
    Run again it finds nothing to change. `key` is the request key of the saves.
    """
    wanted = list(proposals)
    try:
        with transaction.atomic():
            return _import(target, wanted, seen, key, by, now)
    except StaleError as error:
        raise ImportedMeanwhileError from error


def _import(
    target: Target, proposals: list[Proposal], seen: str, key: str, by: Person, now: dt.datetime
) -> ImportPlan:
    plan = plan_import(target, proposals)
    if plan.changes and plan.fingerprint != seen:
        raise ImportedMeanwhileError
    for one in plan.changes:
        save_answer(
            target.paper(one.occasion), one.item, dict(one.changes), based_on=one.based_on, request_key=key, by=by, now=now
        )
    if plan.changes:
        record("answers-imported", target.place, by=by, now=now, round_id=target.place.round_id,
               organisation_id=target.place.organisation_id, unit=target.unit_id, checklist=target.checklist.key,
               occasions=sorted({one.occasion for one in plan.changes}), answers=len(plan.changes))
    return plan


def keep_reading(
    target: Target, reading: str, *, file_name: str, by: Person, now: dt.datetime
) -> PendingImport:
    """Let what was read wait for its reader. It takes the place of what she read before."""
    found, _ = PendingImport.objects.update_or_create(
        participation=target.place, person=by,
        defaults={"unit_id": target.unit_id, "checklist": target.checklist.key, "file_name": file_name[:200],
                  "reading": reading, "read_at": now},
    )
    return found


def pending_import(place: Participation, person: Person, *, now: dt.datetime) -> PendingImport | None:
    """What this person has read in and not yet saved: hers alone, and for a day."""
    waiting = PendingImport.objects.filter(participation=place, person=person, read_at__gt=now - WAITS)
    return waiting.select_related("unit").first()


def forget_reading(place: Participation, person: Person) -> None:
    PendingImport.objects.filter(participation=place, person=person).delete()


def forget_old_readings(*, now: dt.datetime) -> int:
    """Erase what nobody has come back to. Returns how many."""
    return PendingImport.objects.filter(read_at__lte=now - WAITS).delete()[0]


def _stored(target: Target) -> dict[tuple[str, str], dict[str, Any]]:
    rows = Answer.objects.filter(
        assessment__participation=target.place, assessment__unit_id=target.unit_id,
        assessment__checklist=target.checklist.key, assessment__kind=Assessment.Kind.JOINT,
    ).values("assessment__occasion", "item", "state", "score", "version", *TEXTS)
    return {(row["assessment__occasion"], row["item"]): row for row in rows}


NOTHING: dict[str, Any] = {"state": Answer.State.UNANSWERED, "score": None, "version": 0} | dict.fromkeys(TEXTS, "")


def _change(one: Proposal, stored: dict[str, Any] | None) -> Change:
    row = stored or NOTHING
    wanted: dict[str, Any] = {name: text for name, text in one.texts.items() if text and name in TEXTS and text != row[name]}
    if one.state and (one.state, one.score) != (row["state"], row["score"]):
        wanted |= {"state": one.state, "score": one.score}
    return Change(one.occasion, one.item, {name: row[name] for name in wanted}, wanted, row["version"])
