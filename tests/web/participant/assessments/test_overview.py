"""All occasions on one page: begun, done, shared, due; and holes as holes."""

import pytest

from spegla.assessments.sharing import share_assessment
from tests.assessments.papers import BM1, BM2, answer, answer_all, paper_of
from tests.web.participant.assessments.reading import text_of


@pytest.fixture
def read(anna, url):
    def words(number):
        page = anna.get(url("assessments")).content.decode()
        return text_of(page[page.index('<ol class="occasions">') :].split('<li class="card">')[number])

    return words


def test_what_waits_and_what_is_not_open_yet(read):
    assert "Väntar på er" in read(1)
    assert "Ska vara klar den 18 mars 2027" in read(1)
    assert "Inte öppen än" in read(2)
    assert "Öppnar den 24 juni 2027, om 106 dagar" in read(2)


def test_begun_says_how_far(read, world):
    answer(paper_of(world), 0, by=world.person("Alvdala"), score=1)
    assert "Påbörjad" in read(1)
    assert "1 av 10 besvarade" in read(1)
    assert "Fortsätt svara" in read(1)


def test_done_and_shared(read, world):
    paper = paper_of(world)
    answer_all(paper, by=world.person("Alvdala"))
    share_assessment(paper.assessments.get(), audience="cluster", with_comments=False, with_not_working=False,
                     by=world.person("Alvdala"), now=BM1)
    assert "Klar" in read(1)
    assert "Delad med klustret" in read(1)
    assert "Läs och ändra svaren" in read(1)


def test_a_hole_is_shown_as_a_hole_and_can_still_be_filled(read, door):
    door["now"] = BM2
    assert "Ingen självskattning gjord" in read(1)
    assert "Börja svara" in read(1)
    assert "Väntar på er" in read(2)


def test_what_is_begun_but_over_its_day_is_late(read, world, door):
    door["now"] = BM2.replace(month=8)
    answer(paper_of(world, occasion="bm2"), 0, by=world.person("Alvdala"), score=1)
    assert "Försenad" in read(2)
