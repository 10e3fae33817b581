"""A world with pages, people signed in, and a day in the middle of the round."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from spegla.improvement.actions import note_idea, start_improvement
from tests.improvement.readers import people_towards_alvdala
from tests.world import NOW, make_world

DAY = dt.date(2027, 3, 10)


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture(autouse=True)
def today(settings):
    settings.DEMO_CLOCK = DAY


@pytest.fixture
def place(world):
    return world.places["Alvdala"]


@pytest.fixture
def signed_in():
    """A browser in which this person is signed in; nobody for None."""

    def sign_in(person):
        client = Client()
        if person is not None:
            client.force_login(person)
        return client

    return sign_in


@pytest.fixture
def anna(world, signed_in):
    """The browser of Alvdala's key person."""
    return signed_in(world.person("Alvdala"))


@pytest.fixture
def boss(world, signed_in):
    """The browser of a colleague."""
    return signed_in(world.person("Alvdala", "senior-manager"))


@pytest.fixture
def people(world):
    """By role towards Alvdala: somebody and the place she goes in through."""
    through = {"neighbour": "Bäckinge", "mentor": "Mellby", "other cluster": "Dalhem", "ended neighbour": "Fors"}
    people = people_towards_alvdala(world) | {"anonymous": None}
    return {role: (person, world.places[through.get(role, "Alvdala")]) for role, person in people.items()}


@pytest.fixture
def at(place):
    """An address of Alvdala's, or of another place."""
    return lambda name, *args, place=place: reverse(f"participant:{name}", args=[place.pk, *args])


@pytest.fixture
def note(world, place):
    keys = iter(range(1000))

    def make(*, name="Alvdala", function="key-person", **written):
        return note_idea(world.places[name], {"title": "Fråga controllern", **written}, creation_key=f"i{next(keys)}",
                         standing=world.standing(name, function), now=NOW)

    return make


@pytest.fixture
def start(world, place):
    keys = iter(range(1000))

    def make(*, name="Alvdala", items=(), **written):
        written = {"title": "Läsning i årskurs 6", "track": "service", **written}
        return start_improvement(world.places[name], written, items=items, creation_key=f"m{next(keys)}",
                                 standing=world.standing(name), now=NOW)

    return make


@pytest.fixture
def queries():
    """How many queries a browser's visit costs, once what is read once per process is read."""

    def count(client, url):
        client.get(url)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(url).status_code == 200
        return len(seen)

    return count


def text_of(response):
    return response.content.decode()
