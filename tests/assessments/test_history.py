"""Every earlier joint answer stays, with who and when; what one form saved while it was written in is one."""

import datetime as dt

import pytest

from spegla.assessments.actions import set_mark
from spegla.assessments.history import versions_of
from tests.assessments.papers import BM1, answer, paper_of

FIRST = "political-decision"
LATER = BM1 + dt.timedelta(days=1)


@pytest.fixture
def paper(world):
    return paper_of(world)


@pytest.fixture
def told(paper):
    """Of each version who wrote it and when, the level, the reason, and what it said otherwise than the one before."""
    return lambda: [(row["by"], row["at"], row["score"], row["reason"], row["changed"]) for row in versions_of(paper, FIRST)]


def test_each_version_is_there_the_latest_first(world, paper, told):
    anna, bo = world.person("Alvdala"), world.person("Alvdala", "senior-manager")
    answer(paper, FIRST, by=anna, score=2, reason="Så här.", key="a.0")
    answer(paper, FIRST, by=bo, score=1, reason="Så här.", key="b.0", based_on=1, now=LATER)
    assert told() == [
        (bo.name, LATER, 1, "Så här.", ["score"]),
        (anna.name, BM1, 2, "Så här.", ["state", "score", "reason"]),
    ]


def test_what_one_form_saved_while_it_was_written_in_is_one_version(world, paper, told):
    anna = world.person("Alvdala")
    for number, reason in enumerate(["Så", "Så här", "Så här gör vi."]):
        answer(paper, FIRST, by=anna, score=2, reason=reason, key=f"a.{number}", based_on=number)
    answer(paper, FIRST, by=anna, score=2, reason="Så gjorde vi.", key="b.0", based_on=3, now=LATER)
    assert [(at, reason) for _, at, _, reason, _ in told()] == [(LATER, "Så gjorde vi."), (BM1, "Så här gör vi.")]


def test_a_mark_is_no_new_answer(world, paper, told):
    answer(paper, FIRST, by=world.person("Alvdala"), score=2)
    before = told()
    set_mark(paper, FIRST, "show", by=world.person("Alvdala", "senior-manager"), now=LATER)
    assert told() == before


def test_other_papers_and_other_items_are_not_in_it(world, paper, told):
    for other in (paper_of(world, "Bäckinge"), paper_of(world, occasion="bm2")):
        answer(other, FIRST, by=world.person("Bäckinge"), score=3, reason="Kan läcka.")
    answer(paper, 1, by=world.person("Alvdala"), score=3)
    assert told() == []


def test_one_query_whatever_has_been_changed(world, paper, django_assert_num_queries):
    for number, score in enumerate([1, 2, 3]):
        answer(paper, FIRST, by=world.person("Alvdala"), score=score, based_on=number, key=f"key{number}")
    with django_assert_num_queries(1):
        assert len(versions_of(paper, FIRST)) == 3
