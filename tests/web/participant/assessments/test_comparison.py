"""Comparing in the cluster: wishes and offers first, ways of working before scores, nobody ranked, drafts kept."""

import pytest

from spegla.assessments.actions import Paper, save_answer, set_mark
from spegla.assessments.sharing import end_sharing, share_assessment
from spegla.rounds.actions import end_participation, place_in_cluster
from tests.assessments.papers import BM1, BM2, NOT_AGREED, answer, items_of, later_list, paper_of
from tests.web.participant.assessments.reading import section_of, text_of

FIRST = "political-decision"


@pytest.fixture
def read(anna, url):
    return lambda: anna.get(url("comparison")).content.decode()


@pytest.fixture
def tell(world):
    """Somebody answers an item, may mark it, and shares what she has."""

    def told(name, score=2, *, mark="", audience="cluster", shared=True, with_not_working=False, item=0, **words):
        paper, by = paper_of(world, name), world.person(name)
        answer(paper, item, by=by, score=score, **words)
        if mark:
            set_mark(paper, items_of(paper)[item], mark, by=by, now=BM1)
        if not shared:
            return None
        return share_assessment(paper.assessments.get(), audience=audience, with_comments=False,
                                with_not_working=with_not_working, by=by, now=BM1)

    return told


def test_the_way_of_working_comes_first_and_the_score_last(read, tell):
    tell("Bäckinge", 3, reason="Så gör vi.", not_working="Det hinns inte.", with_not_working=True)
    cell = text_of(section_of(read(), FIRST))
    order = ["Så gör vi.", "Det hinns inte.", "Eget svar: 3 – Finns och används"]
    assert sorted(order, key=cell.index) == order


def test_what_was_not_chosen_is_not_there(read, tell):
    tell("Bäckinge", reason="Så gör vi.", not_working="Kan läcka.", comment="Kan också läcka.")
    page = read()
    assert "Så gör vi." in page
    assert "läcka" not in page


def test_both_views_are_shown(read, tell):
    tell("Bäckinge", None, state=NOT_AGREED, reason="Ja.", other_view="Nej, inte hos oss.")
    cell = text_of(section_of(read(), FIRST))
    assert "Den andra synen Nej, inte hos oss." in cell
    assert "Eget svar: Inte överens" in cell


def test_a_draft_of_somebody_else_is_neither_read_nor_hinted_at(read, tell):
    tell("Bäckinge", shared=False, reason="Kan läcka.", mark="show")
    page = read()
    assert "Kan läcka." not in page
    assert "Bäckinge har inte delat än." in text_of(page)


def test_the_own_draft_is_marked_as_seen_by_oneself_alone(read, tell, browser_of, url):
    tell("Alvdala", shared=False, reason="Vårt utkast.")
    tell("Bäckinge", reason="Så gör vi.")
    words = text_of(read())
    assert "Ni har inte delat än" in words
    assert "Alvdala Utkast, bara ni ser det Vårt utkast." in words
    assert "Vårt utkast." not in browser_of("Bäckinge").get(url("comparison", place="Bäckinge")).content.decode()


def test_what_oneself_has_shared_is_shown_as_the_others_see_it(read, tell, world):
    tell("Alvdala", reason="Delat.")
    tell("Bäckinge")
    answer(paper_of(world), 0, by=world.person("Alvdala"), based_on=1, score=3, reason="Skrivet sedan.")
    page = read()
    assert "Delat." in page
    assert "Skrivet sedan." not in page
    assert "Utkast, bara ni ser det" not in page


def test_wishes_are_matched_with_offers_first(read, tell):
    tell("Bäckinge", mark="learn")
    tell("Mellby", mark="show")
    tell("Alvdala", mark="show", item=1)
    tell("Bäckinge", mark="learn", item=2)
    words = text_of(read())
    met = words.index("Bäckinge vill lära sig om Det finns ett politiskt beslut – det kan Mellby visa")
    unmet = words.index("Bäckinge vill lära sig om De högsta cheferna ser till att det blir gjort. Ingen har valt att visa det än.")
    assert met < unmet < words.index("1. Det finns ett politiskt beslut")


def test_ones_own_wish_says_ni(read, tell):
    tell("Alvdala", mark="learn")
    tell("Bäckinge", mark="show")
    tell("Mellby", mark="show")
    assert "Ni vill lära er om Det finns ett politiskt beslut – det kan Bäckinge och Mellby visa" in text_of(read())


def test_columns_stand_in_the_clusters_order_whatever_the_scores(read, tell):
    for name, score in (("Mellby", 3), ("Bäckinge", 3), ("Alvdala", 1)):
        tell(name, score)
    page = section_of(read(), FIRST)
    assert sorted(("Alvdala", "Bäckinge", "Mellby"), key=page.index) == ["Alvdala", "Bäckinge", "Mellby"]
    assert "Summa" not in page


def test_an_idea_can_be_taken_along_from_the_others_only(read, tell, world):
    tell("Alvdala")
    tell("Bäckinge")
    page = section_of(read(), FIRST)
    theirs = world.places["Bäckinge"].pk
    assert f"?fran={theirs}&amp;moment={FIRST}&amp;steg=bm1" in page
    assert page.count("Ta med som idé") == 1


def test_an_ended_share_is_gone_and_what_a_leaver_shared_stays(read, tell, world):
    ended = tell("Bäckinge", reason="Ska bort.")
    tell("Mellby", reason="Stannar.")
    end_sharing(ended, by=world.person("Bäckinge"), now=BM2)
    end_participation(world.places["Mellby"], reason="", by=world.officer, now=BM2)
    words = text_of(read())
    assert "Ska bort." not in words
    assert "Stannar." in words
    assert "Mellby (mentor) (avslutat deltagande)" in words


def test_a_mentor_is_not_waited_for(read):
    words = text_of(read())
    assert "Bäckinge har inte delat än." in words
    assert "Mellby" not in words
    assert "Ingen annan har delat än" in words


def test_another_cluster_is_not_read_even_when_it_shares_with_the_round(read, tell):
    tell("Dalhem", audience="round", reason="Från ett annat kluster.")
    assert "Från ett annat kluster." not in read()


def test_the_latest_of_two_shares_is_read_once(read, tell, world):
    tell("Bäckinge", reason="Först, till klustret.")
    paper, by = paper_of(world, "Bäckinge"), world.person("Bäckinge")
    answer(paper, 0, by=by, based_on=1, score=3, reason="Sedan, till omgången.")
    share_assessment(paper.assessments.get(), audience="round", with_comments=False, with_not_working=False, by=by, now=BM2)
    page = read()
    assert "Sedan, till omgången." in page
    assert "Först, till klustret." not in page


def test_without_a_cluster_the_page_says_what_will_come(read, world):
    place_in_cluster(world.places["Alvdala"], None, role="participant", by=world.officer, now=BM1)
    assert "Ni är inte med i något kluster än" in read()


@pytest.mark.parametrize("imported", [False, True])
def test_another_checklist_stands_beside_with_its_own_meaning_and_nothing_is_subtracted(read, world, imported):
    checklist = later_list(world, imported=imported)
    place, by = world.places["Bäckinge"], world.person("Bäckinge")
    paper = Paper(place, place.organisation_id, checklist, "bm1")
    save_answer(paper, "statistics-by-sex", {"state": "scored", "score": 4, "reason": "All statistik."},
                based_on=0, request_key="", by=by, now=BM1)
    share_assessment(paper.assessments.get(), audience="cluster", with_comments=False, with_not_working=False, by=by, now=BM1)
    words = text_of(section_of(read(), "statistics-by-sex"))
    assert "All individbaserad statistik är uppdelad på kön All statistik." in words
    assert f"Eget svar: 4 – Del av det ordinarie arbetet. {checklist.scale[3].meaning.sv}" in words
    assert "En fråga har blivit två" in words


def test_whoever_has_left_reads_that_it_has_ended_not_that_nobody_shared(read, tell, world):
    tell("Bäckinge", reason="Så gör vi.")
    end_participation(world.places["Alvdala"], reason="", by=world.officer, now=BM2)
    page = read()

    assert "Ert deltagande är avslutat" in page
    assert ("Ingen annan har delat än" in page, "Så gör vi." in page) == (False, False)
