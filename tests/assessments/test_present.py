"""Who was there: counts, said by people."""

import pytest

from spegla.assessments.models import TookPart
from spegla.assessments.present import say_who_took_part, took_part
from spegla.assessments.shown import told_of
from spegla.journal.models import Event
from tests.assessments.papers import BM1, paper_of

SAID = {"elected-official": 4, "senior-manager": 2, "strategist": 0}


@pytest.fixture
def paper(world):
    return paper_of(world)


@pytest.fixture
def anna(world):
    return world.person("Alvdala")


def test_these_many_of_each_and_no_others(paper, anna):
    say_who_took_part(paper, {"key-person": 1}, by=anna, now=BM1)
    say_who_took_part(paper, SAID, by=anna, now=BM1)
    found = {"elected-official": 4, "senior-manager": 2}
    assert took_part([paper.assessments.get().pk]) == {paper.assessments.get().pk: found}
    assert told_of(paper).took_part == found


def test_a_repeat_is_no_news(paper, anna):
    for _ in range(2):
        say_who_took_part(paper, SAID, by=anna, now=BM1)
    events = Event.objects.filter(what="took-part-said").values_list("by_id", "details")
    assert list(events) == [(anna.pk, {"occasion": "bm1", "functions": {"elected-official": 4, "senior-manager": 2}})]


def test_nobody_said_is_nothing(world, paper, anna, django_assert_num_queries):
    say_who_took_part(paper_of(world, "Bäckinge"), SAID, by=anna, now=BM1)
    paper.assessments.get_or_create(defaults={"begun_at": BM1}, **paper.keys)
    with django_assert_num_queries(2):
        assert took_part([paper.assessments.get().pk]) == {}
    assert told_of(paper).took_part == {}


def test_all_zero_takes_it_back(paper, anna):
    say_who_took_part(paper, SAID, by=anna, now=BM1)
    say_who_took_part(paper, {}, by=anna, now=BM1)
    assert not TookPart.objects.exists()
