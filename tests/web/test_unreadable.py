"""What the door refuses whatever it is about: too large, told from its length alone, and signs that no text has."""

import datetime as dt

import pytest
from django.db import DataError
from django.test import Client
from django.urls import reverse

from spegla.files.actions import LARGEST
from spegla.files.models import StoredFile
from spegla.improvement.models import Idea
from spegla.web.unreadable import AROUND
from tests.world import make_world


class Untouched:
    """The body of a request that nobody may read."""

    def read(self, *size):
        raise AssertionError("the body was read")

    readline = __iter__ = read


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture(autouse=True)
def today(settings):
    settings.DEMO_CLOCK = dt.date(2027, 3, 10)


@pytest.fixture
def anna(world):
    client = Client(raise_request_exception=True)
    client.force_login(world.person("Alvdala"))
    return client


@pytest.fixture
def files(world):
    return reverse("participant:files", args=[world.places["Alvdala"].pk])


def send(client, address, length, kind="multipart/form-data; boundary=x"):
    body = {"wsgi.input": Untouched(), "CONTENT_LENGTH": str(length), "CONTENT_TYPE": kind}
    return client.generic("POST", address, **body)


@pytest.mark.parametrize("address", [
    "/organisation/{}/team/", "/omgang/{}/slutrapport/skickad/", "/omgang/1/erfarenheter/{}/", "/rum/{}/",
])
def test_no_thing_has_a_number_that_the_database_cannot_hold(anna, address):
    page = anna.get(address.format(2**63))
    assert (page.status_code, "OverflowError" in page.content.decode()) == (404, False)


@pytest.mark.parametrize(("language", "says"), [("sv", "En fil får vara högst 20 MB."), ("en", "A file may be at most 20 MB.")])
def test_what_is_too_large_is_refused_before_it_is_read(anna, files, language, says):
    anna.cookies["sprak"] = language
    response = send(anna, files, LARGEST + AROUND + 1)
    page = response.content.decode()
    assert (response.status_code, says in page) == (413, True)
    assert f'href="{files}"' in page
    assert not StoredFile.objects.exists()


def test_who_is_not_signed_in_is_refused_too(db, client):
    assert send(client, reverse("people:sign-in"), LARGEST * 2).status_code == 413


@pytest.mark.parametrize(("kind", "length", "read"), [
    ("multipart/form-data; boundary=x", LARGEST + AROUND, True),
    ("application/x-www-form-urlencoded", 2 * 1024 * 1024, True),
    ("application/x-www-form-urlencoded", 2 * 1024 * 1024 + 1, False),
])  # fmt: skip
def test_what_is_not_too_large_goes_on(anna, files, kind, length, read):
    if read:
        with pytest.raises(AssertionError, match="the body was read"):
            send(anna, files, length, kind)
    else:
        assert send(anna, files, length, kind).status_code == 413


@pytest.mark.parametrize("sent", [{"ti\x00tle": "Fråga"}, {"title": "Fråga", "seen": "\x00"}])
def test_a_sign_that_no_text_has_is_refused_where_no_form_looks(world, anna, sent):
    response = anna.post(reverse("participant:idea-new", args=[world.places["Alvdala"].pk]), {"level": "1"} | sent)
    page = response.content.decode()
    assert (response.status_code, "Texten går inte att spara" in page) == (400, True)
    assert not Idea.objects.exists()


def test_in_what_people_write_it_is_said_at_the_field_and_the_rest_stays(world, anna):
    sent = {"title": "Fråga\x00n", "text": "Långt och genomtänkt", "level": "1"}
    response = anna.post(reverse("participant:idea-new", args=[world.places["Alvdala"].pk]), sent)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["title"])
    assert "Långt och genomtänkt" in response.content.decode()
    assert not Idea.objects.exists()


def test_should_it_reach_the_database_nothing_is_saved_and_the_page_says_so(world, anna, monkeypatch):
    def ask(*args, **kwargs):
        raise DataError("PostgreSQL text fields cannot contain NUL (0x00) bytes")

    monkeypatch.setattr("spegla.web.participant.improvement.ideas.NewIdeaForm", ask)
    address = reverse("participant:idea-new", args=[world.places["Alvdala"].pk])
    assert anna.post(address, {"odd": "\x00"}).status_code == 400
    with pytest.raises(DataError):
        anna.post(address, {"odd": "x"})


def test_in_an_address_too(anna, files):
    assert anna.get(f"{files}?visa=%00").status_code == 400


def test_a_part_of_a_page_gives_way_to_the_whole_message(world, anna):
    address = reverse("participant:idea-new", args=[world.places["Alvdala"].pk])
    response = anna.post(address, {"seen": "\x00"}, headers={"HX-Request": "true"})
    assert (response["HX-Retarget"], response["HX-Reselect"], response["HX-Reswap"]) == ("main", "main", "outerHTML")
