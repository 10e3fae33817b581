"""The button at the top of the answering page that leads to where one left off."""

from spegla.rounds.actions import close_round
from tests.assessments.papers import BM1, answer, answer_all, items_of, paper_of


def test_it_leads_to_the_first_question_without_an_answer(anna, url, world):
    paper = paper_of(world)
    first, second, third = items_of(paper)[:3]
    page = anna.get(url("assessment")).content.decode()
    assert f'href="#punkt-{first}">Till första frågan' in page
    answer(paper, first, by=world.person("Alvdala"), score=2)
    page = anna.get(url("assessment")).content.decode()
    assert f'href="#punkt-{second}">Fortsätt där ni slutade' in page
    assert page.index("Fortsätt där ni slutade") < page.index(f'id="punkt-{second}"')
    elsewhere = anna.get(url("assessment") + f"?punkt={third}").content.decode()
    assert f'href="{url("assessment")}?punkt={second}#punkt-{second}">Fortsätt' in elsewhere


def test_not_when_all_is_answered_or_nothing_can_be(anna, url, world):
    paper, person = paper_of(world), world.person("Alvdala")
    answer(paper, by=person, score=2)
    close_round(world.round, by=world.officer, now=BM1)
    assert "Fortsätt där ni slutade" not in anna.get(url("assessment")).content.decode()


def test_not_when_everything_has_an_answer(anna, url, world):
    answer_all(paper_of(world), by=world.person("Alvdala"), score=2)
    assert "Fortsätt där ni slutade" not in anna.get(url("assessment")).content.decode()
