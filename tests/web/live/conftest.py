"""A room that is open, and devices in it: who leads, a colleague, guests, and people who have no business there."""

import pytest
from django.test import Client
from django.urls import reverse

from spegla.assessments.live import look_at, open_live
from spegla.web.live.tokens import way_in
from tests.assessments.papers import BM1, items_of, paper_of
from tests.world import make_world


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture(autouse=True)
def door(monkeypatch):
    """The door's clock: it stands in the first occasion until a test sets it."""
    clock = {"now": BM1}
    monkeypatch.setattr("spegla.web.middleware.read_clock", lambda: clock["now"])
    return clock


@pytest.fixture
def paper(world):
    return paper_of(world)


@pytest.fixture
def live(world, paper):
    return open_live(paper, by=world.person("Alvdala"), now=BM1)


@pytest.fixture
def item(live, paper):
    """The first item, which all look at."""
    first = items_of(paper)[0]
    look_at(live, first)
    return first


@pytest.fixture
def at(live):
    """Addresses in the room, short."""
    return lambda name, *parts: reverse(f"live:{name}", args=[live.pk, *parts])


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def guest_in(live, function="") -> Client:
    """A device that has come in by the QR code."""
    client = Client()
    answer = client.post(reverse("live:way-in", args=[way_in(live)]), {"function": function})
    assert answer.status_code == 302
    return client


@pytest.fixture
def leader(world):
    return signed_in(world.person("Alvdala"))


@pytest.fixture
def colleague(world, at):
    client = signed_in(world.person("Alvdala", "senior-manager"))
    client.post(at("room"), {"function": "senior-manager"})
    return client


@pytest.fixture
def guest(live):
    return guest_in(live)
