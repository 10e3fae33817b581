"""Choosing what to show and what to learn: three of each, and a clear word at the fourth."""

import pytest

from spegla.assessments.actions import set_mark
from spegla.assessments.models import Answer
from tests.assessments.papers import BM1, items_of, paper_of
from tests.web.participant.assessments.reading import text_of

HTMX = {"HX-Request": "true"}


@pytest.fixture
def paper(world):
    return paper_of(world)


@pytest.fixture
def three(world, paper):
    for item in items_of(paper)[:3]:
        set_mark(paper, item, "show", by=world.person("Alvdala"), now=BM1)


def test_a_mark_is_set_and_taken_off(anna, url, paper):
    item = items_of(paper)[0]
    response = anna.post(url("marks"), {"item": item, "mark": "learn"})
    assert response.url == url("marks") + f"#{item}"
    assert Answer.objects.get().mark == "learn"
    assert "1 av 3 valda" in text_of(anna.get(url("marks")).content.decode())
    anna.post(url("marks"), {"item": item, "mark": ""})
    assert Answer.objects.get().mark == ""


def test_htmx_gets_the_part_that_changed(anna, url, paper):
    page = anna.post(url("marks"), {"item": items_of(paper)[0], "mark": "show"}, headers=HTMX).content.decode()
    assert 'id="valda"' in page
    assert "<html" not in page
    assert f'id="show-{items_of(paper)[0]}" type="submit" name="mark" value="" aria-pressed="true"' in page


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_the_fourth_is_refused_by_naming_the_three(anna, url, paper, three, headers):
    fourth = items_of(paper)[3]
    response = anna.post(url("marks"), {"item": fourth, "mark": "show"}, headers=headers)
    words = text_of(response.content.decode())
    assert response.status_code == 409
    assert "Ni har redan valt tre" in words
    assert all(f"”{item.title.sv}”" in words for item in paper.checklist.item[:3])
    assert not Answer.objects.filter(item=fourth, mark="show").exists()


@pytest.mark.parametrize("sent", [{"item": "made-up", "mark": "show"}, {"mark": "show"}, {"item": "political-decision", "mark": "star"}])
def test_what_is_not_there_is_a_404(anna, url, sent):
    assert anna.post(url("marks"), sent).status_code == 404
    assert not Answer.objects.exists()


def test_before_it_opens_nothing_is_marked(anna, url, paper):
    assert "Ni kan svara från" in anna.get(url("marks", occasion="bm2")).content.decode()
    response = anna.post(url("marks", occasion="bm2"), {"item": items_of(paper)[0], "mark": "show"})
    assert response.status_code == 403
    assert "Det går inte att göra än." in response.content.decode()
    assert not Answer.objects.exists()
