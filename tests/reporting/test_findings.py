"""Findings over the rooms: the own organisation's, this occasion's, this round's; in as many queries for little as for much."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from spegla.assessments.present import say_who_took_part
from spegla.core.findings import Finding, Rule
from spegla.improvement.actions import start_improvement
from spegla.people.models import Organisation
from spegla.reporting.findings import findings_of
from tests.assessments.papers import BM2, answer, answer_all, items_of, paper_of
from tests.world import NOW

FIRST, SECOND = "political-decision", "results-asked-for"
WHOLE = {"reason": "Så.", "evidence": "§ 4", "not_working": "Det hinns inte."}


@pytest.fixture
def paper(world):
    return paper_of(world)


@pytest.fixture
def by(world):
    return world.person("Alvdala")


@pytest.fixture
def act(world):
    """Somebody of an organisation starts an improvement in the round."""
    keys = iter(range(100))

    def start(name="Alvdala", **written):
        written = {"title": "Läsning", "track": "service", **written}
        return start_improvement(world.places[name], written, creation_key=str(next(keys)), standing=world.standing(name), now=NOW)

    return start


def test_of_nothing_there_is_nothing_to_say(paper):
    assert findings_of(paper) == []


def test_what_is_complete_is_left_in_peace(paper, by, act):
    answer(paper, 0, by=by, score=3, **WHOLE)
    act(owner="Per")
    assert findings_of(paper) == []


def test_each_rule_says_where(world, by, act):
    paper = paper_of(world, occasion="bm2")
    answer(paper, 0, by=by, score=2, now=BM2)
    answer(paper, 1, by=by, score=3, reason="Så.", now=BM2)
    say_who_took_part(paper, {"key-person": 2, "elected-official": 1}, by=by, now=BM2)
    left = act()
    assert findings_of(paper) == [
        Finding(Rule.SCORE_WITHOUT_REASON, (FIRST,)),
        Finding(Rule.TOP_WITHOUT_EVIDENCE, (SECOND,)),
        Finding(Rule.NOTHING_NOT_WORKING),
        Finding(Rule.FUNCTION_MISSING, (("senior-manager",),)),
        Finding(Rule.ACTION_WITHOUT_OWNER, ((left.pk, "Läsning"),)),
        Finding(Rule.OCCASION_SKIPPED, ("bm1",)),
    ]


def test_what_others_have_or_have_not_done_is_not_ours(world, paper, by, act):
    answer(paper, 0, by=by, score=3, **WHOLE)
    answer(paper_of(world, "Bäckinge"), 0, by=world.person("Bäckinge"), score=3)
    act("Bäckinge")
    act(state="kept")
    act(state="abandoned")
    assert findings_of(paper) == []


def test_a_part_is_not_asked_about_the_improvements_of_the_whole(world, by, act):
    part = Organisation.objects.create(name="Skolnämnden", kind="administration", parent=world.places["Alvdala"].organisation)
    paper = paper_of(world, unit=part)
    answer(paper, 0, by=by, score=3, **WHOLE)
    act()
    assert findings_of(paper) == []


def test_little_and_much_cost_the_same(world, by, act):
    paper = paper_of(world, occasion="bm2")
    answer(paper, 0, by=by, score=2, now=BM2)
    act()
    costs = [_cost(paper)]
    for item in items_of(paper)[1:]:
        answer(paper, item, by=by, score=2, now=BM2)
    answer_all(paper_of(world), by=by)
    act(title="Ett till")
    act(title="Ett tredje")
    costs.append(_cost(paper))
    assert costs == [4, 4]


def _cost(paper):
    with CaptureQueriesContext(connection) as queries:
        findings_of(paper)
    return len(queries)
