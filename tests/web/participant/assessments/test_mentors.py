"""The mentor's questions through the pages: written from what is shared, read beside the answer, answered in one line."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from spegla.assessments.models import Answer, MentorNote
from spegla.assessments.sharing import end_sharing, share_assessment
from spegla.journal.models import Letter, Share
from spegla.programme.content import content_of
from spegla.programme.loader import load_checklist
from spegla.rounds.actions import close_round
from spegla.rounds.content import store
from tests.assessments.papers import BM1, BM2, answer, items_of, paper_of
from tests.web.participant.assessments.reading import row_of, section_of, text_of

FIRST, SECOND = "political-decision", "results-asked-for"
ASKS, SENT = "Vem frågade först?", {"kind": "question", "text": "Vem frågade först?", "request_key": "k"}


@pytest.fixture
def shared(world):
    paper = paper_of(world)
    answer(paper, FIRST, by=world.person("Alvdala"), score=2, reason="Så gör vi.", comment="Bara hos oss.")
    share_assessment(paper.assessments.get(), audience="cluster", with_comments=False, with_not_working=False,
                     by=world.person("Alvdala"), now=BM1)
    return paper


@pytest.fixture
def moa(browser_of):
    """Of Mellby, which mentors."""
    return browser_of("Mellby")


@pytest.fixture
def at(world, url):
    """Where Mellby writes to somebody of an item."""
    def make(asked="Alvdala", item=FIRST, place="Mellby"):
        return url("mentor-note", world.places[asked].pk, item, place=place)

    return make


@pytest.fixture
def asked(moa, at, shared):
    moa.post(at(), SENT)
    return MentorNote.objects.get()


def test_the_mentor_comes_from_the_comparison_and_sees_what_is_shared_and_no_more(moa, at, url, shared):
    cell = section_of(moa.get(url("comparison", place="Mellby")).content.decode(), FIRST)
    assert at() in cell
    words = text_of(moa.get(at()).content.decode())
    assert "Så gör vi." in words
    assert "Bara hos oss." not in words


def test_the_organisation_reads_it_beside_its_item_and_answers_in_one_line(anna, moa, url, at, asked):
    page = anna.get(url("assessment")).content.decode()
    assert ASKS in row_of(page, FIRST)
    assert ASKS not in row_of(page, SECOND)
    assert "Mellby (mentor) frågar" in text_of(page)
    reply = {"reply": "Kommundirektören.", "based_on": "1", "request_key": "r"}
    assert anna.post(url("mentor-reply", asked.pk), reply).url.endswith(f"?punkt={FIRST}#punkt-{FIRST}")
    assert "Deras svar: Kommundirektören." in text_of(moa.get(url("comparison", place="Mellby")).content.decode())
    assert "Alvdala svarar Kommundirektören." in text_of(moa.get(at()).content.decode())


def test_it_changes_no_answer_and_no_score(anna, url, asked):
    before = list(Answer.objects.values())
    anna.post(url("mentor-reply", asked.pk), {"reply": "Kommundirektören.", "based_on": "1"})
    assert list(Answer.objects.values()) == before


def test_how_we_did_is_told_as_such(anna, moa, url, at, shared):
    moa.post(at(), {"kind": "how-we-did", "text": "Vi började hos cheferna."})
    assert "Så gjorde Mellby (mentor) Vi började hos cheferna." in text_of(anna.get(url("assessment")).content.decode())


@pytest.mark.parametrize("who", ["Bäckinge", "Dalhem", "Nyborg", "office"])
def test_nobody_else_reads_or_answers_it(browser_of, url, asked, who):
    other = browser_of(who)
    pages = [url("assessment", place=who), url("comparison", place=who)] if who != "office" else []
    assert all(ASKS not in other.get(page).content.decode() for page in [*pages, url("assessment")])
    assert other.post(url("mentor-reply", asked.pk), {"reply": "Nej.", "based_on": "1"}).status_code == 404
    if who != "office":
        assert other.post(url("mentor-reply", asked.pk, place=who), {"reply": "Nej.", "based_on": "1"}).status_code == 404
    assert MentorNote.objects.get().reply == ""


@pytest.mark.parametrize(("asked_of", "item"), [("Alvdala", SECOND), ("Bäckinge", FIRST), ("Dalhem", FIRST), ("Mellby", FIRST), ("Alvdala", "made-up")])
def test_what_is_not_shared_with_the_mentor_is_a_404(moa, at, shared, asked_of, item):
    assert moa.get(at(asked_of, item)).status_code == 404
    assert moa.post(at(asked_of, item), SENT).status_code == 404
    assert not MentorNote.objects.exists()


def test_who_does_not_mentor_has_no_such_page(browser_of, at, url, shared):
    bo = browser_of("Bäckinge")
    assert "/mentor/" not in bo.get(url("comparison", place="Bäckinge")).content.decode()
    assert bo.get(at(place="Bäckinge")).status_code == 404
    assert bo.post(at(place="Bäckinge"), SENT).status_code == 404


def test_two_of_the_mentors_people_see_both_texts(moa, browser_of, at, asked):
    response = browser_of("Mellby", "senior-manager").post(at(), {"kind": "question", "text": "En annan fråga?", "request_key": "b"})
    words = text_of(response.content.decode())
    assert response.status_code == 409
    assert words.count(ASKS) == 1
    assert "En annan fråga?" in words
    assert MentorNote.objects.get().text == ASKS


def test_two_who_answer_at_once_lose_nothing(anna, browser_of, url, asked):
    anna.post(url("mentor-reply", asked.pk), {"reply": "Annas rad.", "based_on": "1", "request_key": "a"})
    response = browser_of("Alvdala", "senior-manager").post(
        url("mentor-reply", asked.pk), {"reply": "Bos rad.", "based_on": "1", "request_key": "b"}
    )
    page = response.content.decode()
    assert response.status_code == 409
    assert 'value="Bos rad."' in page
    assert "Sparat svar: ”Annas rad.”" in page
    assert MentorNote.objects.get().reply == "Annas rad."


def test_too_long_an_answer_is_said_at_the_field(anna, url, asked):
    response = anna.post(url("mentor-reply", asked.pk), {"reply": "x" * 301, "based_on": "1"})
    assert response.status_code == 422
    assert "högst 300 tecken, nu är det 301" in response.content.decode()


def test_a_kind_there_is_not_is_said(moa, at, shared):
    assert moa.post(at(), {"kind": "verdict", "text": "Nej."}).status_code == 422
    assert not MentorNote.objects.exists()


def test_when_the_sharing_has_ended_it_is_said_and_cannot_be_answered(anna, moa, url, at, world, asked):
    end_sharing(Share.objects.get(), by=world.person("Alvdala"), now=BM1)
    words = text_of(anna.get(url("assessment")).content.decode())
    assert "Ni delar inte längre svaret med mentorn." in words
    assert "Mentorn har skrivit till er" not in words
    answered = anna.post(url("mentor-reply", asked.pk), {"reply": "Ett svar.", "based_on": "1"})
    assert answered.status_code == 403
    assert "Det här är inte sparat: ”Ett svar.”" in answered.content.decode()
    assert ASKS not in moa.get(url("comparison", place="Mellby")).content.decode()
    assert moa.get(at()).status_code == 404


def test_the_letter_leads_to_the_question(anna, asked):
    address = re.search(r"https?://[^/]+(/\S+)", Letter.objects.filter(kind="mentor-question")[0].body)
    page = anna.get(address[1].partition("#")[0]).content.decode()
    assert f'id="{address[1].partition("#")[2]}"' in page
    assert ASKS in row_of(page, FIRST)


def test_in_a_closed_round_it_is_read_and_nothing_is_written(anna, moa, url, at, world, asked):
    close_round(world.round, by=world.officer, now=BM2)
    response = moa.post(at(), {"kind": "question", "text": "Och nu?", "based_on": "1"})
    assert response.status_code == 403
    assert "Omgången är avslutad." in response.content.decode()
    assert "Och nu?" in response.content.decode()
    assert anna.post(url("mentor-reply", asked.pk), {"reply": "Nej.", "based_on": "1"}).status_code == 403
    page = anna.get(url("assessment")).content.decode()
    assert ASKS in page
    assert 'name="reply"' not in page


def test_in_a_rehearsal_nothing_is_written(anna, moa, url, at, asked, rehearse):
    for client in (anna, moa):
        rehearse(client, dt.date(2027, 3, 12))
    assert moa.post(at(), {"kind": "question", "text": "Och nu?", "based_on": "1"}).status_code == 403
    assert anna.post(url("mentor-reply", asked.pk), {"reply": "Nej.", "based_on": "1"}).status_code == 403
    assert (MentorNote.objects.get().text, MentorNote.objects.get().reply) == (ASKS, "")


def test_a_question_can_be_asked_of_an_item_of_another_checklist(moa, url, world):
    other = store(content_of(load_checklist("c-2023")), now=BM1)
    world.round.checklists.create(content=other, key="c-2023", position=1)
    from spegla.assessments.actions import Paper, save_answer
    from spegla.rounds.content import checklist_at

    place, by = world.places["Bäckinge"], world.person("Bäckinge")
    paper = Paper(place, place.organisation_id, checklist_at(other.pk), "bm1")
    save_answer(paper, "statistics-analysed", {"state": "scored", "score": 4, "reason": "All statistik."}, based_on=0,
                request_key="", by=by, now=BM1)
    share_assessment(paper.assessments.get(), audience="cluster", with_comments=False, with_not_working=False, by=by, now=BM1)
    address = url("mentor-note", place.pk, "statistics-analysed", place="Mellby") + "?lista=c-2023"
    assert address in moa.get(url("comparison", place="Mellby")).content.decode()
    assert moa.post(address, SENT).status_code == 302
    assert MentorNote.objects.get().checklist == "c-2023"


def test_three_questions_cost_what_one_does(anna, moa, url, at, world, shared):
    moa.post(at(), SENT)
    costs = [_cost(anna, url("assessment")), _cost(moa, url("comparison", place="Mellby"))]
    by, paper = world.person("Alvdala"), shared
    for item in items_of(paper)[1:3]:
        answer(paper, item, by=by, score=1)
    share_assessment(paper.assessments.get(), audience="cluster", with_comments=False, with_not_working=False, by=by, now=BM2)
    for item in items_of(paper)[1:3]:
        moa.post(at(item=item), SENT)
    assert MentorNote.objects.count() == 3
    assert [_cost(anna, url("assessment")), _cost(moa, url("comparison", place="Mellby"))] == costs


def _cost(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)
