"""Private words are offered to those who may see them, and used only when their writer has reworded them."""

import pytest

from spegla.assessments.own import own_sheet
from spegla.people.models import Appointment
from spegla.programme.lookup import step_by_key
from spegla.reporting.drafting import draft_of
from spegla.reporting.offering import NotRewordedError, offers_for, take_offer
from spegla.rounds.content import programme_of
from tests.assessments.papers import answer, paper_of, say
from tests.improvement.readers import OWN, readers_of
from tests.world import NOW


@pytest.fixture
def draft(world):
    def made(step="bm1"):
        place = world.places["Alvdala"]
        return draft_of(place, step_by_key(programme_of(place.round), step), now=NOW)

    return made


@pytest.fixture
def written(world):
    """The manager wrote what is not working; the key person then changed the comment and nothing else."""
    paper = paper_of(world)
    boss, anna = world.person("Alvdala", "senior-manager"), world.person("Alvdala")
    answer(paper, 0, by=boss, score=1, not_working="Ingen frågar", comment="Svårt", key="a.0")
    answer(paper, 0, by=anna, score=1, not_working="Ingen frågar", comment="Mycket svårt", based_on=1, key="b.0")
    return paper


def offered(draft, standing):
    return [(one.words.field, one.words.text, one.writer, one.mine) for one in offers_for(draft, standing, now=NOW)]


def test_each_is_offered_with_whose_it_is(world, draft, written):
    anna, boss = world.standing("Alvdala"), world.standing("Alvdala", "senior-manager")
    names = ("Alvdala senior-manager", "Alvdala key-person")
    assert offered(draft(), anna) == [("not_working", "Ingen frågar", names[0], False), ("comment", "Mycket svårt", names[1], True)]
    assert offered(draft(), boss) == [("not_working", "Ingen frågar", names[0], True), ("comment", "Mycket svårt", names[1], False)]


def test_nobody_outside_is_offered_anything(world, draft, written):
    for role, standing in readers_of(world).items():
        assert bool(offered(draft(), standing)) == (role in OWN), role


def test_what_one_answered_alone_is_offered_to_her_alone(world, draft):
    sheet = own_sheet(paper_of(world), world.person("Alvdala"), function="key-person")
    say(sheet, score=1, not_working="Bara jag")
    assert [(one.words.own, one.mine) for one in offers_for(draft(), world.standing("Alvdala"), now=NOW)] == [(True, True)]
    assert offered(draft(), world.standing("Alvdala", "senior-manager")) == []


def test_who_has_left_no_longer_keeps_the_words(world, draft, written):
    Appointment.objects.filter(person=world.person("Alvdala", "senior-manager")).update(until=NOW)
    assert [mine for *_rest, mine in offered(draft(), world.standing("Alvdala"))] == [True, True]


def test_they_are_those_of_the_latest_occasion(world, draft, written):
    assert [text for _field, text, *_rest in offered(draft("bm2"), world.standing("Alvdala"))] == ["Ingen frågar", "Mycket svårt"]
    answer(paper_of(world, occasion="bm2"), 0, by=world.person("Alvdala"), score=2, not_working="Nytt")
    assert [text for _field, text, *_rest in offered(draft("bm2"), world.standing("Alvdala"))] == ["Nytt"]
    assert [text for _field, text, *_rest in offered(draft("bm1"), world.standing("Alvdala"))] == ["Ingen frågar", "Mycket svårt"]


def take(world, draft, index, reworded, function="key-person"):
    standing, found = world.standing("Alvdala", function), draft()
    offer = offers_for(found, standing, now=NOW)[index]
    return take_offer(found, found.part("bm1-slide-not-working"), offer, reworded, request_key="o", standing=standing, now=NOW)


def test_what_is_reworded_becomes_a_line_of_the_slot(world, draft, written):
    take(world, draft, 1, "Det är svårare\nän vi trodde")
    take(world, draft, 0, "Ingen har frågat än", "senior-manager")
    take(world, draft, 0, "Ingen har frågat än", "senior-manager")
    assert draft().part("bm1-slide-not-working").content.text == "Det är svårare än vi trodde\nIngen har frågat än"


@pytest.mark.parametrize(("index", "reworded"), [(1, "mycket  svårt."), (1, "  "), (0, "Omskrivet av någon annan")])
def test_not_as_it_stood_and_not_by_anybody_else(world, draft, written, index, reworded):
    with pytest.raises(NotRewordedError):
        take(world, draft, index, reworded)
    assert draft().part("bm1-slide-not-working").content.is_empty


def test_it_costs_the_same_for_one_and_three(world, draft, written, django_assert_num_queries):
    found, standing = draft(), world.standing("Alvdala")
    offers_for(found, standing, now=NOW)
    for item in (None, 1, 2):
        if item:
            answer(written, item, by=world.person("Alvdala"), score=1, comment=f"Ord {item}")
        with django_assert_num_queries(6):
            offers_for(found, standing, now=NOW)
