"""Everything a final report draws on, read in a fixed number of queries however much an organisation has written."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from spegla.assessments.models import Assessment
from spegla.assessments.queries import answers_by_assessment, joint_assessments
from spegla.assessments.sheets import items_for, scored
from spegla.core.scoring import Answer, AnswerState
from spegla.core.visibility import Level
from spegla.improvement.models import Idea, Improvement
from spegla.improvement.queries import ideas_taken_from
from spegla.journal.models import Share
from spegla.people.models import Appointment
from spegla.people.queries import team_of
from spegla.programme.schema import Checklist, Item, Programme
from spegla.rounds.content import checklists_of, programme_of
from spegla.rounds.models import MentorDecision, Participation
from spegla.rounds.queries import members_of, mentor_decisions_of
from spegla.steps.models import AppointedService

SHAREABLE = ("idea", "improvement")


@dataclass(frozen=True, slots=True)
class Sources:
    """What the organisation and the round hold about one participation."""

    place: Participation
    programme: Programme
    checklists: list[Checklist]
    members: list[Participation]
    team: list[Appointment]
    assessments: list[Assessment]
    answers: dict[int, dict[str, dict[str, Any]]]
    service: AppointedService | None
    improvements: list[Improvement]
    ideas: list[Idea]
    taken_from_us: list[Any]
    shared: set[tuple[str, int]]
    decision: MentorDecision | None

    def papers(self, checklist: str) -> Iterator[tuple[Assessment, dict[str, dict[str, Any]]]]:
        """The organisation's own assessments of a checklist in the order of the occasions, each with its answers."""
        order = [occasion.key for occasion in self.programme.edition.occasion]
        own = [paper for paper in self.assessments if paper.checklist == checklist and paper.occasion in order]
        for paper in sorted(own, key=lambda paper: order.index(paper.occasion)):
            yield paper, self.answers[paper.pk]

    def answered(self) -> Iterator[tuple[Checklist, list[tuple[str, dict[str, Answer]]]]]:
        """Checklists with an answer, each with the occasions that have one."""
        for checklist in self.checklists:
            occasions = [(paper.occasion, as_scored(answers)) for paper, answers in self.papers(checklist.key)]
            occasions = [(occasion, answers) for occasion, answers in occasions if answers]
            if occasions:
                yield checklist, occasions

    def items_of(self, checklist: Checklist) -> tuple[Item, ...]:
        return items_for(checklist, self.place, self.place.organisation_id)

    def is_shared(self, thing: Idea | Improvement) -> bool:
        return (str(thing._meta.model_name), thing.pk) in self.shared


def gather(place: Participation, *, now: dt.datetime) -> Sources:
    """Read it all. `place` comes with its round, cluster and organisation at hand."""
    assessments = list(joint_assessments(place).filter(unit_id=place.organisation_id))
    ideas = Idea.objects.filter(participation=place, level__gte=Level.ORGANISATION, set_aside_at__isnull=True)
    shares = Share.objects.filter(organisation_id=place.organisation_id, until__isnull=True, thing__in=SHAREABLE)
    return Sources(
        place=place,
        programme=programme_of(place.round),
        checklists=checklists_of(place.round),
        members=[one for one in members_of(place.cluster) if one == place or not one.has_ended] if place.cluster else [],
        team=list(team_of(place.organisation, now=now)),
        assessments=assessments,
        answers=answers_by_assessment(assessment.pk for assessment in assessments),
        service=AppointedService.objects.filter(participation=place, version__gt=0).first(),
        improvements=list(Improvement.objects.filter(participation=place).order_by("started_at", "pk")),
        ideas=list(ideas.select_related("from_organisation").order_by("noted_at", "pk")),
        taken_from_us=list(ideas_taken_from(place).order_by("organisation__name", "id")),
        shared=set(shares.values_list("thing", "thing_id")),
        decision=mentor_decisions_of([place.pk]).get(place.pk),
    )


def as_scored(answers: dict[str, dict[str, Any]]) -> dict[str, Answer]:
    found = {item: scored(row["state"], row["score"]) for item, row in answers.items()}
    return {item: answer for item, answer in found.items() if answer.state is not AnswerState.UNANSWERED}
