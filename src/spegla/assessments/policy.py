"""Who may read, answer and share an assessment. The rule is core.visibility's; here it is told what an assessment is."""

import datetime as dt
from collections.abc import Collection

from spegla.assessments.models import Assessment, LiveAssessment, MentorNote, OutsideConsent
from spegla.core.verdict import YES, Verdict, Why, no
from spegla.core.visibility import Act, Level, Phase, verdict
from spegla.rounds.content import programme_of
from spegla.rounds.models import Participation
from spegla.rounds.policy import may_work
from spegla.rounds.standing import Standing


def may(
    act: Act, place: Participation, standing: Standing, *, phase: Phase, level: Level = Level.ORGANISATION,
    author_id: int | None = None, shared: Level = Level.PRIVATE,
) -> Verdict:
    """May the reader do this with an assessment at this place? `shared` is its widest standing share.

    A joint draft belongs to the organisation; what one person (`author_id`) answers is hers alone, Level.PRIVATE.
    """
    relation = standing.relation_to(place, author_id=author_id)
    return verdict(act, relation, level=level, phase=phase, shared=shared)


def may_answer(place: Participation, standing: Standing, *, phase: Phase) -> Verdict:
    return may(Act.WRITE, place, standing, phase=phase)


def may_answer_alone(place: Participation, standing: Standing, *, phase: Phase, is_over: bool) -> Verdict:
    """Everybody in the organisation, until what was never shown is erased (OccasionTime.own_is_over)."""
    allowed = may_answer(place, standing, phase=phase)
    return no(Why.OWN_OVER) if allowed and is_over else allowed


def may_show(place: Participation, standing: Standing, *, phase: Phase) -> Verdict:
    """Who may answer for the organisation may show what its people have answered alone."""
    return may_answer(place, standing, phase=phase)


def may_share(place: Participation, standing: Standing, *, phase: Phase) -> Verdict:
    return may(Act.SHARE, place, standing, phase=phase)


def may_end_sharing(place: Participation, standing: Standing) -> Verdict:
    """An organisation may always take back what it has shared, in a closed round and after it has left one too."""
    return may(Act.READ_DRAFT, place, standing, phase=Phase.OPEN)


def may_be_in_the_room(live: LiveAssessment, standing: Standing, *, is_guest: bool, now: dt.datetime) -> Verdict:
    """Answer in a live assessment: people of the organisation, and who came in by its code and for its time."""
    if not is_guest and not standing.relation_to(live.participation).own_organisation:
        return no(Why.NOT_YOURS)
    return no(Why.LIVE_OVER) if live.is_over(now=now) else YES


def may_take_over(live: LiveAssessment, standing: Standing, *, now: dt.datetime) -> Verdict:
    """Lead it from now on: anybody of the organisation, never a guest."""
    return may_be_in_the_room(live, standing, is_guest=False, now=now)


def may_lead(live: LiveAssessment, standing: Standing, *, now: dt.datetime) -> Verdict:
    """Choose what all look at, show the answers, save what was agreed, close: one person at a time."""
    allowed = may_take_over(live, standing, now=now)
    if allowed and live.facilitator_id != standing.person.pk:
        return no(Why.NOT_LEADING)
    return allowed


def mentoring(standing: Standing) -> frozenset[int]:
    """The reader's places that mentor somebody now."""
    return frozenset(place.pk for place in standing.participations if place.is_mentor and not place.has_ended)


def may_read_note(note: MentorNote, standing: Standing, *, shared: bool) -> Verdict:
    """The organisation it is for, always; the mentor that wrote it, for as long as it takes part and the answer is shared
    with it (`shared`). Nobody else.
    """
    for_her = note.participation.organisation_id in standing.organisations
    from_her = shared and note.mentor_id in mentoring(standing)
    return YES if note.text and (for_her or from_her) else no(Why.NOT_YOURS)


def may_note(asked: Participation, mentor: Participation, standing: Standing) -> Verdict:
    """May the reader ask, or tell how it did it? For a mentor, of another organisation of its cluster that takes part."""
    together = mentor.cluster_id is not None and mentor.cluster_id == asked.cluster_id
    if not (mentor.is_mentor and together) or mentor.organisation_id == asked.organisation_id:
        return no(Why.NOT_YOURS)
    return no(Why.ENDED) if asked.has_ended else may_work(mentor, standing)


def may_reply(note: MentorNote, standing: Standing, *, shared: bool) -> Verdict:
    """Only the organisation that was asked answers, while it takes part and shares its answer with the mentor (`shared`)."""
    allowed = may_work(note.participation, standing) if note.text else no(Why.NOT_YOURS)
    return no(Why.NOT_SHARED_NOW) if allowed and not shared else allowed


def may_consent(side: str, asked: Participation, mentor: Participation, standing: Standing) -> Verdict:
    """May the reader ask, for this side, that the mentor scores too? Where the edition allows it, inside one cluster."""
    together = mentor.cluster_id is not None and mentor.cluster_id == asked.cluster_id and mentor.is_mentor
    if not (together and allows_outside_scoring(asked)) or mentor.organisation_id == asked.organisation_id:
        return no(Why.NOT_YOURS)
    return may_work(asked if side == OutsideConsent.Side.ASKED else mentor, standing)


def may_take_back(consent: OutsideConsent, standing: Standing) -> Verdict:
    """Each side may always take back its own, also when it is over."""
    place = consent.participation if consent.side == OutsideConsent.Side.ASKED else consent.mentor
    return YES if place.organisation_id in standing.organisations else no(Why.NOT_YOURS)


def may_score_outside(
    asked: Participation, mentor: Participation, standing: Standing, *, consents: Collection[str]
) -> Verdict:
    """A mentor's own view, where the edition allows it and the consents of both sides stand."""
    if not allows_outside_scoring(asked):
        return no(Why.NOT_YOURS)
    allowed = may_note(asked, mentor, standing)
    return allowed if not allowed or set(consents) == set(OutsideConsent.Side) else no(Why.NOT_BOTH)


def may_read_outside(view: Assessment, standing: Standing, *, consents: Collection[str]) -> Verdict:
    """The organisation it is of and the mentor whose it is, for as long as both consents stand. Nobody else."""
    for_her = view.participation.organisation_id in standing.organisations or view.mentor_id in mentoring(standing)
    return YES if for_her and set(consents) == set(OutsideConsent.Side) else no(Why.NOT_YOURS)


def allows_outside_scoring(place: Participation) -> bool:
    return programme_of(place.round).edition.outside_scoring
