"""The pages of a meeting for all: by the office's door, by an organisation's, and for everybody."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from spegla.conference.models import Contribution, Registration, Session
from tests.world import NOW, make_world

SESSION = {"starts": "09.00", "ends": "10:30", "title": "Så fick vi igång nämnderna", "where": "Sal A", "request_key": "s"}
GUEST = {"name": "Gun Gäst", "email": "gun@gast.example", "organisation": "Gästköping"}


@pytest.fixture
def world(db, monkeypatch):
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


def of_office(world, page, *more):
    return reverse(f"office:meeting-gathering{page}", args=[world.round.pk, "conference", *more])


def of_place(world, page, name="Alvdala"):
    return reverse(f"participant:meeting-gathering{page}", args=[world.places[name].pk, "conference"])


def open_address(world):
    return reverse("public:gathering", args=[world.round.pk, "conference"])


def contribute(client, world, **more):
    given = {"title": "Tre frågor", "text": "Vi frågar alla nämnder.", "request_key": "c", **more}
    return client.post(of_place(world, "-contribute"), given)


def test_a_programme_from_plan_to_open_page(world, office, key_person, client):
    assert client.get(open_address(world)).status_code == 404
    office.post(of_office(world, "-plan"), {"purpose": "Sprida det som fungerar", "target_group": "Alla", "guests": "on"})
    assert office.post(of_office(world, "-session"), SESSION).status_code == 302
    assert contribute(key_person, world, public="on").status_code == 302
    own, where = Contribution.objects.get(), Session.objects.get()
    office.post(of_office(world, "-place"), {f"c{own.pk}": where.pk})
    office.post(of_office(world, "-publish"), {"shown": "1"})
    page = client.get(open_address(world)).content.decode()
    for words in ("Sprida det som fungerar", "09.00–10.30", "Sal A", "Alvdala", "Tre frågor"):
        assert words in page
    assert "Tre frågor" in key_person.get(of_place(world, "")).content.decode()


def test_what_an_organisation_keeps_in_the_round_is_not_on_the_open_page(world, office, key_person, client):
    contribute(key_person, world)
    office.post(of_office(world, "-publish"), {"shown": "1"})
    assert "Tre frågor" not in client.get(open_address(world)).content.decode()
    assert "Tre frågor" in browser(world.person("Ekfors")).get(of_place(world, "", "Ekfors")).content.decode()


def test_coming_and_not_coming(world, key_person, office):
    key_person.post(of_place(world, "-register"), {"comes": "1"})
    assert "Du är anmäld" in key_person.get(of_place(world, "")).content.decode()
    assert world.person("Alvdala").email in office.get(of_office(world, "-plan")).content.decode()
    key_person.post(of_place(world, "-register"), {"comes": "0"})
    assert not Registration.objects.exists()


def test_a_guest_says_that_she_comes_where_guests_are_welcome(world, office, client):
    office.post(of_office(world, "-publish"), {"shown": "1"})
    client.post(open_address(world), GUEST)
    assert not Registration.objects.exists()
    office.post(of_office(world, "-plan"), {"guests": "on", "based_on": "0", "request_key": "p"})
    assert client.post(open_address(world), {**GUEST, "email": "nej"}).status_code == 422
    assert client.post(open_address(world), GUEST).status_code == 302
    assert "Gästköping" in office.get(of_office(world, "-plan")).content.decode()


@pytest.mark.parametrize(
    ("given", "field"),
    [({"starts": ""}, "starts"), ({"ends": "25.00"}, "ends"), ({"ends": "08.00"}, "ends"), ({"title": " "}, "title")],
)
def test_what_cannot_be_is_said_at_its_field(world, office, given, field):
    answer = office.post(of_office(world, "-session"), {**SESSION, **given})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {field}
    assert not Session.objects.exists()


def test_two_officers_one_session_both_texts(world, office):
    office.post(of_office(world, "-session"), SESSION)
    change = of_office(world, "-change", Session.objects.get().pk)
    assert office.post(change, {**SESSION, "title": "Ett", "based_on": "1", "request_key": "a"}).status_code == 302
    answer = office.post(change, {**SESSION, "title": "Två", "based_on": "1", "request_key": "b"})
    assert answer.status_code == 409
    assert ("Ett" in answer.content.decode(), "Två" in answer.content.decode()) == (True, True)


def test_a_clusters_own_meeting_has_no_such_programme(world, office, key_person):
    assert key_person.get(reverse("participant:meeting-gathering", args=[world.places["Alvdala"].pk, "bm1"])).status_code == 404


def test_the_programme_asks_the_same_for_one_session_and_for_three(world, office, key_person):
    asked = []
    for number in range(3):
        office.post(of_office(world, "-session"), {**SESSION, "request_key": f"s{number}"})
        with CaptureQueriesContext(connection) as queries:
            key_person.get(of_place(world, ""))
        asked.append(len(queries))
    assert asked[0] == asked[2] <= 14
