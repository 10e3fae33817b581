"""What the lists give equals what the rule says, in every cell of roles × acts × phases × share levels."""

from itertools import product

import pytest

from spegla.assessments.models import OwnSheet
from spegla.assessments.policy import may, may_answer, may_end_sharing, may_share
from spegla.assessments.queries import assessments_visible_to, own_sheets_visible_to, shared_answers_visible_to
from spegla.assessments.sharing import share_assessment
from spegla.core.verdict import Why
from spegla.core.visibility import Act, Level, Phase
from spegla.journal.actions import share as share_row
from spegla.people.models import Organisation
from spegla.rounds.actions import end_participation, take_in
from spegla.rounds.models import Participation
from spegla.rounds.queries import participations_visible_to
from spegla.rounds.standing import NOBODY, standing_of
from tests.assessments.papers import BM1, answer, paper_of
from tests.world import make_person

ROLES = (
    "author", "colleague", "neighbour", "mentor", "other cluster", "office", "ended neighbour", "outsider", "anonymous",
)
LEVELS = (Level.PRIVATE, Level.CLUSTER, Level.ROUND, Level.PUBLIC)


@pytest.fixture
def readers(world):
    """A standing for each role towards Alvdala."""
    gone = Organisation.objects.create(name="Fors", kind=Organisation.Kind.MUNICIPALITY)
    place = take_in(world.round, gone, cluster=world.clusters[0], by=world.officer, now=BM1)
    end_participation(place, reason="", by=world.officer, now=BM1)
    stranger = Organisation.objects.create(name="Gran", kind=Organisation.Kind.MUNICIPALITY)
    people = {
        "author": world.person("Alvdala"),
        "colleague": world.person("Alvdala", "senior-manager"),
        "neighbour": world.person("Bäckinge"),
        "mentor": world.person("Mellby"),
        "other cluster": world.person("Dalhem"),
        "office": world.officer,
        "ended neighbour": make_person("Fia Fors", gone, "key-person"),
        "outsider": make_person("Gun Gran", stranger, "key-person"),
    }
    return {role: standing_of(person, now=BM1) for role, person in people.items()} | {"anonymous": NOBODY}


@pytest.fixture
def joint(world):
    paper = paper_of(world)
    answer(paper, by=world.person("Alvdala"), score=2, reason="Kan läcka.")
    return paper.assessments.get()


@pytest.fixture
def own(world, joint):
    """What one person answered alone: it could leak to her colleagues."""
    return OwnSheet.objects.create(
        participation=joint.participation, unit=joint.unit, checklist=joint.checklist, occasion=joint.occasion,
        person=world.person("Alvdala"),
    )


def share_at(level, assessment, by):
    if level in (Level.CLUSTER, Level.ROUND):
        audience = "cluster" if level is Level.CLUSTER else "round"
        share_assessment(assessment, audience=audience, with_comments=False, with_not_working=False, by=by, now=BM1)
    if level is Level.PUBLIC:
        begun = share_row(assessment, audience="public", audience_id=None, version=0, by=by, now=BM1,
                          organisation_id=assessment.participation.organisation_id)
        assessment.shared_answers.create(share=begun, item="political-decision", state="scored", score=2)


@pytest.mark.parametrize("level", LEVELS)
def test_lists_equal_the_rule_in_every_cell(world, readers, joint, own, level):
    share_at(level, joint, world.person("Alvdala"))
    place = joint.participation
    for role, phase in product(ROLES, Phase):
        standing = readers[role]
        drafts, alone = set(assessments_visible_to(standing)), set(own_sheets_visible_to(standing))
        seen = shared_answers_visible_to(standing).exists()
        progress = participations_visible_to(standing).filter(pk=place.pk).exists()
        cell = (role, phase, level)
        cells = {"phase": phase, "shared": level}
        assert (joint in drafts) == bool(may(Act.READ_DRAFT, place, standing, **cells)), cell
        hers = may(Act.READ_DRAFT, place, standing, level=Level.PRIVATE, author_id=own.person_id, **cells)
        assert (own in alone) == bool(hers), cell
        assert seen == bool(may(Act.READ_SHARED, place, standing, **cells)), cell
        assert progress == bool(may(Act.SEE_PROGRESS, place, standing, **cells)), cell


READS_SHARED = {
    Level.PRIVATE: set(),
    Level.CLUSTER: {"author", "colleague", "neighbour", "mentor"},
    Level.ROUND: {"author", "colleague", "neighbour", "mentor", "other cluster", "office"},
    Level.PUBLIC: set(ROLES),
}


@pytest.mark.parametrize("level", LEVELS)
def test_who_reads_what_is_shared(world, readers, joint, level):
    share_at(level, joint, world.person("Alvdala"))
    assert {role for role in ROLES if shared_answers_visible_to(readers[role]).exists()} == READS_SHARED[level]


def test_who_reads_the_draft(readers, joint, own):
    nobody = {role: set() for role in ROLES}
    assert {role: set(assessments_visible_to(readers[role])) for role in ROLES} == nobody | {
        "author": {joint}, "colleague": {joint},
    }
    assert {role: set(own_sheets_visible_to(readers[role])) for role in ROLES} == nobody | {"author": {own}}


@pytest.mark.parametrize("rule", [may_answer, may_share])
def test_only_the_own_organisation_writes_and_shares_and_only_while_it_is_open(readers, joint, rule):
    place = joint.participation
    reasons = {Phase.UPCOMING: Why.NOT_OPEN, Phase.OPEN: Why.FINE, Phase.LATE: Why.FINE, Phase.CLOSED: Why.CLOSED}
    for role, phase in product(ROLES, Phase):
        expected = reasons[phase] if role in ("author", "colleague") else Why.NOT_YOURS
        assert rule(place, readers[role], phase=phase).why == expected, (role, phase)


def test_who_has_left_neither_writes_nor_shares_but_may_take_back(world, joint):
    end_participation(joint.participation, reason="", by=world.officer, now=BM1)
    place = Participation.objects.select_related("round").get(pk=joint.participation_id)
    standing = world.standing("Alvdala")
    assert may_answer(place, standing, phase=Phase.OPEN).why == Why.ENDED
    assert may_share(place, standing, phase=Phase.OPEN).why == Why.ENDED
    assert may_end_sharing(place, standing)
    assert not may_end_sharing(place, world.standing("Bäckinge"))
