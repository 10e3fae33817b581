"""Only in a demo: be one of the made-up people, read the letters."""

import pytest
from django.urls import reverse

from spegla.people.signing_in import send_link
from tests.world import make_world

LETTERS = reverse("people:demo-letters")


@pytest.fixture
def demo(settings, kim, now):
    settings.DEMO = True
    send_link(kim.email, now=now)
    return kim


def test_the_front_page_offers_the_made_up_people(client, demo):
    page = client.get(reverse("public:home")).content.decode()
    assert "Prova som" in page
    assert "Alvdala kommun" in page
    assert "nyckelperson" in page
    assert client.post(reverse("people:demo-sign-in", args=[demo.pk])).url == reverse("participant:now")
    assert client.session["_auth_user_id"] == str(demo.pk)


def test_an_office_a_participant_and_a_mentor_stand_first(client, db, settings, now):
    settings.DEMO = True
    world = make_world(now=now)
    shown = client.get(reverse("public:home")).context
    assert [(team.word, team.organisation.name) for team in shown["teams"]] == [
        ("programledning", "Programkontoret"), ("deltar", "Alvdala"), ("mentor", "Mellby")
    ]
    assert len(shown["more_teams"]) == len(world.places) - 2


def test_the_letters_can_be_read_and_their_links_followed(client, demo):
    page = client.get(LETTERS).content.decode()
    assert "Din länk till Spegla" in page
    assert '<a href="http://127.0.0.1:8000/in/' in page


def test_outside_a_demo_neither_is_there(client, demo, settings):
    settings.DEMO = False
    assert "Prova som" not in client.get(reverse("public:home")).content.decode()
    assert client.get(LETTERS).status_code == 404
    assert client.post(reverse("people:demo-sign-in", args=[demo.pk])).status_code == 404


def test_real_people_and_unknown_ones_are_nobody_to_try(client, demo, by):
    assert client.post(reverse("people:demo-sign-in", args=[by.pk])).status_code == 404
    assert client.post(reverse("people:demo-sign-in", args=[999_999])).status_code == 404
    assert client.get(reverse("people:demo-sign-in", args=[demo.pk])).status_code == 405
