"""Queries per page, the same for little and for much; and what saving one answer costs."""

import msgspec
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from spegla.assessments.sharing import share_assessment
from spegla.programme.content import content_of
from spegla.rounds.content import store
from tests.assessments.papers import BM1, BM2, answer, answer_all, items_of, paper_of

HTMX = {"HX-Request": "true"}


@pytest.fixture
def long_list(world):
    """The round's checklist with a hundred and six items."""
    short = paper_of(world).checklist
    items = tuple(
        msgspec.structs.replace(short.item[n % 10], key=f"item-{n + 1}", number=n + 1) for n in range(106)
    )
    stored = store(content_of(msgspec.structs.replace(short, item=items)), now=BM1)
    world.round.checklists.update(content=stored)
    return paper_of(world)


def cost(client, address, **kwargs):
    client.get(address)  # content is read once per process
    with CaptureQueriesContext(connection) as queries:
        response = client.post(address, **kwargs) if kwargs else client.get(address)
    assert response.status_code == 200
    return len(queries), len(response.content)


def fill(world, names=("Alvdala",), occasions=("bm1",)):
    for name in names:
        by = world.person(name)
        for occasion in occasions:
            paper = paper_of(world, name, occasion)
            answer_all(paper, by=by, reason="Så gör vi.")
            share_assessment(paper.assessments.get(), audience="cluster", with_comments=False, with_not_working=False,
                             by=by, now=BM1)


@pytest.mark.parametrize(
    ("name", "most"), [("assessments", 10), ("assessment", 10), ("marks", 10), ("shift", 10), ("share", 16), ("comparison", 11)]
)
def test_pages_cost_the_same_for_one_answer_and_for_all(anna, url, world, door, name, most):
    door["now"] = BM2
    for occasion in ("bm1", "bm2"):
        paper, by = paper_of(world, occasion=occasion), world.person("Alvdala")
        answer(paper, 0, by=by, score=1)
        share_assessment(paper.assessments.get(), audience="cluster", with_comments=False, with_not_working=False,
                         by=by, now=BM1)
    little, _ = cost(anna, url(name, occasion="bm2"))
    for item in items_of(paper_of(world))[1:]:
        for occasion in ("bm1", "bm2"):
            answer(paper_of(world, occasion=occasion), item, by=world.person("Alvdala"), score=2)
    much, _ = cost(anna, url(name, occasion="bm2"))
    assert little == much <= most


def test_comparing_costs_the_same_with_one_and_with_three(anna, url, world):
    fill(world, ["Bäckinge"])
    one, _ = cost(anna, url("comparison"))
    fill(world, ["Mellby", "Alvdala"])
    three, _ = cost(anna, url("comparison"))
    assert three <= one <= 11


def test_a_hundred_and_six_items_stay_light(anna, url, long_list, world):
    answer_all(long_list, by=world.person("Alvdala"), reason="Så gör vi.")
    queries, size = cost(anna, url("assessment"))
    assert queries <= 10
    assert size < 200_000


def test_saving_one_answer_takes_thirteen_statements(anna, url, world):
    answer(paper_of(world), 0, by=world.person("Alvdala"), score=1, key="k")
    address = url("answer", items_of(paper_of(world))[0])
    sent = {"choice": "2", "reason": "Så gör vi.", "based_on": "1", "request_key": "k.1"}
    queries, _ = cost(anna, address, data=sent, headers=HTMX)
    assert queries <= 13  # the last one tells a room that is open
