"""Pointing from the evidence of an answer to a file of the organisation: one's own files only, written into the text."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from spegla.assessments.models import Answer
from spegla.core.visibility import Level
from spegla.files.actions import keep_file, share_file
from spegla.rounds.actions import close_round
from tests.assessments.papers import BM1, answer, paper_of
from tests.files.samples import PDF

ITEM = "political-decision"


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def keep(world):
    def upload(name="beslut.pdf", *, at="Alvdala", level=Level.ORGANISATION, by=None):
        return keep_file(SimpleUploadedFile(name, PDF), organisation=world.places[at].organisation, level=level,
                         creation_key=name, by=by or world.person(at), now=BM1)

    return upload


def evidence():
    return Answer.objects.get(item=ITEM).evidence


def test_a_file_is_written_into_the_evidence_once_and_can_be_fetched_from_there(anna, url, world, keep):
    file = keep()
    answer(paper_of(world), ITEM, by=world.person("Alvdala"), score=3, evidence="Policyn")
    for _ in range(2):
        response = anna.post(url("evidence", ITEM), {"file": file.pk})
        assert response.url == url("assessment") + f"?punkt={ITEM}#punkt-{ITEM}"
    assert evidence() == "Policyn\nbeslut.pdf"
    page = anna.get(url("evidence", ITEM)).content.decode()
    fetch = reverse("participant:file", args=[world.places["Alvdala"].pk, file.pk])
    assert (f'href="{fetch}"' in page, "Skriv in i underlaget" in page) == (True, False)


def test_it_may_be_the_first_thing_that_is_said(anna, url, keep):
    anna.post(url("evidence", ITEM), {"file": keep().pk})
    assert (evidence(), Answer.objects.get(item=ITEM).state) == ("beslut.pdf", "unanswered")


def test_only_files_of_ones_own_house(anna, url, world, keep):
    theirs = keep("deras.pdf", at="Bäckinge")
    share_file(theirs, "cluster", place=world.places["Bäckinge"], by=world.person("Bäckinge"), now=BM1)
    draft = keep("utkast.pdf", level=Level.PRIVATE, by=world.person("Alvdala", "senior-manager"))
    page = anna.get(url("evidence", ITEM)).content.decode()
    assert ("deras.pdf" in page, "utkast.pdf" in page) == (False, False)
    for file in (theirs, draft):
        assert anna.post(url("evidence", ITEM), {"file": file.pk}).status_code == 422
    assert not Answer.objects.exists()


def test_when_the_text_is_full_it_says_so(anna, url, world, keep):
    answer(paper_of(world), ITEM, by=world.person("Alvdala"), score=3, evidence="x" * 3995)
    response = anna.post(url("evidence", ITEM), {"file": keep().pk})
    assert (response.status_code, "inte plats för mer" in response.content.decode()) == (409, True)
    assert len(evidence()) == 3995


def test_in_a_closed_round_nothing_is_added(anna, url, world, keep):
    file = keep()
    close_round(world.round, by=world.officer, now=BM1)
    assert anna.post(url("evidence", ITEM), {"file": file.pk}).status_code == 403
    assert not Answer.objects.exists()


@pytest.mark.parametrize("htmx", [False, True])
def test_what_was_typed_is_saved_on_the_way_to_the_files(anna, url, htmx):
    sent = {"evidence": "Policyn", "files": "1", "request_key": "k"}
    response = anna.post(url("answer", ITEM), sent, headers={"HX-Request": "true"} if htmx else {})
    assert response["HX-Redirect" if htmx else "Location"] == url("evidence", ITEM)
    assert evidence() == "Policyn"


def test_who_uploads_on_the_way_comes_back(anna, url, world):
    back = url("evidence", ITEM)
    files = reverse("participant:files", args=[world.places["Alvdala"].pk])
    page = anna.get(f"{files}?next={back}").content.decode()
    assert (f'href="{back}"' in page, f'name="next" value="{back}"' in page) == (True, True)
    assert "Tillbaka dit du kom" not in anna.get(f"{files}?next=https://evil.example/").content.decode()
    sent = {"file": SimpleUploadedFile("beslut.pdf", PDF), "request_key": "k", "next": back}
    assert anna.post(files, sent).url == back


def test_as_many_queries_for_three_files_as_for_one(anna, url, keep, django_assert_num_queries):
    keep()
    anna.get(url("evidence", ITEM))
    with django_assert_num_queries(8):
        anna.get(url("evidence", ITEM))
    keep("b.pdf")
    keep("c.pdf")
    with django_assert_num_queries(8):
        anna.get(url("evidence", ITEM))
