"""What is taken along: everything agreed on, nothing anybody has answered alone, for the organisation itself only."""

import io

import msgspec
import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from spegla.assessments.models import Answer
from spegla.assessments.own import own_sheet, save_own_answer
from spegla.assessments.showing import show_answers
from spegla.documents.papers import Result
from spegla.documents.problems import DocumentError
from spegla.documents.tasks import task_named
from spegla.documents.workbook import LANGUAGES, WHYS
from spegla.journal.models import Event
from spegla.people.models import Organisation
from spegla.reporting import exporting
from spegla.web.participant.assessments import importing
from spegla.web.participant.assessments.wording import whys
from tests.assessments.papers import BM1, BM2, CANNOT, NOT_AGREED, answer, answer_all, paper_of
from tests.web.participant.assessments.reading import text_of
from tests.world import make_world

DOCUMENTS = {"excel": b"PK", "resultat": b"%PDF", "eget-blad": b"%PDF", "gruppens-blad": b"%PDF"}


@pytest.fixture(autouse=True)
def at_once(request, monkeypatch):
    """Documents are made in this process, but for the tests that ask for one of its own."""
    if "own_process" not in request.fixturenames:
        for place in (exporting, importing):
            monkeypatch.setattr(place, "run_task", lambda name, payload, **limits: task_named(name)(payload))


@pytest.fixture
def own_process():
    """Named by a test that makes its document as the product does."""


@pytest.fixture
def by(world):
    return world.person("Alvdala")


@pytest.fixture
def fetch(anna, url):
    return lambda document="excel", **where: anna.get(url("download", document, **where))


@pytest.fixture
def book(fetch):
    return lambda **where: openpyxl.load_workbook(io.BytesIO(fetch(**where).content))


def column(sheet, letter):
    return [cell.value for cell in sheet[f"{letter}4:{letter}13"][0:10] for cell in cell]


def test_the_workbook_holds_every_occasion_as_it_stands(book, world, by):
    answer(paper_of(world), 0, by=by, score=2, reason="Kommunfullmäktige har beslutat.", comment="=1+1")
    answer(paper_of(world), 1, by=by, state=CANNOT)
    found = book()
    assert found.sheetnames == ["BM 1", "BM 2", "BM 3", "Resultatkonferens", "Förflyttning", "Nivåer"]
    assert found["BM 1"]["D4"].value == "2 – Behöver utvecklas"
    assert found["BM 1"]["E4"].value == "Kommunfullmäktige har beslutat."
    assert (found["BM 1"]["J4"].value, found["BM 1"]["J4"].data_type) == ("=1+1", "s")
    assert column(found["BM 1"], "D")[1:] == ["Kan inte bedöma"] + [None] * 8
    assert column(found["BM 2"], "D") == [None] * 10


def test_the_empty_one_can_be_filled_in(book, world):
    found = book(occasion="bm2")
    assert column(found["BM 1"], "K") == [item.key for item in paper_of(world).checklist.item]
    assert found.active.title == "BM 2"


def read_in(client, world, book):
    """What the pages would change when the workbook is read in again."""
    made = io.BytesIO()
    book.save(made)
    place = world.places["Alvdala"].pk
    sent = SimpleUploadedFile("skattning.xlsx", made.getvalue())
    assert client.post(reverse("participant:import-file", args=[place]), {"file": sent}).status_code == 302
    return client.get(reverse("participant:import-preview", args=[place])).content.decode()


def test_read_in_again_it_changes_nothing_but_what_was_changed_in_it(anna, book, world, by):
    said = dict.fromkeys(("reason", "not_working", "evidence", "comment"), "=1+1\nOch en rad till.")
    answer(paper_of(world), 0, by=by, score=2, **said)
    answer(paper_of(world), 1, by=by, state=CANNOT)
    answer(paper_of(world), 2, by=by, state=NOT_AGREED, reason="Den ena.", other_view="Den andra.")
    assert "Allt i filen står redan i självskattningen" in read_in(anna, world, book())
    changed = book()
    changed["BM 1"]["D4"], changed["BM 1"]["J5"] = "3 – Finns och används", "Ny kommentar."
    words = text_of(read_in(anna, world, changed))
    assert "Nu: 2 – Behöver utvecklas Ur filen: 3 – Finns och används" in words
    assert words.count("Ur filen:") == 2


def test_why_a_level_moved_is_written_out_and_read_in_again(anna, book, world, by, door):
    for number in range(2):
        answer(paper_of(world), number, by=by, score=3)
        answer(paper_of(world, occasion="bm2"), number, by=by, score=2, why_moved="know-more" if number else "", now=BM2)
    door["now"] = BM2
    found = book(occasion="bm2")
    assert [cell.value for (cell,) in found["Förflyttning"]["H4:H5"]] == [None, "Vi vet mer nu"]
    assert "Allt i filen står redan i självskattningen" in read_in(anna, world, found)
    found["Förflyttning"]["H4"], found["Förflyttning"]["H5"] = "Vi har gjort något", "Det har blivit sämre"
    words = text_of(read_in(anna, world, found))
    assert "Varför en annan nivå? Nu: Inget sagt Ur filen: Vi har gjort något" in words
    assert "Varför en annan nivå? Nu: Vi vet mer nu Ur filen: Det har blivit sämre" in words
    address = reverse("participant:import-preview", args=[world.places["Alvdala"].pk])
    anna.post(address, {"act": "save", "seen": anna.get(address).context["plan"].fingerprint})
    saved = Answer.objects.filter(assessment__occasion="bm2").order_by("pk")
    assert list(saved.values_list("why_moved", "score")) == [("acted", 2), ("got-worse", 2)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_workbook_says_why_in_the_words_of_the_pages(language):
    with override(language):
        assert {"": whys()[""], **{why: words[language] for why, words in WHYS.items()}} == whys()


@pytest.fixture
def content(fetch, monkeypatch):
    """What would be written in a document, as one text."""
    monkeypatch.setattr("spegla.web.participant.assessments.taking.make_document", lambda _task, what: msgspec.json.encode(what))
    return lambda document, **where: fetch(document, **where).content.decode()


def test_nothing_that_somebody_has_answered_alone_is_in_any(content, world, by):
    paper = paper_of(world)
    sheet = own_sheet(paper, by, function="key-person")
    said = {"state": "scored", "score": 3, "comment": "Bara min egen tanke.", "not_working": "Bara mitt eget bekymmer."}
    save_own_answer(sheet, paper.checklist.item[0].key, said, based_on=0, request_key="")
    answer(paper, 1, by=by, score=1, comment="Gemensam kommentar.")
    found = {document: content(document) for document in DOCUMENTS}
    assert {document for document, words in found.items() if "Gemensam kommentar." in words} == {"excel", "resultat"}
    assert not [document for document, words in found.items() if "Bara mi" in words]


def test_shown_answers_are_in_none_either(content, world, by):
    paper = paper_of(world)
    for function in ("key-person", "senior-manager", "elected-official"):
        sheet = own_sheet(paper, world.person("Alvdala", function), function=function)
        save_own_answer(sheet, paper.checklist.item[0].key, {"state": "scored", "score": 3, "comment": "Nu utan namn."},
                        based_on=0, request_key="")
    show_answers(paper, [paper.checklist.item[0].key], by=by, now=BM1)
    assert not [document for document in DOCUMENTS if "Nu utan namn." in content(document)]


def test_the_own_sheet_says_nothing_of_what_others_have_said(content, world, by):
    answer(paper_of(world), 0, by=by, score=3, reason="Det här sa vi då.")
    own, group = (content(document, occasion="bm2") for document in ("eget-blad", "gruppens-blad"))
    assert "Förra gången: 3 – Finns och används" in group
    assert "Gjort sedan förra gången" in group
    assert "Förra gången" not in own
    assert "Det här sa vi då." not in own + group


def test_the_result_tells_what_the_page_tells(content, world, by, door):
    for number, (before, after) in enumerate([(1, 2), (3, 2), (2, None)]):
        answer(paper_of(world), number, by=by, score=before)
        if after:
            answer(paper_of(world, occasion="bm2"), number, by=by, score=after, now=BM2, reason="Så gör vi.")
    door["now"] = BM2
    result = msgspec.json.decode(content("resultat", occasion="bm2"), type=Result)
    assert (result.title, result.about) == (
        "Självskattning: Alvdala",
        "Inför andra träffen · Checklista för jämställdhetsintegrering: tio moment\nHämtad 1 juli 2027",
    )
    assert [row[1] for row in result.answers.rows[:4]] == [
        "2 – Behöver utvecklas", "2 – Behöver utvecklas", "Inte besvarad", "Inte besvarad",
    ]
    assert result.total == "Summa så här långt: 4. 2 av 10 frågor har poäng."
    assert result.moved.description.startswith("Har flyttat upp: 1. Har flyttat ner: 2. Går inte att jämföra: 3, 4, 5,")
    assert [row[2] for row in result.moved.table.rows[:2]] == ["2 – Behöver utvecklas\nupp 1 steg", "2 – Behöver utvecklas\nner 1 steg"]
    assert result.items[0].written == [("Så gör vi i dag", "Så gör vi.")]
    assert [dot.text for dot in result.moved.picture.dots].count("3") == 1


def test_one_occasion_has_no_shift_to_tell(content, world, by):
    answer(paper_of(world), 0, by=by, score=1)
    assert msgspec.json.decode(content("resultat"), type=Result).moved is None


@pytest.mark.parametrize("document", DOCUMENTS)
def test_more_answers_ask_no_more_questions(content, world, by, document):
    counts = []
    for many in (1, 3):
        for number in range(many):
            answer(paper_of(world), number, by=by, score=2, based_on=int(many > 1 and number == 0), key=f"{many}-{number}")
        with CaptureQueriesContext(connection) as asked:
            content(document)
        counts.append(len(asked))
    assert counts[0] == counts[1] < 20


def test_the_page_offers_the_result_when_there_is_one(anna, url, world, by):
    assert "Ladda ner resultatet" not in anna.get(url("downloads")).content.decode()
    answer(paper_of(world), 0, by=by, score=1)
    assert "Ladda ner resultatet" in anna.get(url("downloads")).content.decode()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_it_is_a_file_to_save_and_noted_in_the_journal(own_process, fetch, world, by, document):
    answer(paper_of(world), 0, by=by, score=2)
    response = fetch(document)
    assert response.status_code == 200
    assert response.content.startswith(DOCUMENTS[document])
    assert response["Content-Disposition"].split(";")[0] == "attachment"
    assert response["X-Content-Type-Options"] == "nosniff"
    names = {"excel": "skattning-alvdala-bm1.xlsx", "resultat": "resultat-alvdala-bm1.pdf"}
    assert response["Content-Disposition"].endswith(f'filename="{names.get(document, f"{document}-alvdala-bm1.pdf")}"')
    event = Event.objects.get(what="exported")
    assert (event.by_id, event.at, event.thing, event.thing_id) == (by.pk, BM1, "participation", world.places["Alvdala"].pk)
    assert event.details == {"document": document, "unit": "Alvdala", "checklist": "b-2018", "occasion": "bm1"}


@pytest.mark.parametrize("who", ["Bäckinge", "Mellby", "Dalhem", "office"])
def test_others_get_nothing_and_nothing_is_noted(browser_of, url, world, by, who):
    answer(paper_of(world), 0, by=by, score=2)
    other = browser_of(who)
    assert other.get(url("downloads")).status_code == 404
    assert {other.get(url("download", document)).status_code for document in DOCUMENTS} == {404}
    assert not Event.objects.filter(what="exported").exists()


def test_when_it_cannot_be_made_the_page_says_so_and_nothing_is_noted(anna, url, monkeypatch):
    def refuse(*_, **__):
        raise DocumentError("too-slow")

    monkeypatch.setattr("spegla.reporting.exporting.run_task", refuse)
    response = anna.get(url("download", "excel"), follow=True)
    assert response.redirect_chain == [(url("downloads"), 302)]
    assert "Filen blev inte klar." in response.content.decode()
    assert not Event.objects.filter(what="exported").exists()


def test_a_board_has_a_workbook_of_its_own_and_stands_beside(db):
    world = make_world(edition="modellkoncept-2024")
    whole, by = world.places["Alvdala"].organisation, world.person("Alvdala")
    board = Organisation.objects.create(name="Socialnämnden", kind=Organisation.Kind.ADMINISTRATION, parent=whole)
    answer_all(paper_of(world, occasion="lt1"), by=by, score=3)
    answer_all(paper_of(world, occasion="lt1", unit=board), by=by, score=1)
    client = Client()
    client.force_login(by)
    where = f"/omgang/{world.places['Alvdala'].pk}/skattning/lt1/ladda-ner/excel/"
    own, boards = (openpyxl.load_workbook(io.BytesIO(client.get(address).content)) for address in (where, f"{where}?enhet={board.pk}"))
    assert column(own["Lärandeträff 1"], "D") == ["3 – Görs som regel"] * 10
    assert column(boards["Lärandeträff 1"], "D") == ["1 – Inte påbörjat"] * 10
    assert "Sida vid sida" not in boards.sheetnames
    beside = [[cell.value for cell in row] for row in own["Sida vid sida"].iter_rows(min_row=3)]
    assert beside[0] == ["Tillfälle", "Fråga", "Alvdala", "Socialnämnden"]
    assert {tuple(row[2:]) for row in beside[1:]} == {("3 – Görs som regel", "1 – Inte påbörjat")}
    assert [row[0] for row in beside[1:]] == ["Lärandeträff 1"] * 10


def test_in_english_everything_is_in_english(anna, url, world, by):
    anna.cookies["sprak"] = "en"
    answer(paper_of(world), 0, by=by, state=CANNOT)
    found = openpyxl.load_workbook(io.BytesIO(anna.get(url("download", "excel")).content))
    assert found.sheetnames == ["BM 1", "BM 2", "BM 3", "Results conference", "Shift", "Levels"]
    assert [cell.value for cell in found["BM 1"][3]][:5] == ["No.", "Item", "Statement", "Score", "How we do it today"]
    assert found["BM 1"]["D4"].value == "Cannot judge"
