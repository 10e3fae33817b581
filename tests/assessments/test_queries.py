"""How far each place has come, and its scores, in a number of queries that does not grow."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from spegla.assessments.queries import (
    OccasionState,
    answers_of,
    latest_scores,
    occasion_states,
    scores_of,
)
from spegla.assessments.sharing import share_assessment
from spegla.core.scoring import Answer as Scored
from spegla.core.scoring import AnswerState, scored
from spegla.people.models import Organisation
from spegla.rounds.models import Participation
from tests.assessments.papers import BM1, BM2, CANNOT, NOT_AGREED, answer, answer_all, items_of, paper_of
from tests.world import make_world


def states(*places):
    rows = Participation.objects.filter(pk__in=[place.pk for place in places]).select_related("round")
    return occasion_states(rows)


def test_nothing_begun_is_no_state(world):
    assert states(world.places["Alvdala"]) == {}
    assert occasion_states([]) == {}


def test_unanswered_is_not_answered_but_cannot_judge_and_not_agreed_are(world):
    paper, anna = paper_of(world), world.person("Alvdala")
    answer(paper, 0, by=anna, score=1)
    answer(paper, 1, by=anna, state=CANNOT)
    answer(paper, 2, by=anna, state=NOT_AGREED)
    answer(paper, 3, by=anna, comment="Bara en tanke.")
    assert states(paper.place) == {
        paper.place.pk: {"bm1": OccasionState(begun=True, answered=3, of=10, first_at=BM1)}
    }


def test_done_when_every_item_has_its_answer(world):
    paper, anna = paper_of(world), world.person("Alvdala")
    answer_all(paper, by=anna)
    assert states(paper.place)[paper.place.pk]["bm1"].done


@pytest.mark.parametrize(("audience", "seen"), [("cluster", (True, False)), ("round", (False, True))])
def test_that_it_is_shared_is_seen(world, audience, seen):
    paper, anna = paper_of(world), world.person("Alvdala")
    answer(paper, by=anna, score=1)
    share_assessment(paper.assessments.get(), audience=audience, with_comments=False, with_not_working=False,
                     by=anna, now=BM1)
    state = states(paper.place)[paper.place.pk]["bm1"]
    assert (state.shared_cluster, state.shared_round) == seen


def test_parts_of_the_organisation_are_counted_but_not_summed(world):
    anna, place = world.person("Alvdala"), world.places["Alvdala"]
    school = Organisation.objects.create(name="Skolan", kind="administration", parent=place.organisation)
    answer_all(paper_of(world, unit=school), by=anna)
    state = states(place)[place.pk]["bm1"]
    assert (state.begun, state.answered, state.units, state.done) == (True, 0, 1, False)


def test_states_of_many_take_as_many_queries_as_of_one(world):
    for name in ("Alvdala", "Bäckinge", "Dalhem"):
        for occasion, now in (("bm1", BM1), ("bm2", BM2)):
            answer_all(paper_of(world, name, occasion), by=world.person(name), now=now)
    one, three = ([world.places[name] for name in names] for names in (["Alvdala"], ["Alvdala", "Bäckinge", "Dalhem"]))
    states(*one)
    with CaptureQueriesContext(connection) as first:
        found = occasion_states(one)
    with CaptureQueriesContext(connection) as second:
        all_found = occasion_states(three)
    assert (len(first), len(second)) == (2, 2)
    assert found[one[0].pk] == all_found[one[0].pk]
    assert {place.pk for place in three} == set(all_found)


def test_scores_by_checklist_occasion_and_item(world):
    paper, anna = paper_of(world), world.person("Alvdala")
    first, second = items_of(paper)[:2]
    answer(paper_of(world, occasion="bm2"), 0, by=anna, score=3, now=BM2)
    answer(paper, 0, by=anna, score=1)
    answer(paper, 1, by=anna, state=CANNOT)
    assert scores_of(paper.place) == {
        "b-2018": {
            "bm1": {first: scored(1), second: Scored(AnswerState.CANNOT_JUDGE)},
            "bm2": {first: scored(3)},
        }
    }
    assert list(scores_of(paper.place)["b-2018"]) == ["bm1", "bm2"]


def test_latest_scores_are_of_the_latest_occasion_with_an_answer(world):
    paper, anna = paper_of(world), world.person("Alvdala")
    assert latest_scores(paper.place) == {}
    answer(paper, 0, by=anna, score=1)
    answer(paper_of(world, occasion="bm2"), 0, by=anna, comment="Bara en tanke.", now=BM2)
    assert latest_scores(paper.place)["b-2018"].occasion == "bm1"
    answer(paper_of(world, occasion="bm2"), 0, by=anna, score=3, now=BM2, based_on=1)
    assert latest_scores(paper.place)["b-2018"].answers == {items_of(paper)[0]: scored(3)}


def test_answers_of_gives_rows_with_words_and_versions(world):
    paper, anna = paper_of(world), world.person("Alvdala")
    answer(paper, 0, by=anna, score=2, reason="Därför.")
    row = answers_of(paper.assessments.get())[items_of(paper)[0]]
    assert (row["score"], row["reason"], row["version"], row["changed_by__name"]) == (2, "Därför.", 1, anna.name)


def test_on_two_levels_the_organisation_and_its_boards_each_have_their_items(db):
    world = make_world(edition="modellkoncept-2024")
    place, anna = world.places["Alvdala"], world.person("Alvdala")
    paper = paper_of(world, occasion="lt1")
    answer_all(paper, by=anna)
    state = states(place)[place.pk]["lt1"]
    assert (state.answered, state.of, state.done) == (len(paper.checklist.item), len(paper.checklist.item), True)
