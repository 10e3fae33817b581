"""Who comes where, through the pages: one case for each role, act and reason."""

import datetime as dt

import pytest

from spegla.assessments.models import Answer
from spegla.assessments.sharing import share_assessment
from spegla.journal.models import Share
from spegla.rounds.actions import close_round, end_participation
from tests.assessments.papers import BM1, BM2, answer, paper_of

OUTSIDE = ["Bäckinge", "Mellby", "Dalhem", "office"]
PAGES = ["assessments", "assessment", "marks", "shift", "share", "comparison"]
ACTS = [("answer", ["political-decision"], {"choice": "3"}), ("marks", [], {"item": "political-decision", "mark": "show"}),
        ("reflections", [], {"lessons": "Ny."}), ("share", [], {"audience": "round"})]


@pytest.fixture
def paper(world):
    paper = paper_of(world)
    answer(paper, 0, by=world.person("Alvdala"), score=1, reason="Kan läcka.")
    return paper


def unchanged():
    row = Answer.objects.get()
    return (row.score, row.mark, row.assessment.lessons, Share.objects.filter(audience="round").exists()) == (1, "", "", False)


def test_the_own_pages_are_there_for_the_organisation(anna, url, paper):
    assert {name: anna.get(url(name)).status_code for name in PAGES} == dict.fromkeys(PAGES, 200)


@pytest.mark.parametrize("who", OUTSIDE)
def test_for_others_they_are_not_and_nothing_changes(browser_of, url, paper, who):
    other = browser_of(who)
    assert {name: other.get(url(name)).status_code for name in PAGES} == dict.fromkeys(PAGES, 404)
    for name, parts, sent in ACTS:
        assert other.post(url(name, *parts), sent).status_code == 404, name
    assert unchanged()


def test_who_is_not_signed_in_is_asked_to_and_nothing_changes(browser_of, url, paper):
    nobody = browser_of("")
    for name in PAGES:
        assert nobody.get(url(name)).url.startswith("/logga-in/"), name
    for name, parts, sent in ACTS:
        assert nobody.post(url(name, *parts), sent).url.startswith("/logga-in/"), name
    assert unchanged()


def test_everybody_in_the_organisation_answers(browser_of, url, paper):
    for based_on, (function, score) in enumerate([("elected-official", 2), ("senior-manager", 3), ("key-person", 1)], start=1):
        browser_of("Alvdala", function).post(
            url("answer", "political-decision"), {"choice": str(score), "based_on": str(based_on)}
        )
        assert Answer.objects.get().score == score, function


@pytest.mark.parametrize(
    ("happens", "reason"),
    [(lambda world: close_round(world.round, by=world.officer, now=BM2), "Omgången är avslutad."),
     (lambda world: end_participation(world.places["Alvdala"], reason="", by=world.officer, now=BM2),
      "Ert deltagande i omgången är avslutat.")],
)
def test_a_refusal_gives_its_reason_where_the_button_would_be(anna, url, world, paper, happens, reason):
    happens(world)
    for name, parts, sent in ACTS:
        response = anna.post(url(name, *parts), sent)
        assert response.status_code == 403, name
        assert reason in response.content.decode(), name
    assert unchanged()
    for name in ("assessment", "marks", "shift", "share"):
        assert reason in anna.get(url(name)).content.decode(), name
    assert "Kan läcka." in anna.get(url("assessment")).content.decode()


def test_in_a_rehearsal_the_pretended_day_shows_and_nothing_can_be_written(anna, url, paper, rehearse):
    rehearse(anna, dt.date(2027, 7, 1))
    page = anna.get(url("assessment", occasion="bm2")).content.decode()
    assert "Under en repetition går det bara att läsa." in page
    assert "Ni kan svara från" not in page
    assert 'name="choice"' not in page
    rehearse(anna, dt.date(2027, 2, 1))
    assert "Ni kan svara från den 4 mars 2027" in anna.get(url("assessment")).content.decode()


def test_the_neighbour_reads_what_is_shared_and_no_more(browser_of, url, world, paper):
    bo = browser_of("Bäckinge")
    assert "Kan läcka." not in bo.get(url("comparison", place="Bäckinge")).content.decode()
    share_assessment(paper.assessments.get(), audience="cluster", with_comments=False, with_not_working=False,
                     by=world.person("Alvdala"), now=BM1)
    assert "Kan läcka." in bo.get(url("comparison", place="Bäckinge")).content.decode()
    assert "Kan läcka." not in browser_of("Dalhem").get(url("comparison", place="Dalhem")).content.decode()
