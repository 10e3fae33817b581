"""Three to show and three to learn, never a fourth; and what the shift taught."""

import pytest

from spegla.assessments.actions import TooManyMarksError, save_reflections, set_mark
from spegla.assessments.models import Answer, Assessment
from spegla.assessments.queries import occasion_states
from spegla.journal.versions import StaleError
from tests.assessments.papers import BM1, BM2, answer, items_of, paper_of

SHOW, LEARN, NONE = Answer.Mark.SHOW, Answer.Mark.LEARN, Answer.Mark.NONE


@pytest.fixture
def paper(world):
    return paper_of(world)


@pytest.fixture
def anna(world):
    return world.person("Alvdala")


def mark(paper, number, value, by):
    return set_mark(paper, items_of(paper)[number], value, by=by, now=BM1)


def marks():
    return sorted(Answer.objects.exclude(mark=NONE).values_list("item", "mark"))


def test_three_of_each_kind_and_no_fourth(paper, anna):
    for number in range(3):
        mark(paper, number, SHOW, anna)
        mark(paper, number + 4, LEARN, anna)
    before = marks()
    with pytest.raises(TooManyMarksError) as caught:
        mark(paper, 3, SHOW, anna)
    assert (caught.value.mark, sorted(caught.value.items)) == (SHOW, sorted(items_of(paper)[:3]))
    assert marks() == before


def test_taking_a_mark_off_makes_room(paper, anna):
    for number in range(3):
        mark(paper, number, SHOW, anna)
    mark(paper, 0, NONE, anna)
    mark(paper, 3, SHOW, anna)
    assert {item for item, _ in marks()} == set(items_of(paper)[1:4])


def test_marking_again_changes_nothing(paper, anna):
    for number in range(3):
        mark(paper, number, SHOW, anna)
    row = mark(paper, 2, SHOW, anna)
    assert row.history.count() == 1


def test_an_item_is_to_show_or_to_learn_not_both(paper, anna):
    mark(paper, 0, SHOW, anna)
    assert mark(paper, 0, LEARN, anna).mark == LEARN
    assert len(marks()) == 1


def test_a_mark_never_makes_somebody_elses_writing_stale(paper, anna):
    answer(paper, 0, by=anna, score=2)
    mark(paper, 0, LEARN, anna)
    row = answer(paper, 0, by=anna, based_on=1, score=2, reason="Skrivet under tiden.")
    assert (row.reason, row.mark) == ("Skrivet under tiden.", LEARN)


def test_marking_answers_nothing(paper, anna):
    assert mark(paper, 0, LEARN, anna).state == Answer.State.UNANSWERED


def test_marks_count_per_occasion(world, paper, anna):
    for number in range(3):
        mark(paper, number, SHOW, anna)
    mark(paper_of(world, occasion="bm2"), 3, SHOW, anna)
    answer(paper_of(world, occasion="bm3"), 0, by=anna, score=2)
    states = occasion_states([paper.place])[paper.place.pk]
    assert {key: state.marked for key, state in states.items()} == {"bm1": True, "bm2": True, "bm3": False}


def test_an_unknown_mark_is_refused(paper, anna):
    with pytest.raises(ValueError, match="starred"):
        mark(paper, 0, "starred", anna)


def test_lessons_and_needs_are_kept_by_version(paper, anna, world):
    bo = world.person("Alvdala", "senior-manager")
    said = {"lessons": "Börja hos cheferna.", "needs": "Tid."}
    row = save_reflections(paper, said, based_on=0, request_key="a", by=anna, now=BM1)
    assert (row.lessons, row.needs, row.version) == ("Börja hos cheferna.", "Tid.", 1)
    with pytest.raises(StaleError):
        save_reflections(paper, said | {"needs": "Pengar."}, based_on=0, request_key="b", by=bo, now=BM2)
    assert Assessment.objects.get().needs == "Tid."
