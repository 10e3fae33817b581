"""Answers are saved as they are given, and nothing that somebody wrote is lost."""

import pytest
from django.db import IntegrityError, transaction

from spegla.assessments.actions import NotOnTheScaleError, UnknownItemError
from spegla.assessments.models import Answer, Assessment
from spegla.journal.models import Event
from spegla.journal.versions import StaleError
from tests.assessments.papers import BM1, BM2, CANNOT, NOT_AGREED, NOTHING, SCORED, answer, paper_of


@pytest.fixture
def paper(world):
    return paper_of(world)


@pytest.fixture
def anna(world):
    return world.person("Alvdala")


def test_the_first_answer_begins_the_assessment(paper, anna):
    row = answer(paper, by=anna, score=2, reason="Vi har ett beslut.")
    assert (row.state, row.score, row.reason, row.version, row.changed_by, row.changed_at) == (
        SCORED, 2, "Vi har ett beslut.", 1, anna, BM1,
    )
    begun = Assessment.objects.get()
    assert (begun.participation, begun.unit, begun.occasion, begun.begun_at) == (
        paper.place, paper.place.organisation, "bm1", BM1,
    )
    assert Event.objects.filter(what="assessment-begun").values_list("thing_id", "organisation_id").get() == (
        begun.pk, paper.place.organisation_id,
    )


def test_the_second_answer_begins_nothing_anew(paper, anna):
    answer(paper, 0, by=anna, score=2)
    answer(paper, 1, by=anna, score=1)
    assert Assessment.objects.count() == 1
    assert Event.objects.filter(what="assessment-begun").count() == 1


def test_a_score_needs_no_reason_and_no_evidence_even_at_the_highest_level(paper, anna):
    assert answer(paper, by=anna, score=3).score == 3


def test_a_score_can_be_removed_and_the_words_stay(paper, anna):
    answer(paper, by=anna, score=2, reason="Därför.")
    row = answer(paper, by=anna, now=BM2, based_on=1, state=NOTHING, reason="Därför.")
    assert (row.state, row.score, row.reason) == (NOTHING, None, "Därför.")


def test_not_agreed_keeps_both_views(paper, anna):
    row = answer(paper, by=anna, state=NOT_AGREED, reason="Det finns ett beslut.", other_view="Ingen följer det.")
    assert (row.state, row.score, row.reason, row.other_view) == (
        NOT_AGREED, None, "Det finns ett beslut.", "Ingen följer det.",
    )


def test_cannot_judge_is_not_unanswered(paper, anna):
    assert answer(paper, by=anna, state=CANNOT).state == CANNOT


@pytest.mark.parametrize(("state", "score"), [(SCORED, 4), (SCORED, 0), (SCORED, None), (CANNOT, 2), (NOTHING, 2)])
def test_a_score_that_is_not_on_the_scale_is_refused(paper, anna, state, score):
    with pytest.raises(NotOnTheScaleError):
        answer(paper, by=anna, state=state, score=score)
    assert not Answer.objects.exists()
    assert not Assessment.objects.exists()


def test_an_item_the_checklist_does_not_have_is_refused(paper, anna):
    with pytest.raises(UnknownItemError):
        answer(paper, "made-up", by=anna, score=2)
    assert not Assessment.objects.exists()


def test_a_double_submit_does_nothing(paper, anna):
    answer(paper, by=anna, score=2, key="k1")
    row = answer(paper, by=anna, now=BM2, score=2, key="k1")
    assert (row.version, row.changed_at) == (1, BM1)
    assert row.history.count() == 1


def test_the_same_form_goes_on_from_its_own_save(paper, anna):
    """A second save on its way before the first one's answer has come back carries the first one's stamp."""
    answer(paper, by=anna, score=2, key="k1")
    row = answer(paper, by=anna, now=BM2, score=2, reason="Och mer.", key="k1")
    again = answer(paper, by=anna, now=BM2, score=2, reason="Och mer än så.", key="k1")
    assert (row.reason, again.reason, again.version) == ("Och mer.", "Och mer än så.", 3)


def test_a_form_is_known_by_its_key_through_all_its_saves(paper, anna):
    """Three saves in a row, the third sent before the second one's answer has come back."""
    answer(paper, by=anna, score=2, key="k")
    answer(paper, by=anna, score=2, reason="Ett.", key="k")
    row = answer(paper, by=anna, score=2, reason="Ett, två.", based_on=1, key="k.1")
    assert (row.reason, row.version) == ("Ett, två.", 3)


def test_another_form_of_the_same_person_is_another_form(paper, anna):
    answer(paper, by=anna, score=2, reason="I en flik.", key="k.1")
    with pytest.raises(StaleError):
        answer(paper, by=anna, score=2, reason="I en annan.", key="l.1")
    with pytest.raises(StaleError):
        answer(paper, by=anna, score=2, reason="Utan nyckel.")


def test_two_people_neither_overwrites_the_other(paper, anna, world):
    bo = world.person("Alvdala", "senior-manager")
    answer(paper, by=anna, score=2, reason="Annas ord.", key="anna")
    with pytest.raises(StaleError) as caught:
        answer(paper, by=bo, now=BM2, score=3, reason="Bos ord.", key="bo")
    assert (caught.value.current.reason, caught.value.wanted["reason"]) == ("Annas ord.", "Bos ord.")
    assert Answer.objects.get().reason == "Annas ord."
    saved = answer(paper, by=bo, now=BM2, score=3, reason="Annas och Bos ord.", based_on=1, key="bo2")
    assert (saved.reason, saved.changed_by) == ("Annas och Bos ord.", bo)


def test_history_says_who_and_when(paper, anna):
    answer(paper, by=anna, score=1)
    row = answer(paper, by=anna, now=BM2, score=2, based_on=1)
    assert list(row.history.values_list("score", "history_user", "history_date").order_by("version")) == [
        (1, anna.pk, BM1), (2, anna.pk, BM2),
    ]


def test_each_unit_and_occasion_answers_for_itself(world, anna):
    answer(paper_of(world), by=anna, score=1)
    answer(paper_of(world, occasion="bm2"), by=anna, score=2, now=BM2)
    assert sorted(Answer.objects.values_list("assessment__occasion", "score")) == [("bm1", 1), ("bm2", 2)]


@pytest.mark.parametrize(("state", "score"), [(SCORED, None), (CANNOT, 1), (NOTHING, 1), (NOT_AGREED, 1)])
def test_the_database_keeps_a_score_with_scored(paper, anna, state, score):
    row = answer(paper, by=anna, score=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.filter(pk=row.pk).update(state=state, score=score)
