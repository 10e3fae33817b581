"""The mentor's own view through the pages: both ask, it stands beside, either takes it back; nothing where it is not allowed."""

import datetime as dt

import pytest
from django.urls import reverse

from spegla.assessments.models import Assessment, OutsideConsent
from spegla.assessments.sharing import share_assessment
from tests.assessments.papers import BM1, BM2, answer, paper_of
from tests.assessments.test_outside import allow
from tests.web.participant.assessments.reading import row_of, text_of

FIRST = "political-decision"
VIEW = {"choice": "1", "reason": "Vi såg inget beslut.", "request_key": "k"}


@pytest.fixture
def shared(world):
    paper = paper_of(world)
    answer(paper, FIRST, by=world.person("Alvdala"), score=3, reason="Så gör vi.")
    share_assessment(paper.assessments.get(), audience="cluster", with_comments=False, with_not_working=False,
                     by=world.person("Alvdala"), now=BM1)
    return paper


@pytest.fixture
def open_edition(world, shared):
    allow(world)


@pytest.fixture
def moa(browser_of):
    return browser_of("Mellby")


@pytest.fixture
def ask(world, browser_of):
    def press(name, ask="1"):
        other = {"Alvdala": "Mellby", "Mellby": "Alvdala"}[name]
        pair = [world.places[name].pk, world.places[other].pk]
        return browser_of(name).post(reverse("participant:outside-ask", args=pair), {"ask": ask})

    return press


@pytest.fixture
def at(world, url):
    return lambda name="mentor-score", item=FIRST: url(name, world.places["Alvdala"].pk, item, place="Mellby")


def test_where_the_edition_does_not_allow_it_there_is_no_such_thing(anna, moa, world, url, at, ask, shared):
    assert ask("Alvdala").status_code == 404
    assert anna.get(reverse("participant:outside", args=[world.places["Alvdala"].pk])).status_code == 404
    assert moa.post(at(), VIEW).status_code == 404
    assert "mentorns-bild" not in anna.get(url("comparison")).content.decode()
    assert "Vår bild av nivån" not in moa.get(at("mentor-note")).content.decode()


def test_both_ask_and_then_the_mentors_view_stands_beside(anna, moa, url, at, ask, open_edition):
    assert "Det går först när båda sidor har bett om det." in moa.get(at("mentor-note")).content.decode()
    assert moa.post(at(), VIEW).status_code == 403
    ask("Alvdala")
    ask("Mellby")
    assert moa.post(at(), VIEW).url == at("mentor-note")
    row = text_of(row_of(anna.get(url("assessment")).content.decode(), FIRST))
    assert "Så ser Mellby (mentor) det 1 – Inte påbörjat Vi såg inget beslut." in row
    assert "3 – Finns och används" in row
    assert 'value="1" checked' in moa.get(at("mentor-note")).content.decode()


@pytest.mark.parametrize("side", ["Alvdala", "Mellby"])
def test_either_takes_it_back(anna, moa, url, at, ask, open_edition, side):
    ask("Alvdala"), ask("Mellby")
    moa.post(at(), VIEW)
    ask(side, "0")
    assert "Så ser Mellby" not in anna.get(url("assessment")).content.decode()
    assert moa.post(at(), VIEW | {"choice": "2", "based_on": "1"}).status_code == 403
    assert OutsideConsent.objects.filter(until=None).count() == 1
    ask(side)
    assert "Så ser Mellby" in anna.get(url("assessment")).content.decode()


def test_pressing_twice_asks_once_and_taking_back_twice_ends_once(ask, open_edition):
    for press in ("1", "1", "0", "0"):
        ask("Alvdala", press)
    assert OutsideConsent.objects.count() == 1
    assert OutsideConsent.objects.get().until is not None


def test_the_page_says_who_has_asked(anna, world, ask, open_edition):
    page = reverse("participant:outside", args=[world.places["Alvdala"].pk])
    ask("Mellby")
    words = text_of(anna.get(page).content.decode())
    assert "Ni har inte bett om det. De har bett om det den 10 mars 2027." in words
    assert ("Bäckinge" in words, "Det gäller nu" in words) == (False, False)
    ask("Alvdala")
    words = text_of(anna.get(page).content.decode())
    assert "Ni har bett om det den 10 mars 2027 (Alvdala key-person)." in words
    assert "Det gäller nu, för det som är delat." in words


def test_it_moves_no_shift_and_no_comparison(anna, moa, browser_of, world, url, at, ask, open_edition, door):
    door["now"] = BM2
    answer(paper_of(world, occasion="bm2"), FIRST, by=world.person("Alvdala"), score=2, now=BM2)

    def told():
        pages = (anna.get(url("shift", occasion="bm2")), browser_of("Bäckinge").get(url("comparison", place="Bäckinge")))
        return [text_of(page.content.decode()) for page in pages]

    before = told()
    ask("Alvdala"), ask("Mellby")
    moa.post(at(), VIEW)
    assert Assessment.objects.filter(kind="mentor").count() == 1
    assert told()[0] == before[0]
    assert "Vi såg inget beslut." not in told()[1]


@pytest.mark.parametrize(("sent", "status"), [({"choice": "7"}, 422), ({"choice": "not-agreed"}, 422), ({"reason": "x" * 4001}, 422)])
def test_what_cannot_be_saved_is_said(moa, at, ask, open_edition, sent, status):
    ask("Alvdala"), ask("Mellby")
    assert moa.post(at(), sent).status_code == status
    assert not Assessment.objects.filter(kind="mentor").exists()


def test_two_of_the_mentors_people_lose_nothing(moa, browser_of, at, ask, open_edition):
    ask("Alvdala"), ask("Mellby")
    moa.post(at(), VIEW)
    response = browser_of("Mellby", "senior-manager").post(at(), {"choice": "2", "reason": "Något finns.", "request_key": "b"})
    words = text_of(response.content.decode())
    assert response.status_code == 409
    assert "Mellby key-person hann spara före dig." in words
    assert "Något finns." in words
    assert "Sparat: 1 – Inte påbörjat. Vi såg inget beslut." in words


def test_in_a_rehearsal_nothing_is_asked_for(anna, world, rehearse, open_edition):
    rehearse(anna, dt.date(2027, 3, 12))
    page = reverse("participant:outside-ask", args=[world.places[name].pk for name in ("Alvdala", "Mellby")])
    assert anna.post(page, {"ask": "1"}).status_code == 403
    assert not OutsideConsent.objects.exists()


@pytest.mark.parametrize("other", ["Bäckinge", "Nyborg", "Alvdala"])
def test_nobody_else_can_be_asked(anna, world, open_edition, other):
    page = reverse("participant:outside-ask", args=[world.places[name].pk for name in ("Alvdala", other)])
    assert anna.post(page, {"ask": "1"}).status_code == 404
