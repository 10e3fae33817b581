"""The page where an organisation answers: what it shows, what it saves, and that nothing typed is lost."""

import re

import pytest

from spegla.assessments.models import Answer, Assessment
from spegla.people.models import Organisation
from tests.assessments.papers import BM1, BM2, CANNOT, NOT_AGREED, answer, answer_all, items_of, paper_of
from tests.web.participant.assessments.reading import row_of, text_of

HTMX = {"HX-Request": "true"}
FIRST = "political-decision"


@pytest.fixture
def paper(world):
    return paper_of(world)


def said():
    return Answer.objects.values_list("item", "state", "score", "reason").get()


def test_items_stand_in_order_with_statement_levels_and_nothing_prefilled(anna, url, paper):
    page = anna.get(url("assessment")).content.decode()
    titles = [item.title.sv for item in paper.checklist.item]
    assert sorted(titles, key=page.index) == titles
    assert paper.checklist.item[0].statement[0].text.sv in page
    assert all(level.meaning.sv in page for level in paper.checklist.scale)
    assert "0 av 10 besvarade" in page
    assert " checked" not in page


def test_an_answer_is_saved_and_the_page_comes_back_to_it(anna, url):
    response = anna.post(url("answer", FIRST), {"choice": "2", "reason": "Vi har ett beslut.", "request_key": "k"})
    assert response.status_code == 302
    assert response.url == url("assessment") + f"?punkt={FIRST}#punkt-{FIRST}"
    assert said() == (FIRST, "scored", 2, "Vi har ett beslut.")
    page = anna.get(response.url).content.decode()
    assert "1 av 10 besvarade" in page
    assert 'value="2" checked' in page


def test_going_on_leads_to_the_next_item(anna, url, paper):
    following = items_of(paper)[1]
    response = anna.post(url("answer", FIRST), {"choice": "2", "next": following})
    assert response.url.endswith(f"?punkt={following}#punkt-{following}")
    assert f'id="fraga-{following}" open' in anna.get(response.url).content.decode()


def test_htmx_gets_only_what_changed(anna, url):
    response = anna.post(url("answer", FIRST), {"choice": "2", "request_key": "k"}, headers=HTMX)
    page = response.content.decode()
    assert response.status_code == 200
    assert f'id="sparat-{FIRST}"' in page
    assert "1 av 10 besvarade" in page
    assert 'name="request_key" value="k.1"' in page
    assert 'name="based_on" value="1"' in page
    assert "<textarea" not in page
    assert "<html" not in page


def test_whoever_is_in_a_part_that_is_swapped_keeps_the_focus(anna, url):
    """The keeper of the focus goes by ids."""
    page = anna.post(url("answer", FIRST), {"choice": "3"}, headers=HTMX).content.decode()
    reached = re.findall(r"<(?:a|button|select|textarea)\b[^>]*>", page)
    assert len(reached) == 2
    assert [one for one in reached if " id=" not in one] == []


@pytest.mark.parametrize(
    ("choice", "state", "word"), [("cannot-judge", CANNOT, "Kan inte bedöma"), ("not-agreed", NOT_AGREED, "Inte överens")]
)
def test_cannot_judge_and_not_agreed_are_answers_without_a_score(anna, url, choice, state, word):
    anna.post(url("answer", FIRST), {"choice": choice})
    assert said() == (FIRST, state, None, "")
    page = anna.get(url("assessment")).content.decode()
    assert word in row_of(page, FIRST)
    assert "1 av 10 besvarade" in page


def test_words_without_a_choice_leave_the_item_unanswered(anna, url):
    anna.post(url("answer", FIRST), {"reason": "Vi funderar."})
    assert said() == (FIRST, "unanswered", None, "Vi funderar.")
    assert "0 av 10 besvarade" in anna.get(url("assessment")).content.decode()


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_score_can_be_removed_and_the_words_stay(anna, url, headers):
    anna.post(url("answer", FIRST), {"choice": "2", "reason": "Därför."})
    response = anna.post(
        url("answer", FIRST), {"choice": "2", "reason": "Därför.", "remove": "1", "based_on": "1"}, headers=headers
    )
    assert response.status_code == (200 if headers else 302)
    assert said() == (FIRST, "unanswered", None, "Därför.")
    assert " checked" not in row_of(anna.get(url("assessment")).content.decode(), FIRST)


@pytest.mark.parametrize("wrong", [{"based_on": "0"}, {"based_on": "1", "reason": "x" * 20_001}])
def test_a_warning_goes_when_it_has_been_put_right(anna, url, wrong):
    anna.post(url("answer", FIRST), {"choice": "1", "request_key": "first"})
    warned = anna.post(url("answer", FIRST), {"choice": "2", "request_key": "other", **wrong}, headers=HTMX)
    assert warned.status_code in (409, 422)
    assert 'name="again"' in warned.content.decode()
    saved = anna.post(url("answer", FIRST), {"choice": "2", "based_on": "1", "again": "1"}, headers=HTMX)
    assert (saved.status_code, saved["HX-Retarget"]) == (200, f"#fraga-{FIRST}")
    assert 'name="again"' not in saved.content.decode()


def test_the_highest_level_saves_and_asks_for_evidence(anna, url):
    page = anna.post(url("answer", FIRST), {"choice": "3"}, headers=HTMX).content.decode()
    assert said()[1:3] == ("scored", 3)
    assert f'href="#underlag-{FIRST}"' in page
    again = anna.post(url("answer", FIRST), {"choice": "3", "evidence": "Protokoll § 4.", "based_on": "1"}, headers=HTMX)
    assert f'href="#underlag-{FIRST}"' not in again.content.decode()


def test_what_was_said_last_time_stands_beside_what_was_done_since(anna, url, world, door, paper):
    answer(paper, FIRST, by=world.person("Alvdala"), score=1, reason="Inget beslut än.", not_working="Ingen frågar.")
    door["now"] = BM2
    item = row_of(anna.get(url("assessment", occasion="bm2")).content.decode(), FIRST)
    assert "Inget beslut än." in item
    assert "Ingen frågar." in item
    anna.post(url("answer", FIRST, occasion="bm2"), {"choice": "2", "done_since": "Fullmäktige har beslutat."})
    assert Answer.objects.get(assessment__occasion="bm2").done_since == "Fullmäktige har beslutat."


def test_a_field_that_was_not_on_the_page_is_left_as_it_is(anna, url, world, paper):
    answer(paper, FIRST, by=world.person("Alvdala"), score=1, done_since="Mycket.", comment="Kvar.")
    anna.post(url("answer", FIRST), {"choice": "2", "reason": "Nytt.", "based_on": "1"})
    row = Answer.objects.get()
    assert (row.score, row.reason, row.done_since, row.comment) == (2, "Nytt.", "Mycket.", "Kvar.")


BAD = [({"choice": "4"}, "Välj en av nivåerna."), ({"choice": "två"}, "Välj en av nivåerna."),
       ({"choice": "9" * 5000}, "Välj en av nivåerna."), ({"choice": "2", "evidence": "a\0b"}, "Null"),
       ({"choice": "2", "comment": "x" * 4001}, "högst 4000 tecken")]


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize(("sent", "message"), BAD)
def test_what_cannot_be_saved_is_said_at_the_field_with_everything_typed(anna, url, sent, message, headers):
    response = anna.post(url("answer", FIRST), sent | {"reason": "Långt & genomtänkt."}, headers=headers)
    item = row_of(response.content.decode(), FIRST)
    assert response.status_code == 422
    assert message in item
    assert "Långt &amp; genomtänkt." in item
    assert sent.get("comment", "") in item
    assert not Assessment.objects.exists()
    if headers:
        assert (response["HX-Retarget"], response["HX-Reswap"]) == (f"#fraga-{FIRST}", "outerHTML")


@pytest.mark.parametrize("item", ["made-up", "x" * 200])
def test_an_item_that_does_not_exist_is_a_404(anna, url, item):
    assert anna.post(url("answer", item), {"choice": "2"}).status_code == 404
    assert not Assessment.objects.exists()


@pytest.mark.parametrize("query", ["?enhet=0", "?enhet=x", "?lista=made-up"])
def test_a_unit_or_checklist_that_is_not_there_is_a_404(anna, url, query):
    assert anna.get(url("assessment") + query).status_code == 404
    assert anna.post(url("answer", FIRST) + query, {"choice": "2"}).status_code == 404


def test_a_double_submit_does_nothing(anna, url):
    for _ in range(2):
        anna.post(url("answer", FIRST), {"choice": "2", "reason": "Därför.", "request_key": "k", "based_on": "0"})
    assert Answer.objects.get().version == 1


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_two_people_see_both_texts(anna, browser_of, url, headers):
    anna.post(url("answer", FIRST), {"choice": "2", "reason": "Annas ord.", "request_key": "a"})
    bo = browser_of("Alvdala", "senior-manager")
    response = bo.post(url("answer", FIRST), {"choice": "3", "reason": "Bos ord.", "request_key": "b"}, headers=headers)
    item = text_of(row_of(response.content.decode(), FIRST))
    assert response.status_code == 409
    assert "Annas ord." in item
    assert "Bos ord." in item
    assert said()[3] == "Annas ord."
    assert 'name="based_on" value="1"' in response.content.decode()
    bo.post(url("answer", FIRST), {"choice": "3", "reason": "Annas och Bos ord.", "request_key": "b2", "based_on": "1"})
    assert said() == (FIRST, "scored", 3, "Annas och Bos ord.")


def test_line_breaks_are_kept_as_one_character(anna, url):
    anna.post(url("answer", FIRST), {"reason": "Ett.\r\nTvå."})
    assert said()[3] == "Ett.\nTvå."


def test_before_it_opens_the_questions_can_be_read_and_the_page_says_when(anna, url):
    response = anna.get(url("assessment", occasion="bm2"))
    page = response.content.decode()
    assert "Ni kan svara från den 24 juni 2027" in page
    assert 'name="choice"' not in page
    refused = anna.post(url("answer", FIRST, occasion="bm2"), {"choice": "2", "reason": "För tidigt."})
    assert refused.status_code == 403
    assert "Det går inte att göra än." in refused.content.decode()
    assert "För tidigt." in refused.content.decode()
    assert not Assessment.objects.exists()


def test_after_its_day_it_is_late_but_not_locked(anna, url, door):
    door["now"] = BM2
    assert "Det går bra att svara ändå." in anna.get(url("assessment")).content.decode()
    assert anna.post(url("answer", FIRST), {"choice": "2"}).status_code == 302
    assert said()[1] == "scored"


def test_each_part_of_an_organisation_answers_on_its_own_level(db, door, monkeypatch):
    from django.test import Client

    from tests.world import make_world

    world = make_world(edition="modellkoncept-2024")
    place = world.places["Alvdala"]
    school = Organisation.objects.create(name="Skolnämnden", kind="administration", parent=place.organisation)
    door["now"] = BM2
    anna = Client()
    anna.force_login(world.person("Alvdala"))
    address = f"/omgang/{place.pk}/skattning/lt1/"
    item = paper_of(world).checklist.item[0]
    whole, part = (statement.text.sv for statement in item.statement)
    assert whole in anna.get(address).content.decode()
    page = anna.get(f"{address}?enhet={school.pk}").content.decode()
    assert part in page
    assert whole not in page
    anna.post(f"{address}{item.key}/?enhet={school.pk}", {"choice": "4"})
    assert Assessment.objects.get().unit == school


def test_a_stranger_is_no_unit(anna, url, world):
    other = world.places["Bäckinge"].organisation
    assert anna.get(url("assessment") + f"?enhet={other.pk}").status_code == 404


def test_a_long_checklist_shows_rows_and_gives_a_question_when_it_is_opened(anna, url, world, paper, monkeypatch):
    monkeypatch.setattr("spegla.web.participant.assessments.answering.SHORT", 5)
    second = items_of(paper)[1]
    page = anna.get(url("assessment")).content.decode()
    assert page.count("<textarea") == page.count(f'-{FIRST}" name=')  # the fields of the open one alone
    assert f'hx-get="{url("answer", second)}"' in page
    question = anna.get(url("answer", second), headers=HTMX).content.decode()
    assert f'id="fraga-{second}" open' in question
    assert 'name="choice"' in question
    assert anna.get(url("answer", second)).url.endswith(f"?punkt={second}#punkt-{second}")


def test_a_session_that_has_ended_does_not_replace_what_is_being_written(browser_of, url):
    nobody = browser_of("")
    response = nobody.post(url("answer", FIRST), {"choice": "2"}, headers=HTMX)
    assert response.status_code == 401
    assert "Texten står kvar." in response.content.decode()
    assert nobody.post(url("answer", FIRST), {"choice": "2"}).url.startswith("/logga-in/")
    assert not Assessment.objects.exists()


def test_done_is_said_when_all_is_answered_and_late_no_more(anna, url, world, paper, door):
    answer_all(paper, by=world.person("Alvdala"), now=BM1)
    door["now"] = BM2
    page = anna.get(url("assessment")).content.decode()
    assert "10 av 10 besvarade" in page
    assert "Det går bra att svara ändå." not in page


def test_how_the_answer_has_changed_is_one_link_away_for_its_own_organisation(anna, browser_of, url, world):
    first = paper_of(world)
    answer(first, 0, by=world.person("Alvdala"), score=2, reason="Så här.", key="a.0")
    address = url("earlier-answers", items_of(first)[0])
    assert address not in anna.get(url("assessment")).content.decode()
    answer(first, 0, by=world.person("Alvdala", "senior-manager"), score=1, reason="Så här.", key="b.0", based_on=1)
    assert address in anna.get(url("assessment")).content.decode()
    words = text_of(anna.get(address).content.decode())
    assert "10 mars 10.00, Alvdala senior-manager Svar 1 – Inte påbörjat 10 mars 10.00, Alvdala key-person Svar 2" in words
    assert browser_of("Bäckinge").get(address).status_code == browser_of("office").get(address).status_code == 404
