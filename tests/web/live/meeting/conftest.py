"""A meeting's room that is open, and devices in it: who holds it, another who meets, guests, people with no business there."""

import pytest
from django.test import Client
from django.urls import reverse

from spegla.web.live.meeting.tokens import way_in
from tests.minutes.conftest import DAY, meeting, room, world
from tests.web.live.conftest import signed_in

__all__ = ["meeting", "room", "world"]
FIRST, SECOND = "bm1-agenda-welcome", "bm1-agenda-since"


@pytest.fixture(autouse=True)
def door(monkeypatch):
    clock = {"now": DAY}
    monkeypatch.setattr("spegla.web.middleware.read_clock", lambda: clock["now"])
    return clock


@pytest.fixture
def at(room):
    """Addresses in the room, short."""
    return lambda name="", *parts: reverse(f"live:meeting{'-' if name else ''}{name}", args=[room.pk, *parts])


def guest_in(room, place=None, **said) -> Client:
    """A device that has come in by the QR code."""
    client = Client()
    form = {"place": str(place.pk) if place else "", "function": "", "name": ""} | said
    answer = client.post(reverse("live:meeting-way-in", args=[way_in(room)]), form)
    assert answer.status_code == 302
    return client


@pytest.fixture
def host(world):
    return signed_in(world.person("Alvdala"))


@pytest.fixture
def member(world, at):
    """Somebody of Bäckinge, who has come in."""
    client = signed_in(world.person("Bäckinge"))
    client.post(at(), {"place": world.places["Bäckinge"].pk, "function": "key-person"})
    return client


@pytest.fixture
def guest(world, room):
    return guest_in(room, world.places["Bäckinge"])


def page(client, address, **sent):
    """What a page says, after what was sent."""
    answer = client.post(address, sent, follow=True) if sent else client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()
