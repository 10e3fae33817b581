"""Answers from a file on its pages: chosen, looked through, put right, saved; refused with a reason; never somebody else's."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from spegla.assessments.models import Answer, PendingImport
from spegla.documents.problems import DocumentError, Trouble
from spegla.documents.reading.shapes import How, Told, Why
from spegla.documents.tasks import task_named
from spegla.web import document_words
from spegla.web.participant.assessments import importing
from tests.assessments.papers import BM2, answer, items_of, paper_of
from tests.documents.samples import workbook
from tests.web.participant.assessments.reading import text_of

HEADINGS = ["Moment", "Bedömning", "Kommentar"]


@pytest.fixture
def address(world):
    def make(name="import-preview", place="Alvdala"):
        return reverse(f"participant:{name}", args=[world.places[place].pk])

    return make


@pytest.fixture
def titles(world):
    return [item.title.sv for item in paper_of(world).checklist.item]


@pytest.fixture(autouse=True)
def at_once(request, monkeypatch):
    """Files are read in this process, but for the tests that ask for one of its own."""
    if "own_process" not in request.fixturenames:
        monkeypatch.setattr(importing, "run_task", lambda name, payload, **limits: task_named(name)(payload))


@pytest.fixture
def own_process():
    """Named by a test that reads its file as the product does."""


@pytest.fixture
def upload(anna, address):
    def send(content, name="skattning.xlsx", client=anna):
        return client.post(address("import-file"), {"file": SimpleUploadedFile(name, content)})

    return send


def seen_on(page):
    return page.context["plan"].fingerprint


def test_from_file_to_answers(own_process, anna, world, titles, upload, address):
    assert upload(workbook(BM1=[HEADINGS, [titles[0], "2 – Behöver utvecklas", "Sedan 2019"], [titles[1], 3]])).url == address()
    page = anna.get(address())
    words = text_of(page.content.decode())
    assert "Ur skattning.xlsx, för Alvdala." in words
    assert f"1. {titles[0]} Svar Nu: Inte besvarad Ur filen: 2 – Behöver utvecklas" in words
    assert Answer.objects.count() == 0
    saved = anna.post(address(), {"act": "save", "seen": seen_on(page)}, follow=True)
    assert "2 svar är inlästa." in text_of(saved.content.decode())
    assert list(Answer.objects.order_by("pk").values_list("item", "score", "comment")) == [
        (items_of(paper_of(world))[0], 2, "Sedan 2019"), (items_of(paper_of(world))[1], 3, "")
    ]
    assert PendingImport.objects.count() == 0


def test_the_same_file_again_has_nothing_to_change(anna, titles, upload, address):
    content = workbook(BM1=[HEADINGS, [titles[0], 2]])
    upload(content)
    anna.post(address(), {"act": "save", "seen": seen_on(anna.get(address()))})
    upload(content)
    page = anna.get(address())
    assert "Allt i filen står redan i självskattningen" in page.content.decode()
    assert 'value="save"' not in page.content.decode()


def test_what_is_not_understood_is_chosen(anna, world, titles, upload, address):
    upload(workbook(Start=[HEADINGS, ["Något eget", "grön"], [titles[1], 3]]))
    page = anna.get(address())
    assert page.context["open"] == 3
    assert "Det finns inget att läsa in än." in page.content.decode()
    third = items_of(paper_of(world))[2]
    chosen = {"flik-0": "bm1", "rad-0-2": third, "varde-0": "3"}
    page = anna.post(address(), chosen | {"act": "look"})
    assert (page.context["open"], [one.item for one in page.context["plan"].changes]) == (0, [items_of(paper_of(world))[1], third])
    anna.post(address(), chosen | {"act": "save", "seen": seen_on(page)})
    assert dict(Answer.objects.values_list("item", "score")) == {third: 3, items_of(paper_of(world))[1]: 3}


def test_the_preview_asks_the_database_as_often_for_three_rows_as_for_one(anna, titles, upload, address):
    asked = []
    for rows in (1, 3):
        upload(workbook(BM1=[HEADINGS, *([title, 2] for title in titles[:rows])]))
        with CaptureQueriesContext(connection) as queries:
            assert len(anna.get(address()).context["plan"].changes) == rows
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_in_a_rehearsal_nothing_is_read_in(anna, titles, upload, address, rehearse):
    content = workbook(BM1=[HEADINGS, [titles[0], 2]])
    upload(content)
    seen = seen_on(anna.get(address()))
    rehearse(anna, dt.date(2027, 3, 12))
    anna.post(address(), {"act": "save", "seen": seen})
    assert upload(content).status_code in {302, 403}
    assert (Answer.objects.count(), PendingImport.objects.count()) == (0, 1)


@pytest.mark.parametrize("value", ["9" * 5000, "٣", "03", "99", "unanswered"])
def test_a_level_that_nobody_could_choose_is_as_if_it_was_not_sent(anna, titles, upload, address, value):
    upload(workbook(BM1=[HEADINGS, [titles[0], "grön"]]))
    page = anna.post(address(), {"varde-0": value, "act": "look"})
    assert (page.status_code, page.context["plan"].changes) == (200, ())


def test_choices_that_have_not_been_looked_at_are_shown_first(anna, titles, upload, address):
    upload(workbook(Start=[HEADINGS, [titles[0], 2]]))
    answer_ = anna.post(address(), {"act": "save", "seen": seen_on(anna.get(address())), "flik-0": "bm1"})
    assert answer_.status_code == 409
    assert "Något är ändrat sedan du såg det" in answer_.content.decode()
    assert Answer.objects.count() == 0


def test_an_answer_that_changes_meanwhile_is_shown_before_anything_is_saved(anna, world, titles, upload, address):
    upload(workbook(BM1=[HEADINGS, [titles[0], 2], [titles[1], 2]]))
    seen = seen_on(anna.get(address()))
    answer(paper_of(world), 1, by=world.person("Alvdala"), score=3)
    again = anna.post(address(), {"act": "save", "seen": seen})
    assert (again.status_code, Answer.objects.count()) == (409, 1)
    assert anna.post(address(), {"act": "save", "seen": seen_on(again)}).status_code == 302
    assert sorted(Answer.objects.values_list("score", flat=True)) == [2, 2]


def test_of_very_many_unknown_rows_some_are_asked_about_and_that_is_told(anna, upload, address):
    upload(workbook(BM1=[HEADINGS, *([f"Okänd rad {'abcdefghij'[n % 10]} {n}", 2] for n in range(100))]))
    page = anna.get(address())
    assert (page.context["open"], len(page.context["rows"])) == (60, 60)
    assert "mer som inte gick att förstå" in page.content.decode()


@pytest.mark.parametrize("sent", [{"flik-0": "no-such"}, {"flik-9": "bm1"}, {"rad-0-x": "a"}, {"flik-0": ["bm1"], "rad-0-2": "no-such"}])
def test_choices_that_are_not_there_are_as_if_not_sent(anna, titles, upload, address, sent):
    upload(workbook(BM1=[HEADINGS, [titles[0], 2]]))
    assert [one.occasion for one in anna.post(address(), sent | {"act": "look"}).context["plan"].changes] == ["bm1"]


def test_an_occasion_that_has_not_opened_is_named_with_its_reason(anna, titles, upload, address, door):
    upload(workbook(BM1=[HEADINGS, [titles[0], 2]], BM2=[HEADINGS, [titles[0], 3]]))
    page = anna.get(address())
    assert [one.occasion for one in page.context["plan"].changes] == ["bm1"]
    assert "Det går inte att göra än." in page.content.decode()
    door["now"] = BM2
    upload(workbook(BM2=[HEADINGS, [titles[0], 3]]))
    assert [one.occasion for one in anna.get(address()).context["plan"].changes] == ["bm2"]


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [(b"", "a.xlsx", "Filen är tom"), (b"\x89PNG\r\n", "a.xlsx", "av ett annat slag"),
     (b"PK\x03\x04", "a.xlsx", "trasig eller avklippt"), (b"hej", "a.csv", "ingen ifylld checklista")],
)
def test_a_file_that_cannot_be_read_says_why_at_the_field(own_process, upload, content, name, words):
    page = upload(content, name)
    assert page.status_code == 422
    assert words in page.content.decode()
    assert PendingImport.objects.count() == 0


def test_no_file_at_all_is_asked_for(anna, address):
    page = anna.post(address("import-file"))
    assert page.status_code == 422
    assert "Välj en fil först." in page.content.decode()


def test_what_was_read_can_be_left(anna, titles, upload, address):
    upload(workbook(BM1=[HEADINGS, [titles[0], 2]]))
    assert anna.post(address(), {"act": "leave"}).status_code == 302
    assert (PendingImport.objects.count(), Answer.objects.count()) == (0, 0)
    assert anna.get(address()).url == address("import-file")


def test_a_colleague_does_not_see_what_another_has_read(browser_of, titles, upload, address):
    upload(workbook(BM1=[HEADINGS, [titles[0], 2, "Bara Annas än"]]))
    assert browser_of("Alvdala", "senior-manager").get(address()).url == address("import-file")


@pytest.mark.parametrize("who", ["Bäckinge", "Mellby", "office"])
def test_others_find_nothing_here(browser_of, titles, upload, address, who):
    content = workbook(BM1=[HEADINGS, [titles[0], 2]])
    assert upload(content).status_code == 302
    for name in ("import-file", "import-preview"):
        assert browser_of(who).get(address(name)).status_code == 404
    assert upload(content, client=browser_of(who)).status_code == 404


def test_in_a_closed_round_it_is_refused(anna, world, titles, upload, address):
    world.round.closed_at = BM2
    world.round.save()
    assert upload(workbook(BM1=[HEADINGS, [titles[0], 2]])).status_code == 403
    assert "Omgången är avslutad" in anna.get(address("import-file")).content.decode()
    assert PendingImport.objects.count() == 0


def test_every_word_that_may_be_needed_is_there():
    assert set(document_words.TROUBLES) == set(Trouble)
    assert set(document_words.WHYS) == set(Why)
    assert set(document_words.TOLDS) == set(Told)
    assert set(document_words.HOWS) == set(How)


def test_a_large_number_is_written_so_that_it_can_be_read():
    assert "20\xa0000 rader" in document_words.trouble_in_words(DocumentError(Trouble.TOO_MANY_ROWS, most=20_000))


@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_can_be_said(trouble):
    said = document_words.trouble_in_words(DocumentError(trouble, most=10, cell="A1", line=3))
    assert said.endswith(".")
    assert "%" not in said
