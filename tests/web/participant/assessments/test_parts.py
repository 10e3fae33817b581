"""Comparing the boards and administrations of a cluster, where the checklist has a level for them."""

import pytest

from spegla.assessments.sharing import share_assessment
from spegla.assessments.sheets import items_for
from spegla.people.models import Organisation
from tests.assessments.papers import BM1, answer, paper_of
from tests.web.participant.assessments.reading import text_of
from tests.world import make_world

EDITION = "modellkoncept-2024"


@pytest.fixture
def world(db):
    return make_world(edition=EDITION)


@pytest.fixture
def compare(anna, url):
    return lambda query="": anna.get(url("comparison", occasion="lt1") + query).content.decode()


@pytest.fixture
def part(world):
    """A board of an organisation that has answered, and shared when `audience` says with whom."""

    def made(name, called, *, audience="cluster", reason="Så gör vi."):
        whole = world.places[name].organisation
        unit = Organisation.objects.create(name=called, kind="administration", parent=whole)
        paper, by = paper_of(world, name, "lt1", unit=unit), world.person(name)
        item = items_for(paper.checklist, paper.place, unit.pk)[0].key
        answer(paper, item, by=by, score=2, reason=reason)
        if audience:
            share_assessment(paper.assessments.get(), audience=audience, with_comments=False, with_not_working=False, by=by, now=BM1)

    return made


def test_the_parts_stand_side_by_side_each_with_whose_it_is(compare, part):
    part("Bäckinge", "Socialnämnden", reason="Vi frågar varje gång.")
    part("Alvdala", "Skolnämnden", reason="Vi frågar aldrig.")
    words = text_of(compare("?niva=delar"))
    assert words.index("Alvdala: Skolnämnden") < words.index("Vi frågar aldrig.") < words.index("Bäckinge: Socialnämnden")
    assert "Vi frågar varje gång." in words
    assert "räknas aldrig ihop" in words


def test_the_whole_is_compared_until_one_asks_for_the_parts(compare, part):
    part("Bäckinge", "Socialnämnden")
    page = compare()
    assert ("Socialnämnden" in page, "?niva=delar" in page) == (False, True)


@pytest.mark.parametrize("audience", [None, "round"])
def test_a_part_that_the_reader_is_not_shown_is_not_there(compare, part, audience):
    part("Bäckinge", "Socialnämnden", audience=audience)
    assert ("Socialnämnden" in compare("?niva=delar")) is (audience == "round")


def test_one_s_own_draft_stays_at_home(compare, part):
    part("Alvdala", "Skolnämnden", audience=None)
    words = text_of(compare("?niva=delar"))
    assert ("Skolnämnden" in words, "Ingen annan har delat än" in words) == (False, True)


def test_other_clusters_are_not_there(compare, part):
    part("Dalhem", "Socialnämnden")
    assert "Socialnämnden" not in compare("?niva=delar")


def test_as_many_queries_for_three_parts_as_for_one(compare, part, django_assert_num_queries):
    part("Bäckinge", "Socialnämnden")
    compare("?niva=delar")
    with django_assert_num_queries(8):
        compare("?niva=delar")
    part("Bäckinge", "Skolnämnden")
    part("Mellby", "Tekniska nämnden")
    with django_assert_num_queries(8):
        compare("?niva=delar")


def test_a_checklist_of_one_level_offers_no_levels(db, client):
    world = make_world()
    client.force_login(world.person("Alvdala"))
    page = client.get(f"/omgang/{world.places['Alvdala'].pk}/jamfor/bm1/?niva=delar")
    assert (page.status_code, "niva=delar" in page.content.decode().split("<main")[1]) == (200, False)
