"""A cluster of two participants and a mentor, its first meeting hosted by Alvdala, and its room."""

import datetime as dt

import pytest

from spegla.meetings.actions import meeting_at
from spegla.minutes.rooms import open_room
from spegla.minutes.seats import sit_down, sit_down_as_guest
from spegla.steps.actions import choose_host
from tests.world import NOW, make_world

DAY = dt.datetime(2027, 3, 25, 8, 0, tzinfo=dt.UTC)


@pytest.fixture
def world(db):
    world = make_world()
    choose_host(world.clusters[0], "bm1", world.places["Alvdala"], standing=world.standing("Alvdala"), now=NOW)
    return world


@pytest.fixture
def meeting(world):
    return meeting_at(world.round, world.clusters[0], "bm1", by=world.person("Alvdala"), now=NOW)


@pytest.fixture
def room(world, meeting):
    return open_room(meeting, by=world.person("Alvdala"), now=DAY)


@pytest.fixture
def seat(world, room):
    """Somebody of Bäckinge is in the room."""
    return sit_down(room, world.person("Bäckinge"), place=world.places["Bäckinge"], function="key-person")


@pytest.fixture
def guest(world, room):
    return sit_down_as_guest(room, "a secret", place=world.places["Bäckinge"], function="elected-official")
