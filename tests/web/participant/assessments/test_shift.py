"""What has moved: the picture and its table say the same; unanswered is not zero; lessons are kept."""

import pytest

from spegla.assessments.actions import Paper, save_answer
from spegla.assessments.models import Assessment
from tests.assessments.papers import BM2, CANNOT, answer, answer_all, items_of, later_list, paper_of
from tests.web.participant.assessments.reading import text_of


@pytest.fixture
def by(world):
    return world.person("Alvdala")


@pytest.fixture
def first(world):
    return paper_of(world)


@pytest.fixture
def second(world, door):
    door["now"] = BM2
    return paper_of(world, occasion="bm2")


@pytest.fixture
def read(anna, url):
    return lambda occasion="bm2": anna.get(url("shift", occasion=occasion)).content.decode()


def test_with_one_occasion_the_page_teaches_what_will_stand_here(read, first, by):
    answer(first, 0, by=by, score=1)
    page = read("bm1")
    assert "Det behövs svar från två tillfällen." in page
    assert "<svg viewBox=\"0 0 360" not in page


def test_each_item_stands_where_it_belongs(read, first, second, by):
    before, after = [1, 3, 2, 2, None], [2, 2, 2, None, 3]
    for number in range(5):
        if before[number]:
            answer(first, number, by=by, score=before[number])
        if after[number]:
            answer(second, number, by=by, score=after[number], done_since=f"Gjort {number}.")
    words = text_of(read())
    order = ["Har flyttat upp", "Har flyttat ner", "Står kvar", "Går inte att jämföra", "Lärdomar och behov"]
    places = [words.rindex(label) for label in order]
    titles = [item.title.sv for item in first.checklist.item]
    where = [next(i for i in range(4) if places[i] < words.rindex(f"{n + 1}. {titles[n]}") < places[i + 1]) for n in range(5)]
    assert where == [0, 1, 2, 3, 3]
    assert "Gjort 0." in words


def test_the_table_says_what_the_picture_shows(read, first, second, by):
    answer(first, 0, by=by, score=1)
    answer(second, 0, by=by, score=3)
    answer(first, 1, by=by, score=2)
    answer(second, 1, by=by, state=CANNOT)
    page = read()
    table = text_of(page[page.index("<table") : page.index("</table>")])
    assert "1 – Inte påbörjat 3 – Finns och används upp 2 steg" in table
    assert "2 – Behöver utvecklas Kan inte bedöma ingen poäng nu" in table
    assert page.count("<line") == 1
    assert page.count('class="chart-line is-own"') == 1
    assert '<title id="slopes-title">' in page
    assert "Har flyttat upp: 1." in page


def test_totals_say_how_much_they_rest_on(read, first, second, by):
    answer_all(first, by=by, score=2)
    answer(second, 0, by=by, score=3)
    words = text_of(read())
    assert "20 av 30" in words
    assert "3 så här långt. 1 av 10 frågor har poäng." in words
    assert "Summorna går att jämföra först när" in words


def test_two_complete_totals_stand_beside_each_other(read, first, second, by):
    answer_all(first, by=by, score=2)
    answer_all(second, by=by, score=3)
    words = text_of(read())
    assert "20 av 30" in words
    assert "30 av 30" in words
    assert "Summorna går att jämföra först när" not in words


def test_a_hole_is_stepped_over_and_named(anna, url, first, by, door, world):
    answer(first, 0, by=by, score=1)
    third = paper_of(world, occasion="bm3")
    door["now"] = BM2.replace(month=10)
    answer(third, 0, by=by, score=2)
    words = text_of(anna.get(url("shift", occasion="bm3")).content.decode())
    assert "Inför första träffen → Inför tredje träffen" in words


@pytest.mark.parametrize("imported", [False, True])
def test_an_earlier_checklist_stands_beside_with_its_own_meaning(anna, url, world, second, by, imported):
    other = later_list(world, imported=imported)
    old = Paper(world.places["Alvdala"], world.places["Alvdala"].organisation_id, other, "bm1")
    save_answer(old, "political-decision", {"state": "scored", "score": 4}, based_on=0, request_key="", by=by, now=BM2)
    words = text_of(anna.get(url("shift", occasion="bm2")).content.decode())
    assert "Motsvarande frågor: Inför första träffen" in words
    assert f"4 – Del av det ordinarie arbetet. {old.checklist.scale[3].meaning.sv}" in words
    assert "Har flyttat" not in words


def test_no_item_says_what_somebody_else_scored(anna, url, world, door):
    door["now"] = BM2
    for occasion in ("bm1", "bm2"):
        answer(paper_of(world, "Bäckinge", occasion), 0, by=world.person("Bäckinge"), score=3, reason="Kan läcka.")
    page = anna.get(url("shift", occasion="bm2")).content.decode()
    assert "Kan läcka." not in page


def test_lessons_and_needs_are_saved_and_read_again(anna, url, first, by):
    answer(first, 0, by=by, score=1)
    sent = {"lessons": "Börja hos cheferna.", "needs": "Tid.", "based_on": "0", "request_key": "k"}
    assert anna.post(url("reflections"), sent).url == url("shift") + "#lardomar"
    page = anna.get(url("shift")).content.decode()
    assert "Börja hos cheferna." in page
    assert 'name="based_on" value="1"' in page
    anna.post(url("reflections"), sent)
    assert Assessment.objects.get().version == 1


def test_two_people_see_both_lessons(anna, browser_of, url):
    anna.post(url("reflections"), {"lessons": "Annas lärdom.", "needs": "", "request_key": "a"})
    response = browser_of("Alvdala", "senior-manager").post(
        url("reflections"), {"lessons": "Bos lärdom.", "needs": "", "request_key": "b"}
    )
    words = text_of(response.content.decode())
    assert response.status_code == 409
    assert "Annas lärdom." in words
    assert "Bos lärdom." in words
    assert Assessment.objects.get().lessons == "Annas lärdom."


def test_too_long_a_lesson_is_said_at_the_field(anna, url):
    response = anna.post(url("reflections"), {"lessons": "x" * 4001, "needs": "Behövs."})
    assert response.status_code == 422
    assert "högst 4000 tecken" in response.content.decode()
    assert "Behövs." in response.content.decode()
    assert not Assessment.objects.exists()


def test_lessons_wait_until_it_opens(anna, url):
    response = anna.post(url("reflections", occasion="bm2"), {"lessons": "För tidigt."})
    assert response.status_code == 403
    assert "För tidigt." in response.content.decode()
    assert not Assessment.objects.exists()


def test_the_parts_stand_side_by_side_and_are_never_summed(db, door):
    from django.test import Client

    from spegla.people.models import Organisation
    from tests.world import make_world

    world = make_world(edition="modellkoncept-2024")
    place = world.places["Alvdala"]
    school = Organisation.objects.create(name="Skolnämnden", kind="administration", parent=place.organisation)
    door["now"] = BM2
    answer(paper_of(world, occasion="lt1"), 0, by=world.person("Alvdala"), score=1)
    answer(paper_of(world, occasion="lt1", unit=school), 0, by=world.person("Alvdala"), score=4)
    anna = Client()
    anna.force_login(world.person("Alvdala"))
    page = anna.get(f"/omgang/{place.pk}/skattning/lt1/forflyttning/").content.decode()
    assert "Skolnämnden Nämnd och förvaltning" in text_of(page)
    assert "1 – Inte påbörjat 4 – Del av det ordinarie arbetet" in text_of(page)
    assert items_of(paper_of(world, occasion="lt1"))
