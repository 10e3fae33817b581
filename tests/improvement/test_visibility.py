"""What the lists give equals what the rule says, in every cell of roles × levels × shares."""

from itertools import product

import pytest

from spegla.core.visibility import Act, Level
from spegla.improvement.models import Idea
from spegla.improvement.policy import may, may_read_shared
from spegla.improvement.queries import (
    ideas_visible_to,
    improvements_visible_to,
    shared_ideas_visible_to,
    shared_improvements_visible_to,
)
from spegla.improvement.sharing import shares_of
from spegla.journal.actions import share as share_row
from tests.improvement.readers import CLUSTER, OWN, ROLES, ROUND
from tests.world import NOW

SHARES = (Level.PRIVATE, Level.CLUSTER, Level.ROUND, Level.PUBLIC)
READS_SHARED = {Level.PRIVATE: set(), Level.CLUSTER: CLUSTER, Level.ROUND: ROUND, Level.PUBLIC: set(ROLES)}


def share_at(level, thing, place, by):
    """A standing share at this level, made below the rules so that every cell can be looked at."""
    if level is not Level.PRIVATE:
        name = level.name.lower()
        meant = {"cluster": place.cluster_id, "round": place.round_id, "public": None}[name]
        share_row(thing, audience=name, audience_id=meant, organisation_id=thing.organisation_id, version=thing.version,
                  by=by, now=NOW)


def shared_by_rule(thing, standing):
    return any(may_read_shared(share, standing) for share in shares_of(thing))


@pytest.mark.parametrize(("level", "shared"), list(product((Level.PRIVATE, Level.ORGANISATION), SHARES)))
def test_ideas_as_the_rule_says_in_every_cell(world, place, readers, note, level, shared):
    idea = note(level=level)
    share_at(shared, idea, place, world.officer)
    for role in ROLES:
        standing, cell = readers[role], (role, level, shared)
        assert ideas_visible_to(standing).filter(pk=idea.pk).exists() == bool(may(Act.READ_DRAFT, idea, standing)), cell
        assert shared_ideas_visible_to(standing).filter(id=idea.pk).exists() == shared_by_rule(idea, standing), cell


@pytest.mark.parametrize("shared", SHARES)
def test_improvements_as_the_rule_says_in_every_cell(world, place, readers, start, shared):
    improvement = start()
    share_at(shared, improvement, place, world.officer)
    for role in ROLES:
        standing, cell = readers[role], (role, shared)
        draft = improvements_visible_to(standing).filter(pk=improvement.pk).exists()
        assert draft == bool(may(Act.READ_DRAFT, improvement, standing)), cell
        seen = shared_improvements_visible_to(standing).filter(id=improvement.pk).exists()
        assert seen == shared_by_rule(improvement, standing), cell


@pytest.mark.parametrize("shared", SHARES)
def test_who_reads_what_is_shared(world, place, readers, note, start, shared):
    for thing, query in ((note(), shared_ideas_visible_to), (start(), shared_improvements_visible_to)):
        share_at(shared, thing, place, world.officer)
        assert {role for role in ROLES if query(readers[role]).exists()} == READS_SHARED[shared]


def test_who_reads_and_writes_the_drafts(readers, note, start):
    private, common, improvement = note(level=Level.PRIVATE), note(), start()
    for act in (Act.READ_DRAFT, Act.WRITE):
        assert {role for role in ROLES if may(act, private, readers[role])} == {"author"}
        assert {role for role in ROLES if may(act, common, readers[role])} == OWN
        assert {role for role in ROLES if may(act, improvement, readers[role])} == OWN
    assert {role: set(ideas_visible_to(readers[role])) for role in OWN} == {
        "author": {private, common}, "colleague": {common},
    }


def test_an_ended_share_gives_nobody_outside_anything(world, place, readers, note):
    idea = note()
    share_at(Level.ROUND, idea, place, world.officer)
    shares_of(idea).update(until=NOW)
    assert {role for role in ROLES if shared_ideas_visible_to(readers[role]).exists()} == set()
    assert Idea.objects.count() == 1


def test_at_a_place_only_what_reached_its_cluster_and_round(world, place, readers, note):
    idea = note()
    share_at(Level.CLUSTER, idea, place, world.officer)
    neighbour = readers["neighbour"]
    assert shared_ideas_visible_to(neighbour, at=world.places["Bäckinge"]).count() == 1
    assert shared_ideas_visible_to(neighbour, at=world.places["Dalhem"]).count() == 0
