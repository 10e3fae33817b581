"""Files of one's own: a presentation instead of the slots, a master to be written in; what is refused says why."""

import io

import pytest
from django.core.files.base import ContentFile
from pptx import Presentation as Opened

from spegla.files.actions import remove_file
from spegla.files.models import StoredFile
from spegla.presentations.models import Master, Presentation
from tests.documents.masters import office
from tests.documents.test_read_deck import pdf, slide_files
from tests.files.samples import png
from tests.web.participant.improvement.conftest import text_of
from tests.web.participant.improvement.test_sharing import said
from tests.web.participant.presentations.test_editing import US
from tests.world import NOW


def sent(content, name="fil"):
    return {"file": ContentFile(content, name=name), "request_key": "f"}


@pytest.fixture
def upload(anna, at):
    def post(content, name="presentation.pptx"):
        return anna.post(at("presentation-upload", "bm1"), sent(content, name))

    return post


@pytest.fixture
def master(anna, at):
    def post(content, name="mall.pptx"):
        return anna.post(at("presentation-master"), sent(content, name))

    return post


def test_an_own_file_is_shown_instead_of_the_slots(anna, at, upload, write):
    write("Vi är Alvdala", US)
    assert upload(office(samples=2)).url == at("presentation-upload", "bm1")
    page = text_of(anna.get(at("presentation", "bm1")))
    assert ("presentation.pptx" in page, "2 sidor" in page, "Exempel 1" in page, "Vi är Alvdala" in page) == (True, True, True, False)
    anna.post(at("presentation-upload", "bm1"), {"act": "slots"})
    page = text_of(anna.get(at("presentation", "bm1")))
    assert ("presentation.pptx" in page, "Vi är Alvdala" in page) == (False, True)
    assert StoredFile.objects.get().removed_at is None


def test_what_not_everybody_can_take_part_of_is_said(anna, at, upload):
    upload(pdf(lambda made: None, pages=2), "presentation.pdf")
    page = text_of(anna.get(at("presentation-upload", "bm1")))
    assert "PDF:en är inte taggad." in page
    assert "Alla kan inte ta del av filen" in page


def test_the_cluster_fetches_the_file_as_it_was_shared(world, place, anna, at, signed_in, upload, share):
    content = office(samples=1)
    upload(content)
    there, neighbour = world.places["Bäckinge"], signed_in(world.person("Bäckinge"))
    address = at("presentation-download-of", "bm1", place.pk, "fil", place=there)
    assert neighbour.get(address).status_code == 404
    share()
    assert "presentation.pptx" in text_of(neighbour.get(at("presentation-of", "bm1", place.pk, place=there)))
    assert b"".join(neighbour.get(address).streaming_content) == content
    upload(office(samples=2), "nyare.pptx")
    assert "nyare.pptx" not in text_of(neighbour.get(at("presentation-of", "bm1", place.pk, place=there)))
    assert "Dela på nytt" in text_of(anna.get(at("presentation-slides", "bm1")))


def test_a_file_that_is_removed_gives_the_slots_back(world, anna, at, upload, write):
    write("Vi är Alvdala", US)
    upload(office(samples=1))
    remove_file(StoredFile.objects.get(), by=world.person("Alvdala"), now=NOW)
    assert "Vi är Alvdala" in text_of(anna.get(at("presentation", "bm1")))


REFUSED = {
    "500 slides": (lambda: slide_files(500), "bild.pptx", "fler än 200 sidor"),
    "a picture called a presentation": (png, "presentation.pptx", "av ett annat slag"),
    "a text called a PDF": (lambda: b"hej", "presentation.pdf", "av ett annat slag"),
    "nothing in it": (lambda: b"", "presentation.pptx", "Filen är tom"),
    "cut short": (lambda: office(samples=1)[:900], "presentation.pptx", "trasig eller avklippt"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_taken_says_why(upload, name):
    content, called, reason = REFUSED[name]
    response = upload(content(), called)
    assert (response.status_code, Presentation.objects.count(), StoredFile.objects.count()) == (422, 0, 0)
    assert reason in text_of(response)


def test_nothing_chosen(anna, at):
    for name in (at("presentation-upload", "bm1"), at("presentation-master")):
        assert "Välj en fil först." in text_of(anna.post(name, {}))


def test_a_master_is_kept_with_what_it_lacks(anna, at, master):
    assert master(office(only=["Title Slide", "Title Only"])).url == at("presentation-master")
    page = text_of(anna.get(at("presentation-master")))
    for told in ("mall.pptx", "Title Only", "egen layout", "bara rubrik", "gamla formen 4:3"):
        assert told in page


def test_presentations_are_written_in_it_until_it_is_left(anna, at, master):
    def layouts():
        made = Opened(io.BytesIO(anna.get(at("presentation-download", "bm1", "powerpoint")).content))
        return {slide.slide_layout.name for slide in made.slides}

    master(office())
    assert layouts() == {"Title Slide", "Title and Content"}
    assert said(anna.post(at("presentation-master"), {"act": "ours"}, follow=True))[-1].startswith("Nu används Speglas egen mall.")
    assert "Title Slide" not in layouts()


@pytest.mark.parametrize(
    ("content", "reason"),
    [(lambda: office(only=[]), "inga sidlayouter"), (lambda: pdf(lambda made: None), "Det här är en PDF."), (png, "av ett annat slag")],
)
def test_a_master_that_nothing_can_be_written_in(master, content, reason):
    response = master(content())
    assert (response.status_code, Master.objects.count(), StoredFile.objects.count()) == (422, 0, 0)
    assert reason in text_of(response)


def test_others_have_their_own_master(people, signed_in, at, master):
    master(office())
    for role in ("neighbour", "mentor", "other cluster"):
        person, through = people[role]
        assert "mall.pptx" not in text_of(signed_in(person).get(at("presentation-master", place=through))), role
        assert signed_in(person).get(at("presentation-master")).status_code == 404, role
