"""Sharing ideas and improvements: others read the version that was shared, for as long as it is."""

import pytest

from spegla.core.verdict import RefusedError, Why
from spegla.core.visibility import Level
from spegla.improvement.actions import change_idea, change_improvement
from spegla.improvement.models import Idea
from spegla.improvement.queries import aimed_items, shared_ideas_visible_to, shared_improvements_visible_to
from spegla.improvement.sharing import share_thing, stop_sharing
from spegla.journal.models import Share
from spegla.rounds.actions import close_round, end_participation, place_in_cluster
from spegla.rounds.models import Participation
from tests.world import NOW


@pytest.fixture
def neighbour(world):
    return world.standing("Bäckinge")


@pytest.fixture
def share(place, anna):
    return lambda thing, audience="cluster", at=place, standing=anna: share_thing(
        thing, audience, place=at, standing=standing, now=NOW)


def titles(rows):
    return list(rows.values_list("title", flat=True))


def again(place):
    return Participation.objects.select_related("round", "cluster", "organisation").get(pk=place.pk)


def test_others_read_the_shared_version_and_not_what_was_written_since(note, share, anna, neighbour):
    idea = note()
    share(idea)
    change_idea(idea, {"title": "Hemlig fortsättning"}, based_on=1, request_key="r", standing=anna, now=NOW)
    assert titles(shared_ideas_visible_to(neighbour)) == ["Fråga controllern"]
    share(idea)
    assert titles(shared_ideas_visible_to(neighbour)) == ["Hemlig fortsättning"]


def test_others_read_the_items_it_aimed_at_when_it_was_shared(start, share, anna, neighbour):
    improvement = start(items=["competence"])
    share(improvement)
    change_improvement(improvement, {}, items=["transferable"], based_on=1, request_key="r", standing=anna, now=NOW)
    assert aimed_items(shared_improvements_visible_to(neighbour)) == {improvement.pk: {"competence"}}


def test_who_reads_both_versions_reads_the_later(note, share, anna, neighbour, world):
    idea = note()
    share(idea, "round")
    share(change_idea(idea, {"title": "Senare"}, based_on=1, request_key="r", standing=anna, now=NOW))
    assert titles(shared_ideas_visible_to(neighbour)) == ["Senare"]
    assert titles(shared_ideas_visible_to(world.standing("Dalhem"))) == ["Fråga controllern"]


def test_ending_a_share_ends_access_and_keeps_the_trace(note, share, anna, neighbour, place):
    idea = note()
    share(idea)
    assert titles(shared_ideas_visible_to(neighbour)) == ["Fråga controllern"]
    assert stop_sharing(idea, "cluster", place.cluster_id, standing=anna, now=NOW) == 1
    assert titles(shared_ideas_visible_to(neighbour)) == []
    assert Share.objects.get().ended_by_id == anna.person.pk


def test_sharing_the_same_version_again_changes_nothing(note, share):
    idea = note()
    assert share(idea).pk == share(idea).pk


def test_sharing_ones_own_draft_opens_it_to_the_colleagues_too(note, share, boss):
    idea = note(level=Level.PRIVATE)
    assert share(idea).version == 2
    assert Idea.objects.get().level == Level.ORGANISATION


def test_a_colleague_cannot_share_somebodys_own_draft(note, share, boss):
    with pytest.raises(RefusedError) as refused:
        share(note(level=Level.PRIVATE), standing=boss)
    assert refused.value.verdict.why == Why.NOT_SHARED
    assert share(note(), standing=boss).version == 1


def test_what_is_shared_stays_shared_when_the_owner_leaves_and_can_be_taken_back(world, note, share, place, anna, neighbour):
    idea = note()
    share(idea)
    end_participation(place, reason="", by=world.officer, now=NOW)
    assert titles(shared_ideas_visible_to(neighbour)) == ["Fråga controllern"]
    with pytest.raises(RefusedError) as refused:
        share(note(), at=again(place))
    assert refused.value.verdict.why == Why.ENDED
    stop_sharing(idea, "cluster", place.cluster_id, standing=anna, now=NOW)
    assert titles(shared_ideas_visible_to(neighbour)) == []


def test_nothing_is_shared_in_a_closed_round_or_without_a_cluster(world, note, share, place):
    idea = note()
    place_in_cluster(place, None, role="participant", by=world.officer, now=NOW)
    with pytest.raises(RefusedError) as refused:
        share(idea, at=again(place))
    assert refused.value.verdict.why == Why.NOT_OPEN
    assert share(idea, "round", at=again(place)).version == 1
    close_round(place.round, by=world.officer, now=NOW)
    with pytest.raises(RefusedError) as refused:
        share(idea, "round", at=again(place))
    assert refused.value.verdict.why == Why.CLOSED


def test_it_is_shared_only_through_a_place_of_its_own_organisation(world, note, share):
    idea = note()
    with pytest.raises(RefusedError) as refused:
        share(idea, at=world.places["Bäckinge"])
    assert refused.value.verdict.why == Why.NOT_YOURS
    assert not Share.objects.exists()


def test_what_lies_beside_a_shared_thing_is_not_shared(note, start, share, neighbour):
    share(note(title="Delad"))
    share(start(title="Delad"))
    note(title="Hemlig")
    start(title="Hemlig")
    assert titles(shared_ideas_visible_to(neighbour)) == titles(shared_improvements_visible_to(neighbour)) == ["Delad"]
