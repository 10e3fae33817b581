"""A cluster's key persons and strategists set the days of the meetings that the cluster arranges."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from spegla.people.models import Function
from spegla.rounds import actions
from spegla.rounds.models import PinnedDate
from tests.world import NOW, make_person, make_world

DAY = dt.date(2027, 4, 8)


@pytest.fixture
def world(db, monkeypatch):
    monkeypatch.setattr("spegla.web.middleware.read_clock", lambda: NOW + dt.timedelta(hours=1))
    return make_world()


def browser(person):
    client = Client()
    client.force_login(person)
    return client


def address(world, name="Alvdala"):
    return reverse("participant:cluster-dates", args=[world.places[name].pk])


def preview(client, at, key="bm1"):
    return client.post(at, {f"on-{key}": DAY.isoformat(), f"was-{key}": ""})


def save(client, at, page):
    moving = page.context["moving"]
    return client.post(at, dict(moving.as_written()) | {"seen": moving.plan.fingerprint, "act": "save"})


def pins():
    return set(PinnedDate.objects.values_list("cluster__name", "key", "on"))


@pytest.mark.parametrize(("name", "function"), [("Alvdala", "key-person"), ("Mellby", "key-person"), ("Bäckinge", "strategist")])
def test_they_see_what_follows_and_save_it_for_their_cluster(world, name, function):
    person = make_person("Stina Strateg", world.places[name].organisation, Function(function))
    client, at = browser(person), address(world, name)
    page = preview(client, at)
    assert ({told.date.key for told in page.context["moves"]} >= {"bm1", "bm1-presentation"}, pins()) == (True, set())
    assert save(client, at, page).url == reverse("participant:timeline", args=[world.places[name].pk])
    assert pins() == {("Norra", "bm1", DAY)}


@pytest.mark.parametrize("key", ["start", "conference", "bm1-presentation"])
def test_what_the_office_arranges_is_not_theirs_to_move(world, key):
    client, at = browser(world.person("Alvdala")), address(world)
    assert [row.date.key for row in client.get(at).context["moving"].rows()] == ["bm1", "bm2", "bm3"]
    assert preview(client, at, key).context["nothing"] is True
    client.post(at, {f"on-{key}": DAY.isoformat(), f"was-{key}": "", "act": "save"})
    assert pins() == set()


@pytest.mark.parametrize("function", [Function.ELECTED_OFFICIAL, Function.SENIOR_MANAGER])
def test_others_in_the_cluster_see_the_days_and_who_sets_them(world, function):
    client, at = browser(world.person("Alvdala", function)), address(world)
    assert "nyckelpersonen eller strategen" in client.get(at).content.decode()
    assert (preview(client, at).status_code, pins()) == (403, set())


@pytest.mark.parametrize("name", ["Dalhem", None])
def test_who_is_not_in_the_cluster_finds_nothing(world, name):
    client = browser(world.person(name) if name else world.officer)
    assert (client.get(address(world)).status_code, preview(client, address(world)).status_code) == (404, 404)


def test_who_waits_for_a_cluster_finds_nothing(world):
    actions.place_in_cluster(world.places["Alvdala"], None, role="participant", by=world.officer, now=NOW)
    assert browser(world.person("Alvdala")).get(address(world)).status_code == 404


@pytest.mark.parametrize("act", [actions.end_participation, actions.close_round])
def test_nothing_is_set_when_it_is_over(world, act):
    client, at = browser(world.person("Alvdala")), address(world)
    if act is actions.close_round:
        act(world.round, by=world.officer, now=NOW)
    else:
        act(world.places["Alvdala"], reason="", by=world.officer, now=NOW)
    assert (client.get(at).status_code, preview(client, at).status_code, pins()) == (200, 403, set())
