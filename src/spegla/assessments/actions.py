"""Write assessments: answers, lessons and needs, marks. Sharing is in sharing.py. The door asks policy first."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from spegla.assessments.models import Answer, Assessment
from spegla.assessments.screens import tell_screens
from spegla.journal.actions import record
from spegla.journal.versions import save_tracked, save_version
from spegla.people.models import Person
from spegla.programme.schema import Checklist
from spegla.rounds.content import hold_checklist
from spegla.rounds.models import Participation

MARKS_AT_MOST = 3
State = Answer.State


class NotOnTheScaleError(ValueError):
    """A score that the checklist's scale does not have."""


class UnknownItemError(ValueError):
    """An item that the checklist does not have."""


class TooManyMarksError(Exception):
    """Three items already carry this mark; `items` are their keys."""

    def __init__(self, mark: str, items: list[str]) -> None:
        super().__init__(f"{mark} is already on {', '.join(items)}")
        self.mark = mark
        self.items = items


@dataclass(frozen=True, slots=True)
class Paper:
    """What is filled in: one unit's joint answers to a checklist at an occasion. It need not have begun.

    With a `mentor` it is that mentor's view of the same, which stands beside the joint answers and never among them.
    """

    place: Participation
    unit_id: int
    checklist: Checklist
    occasion: str
    mentor: Participation | None = None

    @property
    def kind(self) -> Assessment.Kind:
        return Assessment.Kind.MENTOR if self.mentor else Assessment.Kind.JOINT

    @property
    def keys(self) -> dict[str, Any]:
        """The columns that say which paper a row belongs to."""
        return {
            "participation": self.place, "unit_id": self.unit_id, "checklist": self.checklist.key, "occasion": self.occasion,
        }

    @property
    def assessments(self) -> QuerySet[Assessment]:
        return Assessment.objects.filter(**self.keys, kind=self.kind, mentor=self.mentor)

    def answers(self, item: str) -> QuerySet[Answer]:
        return Answer.objects.filter(
            assessment__participation=self.place, assessment__unit_id=self.unit_id,
            assessment__checklist=self.checklist.key, assessment__occasion=self.occasion,
            assessment__kind=self.kind, assessment__mentor=self.mentor, item=item,
        )


def save_answer(
    paper: Paper, item: str, changes: dict[str, Any], *, based_on: int, request_key: str, by: Person, now: dt.datetime
) -> Answer:
    """Save what was said of one item. A score need not have a reason; a reason need not have a score.

    Raises UnknownItemError, NotOnTheScaleError, and StaleError when somebody else saved in between. The same form
    saving again (it is known by its request key) goes on from its own latest save.
    """
    check_answer(paper.checklist, item, changes)
    stamp: dict[str, Any] = {"based_on": based_on, "request_key": request_key, "by": by, "now": now}
    with transaction.atomic():
        try:
            saved = save_version(paper.answers(item), changes, **stamp)
        except Answer.DoesNotExist:
            _begin_answer(paper, item, by=by, now=now)
            saved = save_version(paper.answers(item), changes, **stamp)
        if saved.just_saved:
            tell_screens(**paper.keys)
        return saved


@transaction.atomic
def save_reflections(
    paper: Paper, changes: dict[str, Any], *, based_on: int, request_key: str, by: Person, now: dt.datetime
) -> Assessment:
    """Save the lessons of the shift and what is needed next. Raises StaleError when somebody else saved in between."""
    begin_assessment(paper, by=by, now=now)
    return save_version(paper.assessments, changes, based_on=based_on, request_key=request_key, by=by, now=now)


@transaction.atomic
def set_mark(paper: Paper, item: str, mark: str, *, by: Person, now: dt.datetime) -> Answer:
    """Mark an item as one to show or one to learn, or neither. Raises TooManyMarksError at the fourth of a kind.

    A mark is set, not toggled: a repeat changes nothing. It does not count as a new version of the answer, so that
    it never stands in the way of somebody who is writing.
    """
    check_answer(paper.checklist, item, {"mark": Answer.Mark(mark)})
    assessment = begin_assessment(paper, by=by, now=now)
    Assessment.objects.select_for_update(of=("self",)).get(pk=assessment.pk)
    taken = assessment.answers.filter(mark=mark).exclude(item=item).values_list("item", flat=True)
    if mark and len(taken) >= MARKS_AT_MOST:
        raise TooManyMarksError(mark, list(taken))
    _begin_answer(paper, item, by=by, now=now)
    answer = assessment.answers.select_for_update(of=("self",)).get(item=item)
    if answer.mark != mark:
        answer.mark = mark
        save_tracked(answer, by=by, now=now)
    return answer


def begin_assessment(paper: Paper, *, by: Person, now: dt.datetime) -> Assessment:
    """The assessment, begun if it was not, and with it its checklist held. Call inside a transaction."""
    hold_checklist(paper.place.round_id, paper.checklist.key)
    found = paper.assessments.first()
    if found:
        return found
    begun = Assessment(**paper.keys, kind=paper.kind, mentor=paper.mentor, begun_at=now)
    try:
        with transaction.atomic():
            save_tracked(begun, by=by, now=now)
    except IntegrityError:  # somebody else began it in the same moment
        return paper.assessments.get()
    whose = paper.mentor or paper.place
    record("assessment-begun", begun, by=by, now=now, round_id=paper.place.round_id,
           organisation_id=whose.organisation_id, occasion=paper.occasion, checklist=paper.checklist.key)
    return begun


def _begin_answer(paper: Paper, item: str, *, by: Person, now: dt.datetime) -> None:
    """An empty row to save on; its history begins with what is first said."""
    assessment = begin_assessment(paper, by=by, now=now)
    Answer.objects.bulk_create([Answer(assessment=assessment, item=item)], ignore_conflicts=True)


def check_answer(checklist: Checklist, item: str, changes: dict[str, Any]) -> None:
    """Raises UnknownItemError, and NotOnTheScaleError unless a score on the scale comes with the state `scored`."""
    if item not in {known.key for known in checklist.item}:
        raise UnknownItemError(item)
    on_scale = changes.get("score") in {level.value for level in checklist.scale}
    if on_scale != (changes.get("state") == State.SCORED) or (changes.get("score") is not None and not on_scale):
        raise NotOnTheScaleError(changes.get("score"))
