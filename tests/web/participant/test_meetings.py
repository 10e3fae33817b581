"""The pages of a meeting: everybody in the cluster reads them, those who organise it write."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from spegla.meetings.models import ChoreTick, Meeting
from spegla.steps.actions import choose_host
from spegla.steps.models import MeetingHost
from tests.world import NOW, make_world

ARRANGED = {"starts": "9.30", "ends": "15:00", "place": "Stadshuset", "hearing_loop": "on", "based_on": "0", "request_key": "a"}


@pytest.fixture
def world(db, monkeypatch):
    monkeypatch.setattr("spegla.web.middleware.read_clock", lambda: NOW + dt.timedelta(hours=1))
    world = make_world()
    choose_host(world.clusters[0], "bm1", world.places["Alvdala"], standing=world.standing("Mellby"), now=NOW)
    return world


def browser(person):
    client = Client()
    client.force_login(person)
    return client


def address(world, page="meeting", name="Alvdala", step="bm1"):
    return reverse(f"participant:{page}", args=[world.places[name].pk, step])


def test_looking_writes_nothing(world):
    client = browser(world.person("Alvdala"))
    for page in ("meeting", "meeting-arrange", "meeting-chores"):
        assert client.get(address(world, page)).status_code == 200
    assert not Meeting.objects.exists()


def test_the_host_arranges_and_everybody_reads_it(world):
    answer = browser(world.person("Alvdala")).post(address(world, "meeting-arrange"), ARRANGED)
    assert (answer.status_code, answer.url) == (302, address(world))
    meeting = Meeting.objects.get()
    assert (meeting.starts, meeting.hearing_loop, meeting.wifi) == (dt.time(9, 30), True, False)

    page = browser(world.person("Mellby")).get(address(world, name="Mellby")).content.decode()
    assert "Stadshuset" in page
    assert "9.30–15.00" in page


@pytest.mark.parametrize(("name", "status", "there"), [("Alvdala", 302, 1), ("Bäckinge", 403, 0), ("Mellby", 403, 0)])
def test_who_does_not_organise_reads_why(world, name, status, there):
    client = browser(world.person(name))
    at = address(world, "meeting-arrange", name)
    assert ("Spara för alla" in client.get(at).content.decode()) is bool(there)
    assert client.post(at, ARRANGED).status_code == status
    assert Meeting.objects.filter(place="Stadshuset").count() == there


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"starts": "25:00"}, "timmar och minuter"),
        ({"ends": "9.00"}, "innan den har börjat"),
        ({"ends": ""}, "när träffen slutar"),
        ({"link": "javascript:alert(1)"}, "hela adressen"),
        ({"place": "x" * 201}, "högst 200 tecken"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_lost(world, changed, said):
    answer = browser(world.person("Alvdala")).post(address(world, "meeting-arrange"), ARRANGED | changed)
    page = answer.content.decode()
    assert (answer.status_code, said in page, Meeting.objects.filter(version__gt=0).exists()) == (422, True, False)
    assert (ARRANGED | changed)["place"] in page


def test_two_who_save_see_both_texts(world):
    first, second = browser(world.person("Alvdala")), browser(world.person("Alvdala", "senior-manager"))
    first.post(address(world, "meeting-arrange"), ARRANGED)
    answer = second.post(address(world, "meeting-arrange"), ARRANGED | {"place": "Biblioteket", "request_key": "b"})
    page = answer.content.decode()
    assert (answer.status_code, "Biblioteket" in page, "Stadshuset" in page) == (409, True, True)


def test_the_list_is_ticked_and_says_who(world):
    client = browser(world.person("Alvdala"))
    client.post(address(world, "meeting-chores"), {"key": "chore-room", "done": "1"})
    assert ChoreTick.objects.get().by == world.person("Alvdala")
    assert "Alvdala key-person" in client.get(address(world, "meeting-chores")).content.decode()
    assert client.post(address(world, "meeting-chores"), {"key": "made-up", "done": "1"}).status_code == 404


def test_whose_turn_it_is_is_shown_and_taken(world):
    client = browser(world.person("Mellby"))
    at = address(world, name="Mellby", step="bm2")
    assert "Bäckinge står på tur" in client.get(at).content.decode()
    client.post(address(world, "meeting-host", "Mellby", "bm2"), {"host": world.places["Bäckinge"].pk})
    assert MeetingHost.objects.get(step="bm2").participation == world.places["Bäckinge"]


@pytest.mark.parametrize("which", ["meetings", "meeting"])
def test_a_page_asks_no_more_questions_when_more_is_planned(world, which, django_assert_max_num_queries):
    client = browser(world.person("Alvdala"))
    at = reverse("participant:meetings", args=[world.places["Alvdala"].pk]) if which == "meetings" else address(world)
    with django_assert_max_num_queries(24):
        client.get(at)
    for step in ("bm1", "bm2", "bm3"):
        client.post(address(world, "meeting-host", step=step), {"host": world.places["Alvdala"].pk})
        client.post(address(world, "meeting-arrange", step=step), ARRANGED)
    with django_assert_max_num_queries(24):
        client.get(at)
