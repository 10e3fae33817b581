"""Sharing shows the answers as they stood; what is written afterwards is seen when it is shared again."""

import pytest

from spegla.assessments.models import SharedAnswer
from spegla.assessments.queries import shared_answers_visible_to
from spegla.assessments.sharing import NoClusterError, NothingToShareError, end_sharing, share_assessment
from spegla.journal.models import Event, Share
from spegla.rounds.actions import end_participation, place_in_cluster
from tests.assessments.papers import BM1, BM2, NOT_AGREED, answer, paper_of


@pytest.fixture
def paper(world):
    return paper_of(world)


@pytest.fixture
def anna(world):
    return world.person("Alvdala")


@pytest.fixture
def assessment(paper, anna):
    answer(paper, 0, by=anna, score=2, reason="Vi har ett beslut.", comment="Internt.", not_working="Ingen läser det.")
    answer(paper, 1, by=anna, state=NOT_AGREED, reason="Ja.", other_view="Nej.")
    answer(paper, 2, by=anna, comment="Bara tänkt.")
    return paper.assessments.get()


def share(assessment, by, *, audience="cluster", comments=False, not_working=False, now=BM1):
    return share_assessment(
        assessment, audience=audience, with_comments=comments, with_not_working=not_working, by=by, now=now
    )


def read_by(world, name):
    rows = shared_answers_visible_to(world.standing(name)).order_by("item")
    return {row.item: row for row in rows}


def test_scores_and_reasons_are_shared_and_the_rest_only_when_chosen(world, assessment, paper, anna):
    share(assessment, anna)
    first, second = (item.key for item in paper.checklist.item[:2])
    read = read_by(world, "Bäckinge")
    assert set(read) == {first, second}
    assert (read[first].score, read[first].reason) == (2, "Vi har ett beslut.")
    assert (read[second].reason, read[second].other_view) == ("Ja.", "Nej.")
    assert {(row.comment, row.not_working) for row in read.values()} == {("", "")}


@pytest.mark.parametrize(
    ("comments", "not_working", "seen"),
    [(True, False, ("Internt.", "")), (False, True, ("", "Ingen läser det.")), (True, True, ("Internt.", "Ingen läser det."))],
)
def test_comments_and_not_working_are_each_their_own_choice(world, assessment, paper, anna, comments, not_working, seen):
    share(assessment, anna, comments=comments, not_working=not_working)
    row = read_by(world, "Bäckinge")[paper.checklist.item[0].key]
    assert (row.comment, row.not_working) == seen


def test_others_read_what_was_shared_until_it_is_shared_again(world, assessment, paper, anna):
    share(assessment, anna)
    answer(paper, 0, by=anna, based_on=1, score=3, reason="Nytt.")
    item = paper.checklist.item[0].key
    assert read_by(world, "Bäckinge")[item].score == 2
    share(assessment, anna, now=BM2)
    assert read_by(world, "Bäckinge")[item].score == 3
    assert list(Share.objects.order_by("since").values_list("since", "until")) == [(BM1, BM2), (BM2, None)]


def test_sharing_again_unchanged_does_nothing(assessment, anna):
    assert share(assessment, anna) == share(assessment, anna, now=BM2)
    assert Share.objects.count() == 1
    assert Event.objects.filter(what="shared").count() == 1


def test_another_choice_is_another_share(assessment, anna):
    assert share(assessment, anna) != share(assessment, anna, comments=True)
    assert Share.objects.filter(until__isnull=True).count() == 1


def test_ending_ends_access_and_keeps_the_trace(world, assessment, anna):
    shared = share(assessment, anna)
    assert end_sharing(shared, by=anna, now=BM2) == 1
    assert read_by(world, "Bäckinge") == {}
    shared.refresh_from_db()
    assert (shared.until, shared.ended_by_id) == (BM2, anna.pk)
    assert SharedAnswer.objects.filter(share=shared).count() == 2
    assert end_sharing(shared, by=anna, now=BM2) == 0


def test_ending_one_audience_leaves_the_other(world, assessment, anna):
    narrow, wide = share(assessment, anna), share(assessment, anna, audience="round")
    end_sharing(wide, by=anna, now=BM2)
    assert set(shared_answers_visible_to(world.standing("Bäckinge")).values_list("share_id", flat=True)) == {narrow.pk}
    assert read_by(world, "Dalhem") == {}


def test_nothing_answered_is_nothing_to_share(paper, anna):
    answer(paper, 2, by=anna, comment="Bara tänkt.")
    with pytest.raises(NothingToShareError):
        share(paper.assessments.get(), anna)
    assert not Share.objects.exists()


def test_without_a_cluster_there_is_nobody_to_share_with(world, assessment, anna):
    place_in_cluster(assessment.participation, None, role="participant", by=world.officer, now=BM1)
    with pytest.raises(NoClusterError):
        share(assessment, anna)
    assert share(assessment, anna, audience="round").audience_id == world.round.pk


def test_a_share_stays_with_the_cluster_it_was_made_for(world, assessment, anna):
    """An organisation that moves to another cluster has shared nothing with its new neighbours."""
    share(assessment, anna)
    place_in_cluster(assessment.participation, world.clusters[1], role="participant", by=world.officer, now=BM2)
    assert read_by(world, "Bäckinge")
    assert read_by(world, "Dalhem") == {}


def test_what_an_organisation_shared_stays_when_it_leaves(world, assessment, anna):
    share(assessment, anna)
    end_participation(assessment.participation, reason="", by=world.officer, now=BM2)
    assert len(read_by(world, "Bäckinge")) == 2
