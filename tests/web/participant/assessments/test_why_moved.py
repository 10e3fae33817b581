"""Why a level is another than the time before: asked only then, never demanded, drawn as neither better nor worse."""

import pytest

from spegla.assessments.models import Answer
from spegla.assessments.present import say_who_took_part
from tests.assessments.papers import BM2, CANNOT, answer, items_of, paper_of
from tests.web.participant.assessments.reading import row_of, text_of

FIRST, SECOND = "political-decision", "results-asked-for"
HTMX = {"HX-Request": "true"}
ASKED = "Ni står på en annan nivå än förra gången. Varför?"


@pytest.fixture
def by(world):
    return world.person("Alvdala")


@pytest.fixture
def before(world, by, door):
    """At the first occasion the first two items had a level; now the second occasion goes on."""
    for number, score in enumerate([2, 3]):
        answer(paper_of(world), number, by=by, score=score)
    door["now"] = BM2
    return paper_of(world, occasion="bm2")


@pytest.fixture
def fallen(before, by):
    """The first item has fallen from 2 to 1."""
    answer(before, FIRST, by=by, score=1, now=BM2)
    return before


def saved(item=FIRST):
    return Answer.objects.get(assessment__occasion="bm2", item=item)


def shift_of(client, url, occasion="bm2"):
    return client.get(url("shift", occasion=occasion)).content.decode()


@pytest.mark.parametrize(("score", "asked"), [(1, True), (2, False), (3, True)])
def test_it_is_asked_where_the_level_is_another_and_only_there(anna, url, before, by, score, asked):
    answer(before, FIRST, by=by, score=score, now=BM2)
    answer(before, SECOND, by=by, state=CANNOT, now=BM2)
    page = anna.get(url("assessment", occasion="bm2")).content.decode()
    assert (ASKED in row_of(page, FIRST), ASKED in row_of(page, SECOND)) == (asked, False)


@pytest.mark.parametrize(("sent", "asked"), [
    ({"choice": "1"}, 1), ({"choice": "2"}, 0), ({"choice": "1", "why_moved": "know-more"}, 0),
])
def test_a_save_brings_the_question_and_leaves_alone_what_stands_there(anna, url, before, sent, asked):
    page = anna.post(url("answer", FIRST, occasion="bm2"), sent, headers=HTMX).content.decode()
    assert page.count(ASKED) == asked
    assert page.count(f'id="varfor-{FIRST}"') == asked


def test_a_save_that_moves_it_back_takes_the_question_away(anna, url, fallen):
    sent = {"choice": "2", "why_moved": "", "based_on": "1"}
    page = anna.post(url("answer", FIRST, occasion="bm2"), sent, headers=HTMX).content.decode()
    assert f'id="varfor-{FIRST}"' in page
    assert ASKED not in page


def test_it_is_saved_with_the_answer_and_stays_in_its_history(anna, url, before):
    anna.post(url("answer", FIRST, occasion="bm2"), {"choice": "1", "why_moved": "know-more"})
    anna.post(url("answer", FIRST, occasion="bm2"), {"choice": "1", "why_moved": "got-worse", "based_on": "1"})
    assert (saved().why_moved, saved().score) == ("got-worse", 1)
    assert list(saved().history.exclude(version=0).order_by("version").values_list("why_moved", flat=True)) == [
        "know-more", "got-worse",
    ]


def test_the_shift_page_asks_too_and_saves_nothing_else(anna, url, fallen):
    response = anna.post(url("why-moved", FIRST, occasion="bm2"), {"why_moved": "know-more", "based_on": "1", "request_key": "w"})
    assert response.url == url("shift", occasion="bm2") + f"#fraga-{FIRST}"
    assert (saved().why_moved, saved().score, saved().version) == ("know-more", 1, 2)
    assert '<option value="know-more" selected>' in shift_of(anna, url)


def test_knowing_more_is_neither_up_nor_down_in_the_picture_and_has_its_word_in_the_table(anna, url, fallen, by):
    assert 'class="chart-line is-down"' in shift_of(anna, url)
    answer(fallen, FIRST, by=by, score=1, why_moved="know-more", based_on=1, now=BM2)
    page = shift_of(anna, url)
    assert ('class="chart-line is-known"' in page, 'class="chart-line is-down"' in page) == (True, False)
    assert ">vet mer</text>" in page
    assert "ner 1 steg. Vi vet mer nu" in text_of(page[page.index("<table") : page.index("</table>")])
    assert "1 annan nivå, varken bättre eller sämre" in text_of(page)
    assert "har flyttat ner" not in text_of(page[: page.index("<table")]).lower().partition("siffran i ringen")[0]
    assert ">Har flyttat ner</h2>" not in page


def test_somebody_else_may_have_saved_and_nothing_is_overwritten_unseen(anna, url, fallen, by):
    answer(fallen, FIRST, by=by, score=3, based_on=1, now=BM2)
    response = anna.post(url("why-moved", FIRST, occasion="bm2"), {"why_moved": "got-worse", "based_on": "1"})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Ert val är inte sparat" in page
    assert '<option value="got-worse" selected>' in page
    assert (saved().why_moved, saved().score) == ("", 3)


def test_both_choices_are_shown_on_the_joint_page(anna, url, fallen, by):
    answer(fallen, FIRST, by=by, score=1, why_moved="acted", based_on=1, now=BM2)
    response = anna.post(url("answer", FIRST, occasion="bm2"), {"choice": "1", "why_moved": "know-more", "based_on": "1"})
    words = text_of(response.content.decode())
    assert response.status_code == 409
    assert "Varför: Vi vet mer nu" in words
    assert "Varför: Vi har gjort något" in words


@pytest.mark.parametrize(("item", "why"), [(FIRST, "made-up"), ("made-up", "acted")])
def test_what_there_is_not_is_a_404(anna, url, fallen, item, why):
    assert anna.post(url("why-moved", item, occasion="bm2"), {"why_moved": why, "based_on": "1"}).status_code == 404
    assert saved().why_moved == ""


def test_before_it_opens_it_is_refused_with_a_reason(anna, url, world, by):
    answer(paper_of(world), 0, by=by, score=1)
    response = anna.post(url("why-moved", FIRST, occasion="bm2"), {"why_moved": "acted"})
    assert response.status_code == 403
    assert not Answer.objects.filter(assessment__occasion="bm2").exists()


def test_all_occasions_stand_in_the_picture_and_the_table(anna, url, world, fallen, by, door):
    door["now"] = BM2.replace(month=10)
    answer(paper_of(world, occasion="bm3"), FIRST, by=by, score=3)
    page = shift_of(anna, url, "bm3")
    assert page.count('class="chart-line is-down"') == page.count('class="chart-line is-own"') == 1
    table = text_of(page[page.index("<table") : page.index("</table>")])
    assert "Fråga BM 1 BM 2 BM 3" in table
    assert "2 – Behöver utvecklas 1 – Inte påbörjat ner 1 steg 3 – Finns och används upp 2 steg" in table


def test_a_skipped_occasion_is_shown_as_a_hole(anna, url, world, before, by, door):
    door["now"] = BM2.replace(month=10)
    answer(paper_of(world, occasion="bm3"), FIRST, by=by, score=3)
    page = shift_of(anna, url, "bm3")
    assert page.count('class="chart-line is-own"') == 2  # the two ends of one broken line
    table = text_of(page[page.index("<table") : page.index("</table>")])
    assert "2 – Behöver utvecklas Inga svar vid tillfället 3 – Finns och används upp 1 steg sedan BM 1" in table


def test_before_the_present_occasion_is_answered_the_earlier_ones_are_there(anna, url, fallen, door):
    door["now"] = BM2.replace(month=10)
    words = text_of(shift_of(anna, url, "bm3"))
    assert "Ni har inte svarat vid det här tillfället än." in words
    assert "Har flyttat" not in words


def test_who_was_there_stands_under_each_occasion(anna, url, world, fallen):
    assert "Vilka var med?" not in shift_of(anna, url)
    say_who_took_part(paper_of(world), {"senior-manager": 2, "elected-official": 1}, by=world.person("Alvdala"), now=BM2)
    words = text_of(shift_of(anna, url))
    assert "BM 1 Förtroendevald: 1, Hög chef: 2 BM 2 Ingen har noterat vilka som var med." in words


def test_status_and_its_rules_are_not_spoken_of(anna, url, world, before, by):
    for item in items_of(before):
        answer(before, item, by=by, score=3, now=BM2)
    assert "modellkommun" not in text_of(shift_of(anna, url)).lower()
    assert "status" not in text_of(shift_of(anna, url)[shift_of(anna, url).index("<main") :]).lower()
