"""Answering for oneself through the pages: the promise first, saved as given, unseen, and back again."""

import pytest

from spegla.assessments.models import OwnAnswer, OwnSheet
from spegla.assessments.own import own_sheet
from spegla.assessments.showing import show_answers
from spegla.journal.models import Event
from tests.assessments.papers import BM1, CANNOT, NOTHING, SCORED, items_of, paper_of, say
from tests.web.participant.assessments.reading import text_of
from tests.world import TEAM

FIRST, SECOND = "political-decision", "results-asked-for"
HTMX = {"HX-Request": "true"}
PROMISE = "Innan svaren visas kan bara du läsa dina."


@pytest.fixture
def paper(world):
    return paper_of(world)


@pytest.fixture
def sheet(paper, world):
    return own_sheet(paper, world.person("Alvdala"), function="key-person")


def words_of(client, address):
    return text_of(client.get(address).content.decode())


def show_first(paper, world):
    for function in TEAM:
        say(own_sheet(paper, world.person("Alvdala", function), function=function), score=2, key="k")
    show_answers(paper, [FIRST], by=world.person("Alvdala"), now=BM1)


def test_the_promise_stands_before_the_first_answer_and_her_function_is_proposed(anna, url):
    page = anna.get(url("alone")).content.decode()
    assert PROMISE in page
    assert 'value="key-person" checked' in page
    assert page.count(" checked") == 1
    for name, parts in (("own-answer", [FIRST]), ("own-questions", [])):
        assert anna.get(url(name, *parts)).url == url("alone")


def test_an_answer_before_the_promise_is_not_taken(anna, url):
    assert anna.post(url("own-answer", FIRST), {"choice": "2"}).url == url("alone")
    assert not OwnSheet.objects.exists()


def test_she_begins_as_the_function_she_says_and_comes_to_the_first_question(anna, url, world):
    assert anna.post(url("alone"), {"function": "strategist"}).url == url("own-answer", FIRST)
    assert OwnSheet.objects.values_list("person", "function", "occasion").get() == (
        world.person("Alvdala").pk, "strategist", "bm1",
    )


def test_she_need_not_say_it_and_may_change_it(anna, url):
    anna.post(url("alone"), {"function": "strategist"})
    anna.post(url("alone"), {"function": ""})
    assert OwnSheet.objects.get().function == ""


@pytest.mark.parametrize("function", ["programme-officer", "made-up"])
def test_a_function_that_cannot_be_had_is_refused(anna, url, function):
    response = anna.post(url("alone"), {"function": function})
    assert response.status_code == 422
    assert "Välj en av funktionerna." in response.content.decode()
    assert not OwnSheet.objects.exists()


def test_nothing_is_filled_in_with_a_score(anna, url, sheet):
    for address in (url("own-answer", FIRST), url("own-questions")):
        page = anna.get(address).content.decode()
        assert 'name="choice"' in page
        assert " checked" not in page


def test_an_answer_is_saved_and_the_next_question_follows(anna, url, sheet):
    response = anna.post(url("own-answer", FIRST), {"choice": "2", "comment": "Så ser jag det.", "next": "1"})
    assert response.url == url("own-answer", SECOND)
    assert OwnAnswer.objects.values_list("item", "state", "score", "comment").get() == (FIRST, SCORED, 2, "Så ser jag det.")
    assert "1 av 10 besvarade" in words_of(anna, response.url)


def test_it_can_be_broken_off_and_taken_up_again_anywhere(anna, browser_of, url, sheet):
    say(sheet, 0, score=2)
    other_device = browser_of("Alvdala")
    words = words_of(other_device, url("alone"))
    assert "1 av 10 besvarade" in words
    assert "Fortsätt svara" in words
    assert other_device.post(url("alone"), {"function": ""}).url == url("own-answer", SECOND)


def test_from_the_last_question_and_from_the_page_with_all_one_comes_back(anna, url, sheet, paper):
    last = items_of(paper)[-1]
    assert anna.post(url("own-answer", last), {"choice": "1", "next": "1"}).url == url("alone")
    assert anna.post(url("own-answer", FIRST), {"choice": "1", "all": "1"}).url == url("own-questions") + f"#fraga-{FIRST}"
    assert anna.post(url("own-answer", FIRST), {"choice": "2", "based_on": "1"}).url == url("own-answer", FIRST)


def test_cannot_judge_is_an_answer_and_an_answer_can_be_removed(anna, url, sheet):
    anna.post(url("own-answer", FIRST), {"choice": CANNOT, "comment": "Kan inte."})
    assert OwnAnswer.objects.get().state == CANNOT
    anna.post(url("own-answer", FIRST), {"choice": CANNOT, "comment": "Kan inte.", "remove": "1", "based_on": "1"})
    assert OwnAnswer.objects.values_list("state", "comment").get() == (NOTHING, "Kan inte.")


def test_htmx_saves_in_place_and_tells_how_far_she_has_come(anna, url, sheet):
    response = anna.post(url("own-answer", FIRST), {"choice": "2", "request_key": "k"}, headers=HTMX)
    page = response.content.decode()
    assert ('name="based_on" value="1"' in page, 'value="k.1"' in page, "Sparat" in page) == (True, True, True)
    assert 'id="framsteg" hx-swap-oob="true"' in page
    assert "1 av 10 besvarade" in text_of(page)
    assert "<html" not in page


def test_htmx_goes_on_to_the_next_question_and_lets_go_of_a_removed_answer(anna, url, sheet):
    onward = anna.post(url("own-answer", FIRST), {"choice": "2", "next": "1", "request_key": "k"}, headers=HTMX)
    assert onward["HX-Redirect"] == url("own-answer", SECOND)
    removed = anna.post(url("own-answer", FIRST), {"remove": "1", "request_key": "k.1", "based_on": "1"}, headers=HTMX)
    assert (removed["HX-Retarget"], " checked" in removed.content.decode()) == (f"#fraga-{FIRST}", False)
    assert "0 av 10 besvarade" in text_of(removed.content.decode())


def test_who_is_signed_out_meanwhile_is_told_beside_what_she_wrote(client, url, sheet):
    answer = client.post(url("own-answer", FIRST), {"choice": "2"}, headers=HTMX)
    assert (answer.status_code, answer["HX-Retarget"]) == (401, f"#sparat-{FIRST} .saved[role=status]")
    assert "Texten står kvar." in answer.content.decode()
    assert client.post(url("own-answer", FIRST), {"choice": "2"}).url.startswith("/logga-in/")


@pytest.mark.parametrize("choice", ["4", "not-agreed", "x"])
def test_what_is_not_on_the_scale_is_refused_and_the_words_stay(anna, url, sheet, choice):
    response = anna.post(url("own-answer", FIRST), {"choice": choice, "comment": "Står kvar."})
    assert response.status_code == 422
    assert "Står kvar." in response.content.decode()
    assert not OwnAnswer.objects.exists()


def test_her_two_devices_show_both_texts(anna, url, sheet):
    say(sheet, score=2, comment="Från telefonen.", key="phone")
    sent = {"choice": "3", "comment": "Från datorn.", "request_key": "desk"}
    for headers in ({}, HTMX):
        response = anna.post(url("own-answer", FIRST), sent, headers=headers)
        words = response.content.decode()
        assert response.status_code == 409
        assert ("Från telefonen." in words, "Från datorn." in words) == (True, True)
        assert 'name="based_on" value="1"' in words
    assert OwnAnswer.objects.get().comment == "Från telefonen."


def test_what_has_been_shown_takes_no_more_and_shows_how_all_answered(anna, url, paper, world):
    show_first(paper, world)
    words = words_of(anna, url("own-answer", FIRST))
    assert "Så olika svarade vi" in words
    assert "2 Behöver utvecklas 3" in words
    assert 'name="choice"' not in anna.get(url("own-answer", FIRST)).content.decode()
    response = anna.post(url("own-answer", FIRST), {"choice": "3", "comment": "För sent."})
    assert response.status_code == 409
    assert "För sent." in response.content.decode()
    assert "Svaren är visade" in words_of(anna, url("alone"))


def test_she_takes_back_her_own_and_nobody_else_s(anna, url, sheet, paper, world):
    say(sheet, score=2)
    others = own_sheet(paper, world.person("Alvdala", "senior-manager"), function="")
    assert anna.post(url("take-back-own")).url == url("alone")
    assert list(OwnSheet.objects.all()) == [others]
    assert not OwnAnswer.objects.exists()
    assert anna.post(url("take-back-own")).status_code == 302
    assert OwnSheet.objects.count() == 1


def test_no_page_of_hers_leaves_a_line_in_the_journal(anna, url):
    before = Event.objects.count()
    anna.post(url("alone"), {"function": "key-person"})
    anna.post(url("own-answer", FIRST), {"choice": "2"})
    anna.post(url("take-back-own"))
    assert Event.objects.count() == before


def test_the_pages_cost_the_same_for_one_answer_and_for_all(anna, url, sheet, paper, django_assert_max_num_queries):
    pages = [url("alone"), url("own-questions"), url("own-answer", FIRST)]
    say(sheet, 0, score=1, comment="Ord.")
    for address in pages:
        with django_assert_max_num_queries(11):
            anna.get(address)
    for item in range(1, len(items_of(paper))):
        say(sheet, item, score=1, comment="Ord.")
    for address in pages:
        with django_assert_max_num_queries(11):
            anna.get(address)
