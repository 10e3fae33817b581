"""Read assessments: drafts for their owners, shared versions for those they were shared with, states for progress."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from spegla.assessments.models import Answer, Assessment, OwnAnswer, OwnSheet, SharedAnswer
from spegla.assessments.sheets import items_for, scored
from spegla.core.scoring import Answer as Scored
from spegla.journal.models import Share
from spegla.journal.prepared import Prepared
from spegla.journal.queries import shares_reaching, standing_shares
from spegla.rounds.content import checklist_at, programme_of
from spegla.rounds.models import Participation, RoundChecklist
from spegla.rounds.standing import Standing

THING = "assessment"
ANSWERED = ~Q(answers__state=Answer.State.UNANSWERED) & Q(answers__isnull=False)
MARKED = ~Q(answers__mark=Answer.Mark.NONE) & Q(answers__isnull=False)
SHOWN = ("item", "state", "score", "reason", "other_view", "comment", "not_working", "mark")
ANSWER_FIELDS = (
    "assessment_id", "item", "state", "score", "reason", "comment", "not_working", "evidence", "other_view", "done_since",
    "why_moved", "mark", "version", "request_key", "changed_at", "changed_by__name",
)

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class OccasionState:
    """How far a place has come with an occasion: that, never what it says.

    `answered` of `of` are the items of the organisation itself over the round's checklists; `units` counts its parts
    that have begun. `done` is when the organisation itself has answered every item (cannot judge and not agreed are
    answers), `marked` when something is to be shown or learnt.
    """

    begun: bool = False
    answered: int = 0
    of: int = 0
    done: bool = False
    marked: bool = False
    shared_cluster: bool = False
    shared_round: bool = False
    units: int = 0
    first_at: dt.datetime | None = None


def occasion_states(participations: Iterable[Participation]) -> dict[int, dict[str, OccasionState]]:
    """By participation and occasion, the occasions that have begun. Two queries for any number of participations."""
    places = {place.pk: place for place in participations}
    if not places:
        return {}
    items = _items_by_place(places)
    found: dict[int, dict[str, OccasionState]] = {}
    for row in paper_states(places):
        states = found.setdefault(row["participation_id"], {})
        place = places[row["participation_id"]]
        states[row["occasion"]] = _add(states.get(row["occasion"], OccasionState()), row, place, items[place.pk])
    return found


def paper_states(places: Collection[int]) -> Iterable[Row]:
    """Every joint assessment as a row: whose, of what, how much is answered, shared with whom. One query."""
    return _papers.dicts(places=places)


@Prepared
def _papers(places: Collection[int]) -> QuerySet[Any, Any]:
    shares = standing_shares(THING).filter(thing_id=OuterRef("pk"))
    return (
        Assessment.objects.filter(participation__in=places, kind=Assessment.Kind.JOINT)
        .annotate(
            answered=Count("answers", filter=ANSWERED),
            marked=Count("answers", filter=MARKED),
            shared_cluster=Exists(shares.filter(audience=Share.Audience.CLUSTER)),
            shared_round=Exists(shares.filter(audience=Share.Audience.ROUND)),
        )
        .values(
            "participation_id", "unit_id", "checklist", "occasion", "begun_at", "answered", "marked", "shared_cluster",
            "shared_round",
        )
    )


def _items_by_place(places: dict[int, Participation]) -> dict[int, int]:
    """How many items the organisation itself answers at an occasion, over all the round's checklists. One query."""
    rounds = {place.round_id for place in places.values()}
    bound: dict[int, list[str]] = {}
    for round_id, content in _bound(rounds=rounds):
        bound.setdefault(round_id, []).append(content)
    sizes: dict[tuple[int, bool], int] = {}
    for place in places.values():
        key = (place.round_id, place.round.inside_id is None)
        if key not in sizes:
            checklists = [checklist_at(content) for content in bound.get(place.round_id, ())]
            sizes[key] = sum(len(items_for(checklist, place, place.organisation_id)) for checklist in checklists)
    return {pk: sizes[place.round_id, place.round.inside_id is None] for pk, place in places.items()}


@Prepared
def _bound(rounds: Collection[int]) -> QuerySet[Any, Any]:
    return RoundChecklist.objects.filter(round__in=rounds).values_list("round_id", "content_id")


def _add(state: OccasionState, row: Row, place: Participation, of: int) -> OccasionState:
    own = row["unit_id"] == place.organisation_id
    answered = state.answered + (row["answered"] if own else 0)
    return replace(
        state, begun=True, answered=answered, of=of, done=0 < of <= answered, units=state.units + (not own),
        marked=state.marked or row["marked"] > 0,
        shared_cluster=state.shared_cluster or row["shared_cluster"],
        shared_round=state.shared_round or row["shared_round"],
        first_at=min(state.first_at or row["begun_at"], row["begun_at"]),
    )


def assessments_visible_to(standing: Standing) -> QuerySet[Assessment]:
    """Drafts the reader reads: the joint ones of her organisations."""
    if standing.person is None:
        return Assessment.objects.none()
    return Assessment.objects.filter(
        kind=Assessment.Kind.JOINT, participation__organisation_id__in=standing.organisations
    )


def own_sheets_visible_to(standing: Standing) -> QuerySet[OwnSheet]:
    """What the reader has answered alone: nobody else reads it, not even the office."""
    if standing.person is None:
        return OwnSheet.objects.none()
    return OwnSheet.objects.filter(person=standing.person)


def own_sheet_of(standing: Standing, paper: dict[str, Any]) -> OwnSheet | None:
    """The reader's own sheet of a paper (its keys). One query."""
    return own_sheets_visible_to(standing).filter(**paper).select_related("participation__round").first()


def own_answers_of(sheet: OwnSheet | None) -> dict[str, Row]:
    """What she has answered alone and not shown, as plain rows by item. One query."""
    return {row["item"]: row for row in _own.dicts(sheet=sheet.pk)} if sheet else {}


@Prepared
def _own(sheet: int) -> QuerySet[Any, Any]:
    return OwnAnswer.objects.filter(sheet=sheet).values("item", "state", "score", "comment", "not_working", "version")


def shared_answers_visible_to(standing: Standing) -> QuerySet[SharedAnswer]:
    """Answers as they stood when they were shared with somebody the reader is. Ended shares give nothing."""
    shares = shares_reaching(
        THING, clusters=standing.clusters, rounds=standing.rounds | standing.offices, organisations=standing.organisations
    )
    return SharedAnswer.objects.filter(share__in=shares)


def sharing_history(assessment_id: int) -> QuerySet[Share]:
    """Every share of an assessment, standing and ended, the latest first."""
    return Share.objects.filter(thing=THING, thing_id=assessment_id).order_by("-since", "-pk")


def share_at(place: Participation, occasion: str, pk: int) -> Share | None:
    """One of the shares, standing or ended, of what the place has answered together at an occasion."""
    own = joint_assessments(place).filter(occasion=occasion)
    return Share.objects.filter(pk=pk, thing=THING, thing_id__in=own.values("pk")).first()


def shared_in_cluster(cluster: int, occasion: str, standing: Standing) -> list[Row]:
    """What the organisations of a cluster show the reader of an occasion, whole organisations only, the oldest share first."""
    return _shared_in_cluster.dicts(
        clusters=standing.clusters, rounds=standing.rounds | standing.offices, organisations=standing.organisations,
        cluster=cluster, occasion=occasion,
    )


def shared_by_parts(cluster: int, occasion: str, checklist: str, standing: Standing) -> list[Row]:
    """The same of the parts of those organisations, each with its unit, of one checklist."""
    return _shared_by_parts.dicts(
        clusters=standing.clusters, rounds=standing.rounds | standing.offices, organisations=standing.organisations,
        cluster=cluster, occasion=occasion, checklist=checklist,
    )


@Prepared
def _shared_in_cluster(
    clusters: Collection[int], rounds: Collection[int], organisations: Collection[int], cluster: int, occasion: str
) -> QuerySet[Any, Any]:
    shares = shares_reaching(THING, clusters=clusters, rounds=rounds, organisations=organisations)
    whole = _shared(shares, cluster, occasion).filter(assessment__unit=F("assessment__participation__organisation"))
    return whole.values("share_id", "assessment__participation_id", "assessment__checklist", *SHOWN)


@Prepared
def _shared_by_parts(
    clusters: Collection[int], rounds: Collection[int], organisations: Collection[int], cluster: int, occasion: str,
    checklist: str,
) -> QuerySet[Any, Any]:
    shares = shares_reaching(THING, clusters=clusters, rounds=rounds, organisations=organisations)
    parts = _shared(shares, cluster, occasion).filter(assessment__checklist=checklist)
    parts = parts.exclude(assessment__unit=F("assessment__participation__organisation"))
    return parts.values("share_id", "assessment__participation_id", "assessment__unit__name", *SHOWN)


def _shared(shares: QuerySet[Share], cluster: int, occasion: str) -> QuerySet[SharedAnswer]:
    found = SharedAnswer.objects.filter(
        share__in=shares, assessment__participation__cluster=cluster, assessment__occasion=occasion,
        assessment__kind=Assessment.Kind.JOINT,
    )
    return found.order_by("share__since", "share_id")


def begun_by_unit(place: Participation, unit: int, checklist: str) -> dict[str, Row]:
    """A unit's joint assessments of a checklist by occasion, each with how much is answered. One query."""
    return {row["occasion"]: row for row in _begun.dicts(place=place.pk, unit=unit, checklist=checklist)}


@Prepared
def _begun(place: int, unit: int, checklist: str) -> QuerySet[Any, Any]:
    known = Assessment.objects.filter(participation=place, kind=Assessment.Kind.JOINT, unit=unit, checklist=checklist)
    return known.annotate(answered=Count("answers", filter=ANSWERED)).values(
        "pk", "occasion", "lessons", "needs", "version", "changed_at", "changed_by__name", "answered"
    )


def joint_assessments(place: Participation) -> QuerySet[Assessment]:
    """The joint assessments of a place, of every unit, checklist and occasion."""
    return Assessment.objects.filter(participation=place, kind=Assessment.Kind.JOINT)


def assessments_by_unit(place: Participation, checklist: str, occasion: str) -> dict[int, int]:
    """Ids of what the units of a place have begun of a checklist at an occasion. One query."""
    return dict(joint_assessments(place).filter(checklist=checklist, occasion=occasion).values_list("unit_id", "pk"))


def begun_of_others(place: Participation, unit: int, checklists: Collection[str]) -> dict[tuple[str, str], int]:
    """Ids of what a unit has begun of these checklists, by occasion and checklist. One query."""
    rows = joint_assessments(place).filter(unit=unit, checklist__in=list(checklists))
    return {(occasion, checklist): pk for occasion, checklist, pk in rows.values_list("occasion", "checklist", "pk")}


def answers_by_assessment(assessments: Iterable[int]) -> dict[int, dict[str, Row]]:
    """Answers as plain rows by assessment and item. One query."""
    found: dict[int, dict[str, Row]] = {pk: {} for pk in assessments}
    for row in _answers.dicts(assessments=found):
        found[row["assessment_id"]][row["item"]] = row
    return found


@Prepared
def _answers(assessments: Collection[int]) -> QuerySet[Any, Any]:
    return Answer.objects.filter(assessment__in=assessments).values(*ANSWER_FIELDS)


def answers_of(assessment: Assessment) -> dict[str, Row]:
    return answers_by_assessment([assessment.pk])[assessment.pk]


def scores_of(participation: Participation) -> dict[str, dict[str, dict[str, Scored]]]:
    """What the organisation itself has answered: by checklist, occasion (in the programme's order) and item. One query."""
    rows = Answer.objects.filter(
        assessment__participation=participation, assessment__unit=participation.organisation_id,
        assessment__kind=Assessment.Kind.JOINT,
    ).exclude(state=Answer.State.UNANSWERED)
    found: dict[tuple[str, str], dict[str, Scored]] = {}
    for checklist, occasion, item, state, score in rows.values_list(
        "assessment__checklist", "assessment__occasion", "item", "state", "score"
    ):
        found.setdefault((checklist, occasion), {})[item] = scored(state, score)
    order = [occasion.key for occasion in programme_of(participation.round).edition.occasion]
    return {
        key: {occasion: found[key, occasion] for occasion in order if (key, occasion) in found}
        for key in sorted({checklist for checklist, _ in found})
    }


@dataclass(frozen=True, slots=True)
class Latest:
    """The latest occasion at which the organisation itself has answered something of a checklist."""

    occasion: str
    answers: dict[str, Scored]


def latest_scores(participation: Participation) -> dict[str, Latest]:
    """By checklist; nothing for a checklist that has no answer. One query."""
    return {
        checklist: Latest(*list(occasions.items())[-1])
        for checklist, occasions in scores_of(participation).items()
        if occasions
    }
