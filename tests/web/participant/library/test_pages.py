"""The page of all material, and the office's page where links and files are added."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from spegla.library.actions import add_material, note_trial
from spegla.library.models import Holding, Reflection
from tests.world import NOW, make_world

FILM = "bm1-material-film-chain"
PDF = b"%PDF-1.7 a small one"


@pytest.fixture
def world(db, monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    monkeypatch.setattr("spegla.web.middleware.read_clock", lambda: NOW)
    return make_world()


def browser(person):
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def office(world):
    return browser(world.officer)


@pytest.fixture
def key_person(world):
    return browser(world.person("Alvdala"))


def page_of(world, name="material", *more, who="Alvdala"):
    return reverse(f"participant:{name}", args=[world.places[who].pk, *more])


def add(office, world, **given):
    url = reverse("office:material", args=[world.round.pk])
    return office.post(url, {"where": f"bm1/{FILM}", "title": "Filmen på webben", "creation_key": "k", **given})


def test_a_link_the_office_adds_is_where_its_material_is(world, office, key_person):
    assert add(office, world, url="https://www.exempel.example/film").status_code == 302
    shelves = {shelf.step.key: shelf for shelf in key_person.get(page_of(world)).context["shelves"]}
    (row,) = [row for row in shelves["bm1"].rows if row.material.key == FILM]
    assert [held.url for held in row.holdings] == ["https://www.exempel.example/film"]


def test_a_file_can_be_fetched_by_those_in_the_round_only(world, office, key_person):
    add(office, world, file=SimpleUploadedFile("film.pdf", PDF))
    held = Holding.objects.get()
    answer = key_person.get(page_of(world, "material-file", held.pk))
    assert b"".join(answer.streaming_content) == PDF
    assert Client().get(page_of(world, "material-file", held.pk)).status_code == 302
    assert key_person.get(page_of(world, "material-file", held.pk, who="Bäckinge")).status_code == 404
    office.post(reverse("office:material-remove", args=[world.round.pk, held.pk]))
    assert key_person.get(page_of(world, "material-file", held.pk)).status_code == 404


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({}, "url", "Skriv en länk eller välj en fil"),
        ({"url": "https://a.example", "file": SimpleUploadedFile("a.pdf", PDF)}, "url", "inte både och"),
        ({"url": "javascript:alert(1)"}, "url", "fullständig adress"),
        ({"url": "ftp://a.example"}, "url", "fullständig adress"),
        ({"url": "https://a.example", "where": "bm9"}, "where", "Välj något"),
        ({"url": "https://a.example", "title": " "}, "title", "Skriv vad det är"),
        ({"file": SimpleUploadedFile("a.exe", b"MZ")}, "file", "ett annat slag"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_lost(world, office, given, field, words):
    answer = add(office, world, **given)
    assert answer.status_code == 422
    assert words in str(answer.context["form"].errors[field])
    assert not Holding.objects.exists()


def test_a_dead_link_is_pointed_out_to_the_office(world, office):
    add(office, world, url="https://www.exempel.example/film")
    url = reverse("office:material", args=[world.round.pk])
    assert "Länkar som inte fungerar" not in office.get(url).content.decode()
    note_trial(Holding.objects.get(), "gone", now=NOW)
    assert "Sidan finns inte kvar." in office.get(url).content.decode()


def test_a_thought_is_shown_to_nobody_else(world, key_person):
    assert key_person.post(page_of(world, "reflect", FILM), {"text": "Nämnden tappar tråden"}).status_code == 302
    assert "Nämnden tappar tråden" in key_person.get(page_of(world)).content.decode()
    colleague = browser(world.person("Alvdala", "senior-manager")).get(page_of(world)).content.decode()
    assert ("Nämnden" in colleague, "1 av er 3 har gått igenom det" in colleague) == (False, True)
    key_person.post(page_of(world, "reflect", FILM), {"done": "0"})
    assert not Reflection.objects.exists()


def test_a_thought_that_is_too_long_is_kept_on_the_page(world, key_person):
    answer = key_person.post(page_of(world, "reflect", FILM), {"text": "å" * 2001})
    assert answer.status_code == 422
    assert "å" * 2001 in answer.content.decode()
    assert not Reflection.objects.exists()


def test_a_material_without_a_question_takes_no_thoughts(world, key_person):
    assert key_person.post(page_of(world, "reflect", "bm1-material-checklist"), {"text": "x"}).status_code == 404


def test_the_page_asks_the_same_for_one_link_and_for_three(world, key_person):
    asked = []
    for number in range(3):
        add_material(world.round, step="bm1", key="", title="X", url=f"https://{number}.example/", creation_key=str(number),
                     by=world.officer, now=NOW)
        with CaptureQueriesContext(connection) as queries:
            key_person.get(page_of(world))
        asked.append(len(queries))
    assert asked[0] == asked[2] <= 10
